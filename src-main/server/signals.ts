import { randomInt } from 'node:crypto';
import type { House } from './house.ts';
import type { Lobby } from './lobby.ts';
import type { SignalMail } from './mailbox.ts';

/** What became of a signal. `stranger`: the two are no buddies. */
export type SignalVerdict = 'accepted' | 'too-soon' | 'stranger';

/** Shakes and typing notices between buddies. They are told to who is signed in, and kept nowhere. */
export interface Signals {
  send(kind: SignalMail['kind'], sender: number, target: number): SignalVerdict;
}

/** Least milliseconds between two signals of one person to another (webqq.md 9.3). */
const signalPause: Readonly<Record<SignalMail['kind'], number>> = { shake: 10_000, typing: 5_000 };

const longestPause = Math.max(...Object.values(signalPause));
/** Messages count from 1 and never get here. */
const firstNumber = 0x4000_0000;
const numbers = 0x3000_0000;

/** @param now milliseconds since 1970 */
export function createSignals(
  house: Pick<House, 'areBuddies'>,
  lobby: Pick<Lobby, 'signal'>,
  now: () => number = Date.now,
): Signals {
  /** When each pair had its last signal of each kind, the oldest first. */
  const last = new Map<string, number>();
  // Begins by chance, so that a number of before a restart does not come again.
  let count = randomInt(numbers);

  function forgetOld(time: number): void {
    for (const [name, at] of last) {
      if (time - at < longestPause) return;
      last.delete(name);
    }
  }

  return {
    send(kind, sender, target) {
      if (!house.areBuddies(sender, target)) return 'stranger';
      const time = now();
      forgetOld(time);
      const name = `${kind} ${sender} ${target}`;
      if (time - (last.get(name) ?? Number.NEGATIVE_INFINITY) < signalPause[kind]) return 'too-soon';
      last.delete(name);
      last.set(name, time);
      count = (count + 1) % numbers;
      lobby.signal(target, { kind, sender, number: firstNumber + count, time });
      return 'accepted';
    },
  };
}
