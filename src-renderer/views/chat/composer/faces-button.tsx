import { Popover } from '@base-ui/react/popover';
import { lazy, Suspense } from 'react';
import style from '../../../style/chat-composer.module.css';
import { useText } from '../../../text/text.ts';
import { IconButton } from '../../common/icon-button.tsx';
import { FacesIcon } from '../icons.tsx';

const FaceGrid = lazy(() => import('./face-grid.tsx').then((module) => ({ default: module.FaceGrid })));

interface Props {
  readonly open: boolean;
  readonly disabled: boolean;
  onOpenChange(open: boolean): void;
  onPick(face: number): void;
  /** The picker closed; the focus is free. */
  onClosed(): void;
}

/** The button that opens the face picker. */
export function FacesButton({ open, disabled, onOpenChange, onPick, onClosed }: Props) {
  const text = useText();
  const pick = (face: number, keepOpen: boolean) => {
    onPick(face);
    if (!keepOpen) onOpenChange(false);
  };
  return (
    <Popover.Root
      open={open && !disabled}
      onOpenChange={onOpenChange}
      onOpenChangeComplete={(next) => {
        if (!next) onClosed();
      }}
    >
      <Popover.Trigger
        disabled={disabled}
        render={
          <IconButton name={text.chat.faces} aria-keyshortcuts="Control+E">
            <FacesIcon />
          </IconButton>
        }
      />
      <Popover.Portal>
        <Popover.Positioner side="top" align="start" sideOffset={6} collisionPadding={8}>
          <Popover.Popup className={style.picker} aria-label={text.chat.faces} finalFocus={false}>
            <Suspense fallback={<div className={style.faceGrid} aria-busy="true" />}>
              <FaceGrid onPick={pick} />
            </Suspense>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
