import type { DatabaseSync } from 'node:sqlite';
import { createQueries, openDatabase, transaction } from '#main/store/sqlite.ts';
import type { Log } from '#shared/log.ts';
import { houseMigrations } from './house-schema.ts';
import type { Draft, HouseMember, HouseMessage, Person, RobotKind, Target } from './house-types.ts';

interface MessageRow {
  number: number;
  time: number;
  sender: number;
  person: number | null;
  room: number | null;
  sequence: number;
  body: string;
}
export interface StoredRoom {
  readonly number: number;
  readonly name: string;
  readonly memo: string;
  readonly owner: number;
  /** Sequence of its newest message. */
  readonly sequence: number;
}

/** The rows of the chat server. Everything is synchronous; `together` makes several writes one commit. */
export type HouseStore = ReturnType<typeof createHouseStore>;

const columns = 'number, time, sender, person, room, sequence, body';

/** Opens the database of a chat server in `file`. Throws `storage` or `disk-full`. */
export function createHouseStore(file: string, log: Log) {
  const opened = openDatabase(file, houseMigrations, log);
  const db: DatabaseSync = opened.db;
  const { run, get, all } = createQueries(db);
  return {
    together: <T>(work: () => T): T => transaction(db, work),
    close: () => opened.close(),

    people: () =>
      all<{ number: number; nick: string; signature: string; robot: RobotKind | null; acknowledged: number }>(
        'SELECT number, nick, signature, robot, acknowledged FROM person ORDER BY number',
      ),
    secret: (number: number) =>
      get<{ secret: Uint8Array | null }>('SELECT secret FROM person WHERE number = ?', number)?.secret ?? undefined,
    insertPerson: ({ number, nick, signature, robot }: Person, secret: Uint8Array | undefined, acknowledged: number) =>
      run(
        'INSERT INTO person (number, nick, signature, robot, secret, acknowledged) VALUES (?, ?, ?, ?, ?, ?)',
        number,
        nick,
        signature,
        robot ?? null,
        secret ?? null,
        acknowledged,
      ),
    setSignature: (number: number, signature: string) =>
      run('UPDATE person SET signature = ? WHERE number = ?', signature, number),
    setAcknowledged: (number: number, message: number) =>
      run('UPDATE person SET acknowledged = ? WHERE number = ?', message, number),

    categories: () =>
      all<{ owner: number; position: number; name: string }>('SELECT owner, position, name FROM category'),
    insertCategory: (owner: number, position: number, name: string) =>
      run('INSERT INTO category (owner, position, name) VALUES (?, ?, ?)', owner, position, name),
    contacts: () =>
      all<{ owner: number; person: number; remark: string; category: number }>(
        'SELECT owner, person, remark, category FROM contact',
      ),
    putContact: (owner: number, person: number, remark: string, category: number) =>
      run(
        'INSERT OR REPLACE INTO contact (owner, person, remark, category) VALUES (?, ?, ?, ?)',
        owner,
        person,
        remark,
        category,
      ),

    rooms: () =>
      all<StoredRoom>(
        `SELECT number, name, memo, owner, coalesce((SELECT sequence FROM message WHERE room = room.number
         ORDER BY message.number DESC LIMIT 1), 0) AS sequence FROM room`,
      ),
    insertRoom: (room: Omit<StoredRoom, 'sequence'>) =>
      run(
        'INSERT INTO room (number, name, memo, owner) VALUES (?, ?, ?, ?)',
        room.number,
        room.name,
        room.memo,
        room.owner,
      ),
    members: () =>
      all<{ room: number; person: number; admin: number; card: string; since: number }>(
        'SELECT room, person, admin, card, since FROM member ORDER BY room, since, person',
      ),
    putMember: (room: number, member: HouseMember) =>
      run(
        'INSERT OR REPLACE INTO member (room, person, admin, card, since) VALUES (?, ?, ?, ?, ?)',
        room,
        member.number,
        member.role === 'admin' ? 1 : 0,
        member.card,
        member.since,
      ),

    newestMessage: () => get<{ number: number }>('SELECT max(number) AS number FROM message')?.number ?? 0,
    messageWithKey: (sender: number, key: string) =>
      get<{ number: number }>('SELECT number FROM message WHERE sender = ? AND send_key = ?', sender, key)?.number,
    insertMessage(draft: Draft, time: number, sequence: number): HouseMessage {
      const { sender, target, segments, font, key } = draft;
      const person = target.kind === 'person' ? target.number : null;
      const room = target.kind === 'group' ? target.number : null;
      const body = JSON.stringify({ segments, font });
      const { number } = get<{ number: number }>(
        `INSERT INTO message (time, sender, person, room, sequence, send_key, body) VALUES (?, ?, ?, ?, ?, ?, ?)
         RETURNING number`,
        time,
        sender,
        person,
        room,
        sequence,
        key ?? null,
        body,
      ) as { number: number };
      if (person !== null) {
        run(
          'INSERT OR REPLACE INTO chat (low, high, message) VALUES (?, ?, ?)',
          Math.min(sender, person),
          Math.max(sender, person),
          number,
        );
      }
      return { number, time, sender, target, sequence, segments, ...(font ? { font } : {}) };
    },
    /** Messages for one person after a number, oldest first: those to the person and those in the rooms named. */
    messagesFor(person: number, rooms: readonly { number: number; since: number }[], after: number, limit: number) {
      // One index range per source instead of one OR, which SQLite would answer with a scan.
      const sources = [
        all<MessageRow>(
          `SELECT ${columns} FROM message WHERE person = ? AND number > ? ORDER BY number LIMIT ?`,
          person,
          after,
          limit,
        ),
        ...rooms.map((room) =>
          all<MessageRow>(
            `SELECT ${columns} FROM message WHERE room = ? AND number > ? AND sender <> ? ORDER BY number LIMIT ?`,
            room.number,
            Math.max(after, room.since),
            person,
            limit,
          ),
        ),
      ];
      return sources
        .flat()
        .sort((left, right) => left.number - right.number)
        .slice(0, limit)
        .map(toMessage);
    },
    /** Partners of buddy chats and rooms with their newest message number. */
    recent(person: number, rooms: readonly number[]): { target: Target; message: number }[] {
      const chats = all<{ other: number; message: number }>(
        `SELECT high AS other, message FROM chat WHERE low = ?1 UNION ALL
         SELECT low AS other, message FROM chat WHERE high = ?1`,
        person,
      ).map(({ other, message }) => ({ target: { kind: 'person' as const, number: other }, message }));
      const groups = rooms.flatMap((room) => {
        const newest = get<{ message: number | null }>(
          'SELECT max(number) AS message FROM message WHERE room = ?',
          room,
        );
        const target = { kind: 'group' as const, number: room };
        return newest?.message ? [{ target, message: newest.message }] : [];
      });
      return [...chats, ...groups];
    },
  };
}

function toMessage({ number, time, sender, person, room, sequence, body }: MessageRow): HouseMessage {
  const target: Target = { kind: room === null ? 'person' : 'group', number: room ?? person ?? 0 };
  return { number, time, sender, target, sequence, ...(JSON.parse(body) as Pick<HouseMessage, 'segments' | 'font'>) };
}
