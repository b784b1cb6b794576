const heads: readonly string[] = ['\x89PNG\r\n\x1a\n', '\xff\xd8\xff', 'GIF87a', 'GIF89a', 'BM'];

/** Services answer pages and empty bodies as well; only the first bytes tell. */
export function isPicture(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, 12)).toString('latin1');
  return heads.some((each) => head.startsWith(each)) || (head.startsWith('RIFF') && head.endsWith('WEBP'));
}
