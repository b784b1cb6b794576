import { ContextMenu } from '@base-ui/react/context-menu';
import type { MouseEvent, ReactNode } from 'react';
import { useState } from 'react';
import controls from '../../style/controls.module.css';
import style from '../../style/panel.module.css';

/** One entry of a row's menu. */
export interface RowAction {
  readonly label: string;
  readonly run: () => void;
}

interface Props {
  /** What can be done with the row of this key. */
  readonly actionsOf: (key: string) => readonly RowAction[];
  readonly children: ReactNode;
}

/** The context menu of a list's rows: one menu for the whole list. */
export function RowMenu({ actionsOf, children }: Props) {
  const [key, setKey] = useState<string>();
  const aim = (event: MouseEvent) => {
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-row]') : null;
    const found = row?.dataset.row;
    setKey(found);
    if (found !== undefined && actionsOf(found).length > 0) return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <ContextMenu.Root>
      <ContextMenu.Trigger className={style.listBox} onContextMenuCapture={aim}>
        {children}
      </ContextMenu.Trigger>
      <ContextMenu.Portal>
        <ContextMenu.Positioner className={controls.positioner}>
          <ContextMenu.Popup className={controls.popup}>
            {(key === undefined ? [] : actionsOf(key)).map(({ label, run }) => (
              <ContextMenu.Item key={label} className={`${controls.item} ${controls.plainItem}`} onClick={run}>
                {label}
              </ContextMenu.Item>
            ))}
          </ContextMenu.Popup>
        </ContextMenu.Positioner>
      </ContextMenu.Portal>
    </ContextMenu.Root>
  );
}
