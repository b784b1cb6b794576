/** What a host is for (webqq.md 1.1), as far as this client asks it. */
export type Role = 'check' | 'captcha' | 'ptlogin' | 'checkSig' | 's' | 'd' | 'face';

/** Where each role lives: origins without a trailing slash. */
export type Addresses = Readonly<Record<Role, string>>;

/** All roles on one origin, as self-hosted services have them (webqq.md 14). */
export function oneOrigin(origin: string): Addresses {
  return { check: origin, captcha: origin, ptlogin: origin, checkSig: origin, s: origin, d: origin, face: origin };
}

/** The Referer that a role wants to see (webqq.md 1.4, W2). */
export function referer(role: Role, addresses: Addresses): string {
  switch (role) {
    case 'd':
      return `${addresses.d}/proxy.html?v=20110331002&callback=1&id=3`;
    case 's':
      return `${addresses.s}/proxy.html?v=20110412001&callback=1&id=3`;
    case 'face':
      return `${addresses.face}/webqq.html`;
    case 'check':
    case 'captcha':
    case 'ptlogin':
    case 'checkSig':
      return `${addresses[role]}/cgi-bin/login?target=self&style=5&mibao_css=m_webqq&appid=1003903&no_verifyimg=1`;
  }
}
