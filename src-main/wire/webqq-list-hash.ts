import { hex } from './webqq-digest.ts';
import { saltBytes } from './webqq-salt.ts';

/** Computes the `hash` of the list calls (webqq.md 3.3). `account` is decimal digits; `ptwebqq` may be empty. */
export type ListHash = (account: string, ptwebqq: string) => string;

/** The low 32 bits of the account number, big-endian. */
const lowBytes = (account: string): Uint8Array => saltBytes(account).subarray(4);

const hashP: ListHash = (account, ptwebqq) => {
  const folded = [0, 0, 0, 0];
  for (let index = 0; index < ptwebqq.length; index += 1) {
    folded[index % 4] = ((folded[index % 4] ?? 0) ^ ptwebqq.charCodeAt(index)) & 0xff;
  }
  const number = lowBytes(account);
  const mask = Buffer.from('ECOK');
  return hex(Uint8Array.from(folded.flatMap((byte, index) => [byte, (number[index] ?? 0) ^ (mask[index] ?? 0)])));
};

const hashO: ListHash = (account, ptwebqq) => {
  const text = `${ptwebqq}password error`;
  return hex(
    Uint8Array.from({ length: text.length }, (_none, index) => {
      return text.charCodeAt(index) ^ account.charCodeAt(index % account.length);
    }),
  );
};

const hashN: ListHash = (account, ptwebqq) => {
  const size = ptwebqq.length;
  let [word, start] = [0xffffffff, 0];
  for (const digit of size === 0 ? '' : account) {
    start = (start + Number(digit)) % size;
    // At the end the original takes the wrong characters; services expect just these.
    const gone = start + 4 - size;
    for (let index = 0; index < 4; index += 1) {
      const byte = ptwebqq.charCodeAt(index < gone || gone <= 0 ? start + index : index - gone);
      word ^= (byte & 0xff) << (24 - 8 * index);
    }
  }
  return (word >>> 0).toString(16).toUpperCase().padStart(8, '0');
};

const hashQ: ListHash = (account, ptwebqq) => {
  const registers = lowBytes(account);
  let [r0 = 0, r1 = 0, r2 = 0, r3 = 0] = registers;
  const codes = Uint8Array.from(ptwebqq, (character) => character.charCodeAt(0));
  const at = (index: number) => codes[index] ?? 0;
  const ranges: (readonly [number, number])[] = [[0, codes.length - 1]];
  for (let range = ranges.pop(); range; range = ranges.pop()) {
    let [low, high] = range;
    if (low >= high) continue;
    const pivot = at(low);
    if (low + 1 === high) {
      if (pivot > at(high)) [codes[low], codes[high]] = [at(high), pivot];
      continue;
    }
    while (low < high) {
      for (; low < high && at(high) >= pivot; high -= 1) r0 = (r0 + 3) & 0xff;
      if (low < high) {
        codes[low] = at(high);
        low += 1;
        r1 = (r1 * 13 + 43) & 0xff;
      }
      for (; low < high && at(low) <= pivot; low += 1) r2 = (r2 - 3) & 0xff;
      if (low < high) {
        codes[high] = at(low);
        high -= 1;
        r3 = (r0 ^ r1 ^ r2 ^ (r3 + 1)) & 0xff;
      }
    }
    codes[low] = pivot;
    ranges.push([range[0], low - 1], [low + 1, range[1]]);
  }
  return hex(Uint8Array.of(r0, r1, r2, r3));
};

/** The algorithms by their names, in the order in which it makes sense to try them: the longest in use first. */
export const listHashes = { P: hashP, O: hashO, N: hashN, Q: hashQ } as const satisfies Record<string, ListHash>;
