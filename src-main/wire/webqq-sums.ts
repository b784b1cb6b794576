/** h = h · 33 + character, modulo 2^32 (webqq.md 3.2). */
function sum(text: string, start: number): number {
  let sum = start;
  for (let index = 0; index < text.length; index += 1) sum = (Math.imul(sum, 33) + text.charCodeAt(index)) >>> 0;
  return sum;
}

/** `ptqrtoken` of a `qrsig` (webqq.md 3.2). */
export const hash33 = (text: string): number => sum(text, 0) & 0x7fffffff;

/** `g_tk` and `bkn` of an `skey` (webqq.md 3.2). */
export const gtk = (text: string): number => sum(text, 5381) & 0x7fffffff;

/** `auth_token` of a `supertoken`, and `pt4_hkey` (webqq.md 3.2). */
export const time33 = (text: string): number => sum(text, 0);
