import type { Font, Segment } from '#shared/model.ts';
import { mergeTexts } from '#shared/segments.ts';
import { decodeEntities } from './webqq-entities.ts';
import { asList, asNumber, asRecord, asText, parseJson } from './webqq-json.ts';

/** The font that clients send when nobody chose one (webqq.md 9.2); read back as "no font". */
const plainFont: Font = { name: '宋体', size: 10, color: '000000', bold: false, italic: false, underline: false };

/** What a content array holds. */
export interface Content {
  readonly segments: Segment[];
  readonly font?: Font;
}

/** How text parts are to be read. */
export interface DecodeOptions {
  /**
   * Whether to decode the six entities that historic services put into text (webqq.md 9.4); true unless said
   * otherwise. Wrong for text on its way to a server, and for servers with the feature `plain`.
   */
  readonly entities?: boolean;
}

/**
 * Reads a content array, also one that is still a JSON string (webqq.md 9.1, 9.2). Never throws: parts that are not
 * text, face or font become `unknown` with the wire form in `raw`.
 */
export function decodeContent(content: unknown, { entities = true }: DecodeOptions = {}): Content {
  const parsed = typeof content === 'string' ? parseJson(content) : content;
  // Text that is no JSON is a message too: the sender saw it as one.
  const parts = Array.isArray(parsed) ? parsed : typeof content === 'string' && content !== '' ? [content] : [];
  const segments: Segment[] = [];
  let font: Font | undefined;
  for (const part of parts) {
    if (typeof part === 'string' || typeof part === 'number') {
      const text = asText(part);
      segments.push({ kind: 'text', text: entities ? decodeEntities(text) : text });
    } else if (Array.isArray(part) && part[0] === 'font') {
      font = parseFont(part[1]);
    } else {
      segments.push(parseFace(part) ?? unknownPart(part));
    }
  }
  return { segments: mergeTexts(segments), ...(font === undefined || isPlain(font) ? {} : { font }) };
}

/** Writes a content array as clients send it: parts, then the font; at least one string (webqq.md 9.2). */
export function encodeContent(segments: readonly Segment[], font?: Font): unknown[] {
  const parts = encodeParts(segments);
  if (!parts.some((part) => typeof part === 'string')) parts.push('');
  return [...parts, fontPart(font ?? plainFont)];
}

/** Writes a content array as servers deliver it: the font, then the parts (webqq.md 9.2). */
export function encodeDelivered(segments: readonly Segment[], font?: Font): unknown[] {
  return [fontPart(font ?? plainFont), ...encodeParts(segments)];
}

function encodeParts(segments: readonly Segment[]): unknown[] {
  const parts: unknown[] = [];
  for (const segment of segments) {
    if (segment.kind === 'text') parts.push(segment.text);
    else if (segment.kind === 'face') parts.push(['face', segment.id]);
    else if (segment.kind === 'unknown') {
      const raw = parseJson(segment.raw);
      // Anything but a list in front of the font would be read as text or as nothing.
      if (Array.isArray(raw)) parts.push(raw);
    }
  }
  return parts;
}

function fontPart(font: Font): unknown[] {
  const style = [font.bold, font.italic, font.underline].map(Number);
  return ['font', { size: font.size, color: font.color, style, name: font.name }];
}

function parseFont(value: unknown): Font | undefined {
  const fields = asRecord(value);
  const color = asText(fields.color).toLowerCase();
  const [bold, italic, underline] = asList(fields.style).map((flag) => asNumber(flag) === 1 || flag === true);
  return {
    name: asText(fields.name).slice(0, 64) || plainFont.name,
    size: Math.min(72, Math.max(6, asNumber(fields.size) ?? plainFont.size)),
    color: /^[0-9a-f]{6}$/.test(color) ? color : plainFont.color,
    bold: bold ?? false,
    italic: italic ?? false,
    underline: underline ?? false,
  };
}

function isPlain(font: Font): boolean {
  return (Object.keys(plainFont) as (keyof Font)[]).every((field) => font[field] === plainFont[field]);
}

function parseFace(part: unknown): Segment | undefined {
  if (!Array.isArray(part) || part[0] !== 'face') return undefined;
  const id = asNumber(part[1]);
  return id !== undefined && Number.isInteger(id) && id >= 0 && id <= 65_535 ? { kind: 'face', id } : undefined;
}

function unknownPart(part: unknown): Segment {
  const label = Array.isArray(part) ? asText(part[0]) : typeof part;
  return { kind: 'unknown', label: label.slice(0, 64) || 'part', raw: JSON.stringify(part) ?? 'null' };
}
