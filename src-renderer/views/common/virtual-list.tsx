import { useImperativeHandle, useRef } from 'react';
import type { VirtualizerHandle } from 'virtua';
import { Virtualizer } from 'virtua';
import style from '../../style/common.module.css';
import { useListKeys } from './list-keys.ts';
import type { VirtualListProps } from './list-types.ts';

export type { RowMeaning, VirtualListHandle, VirtualListProps } from './list-types.ts';

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
