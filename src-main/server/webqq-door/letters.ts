/** A place on the grid of a letter: from 0 to 4 across, from 0 to 6 down. */
export type Place = readonly [across: number, down: number];
/** A line from place to place. */
export type Stroke = readonly Place[];

/** `'04 26'` is a line from (0,4) to (2,6); a comma ends a stroke. */
function strokes(text: string): readonly Stroke[] {
  return text
    .split(', ')
    .map((line) => line.split(' ').map((pair): Place => [Number(pair.charAt(0)), Number(pair.charAt(1))]));
}

/** Capital letters that cannot be taken for each other when they are bent; I, O, Q, G and V are therefore not among them. */
export const letterStrokes: ReadonlyMap<string, readonly Stroke[]> = new Map(
  Object.entries({
    A: '06 20 46, 14 34',
    B: '06 00 30 41 42 33 03, 33 44 45 36 06',
    C: '41 30 10 01 05 16 36 45',
    D: '06 00 20 41 45 26 06',
    E: '40 00 06 46, 03 33',
    F: '40 00 06, 03 33',
    H: '00 06, 40 46, 03 43',
    J: '10 40, 30 35 26 16 05',
    K: '00 06, 40 03 46',
    L: '00 06 46',
    M: '06 00 23 40 46',
    N: '06 00 46 40',
    P: '06 00 30 41 42 33 03',
    R: '06 00 30 41 42 33 03, 23 46',
    S: '41 30 10 01 02 13 33 44 45 36 16 05',
    T: '00 40, 20 26',
    U: '00 05 16 36 45 40',
    W: '00 16 22 36 40',
    X: '00 46, 40 06',
    Y: '00 23 40, 23 26',
    Z: '00 40 06 46',
  }).map(([letter, text]) => [letter, strokes(text)]),
);
