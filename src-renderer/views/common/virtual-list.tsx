import type { ReactNode, Ref } from 'react';
import { useImperativeHandle, useRef } from 'react';
import type { VirtualizerHandle } from 'virtua';
import { Virtualizer } from 'virtua';
import style from '../../style/common.module.css';
import { useListKeys } from './list-keys.ts';

/** What assistive technology is told about a row. */
export interface RowMeaning {
  /** Accessible name; type-ahead searches it too. */
  readonly name: string;
  /** Position among its siblings, from 1, and how many they are; the whole list unless told. */
  readonly position?: number;
  readonly setSize?: number;
  /** Trees: depth from 1, and whether the row's children are shown (absent for a leaf). */
  readonly level?: number;
  readonly expanded?: boolean;
}

export interface VirtualListProps<Row> {
  readonly label: string;
  /** `listbox` unless told. */
  readonly kind?: 'listbox' | 'tree';
  readonly rows: readonly Row[];
  /** Stable identity of a row. */
  readonly keyOf: (row: Row) => string;
  /** Height of a row in pixels; rows never resize. */
  readonly heightOf: (row: Row) => number;
  /** `undefined` for a heading between rows: it is drawn, and skipped by keys and by assistive technology. */
  readonly meaningOf: (row: Row) => RowMeaning | undefined;
  readonly render: (row: Row) => ReactNode;
  /** Enter or double click. */
  readonly onOpen: (row: Row) => void;
  /** Trees: a click on a row with children, or Left and Right. */
  readonly onExpand?: (row: Row, expanded: boolean) => void;
  readonly ref?: Ref<VirtualListHandle>;
}

/** What the surroundings may ask of a list. */
export interface VirtualListHandle {
  /** Moves the focus to the active row, the first one at the beginning. */
  focus(): void;
}

/**
 * A long list of rows of known height of which only the visible ones exist. It is one tab stop: the active row has the
 * focus and stays in the document while it is scrolled away; when it is removed its neighbour takes over.
 */
export function VirtualList<Row>(props: VirtualListProps<Row>) {
  const { label, kind = 'listbox', rows, keyOf, heightOf, meaningOf, render, onOpen, onExpand } = props;
  const box = useRef<HTMLDivElement>(null);
  const virtualizer = useRef<VirtualizerHandle>(null);
  const { active, activate, onKeyDown } = useListKeys(props, box, virtualizer);
  const total = rows.length;
  useImperativeHandle(props.ref, () => ({ focus: () => active >= 0 && activate(active) }), [active, activate]);

  return (
    <div ref={box} className={style.list} {...{ role: kind, 'aria-label': label, onKeyDown }}>
      <Virtualizer ref={virtualizer} scrollRef={box} data={rows} keepMounted={active >= 0 ? [active] : []}>
        {(row, index) => {
          const key = keyOf(row);
          const meaning = meaningOf(row);
          const height = { blockSize: heightOf(row) };
          if (!meaning) {
            return (
              <div key={key} role="presentation" aria-hidden="true" style={height}>
                {render(row)}
              </div>
            );
          }
          // The role depends on the list, so the attributes are one object.
          const attributes = {
            role: kind === 'tree' ? 'treeitem' : 'option',
            tabIndex: index === active ? 0 : -1,
            'aria-label': meaning.name,
            'aria-selected': index === active,
            'aria-posinset': meaning.position ?? index + 1,
            'aria-setsize': meaning.setSize ?? total,
            'aria-level': meaning.level,
            'aria-expanded': meaning.expanded,
            'data-row': key,
            'data-index': index,
            onFocus: () => activate(index),
            onClick: () => meaning.expanded !== undefined && onExpand?.(row, !meaning.expanded),
            onDoubleClick: () => meaning.expanded === undefined && onOpen(row),
          };
          return (
            <div key={key} className={style.row} style={height} {...attributes}>
              {render(row)}
            </div>
          );
        }}
      </Virtualizer>
    </div>
  );
}
