/** A stretch of message text: plain, or an address that can be opened. */
export type TextPart =
  | { readonly kind: 'plain'; readonly text: string }
  | {
      readonly kind: 'link';
      /** As it was written. */
      readonly text: string;
      /** What is opened. */
      readonly href: string;
      /** Where it really leads, in its ASCII form, so that look-alike letters show. */
      readonly target: string;
    };

// Blanks, quotes, brackets and full-width punctuation end an address; invisible and direction controls never belong to one.
const candidate =
  /\b(?:https?:\/\/|mailto:)[^\s<>"'`{}|\\^\u0000-\u001F\u007F-\u009F\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF“”‘’「」『』【】《》〈〉（）［］，。；：！？、…]+/giu;
const trailing: ReadonlySet<string> = new Set('.,;:!?*_~');
/** The longest address that can be opened. */
const longest = 4_096;

/** Splits message text at its http, https and mailto addresses. Everything else stays plain text. Joined, the parts give the text. */
export function linkParts(text: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(candidate)) {
    const written = withoutTrailing(match[0]);
    const link = parseLink(written);
    if (!link) continue;
    if (match.index > end) parts.push({ kind: 'plain', text: text.slice(end, match.index) });
    parts.push(link);
    end = match.index + written.length;
  }
  if (end < text.length) parts.push({ kind: 'plain', text: text.slice(end) });
  return parts;
}

function parseLink(written: string): TextPart | undefined {
  if (written.length > longest || !URL.canParse(written)) return undefined;
  const url = new URL(written);
  switch (url.protocol) {
    case 'http:':
    case 'https:':
      return { kind: 'link', text: written, href: url.href, target: url.host };
    case 'mailto:':
      return /^[^@]+@[^@]+$/u.test(url.pathname)
        ? { kind: 'link', text: written, href: url.href, target: url.pathname }
        : undefined;
    default:
      return undefined;
  }
}

/** Takes punctuation of the sentence off the end, but leaves a closing bracket that the address opened itself. */
function withoutTrailing(address: string): string {
  // Counted once and kept up while the end moves, so that no text makes this slow.
  const surplus = { ')': count(address, ')') - count(address, '('), ']': count(address, ']') - count(address, '[') };
  let end = address.length;
  for (; end > 0; end -= 1) {
    const last = address.charAt(end - 1);
    if (last === ')' || last === ']') {
      if (surplus[last] <= 0) break;
      surplus[last] -= 1;
    } else if (!trailing.has(last)) break;
  }
  return address.slice(0, end);
}

const count = (text: string, character: string) => text.split(character).length - 1;
