import { isIP } from 'node:net';
import { AppError } from '#shared/errors.ts';

/** The address of the chat server of this very client. */
export const bundledAddress = 'bundled';

/**
 * The form in which an address is stored and compared: `bundled`, or an http(s) origin. A host without a scheme is
 * taken as https, on this computer and in private networks as http. Throws `bad-request` with the `field`.
 */
export function normalAddress(typed: string): string {
  const text = typed.trim();
  if (text === bundledAddress) return text;
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `${isNear(text) ? 'http' : 'https'}://${text}`;
  const url = URL.canParse(withScheme) ? new URL(withScheme) : undefined;
  const usable = url && (url.protocol === 'http:' || url.protocol === 'https:') && url.hostname !== '';
  if (!usable || url.username !== '' || url.password !== '') {
    throw new AppError('bad-request', { detail: { field: 'address' } });
  }
  return url.origin;
}

function isNear(text: string): boolean {
  const url = URL.canParse(`http://${text}`) ? new URL(`http://${text}`) : undefined;
  const host = url?.hostname.replace(/^\[|\]$/g, '') ?? '';
  if (host === 'localhost' || host === '::1' || host.endsWith('.local')) return true;
  return isIP(host) === 4 && /^(127|10|192\.168|172\.(1[6-9]|2\d|3[01]))\./.test(host);
}
