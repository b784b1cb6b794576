import { sleep } from '#main/net/pace.ts';
import type { Log } from '#shared/log.ts';
import type { House } from './house.ts';
import type { Appearance, Status } from './house-types.ts';
import { createMailbox, type Mailbox, type MailboxPace, type SignalMail } from './mailbox.ts';

/** How long somebody may stay away. Milliseconds. */
export interface LobbyPace extends MailboxPace {
  /** Without a poll for this long, others see the person offline. */
  readonly absentAfter: number;
  /** Without a poll for this long, the sign-in ends. */
  readonly goneAfter: number;
  /** How often that is looked at, and how late marks of received messages may reach the disk. */
  readonly sweepEvery: number;
}

/** webqq.md 8.2, 14. */
export const usualPace: LobbyPace = {
  hold: 50_000,
  linger: 5,
  absentAfter: 120_000,
  goneAfter: 20 * 60_000,
  sweepEvery: 1_000,
};

/** One sign-in of one person. */
export interface Visit {
  readonly person: number;
  readonly mailbox: Mailbox;
  /** `kicked` when another sign-in took over, `closed` after a sign-out or too long an absence. */
  readonly state: 'open' | 'kicked' | 'closed';
  /** What the person chose; others may see less. */
  readonly appearance: Appearance;
}

/** Who is signed in, as what, and who learns of it. One sign-in per person: a second one ends the first. */
export interface Lobby {
  enter(person: number, appearance: Appearance): Visit;
  leave(visit: Visit): void;
  setStatus(visit: Visit, status: Status): void;
  /** Brackets every poll: `false` at its begin, `true` at its end. */
  polled(visit: Visit, ended: boolean): void;
  /** Tells somebody of a signal, if signed in. */
  signal(person: number, mail: SignalMail): void;
  /** How others see somebody: never `hidden`. */
  seen(person: number): Appearance;
  close(): Promise<void>;
}

interface Guest extends Visit {
  state: Visit['state'];
  appearance: Appearance;
  openPolls: number;
  lastPoll: number;
}

const offline: Appearance = { status: 'offline', client: 'computer' };
const robot: Appearance = { status: 'online', client: 'computer' };

export function createLobby(house: House, pace: LobbyPace, log: Log): Lobby {
  const guests = new Map<number, Guest>();
  /** What watchers were told last. */
  const told = new Map<number, Appearance>();
  const closing = new AbortController();

  const isAbsent = (guest: Guest) => guest.openPolls === 0 && Date.now() - guest.lastPoll > pace.absentAfter;

  function seen(person: number): Appearance {
    if (house.person(person)?.robot) return robot;
    const guest = guests.get(person);
    if (!guest || guest.appearance.status === 'hidden' || isAbsent(guest)) return offline;
    return guest.appearance;
  }

  /** Tells the watchers what changed for them, if anything did. */
  function publish(person: number): void {
    const appearance = seen(person);
    const before = told.get(person) ?? offline;
    if (before.status === appearance.status && (before.client === appearance.client || appearance === offline)) return;
    told.set(person, appearance);
    for (const watcher of house.watchers(person)) {
      guests.get(watcher)?.mailbox.push({ kind: 'presence', person, appearance });
    }
  }

  function end(guest: Guest, acknowledge: boolean): void {
    guest.state = 'closed';
    guests.delete(guest.person);
    guest.mailbox.close(acknowledge);
  }

  function asGuest(visit: Visit): Guest | undefined {
    const guest = guests.get(visit.person);
    return guest === visit ? guest : undefined;
  }

  const stopListening = house.listen((message, receivers) => {
    const mail = { kind: 'message' as const, message };
    for (const receiver of receivers) guests.get(receiver)?.mailbox.push(mail);
  });

  async function sweep(): Promise<void> {
    while (!closing.signal.aborted) {
      await sleep(pace.sweepEvery, closing.signal).catch(() => undefined);
      try {
        house.flush();
      } catch (cause) {
        // A stale mark only means that some messages come twice after a crash.
        log.warn('server.flush-failed', { error: String(cause) });
      }
      for (const guest of [...guests.values()]) {
        if (guest.openPolls === 0 && Date.now() - guest.lastPoll > pace.goneAfter) end(guest, false);
        publish(guest.person);
      }
    }
  }
  const sweeping = sweep();

  return {
    enter(person, appearance) {
      const older = guests.get(person);
      if (older) {
        older.state = 'kicked';
        older.mailbox.push({ kind: 'kick' });
      }
      const mailbox = createMailbox(house, person, pace);
      const guest: Guest = { person, mailbox, appearance, state: 'open', openPolls: 0, lastPoll: Date.now() };
      guests.set(person, guest);
      publish(person);
      return guest;
    },
    leave(visit) {
      const guest = asGuest(visit);
      if (!guest) return;
      end(guest, true);
      publish(guest.person);
    },
    setStatus(visit, status) {
      const guest = asGuest(visit);
      if (!guest) return;
      guest.appearance = { ...guest.appearance, status };
      publish(guest.person);
    },
    polled(visit, ended) {
      const guest = asGuest(visit);
      if (!guest) return;
      guest.openPolls += ended ? -1 : 1;
      guest.lastPoll = Date.now();
      publish(guest.person);
    },
    signal: (person, mail) => guests.get(person)?.mailbox.push(mail),
    seen,
    async close() {
      closing.abort();
      stopListening();
      await sweeping;
      for (const guest of [...guests.values()]) end(guest, false);
    },
  };
}
