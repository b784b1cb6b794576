import type { KeyboardEvent } from 'react';
import { useEffect, useRef, useState } from 'react';
import style from '../../../style/chat-composer.module.css';
import type { Face } from '../../../text/faces.ts';
import { facePalette } from '../../../text/faces.ts';
import { useLanguage, useText } from '../../../text/text.ts';

/** Faces in one row of the picker. */
const columns = 12;
const rows: readonly (readonly Face[])[] = Array.from({ length: Math.ceil(facePalette.length / columns) }, (_, row) =>
  facePalette.slice(row * columns, (row + 1) * columns),
);

// A grid of buttons with one tab stop, which no table element gives.
const rowRole = { role: 'row' };
const cellRole = { role: 'gridcell' };

const moves: Readonly<Record<string, (at: number) => number>> = {
  ArrowLeft: (at) => at - 1,
  ArrowRight: (at) => at + 1,
  ArrowUp: (at) => at - columns,
  ArrowDown: (at) => at + columns,
  Home: (at) => at - (at % columns),
  End: (at) => Math.min(at - (at % columns) + columns - 1, facePalette.length - 1),
};

/** All faces in palette order. One tab stop; arrow keys move, Enter picks, Shift+Enter picks and asks to stay open. */
export function FaceGrid({ onPick }: { onPick(face: number, keepOpen: boolean): void }) {
  const text = useText();
  const english = useLanguage() === 'en';
  const [active, setActive] = useState(0);
  const grid = useRef<HTMLDivElement>(null);

  const focusAt = (at: number) => {
    setActive(at);
    grid.current?.querySelector<HTMLElement>(`[data-at="${at}"]`)?.focus();
  };
  // It is loaded after the popover opened, so the popover found nothing to focus.
  useEffect(() => grid.current?.querySelector<HTMLElement>('[data-at="0"]')?.focus(), []);

  const onKeyDown = (event: KeyboardEvent) => {
    const next = moves[event.key]?.(active);
    if (next === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    if (facePalette[next]) focusAt(next);
  };

  return (
    <div ref={grid} className={style.faceGrid} {...{ role: 'grid', 'aria-label': text.chat.faces, onKeyDown }}>
      {rows.map((faces, row) => (
        <div key={faces[0]?.id} {...rowRole} className={style.faceRow}>
          {faces.map((face, column) => {
            const at = row * columns + column;
            return (
              <button
                key={face.id}
                type="button"
                {...cellRole}
                className={style.faceButton}
                data-at={at}
                tabIndex={at === active ? 0 : -1}
                aria-label={english ? face.en : face.zh}
                title={face.zh === face.en ? face.zh : `${face.zh} ${face.en}`}
                onFocus={() => setActive(at)}
                onClick={(event) => onPick(face.id, event.shiftKey)}
              >
                {face.emoji}
              </button>
            );
          })}
        </div>
      ))}
    </div>
  );
}
