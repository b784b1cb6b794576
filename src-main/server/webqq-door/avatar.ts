import { createHash } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';

const cells = 5;
const cellPixels = 16;
const margin = 8;
const edge = cells * cellPixels + 2 * margin;

/** A PNG of 96 × 96 pixels, drawn from a name: a mirrored pattern in one colour. The same name gives the same picture. */
export function drawAvatar(name: string): Uint8Array {
  const seed = createHash('sha256').update(name).digest();
  const hue = (seed.readUInt16BE(0) / 65_536) * 360;
  const palette = [...colour(hue, 0.45, 0.92), ...colour(hue, 0.55, 0.45)];
  const isFilled = (column: number, row: number) => {
    const mirrored = Math.min(column, cells - 1 - column);
    return ((seed[2 + mirrored * cells + row] ?? 0) & 1) === 1;
  };
  const rows: number[] = [];
  for (let y = 0; y < edge; y += 1) {
    rows.push(0);
    for (let x = 0; x < edge; x += 1) {
      const column = Math.floor((x - margin) / cellPixels);
      const row = Math.floor((y - margin) / cellPixels);
      const inside = column >= 0 && column < cells && row >= 0 && row < cells;
      rows.push(inside && isFilled(column, row) ? 1 : 0);
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(edge, 0);
  header.writeUInt32BE(edge, 4);
  // Eight bits for each pixel, which are numbers of palette colours.
  header.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('PLTE', Uint8Array.from(palette)),
    chunk('IDAT', deflateSync(Uint8Array.from(rows))),
    chunk('IEND', new Uint8Array()),
  ]);
}

function chunk(kind: string, content: Uint8Array): Uint8Array {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), content]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(content.length, 0);
  framed.set(body, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

/** Red, green and blue (0 to 255) of a hue in degrees, saturation and lightness from 0 to 1. */
function colour(hue: number, saturation: number, lightness: number): number[] {
  const reach = saturation * Math.min(lightness, 1 - lightness);
  return [0, 8, 4].map((offset) => {
    const position = (offset + hue / 30) % 12;
    return Math.round(255 * (lightness - reach * Math.max(-1, Math.min(position - 3, 9 - position, 1))));
  });
}
