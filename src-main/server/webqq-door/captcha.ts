import { randomInt } from 'node:crypto';
import { letterStrokes, type Place, type Stroke } from './letters.ts';
import { colour, writePng } from './png.ts';

const width = 130;
const height = 53;
/** Pixels between the middles of two letters, and of one step of a letter's grid. */
const letterWidth = 30;
const step = 5.4;
const shades = 32;

/** A random number between two others. */
const between = (low: number, high: number): number => low + ((high - low) * randomInt(1_000_001)) / 1_000_000;

/** Four letters that a picture can show, in upper case. */
export function drawCode(): string {
  const letters = [...letterStrokes.keys()];
  return Array.from({ length: 4 }, () => letters[randomInt(letters.length)] ?? 'A').join('');
}

/** A PNG of 130 × 53 pixels that shows the code to people: bent letters under a few lines. No two pictures are the same. */
export function drawCaptcha(code: string): Uint8Array {
  const cover = new Float32Array(width * height);
  const bend = createBend();
  for (const [index, letter] of [...code].entries()) {
    for (const stroke of placeLetter(letter, index, bend)) paint(cover, stroke, { halfWidth: 1.9, strength: 1 });
  }
  for (let line = 0; line < 2; line += 1) paint(cover, drawWave(), { halfWidth: 0.7, strength: 0.7 });
  for (let speck = 0; speck < 40; speck += 1) {
    const place: Place = [between(0, width), between(0, height)];
    paint(cover, [place, place], { halfWidth: 0.8, strength: 0.6 });
  }
  const hue = between(0, 360);
  return writePng({
    width,
    height,
    palette: Array.from({ length: shades + 1 }, (_, shade) => colour(hue, 0.35, 0.95 - (0.68 * shade) / shades)).flat(),
    colourAt: (x, y) => Math.round((cover[y * width + x] ?? 0) * shades),
  });
}

/** Waves along both directions, the same for the whole picture. */
function createBend(): (place: Place) => Place {
  const [across, down] = [between(1, 2.2), between(1.5, 3)];
  const [acrossFrom, downFrom] = [between(0, 7), between(0, 7)];
  const [acrossLength, downLength] = [between(5, 8), between(9, 14)];
  return ([x, y]) => [
    x + across * Math.sin(y / acrossLength + acrossFrom),
    y + down * Math.sin(x / downLength + downFrom),
  ];
}

/** The strokes of a letter in pixels: turned, leaning, at its place and bent. */
function placeLetter(letter: string, index: number, bend: (place: Place) => Place): Stroke[] {
  const turn = between(-0.3, 0.3);
  const lean = between(-0.2, 0.2);
  const size = step * between(0.92, 1.08);
  const [x, y] = [width / 2 + (index - 1.5) * letterWidth + between(-2, 2), height / 2 + between(-3, 3)];
  const put = ([across, down]: Place): Place => {
    const [flatX, flatY] = [(across - 2) * size * 0.82, (down - 3) * size];
    const leaning = flatX + lean * flatY;
    return bend([
      x + leaning * Math.cos(turn) - flatY * Math.sin(turn),
      y + leaning * Math.sin(turn) + flatY * Math.cos(turn),
    ]);
  };
  return (letterStrokes.get(letter) ?? []).map((stroke) => refine(stroke).map(put));
}

/** The same line with more places on it, so that it bends in between. */
function refine(stroke: Stroke): Stroke {
  return stroke.flatMap((place, index): Place[] => {
    const before = stroke[index - 1];
    if (!before) return [place];
    return [0.25, 0.5, 0.75, 1].map((part) => [
      before[0] + (place[0] - before[0]) * part,
      before[1] + (place[1] - before[1]) * part,
    ]);
  });
}

/** A line from one side to the other. */
function drawWave(): Stroke {
  const [middle, slope, swing] = [between(15, 38), between(-0.12, 0.12), between(3, 9)];
  const [length, from] = [between(12, 24), between(0, 7)];
  return Array.from({ length: 28 }, (_, index): Place => {
    const x = index * 5 - 2;
    return [x, middle + slope * (x - width / 2) + swing * Math.sin(x / length + from)];
  });
}

interface Pen {
  /** Pixels. */
  readonly halfWidth: number;
  /** 0 to 1. */
  readonly strength: number;
}

/** Covers the pixels along a stroke, softly at its edges; darker ones stay. */
function paint(cover: Float32Array, stroke: Stroke, { halfWidth, strength }: Pen): void {
  const reach = halfWidth + 1;
  for (const [index, to] of stroke.entries()) {
    const from = stroke[index - 1] ?? to;
    const [left, right] = [Math.min(from[0], to[0]) - reach, Math.max(from[0], to[0]) + reach];
    const [top, bottom] = [Math.min(from[1], to[1]) - reach, Math.max(from[1], to[1]) + reach];
    for (let y = Math.max(0, Math.floor(top)); y <= Math.min(height - 1, bottom); y += 1) {
      for (let x = Math.max(0, Math.floor(left)); x <= Math.min(width - 1, right); x += 1) {
        const share = Math.min(1, Math.max(0, halfWidth + 0.5 - distance([x, y], from, to)));
        cover[y * width + x] = Math.max(cover[y * width + x] ?? 0, share * strength);
      }
    }
  }
}

/** How far a place is from a straight line between two others. */
function distance([x, y]: Place, [fromX, fromY]: Place, [toX, toY]: Place): number {
  const [alongX, alongY] = [toX - fromX, toY - fromY];
  const squared = alongX * alongX + alongY * alongY;
  const part = squared === 0 ? 0 : ((x - fromX) * alongX + (y - fromY) * alongY) / squared;
  const nearest = Math.min(1, Math.max(0, part));
  return Math.hypot(x - fromX - nearest * alongX, y - fromY - nearest * alongY);
}
