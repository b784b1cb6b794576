import { sleep } from '#main/net/pace.ts';
import type { House } from './house.ts';
import type { Appearance, HouseMessage } from './house-types.ts';

/** A buddy shook the window, or is writing. No message: who is not signed in never hears of it. */
export interface SignalMail {
  readonly kind: 'shake' | 'typing';
  readonly sender: number;
  /** The same at every delivery, and never that of a message. */
  readonly number: number;
  /** Milliseconds. */
  readonly time: number;
}

/** Something that somebody who is signed in is told. */
export type Mail =
  | { readonly kind: 'message'; readonly message: HouseMessage }
  | { readonly kind: 'presence'; readonly person: number; readonly appearance: Appearance }
  | SignalMail
  /** Another sign-in took over; the last mail of a mailbox. */
  | { readonly kind: 'kick' };

/** What one wait brings. */
export interface Delivery {
  /** Rises by one from 1. */
  readonly answer: number;
  /** In the order in which things happened; never empty. */
  readonly mail: readonly Mail[];
}

/** How a mailbox keeps time. Milliseconds. */
export interface MailboxPace {
  /** How long a wait lasts while nothing happens. */
  readonly hold: number;
  /** How long the first mail waits for others that travel along. */
  readonly linger: number;
}

/**
 * The queue of one sign-in. Messages live in the house and stay there; the mailbox remembers how far its owner got,
 * and holds only the newest ones in memory.
 */
export interface Mailbox {
  push(mail: Mail): void;
  /**
   * Acknowledges the deliveries up to `answer`, or those that were written when it is left out, and waits for the next
   * one; the others come again. `undefined`: nothing happened, another wait took over, or the signal aborted.
   */
  wait(answer: number | undefined, signal: AbortSignal): Promise<Delivery | undefined>;
  /** A delivery was written whole to its owner's connection. */
  written(delivery: Delivery): void;
  /** Ends the wait that is under way. With `acknowledge`, what was written counts as received. */
  close(acknowledge: boolean): void;
}

/** Why a wait ends early; one object for all, because making errors is dear. */
const ended = Symbol('ended');
const deliveryLimit = 200;
const deliveryBytes = 512 * 1024;
const queueLimit = 2_000;
/** How long a typing notice is worth telling (webqq.md 8.6). */
const typingLasts = 6_000;

export function createMailbox(house: House, person: number, pace: MailboxPace): Mailbox {
  let queue: Mail[] = [];
  let delivered: Delivery[] = [];
  const complete = new WeakSet<Delivery>();
  let answers = 0;
  /** What the client said last; `undefined` while it does not number. */
  let lastAnswer: number | undefined;
  let open: AbortController | undefined;
  /** Messages behind this number are still to be read from the house; `undefined` while new ones come by `push`. */
  let readAfter: number | undefined = house.acknowledged(person);

  /** Fills the queue from the house until it is long enough for one delivery. */
  function refill(): void {
    if (readAfter === undefined || queue.length >= deliveryLimit) return;
    const messages = house.backlog(person, readAfter, deliveryLimit);
    for (const message of messages) queue.push({ kind: 'message', message });
    readAfter = messages.length < deliveryLimit ? undefined : messages.at(-1)?.number;
  }

  function hasMail(): boolean {
    refill();
    // Who wrote a while ago may have stopped.
    queue = queue.filter((each) => each.kind !== 'typing' || Date.now() - each.time < typingLasts);
    return queue.length > 0;
  }

  function take(): Delivery | undefined {
    let bytes = 0;
    let count = 0;
    for (const mail of queue) {
      bytes += mail.kind === 'message' ? textLength(mail.message) : 0;
      if (count === deliveryLimit || (count > 0 && bytes > deliveryBytes)) break;
      count += 1;
    }
    if (count === 0) return undefined;
    answers += 1;
    const delivery = { answer: answers, mail: queue.splice(0, count) };
    delivered.push(delivery);
    return delivery;
  }

  function acknowledge(answer: number | undefined): void {
    const received = (delivery: Delivery) =>
      answer === undefined ? complete.has(delivery) : delivery.answer <= answer;
    const last = delivered
      .filter(received)
      .flatMap(({ mail }) => mail)
      .findLast((mail) => mail.kind === 'message');
    if (last) house.acknowledge(person, last.message.number);
    delivered = delivered.filter((delivery) => !received(delivery));
  }

  return {
    push(mail) {
      if (mail.kind === 'message') {
        if (readAfter !== undefined) return;
        if (queue.length >= queueLimit) {
          // The house has them all; memory should not.
          const first = queue.find((each) => each.kind === 'message') ?? mail;
          readAfter = first.message.number - 1;
          queue = queue.filter((each) => each.kind !== 'message');
          return;
        }
      } else if (mail.kind === 'presence') {
        // Only the newest status of a person matters.
        queue = queue.filter((each) => each.kind !== 'presence' || each.person !== mail.person);
      } else if (mail.kind === 'typing') {
        queue = queue.filter((each) => each.kind !== 'typing' || each.sender !== mail.sender);
      } else if (mail.kind === 'kick') {
        // What is left goes to the sign-in that took over.
        queue = [];
        readAfter = undefined;
      }
      queue.push(mail);
      open?.abort(ended);
    },
    async wait(answer, signal) {
      const turn = new AbortController();
      open?.abort(ended);
      open = turn;
      lastAnswer = answer;
      acknowledge(answer);
      queue.unshift(...delivered.flatMap(({ mail }) => mail));
      delivered = [];
      if (!hasMail()) {
        await rest(pace.hold, turn, signal);
        if (open === turn && queue.length > 0) await rest(pace.linger, new AbortController(), signal);
      }
      if (open !== turn) return undefined;
      open = undefined;
      return signal.aborted ? undefined : take();
    },
    written: (delivery) => void complete.add(delivery),
    close(received) {
      if (received) acknowledge(lastAnswer);
      open?.abort(ended);
      open = undefined;
    },
  };
}

/** Waits until the time is over, the turn ends or the signal aborts. */
async function rest(ms: number, turn: AbortController, signal: AbortSignal): Promise<void> {
  const end = () => turn.abort(ended);
  signal.addEventListener('abort', end, { once: true });
  if (signal.aborted) end();
  await sleep(ms, turn.signal).catch(() => undefined);
  signal.removeEventListener('abort', end);
}

function textLength(message: HouseMessage): number {
  return message.segments.reduce(
    (sum, segment) =>
      sum + (segment.kind === 'text' ? segment.text.length : segment.kind === 'unknown' ? segment.raw.length : 8),
    0,
  );
}
