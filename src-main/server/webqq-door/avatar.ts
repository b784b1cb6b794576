import { createHash } from 'node:crypto';
import { colour, writePng } from './png.ts';

const cells = 5;
const cellPixels = 16;
const margin = 8;
const edge = cells * cellPixels + 2 * margin;

/** A PNG of 96 × 96 pixels, drawn from a name: a mirrored pattern in one colour. The same name gives the same picture. */
export function drawAvatar(name: string): Uint8Array {
  const seed = createHash('sha256').update(name).digest();
  const hue = (seed.readUInt16BE(0) / 65_536) * 360;
  const isFilled = (column: number, row: number) => {
    const mirrored = Math.min(column, cells - 1 - column);
    return ((seed[2 + mirrored * cells + row] ?? 0) & 1) === 1;
  };
  return writePng({
    width: edge,
    height: edge,
    palette: [...colour(hue, 0.45, 0.92), ...colour(hue, 0.55, 0.45)],
    colourAt(x, y) {
      const column = Math.floor((x - margin) / cellPixels);
      const row = Math.floor((y - margin) / cellPixels);
      const inside = column >= 0 && column < cells && row >= 0 && row < cells;
      return inside && isFilled(column, row) ? 1 : 0;
    },
  });
}
