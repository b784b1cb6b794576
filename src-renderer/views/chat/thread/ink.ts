import type { Font } from '#shared/model.ts';

/** The font of a message as this client draws it: the sender's wishes, as far as they stay readable. */
export interface Ink {
  /** Six hex digits with a sign in front, one for each theme; absent when the colour is the usual one. */
  readonly light?: string;
  readonly dark?: string;
  /** Times the usual size. */
  readonly scale: number;
  readonly bold: boolean;
  readonly italic: boolean;
  readonly underline: boolean;
}

// Luminance of the bubbles that are hardest to write on: the own bubble of each theme.
const lightBubble = 0.8;
const darkBubble = 0.055;
const readable = 4.5;
/** The size that service and clients use by default, in points. */
const usualPoints = 10;

/** How to draw a font. Colours are moved towards black or white until their contrast is at least 4.5 on every bubble. */
export function inkOf(font: Font): Ink {
  const rgb = [0, 2, 4].map((at) => Number.parseInt(font.color.slice(at, at + 2), 16));
  const plain = rgb.every((part) => part === 0);
  return {
    ...(plain ? {} : { light: moved(rgb, 0, lightBubble), dark: moved(rgb, 255, darkBubble) }),
    scale: Math.min(1.8, Math.max(0.9, font.size / usualPoints)),
    bold: font.bold,
    italic: font.italic,
    underline: font.underline,
  };
}

function moved(rgb: readonly number[], towards: number, background: number): string {
  for (let step = 0; step < 20; step += 1) {
    const mixed = rgb.map((part) => Math.round(part + ((towards - part) * step) / 20));
    if (contrast(luminance(mixed), background) >= readable) return hex(mixed);
  }
  return hex([towards, towards, towards]);
}

const hex = (rgb: readonly number[]) => `#${rgb.map((part) => part.toString(16).padStart(2, '0')).join('')}`;

/** Contrast of two relative luminances, 1 to 21 (WCAG 2). */
export function contrast(one: number, other: number): number {
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}

/** Relative luminance of a colour with parts of 0 to 255 (WCAG 2). */
export function luminance(rgb: readonly number[]): number {
  const [red = 0, green = 0, blue = 0] = rgb.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
