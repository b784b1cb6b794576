/** The address of the chat server of this very client, whose port may change. */
export const bundled = 'bundled';

/** What is wrong with an address that was typed, if anything. Hosts without a scheme are fine. */
export function addressProblem(address: string): 'missing' | 'bad' | undefined {
  const typed = address.trim();
  if (typed === '') return 'missing';
  if (typed === bundled) return undefined;
  const url = parse(typed);
  return url && /^https?:$/.test(url.protocol) && url.hostname !== '' && !/\s/.test(typed) ? undefined : 'bad';
}

/** Whether others on the network could read what goes to this address: plain http beyond this computer. */
export function isInsecure(address: string): boolean {
  const url = parse(address.trim());
  return url?.protocol === 'http:' && !isLoopback(url.hostname);
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || /^127(\.\d+){3}$/.test(host);
}

function parse(address: string): URL | undefined {
  const url = /^[a-z][a-z0-9+.-]*:\/\//i.test(address) ? address : `https://${address}`;
  return URL.canParse(url) ? new URL(url) : undefined;
}
