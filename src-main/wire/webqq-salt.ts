/** The salt of an account: its number as eight big-endian bytes (webqq.md 3.1). `account` is decimal digits. */
export function saltBytes(account: string): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt.asUintN(64, BigInt(account)));
  return bytes;
}

/** The salt as `check` writes it: eight `\xHH` escapes (webqq.md 4.2). */
export function saltEscapes(account: string): string {
  return Array.from(saltBytes(account), (byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('');
}

/** The account number that eight `\xHH` escapes stand for; `undefined` when it is no salt. */
export function parseSalt(escapes: string): string | undefined {
  if (!/^(?:\\x[0-9a-f]{2}){8}$/i.test(escapes)) return undefined;
  return BigInt(`0x${escapes.replaceAll('\\x', '')}`).toString();
}
