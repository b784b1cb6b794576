import { AlertDialog } from '@base-ui/react/alert-dialog';
import { useRef } from 'react';
import style from '../../style/controls.module.css';
import { useText } from '../../text/text.ts';

interface Props {
  /** Names the object. */
  readonly title: string;
  /** What is lost and whether it can be undone. */
  readonly body: string;
  /** The verb of the button that does it. */
  readonly action: string;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onConfirm: () => void;
}

/** Asks before something is destroyed. The safe button has the focus. */
export function Confirm({ title, body, action, open, onClose, onConfirm }: Props) {
  const text = useText();
  const safe = useRef<HTMLButtonElement>(null);
  return (
    <AlertDialog.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className={style.backdrop} />
        <AlertDialog.Popup className={style.dialog} initialFocus={safe}>
          <AlertDialog.Title className={style.dialogTitle}>{title}</AlertDialog.Title>
          <AlertDialog.Description className={style.dialogBody}>{body}</AlertDialog.Description>
          <div className={style.dialogButtons}>
            <AlertDialog.Close ref={safe} className={style.button}>
              {text.common.cancel}
            </AlertDialog.Close>
            <button type="button" className={style.dangerButton} onClick={onConfirm}>
              {action}
            </button>
          </div>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
