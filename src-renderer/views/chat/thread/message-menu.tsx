import { ContextMenu } from '@base-ui/react/context-menu';
import type { ReactElement } from 'react';
import { useState } from 'react';
import type { Message } from '#shared/model.ts';
import controls from '../../../style/controls.module.css';
import { useText } from '../../../text/text.ts';
import { needsDecision, remove, retry } from './message-state.tsx';

interface Props {
  /** The message at an element of the list. */
  messageAt(target: EventTarget | null): Message | undefined;
  copy(message: Message): void;
  /** The list. */
  readonly children: ReactElement;
}

/** One context menu for all messages of a list. */
export function MessageMenu({ messageAt, copy, children }: Props) {
  const text = useText();
  const [message, setMessage] = useState<Message>();
  return (
    <ContextMenu.Root>
      <ContextMenu.Trigger
        render={children}
        onContextMenuCapture={(event) => {
          const at = messageAt(event.target);
          // Beside the messages there is nothing to offer.
          if (at) setMessage(at);
          else event.stopPropagation();
        }}
      />
      <ContextMenu.Portal>
        <ContextMenu.Positioner className={controls.positioner}>
          <ContextMenu.Popup className={controls.popup}>
            {message && (
              <>
                <ContextMenu.Item className={controls.item} onClick={() => copy(message)}>
                  {text.chat.copy}
                </ContextMenu.Item>
                {needsDecision(message) && (
                  <>
                    <ContextMenu.Item className={controls.item} onClick={() => retry(message)}>
                      {text.chat.retry}
                    </ContextMenu.Item>
                    <ContextMenu.Item className={controls.item} onClick={() => remove(message)}>
                      {text.chat.delete}
                    </ContextMenu.Item>
                  </>
                )}
              </>
            )}
          </ContextMenu.Popup>
        </ContextMenu.Positioner>
      </ContextMenu.Portal>
    </ContextMenu.Root>
  );
}
