import type { ReactNode, Ref } from 'react';

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
