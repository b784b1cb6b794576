import { join } from 'node:path';
import { type ChatServer, startChatServer } from '#main/server/serve.ts';

/** The middle of the sorted values. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return Math.round((sorted[Math.floor(sorted.length / 2)] ?? 0) * 10) / 10;
}

/** A chat server without sample people, and the account that the measured client signs in with. */
export async function openHouse(dir: string): Promise<{ server: ChatServer; me: number }> {
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  const server = await startChatServer({ dir: join(dir, 'server'), port: 0, demo: false, log });
  return { server, me: server.house.addPerson({ number: 20_001, nick: 'Me', password: 'bench' }) };
}

/** What the sign-in form wants to hear. */
export const credentials = (server: ChatServer) => ({ address: server.url, account: '20001', password: 'bench' });

/** Posts many messages of one person to another, in order. */
export async function postMany(
  server: ChatServer,
  from: number,
  to: number,
  count: number,
  text: string,
): Promise<void> {
  const posts: Promise<unknown>[] = [];
  for (let index = 0; index < count; index += 1) {
    posts.push(
      server.house.post({
        sender: from,
        target: { kind: 'person', number: to },
        segments: [{ kind: 'text', text: `${text} ${index}` }],
        key: `${text}-${index}`,
      }),
    );
  }
  await Promise.all(posts);
}
