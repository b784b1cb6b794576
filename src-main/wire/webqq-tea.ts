import { randomBytes } from 'node:crypto';

/** Gives so many bytes of chance. */
export type RandomBytes = (length: number) => Uint8Array;

const delta = 0x9e3779b9;
const rounds = 16;
const blockLength = 8;
/** Zero bytes that end every message. */
const tailLength = 7;

const words = (bytes: Uint8Array): number[] => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: bytes.length / 4 }, (_none, index) => view.getUint32(index * 4));
};

const bytesOf = (y: number, z: number): Uint8Array => {
  const bytes = new Uint8Array(blockLength);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, y);
  view.setUint32(4, z);
  return bytes;
};

const xor = (left: Uint8Array, right: Uint8Array): Uint8Array => left.map((byte, index) => byte ^ (right[index] ?? 0));

const mix = (word: number, sum: number, first: number, second: number): number =>
  ((word << 4) + first) ^ (word + sum) ^ ((word >>> 5) + second);

/** One block of TEA, 16 rounds (webqq.md 3.1). `block` is 8 bytes, `key` 16. */
export function encryptTeaBlock(block: Uint8Array, key: Uint8Array): Uint8Array {
  const [k0 = 0, k1 = 0, k2 = 0, k3 = 0] = words(key);
  let [y = 0, z = 0] = words(block);
  let sum = 0;
  for (let round = 0; round < rounds; round += 1) {
    sum = (sum + delta) >>> 0;
    y = (y + mix(z, sum, k0, k1)) >>> 0;
    z = (z + mix(y, sum, k2, k3)) >>> 0;
  }
  return bytesOf(y, z);
}

function decryptTeaBlock(block: Uint8Array, key: Uint8Array): Uint8Array {
  const [k0 = 0, k1 = 0, k2 = 0, k3 = 0] = words(key);
  let [y = 0, z = 0] = words(block);
  let sum = (delta * rounds) >>> 0;
  for (let round = 0; round < rounds; round += 1) {
    z = (z - mix(y, sum, k2, k3)) >>> 0;
    y = (y - mix(z, sum, k0, k1)) >>> 0;
    sum = (sum - delta) >>> 0;
  }
  return bytesOf(y, z);
}

/** Encrypts a message with QTEA (webqq.md 3.1). `key` is 16 bytes; the result is a multiple of 8 bytes. */
export function sealQtea(data: Uint8Array, key: Uint8Array, random: RandomBytes = randomBytes): Uint8Array {
  const padding = (blockLength - ((data.length + 10) % blockLength)) % blockLength;
  const chance = random(1 + padding + 2);
  const plain = Buffer.concat([chance, data, new Uint8Array(tailLength)]);
  plain[0] = ((chance[0] ?? 0) & 0xf8) | padding;
  const sealed = new Uint8Array(plain.length);
  let before: Uint8Array = new Uint8Array(blockLength);
  let cipher: Uint8Array = new Uint8Array(blockLength);
  for (let at = 0; at < plain.length; at += blockLength) {
    const mixed = xor(plain.subarray(at, at + blockLength), cipher);
    cipher = xor(encryptTeaBlock(mixed, key), before);
    sealed.set(cipher, at);
    before = mixed;
  }
  return sealed;
}

/** Decrypts what {@link sealQtea} made; `undefined` when it was not made with this key. */
export function openQtea(sealed: Uint8Array, key: Uint8Array): Uint8Array | undefined {
  if (sealed.length < 2 * blockLength || sealed.length % blockLength !== 0) return undefined;
  const plain = new Uint8Array(sealed.length);
  let before: Uint8Array = new Uint8Array(blockLength);
  let last: Uint8Array = new Uint8Array(blockLength);
  for (let at = 0; at < sealed.length; at += blockLength) {
    const cipher = sealed.subarray(at, at + blockLength);
    before = decryptTeaBlock(xor(cipher, before), key);
    plain.set(xor(before, last), at);
    last = cipher;
  }
  const start = 1 + ((plain[0] ?? 0) & 7) + 2;
  const end = plain.length - tailLength;
  if (start > end || plain.subarray(end).some((byte) => byte !== 0)) return undefined;
  return plain.subarray(start, end);
}
