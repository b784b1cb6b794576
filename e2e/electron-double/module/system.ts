import { wholeApp } from './app.ts';
import { answers, machine, tell } from './link.ts';
import { strict } from './strict.ts';

let themeSource: 'system' | 'light' | 'dark' = 'system';
export const nativeTheme = strict('nativeTheme', {
  get themeSource() {
    return themeSource;
  },
  set themeSource(source) {
    themeSource = source;
    tell({ kind: 'theme', source });
  },
  get shouldUseDarkColors() {
    return themeSource === 'system' ? machine.dark : themeSource === 'dark';
  },
});

// A cipher that is good enough to tell a sealed secret from a readable one.
const turned = (bytes: Buffer) => Buffer.from(bytes.map((byte) => byte ^ 0xa5));
export const safeStorage = strict('safeStorage', {
  getSelectedStorageBackend: () => (wholeApp.isReadyNow ? machine.keyring : 'unknown'),
  isAsyncEncryptionAvailable: async () => wholeApp.isReadyNow,
  encryptStringAsync: async (text: string) => turned(Buffer.from(`sealed ${text}`)),
  async decryptStringAsync(sealed: Buffer) {
    const text = turned(sealed).toString();
    if (!text.startsWith('sealed ')) throw new Error('Error while decrypting the ciphertext');
    return { result: text.slice('sealed '.length), shouldReEncrypt: false };
  },
});

const privileged = new Set<string>();
let handler: ((request: Request) => Response | Promise<Response>) | undefined;
export const protocol = strict('protocol', {
  registerSchemesAsPrivileged(schemes: readonly { scheme: string; privileges: Record<string, boolean> }[]) {
    if (wholeApp.isReadyNow) throw new Error('Schemes are declared before the app is ready');
    for (const { scheme, privileges } of schemes) {
      if (privileges.standard && privileges.secure && privileges.supportFetchAPI) privileged.add(scheme);
    }
  },
  handle(scheme: string, answer: (request: Request) => Response | Promise<Response>) {
    if (!wholeApp.isReadyNow) throw new Error('protocol.handle can only be used after the app is ready');
    if (scheme !== 'app' || !privileged.has(scheme)) throw new Error(`${scheme} was not declared as privileged`);
    handler = answer;
  },
});

answers({
  async request({ url, method }) {
    if (!handler) throw new Error('No handler for app://');
    const answer = await handler(new Request(url, { method }));
    const body = new Uint8Array(await answer.arrayBuffer());
    return { status: answer.status, headers: Object.fromEntries(answer.headers), body };
  },
});
