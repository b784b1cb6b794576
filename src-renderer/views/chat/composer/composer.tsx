import { LexicalComposer } from '@lexical/react/LexicalComposer';
import { useLexicalComposerContext } from '@lexical/react/LexicalComposerContext';
import { ContentEditable } from '@lexical/react/LexicalContentEditable';
import { LexicalErrorBoundary } from '@lexical/react/LexicalErrorBoundary';
import { HistoryPlugin } from '@lexical/react/LexicalHistoryPlugin';
import { PlainTextPlugin } from '@lexical/react/LexicalPlainTextPlugin';
import type { Ref } from 'react';
import { memo, useCallback, useEffect, useId, useImperativeHandle, useState } from 'react';
import type { ConversationId } from '#shared/ids.ts';
import type { Account, Draft } from '#shared/model.ts';
import { saveDraft } from '../../../data/actions.ts';
import { useCenter } from '../../../data/center.ts';
import style from '../../../style/chat-composer.module.css';
import { useText } from '../../../text/text.ts';
import type { ImeGuard } from '../../common/ime-guard.ts';
import { createDraftKeeper } from './draft-keeper.ts';
import { FaceNode } from './face-node.ts';
import { FacesButton } from './faces-button.tsx';
import { NudgeButton } from './nudge-button.tsx';
import { $readSegments, $writeSegments } from './segments-state.ts';
import { SendKeyMenu } from './send-key-menu.tsx';
import { insertFace, useEditor } from './use-editor.ts';
import { useSending } from './use-sending.ts';
import { useTyping } from './use-typing.ts';

/** What the window may ask of the composer. */
export interface ComposerHandle {
  focus(): void;
  toggleFaces(): void;
  isEmpty(): boolean;
  /** Keeps the draft now; resolves when that is settled. */
  keepDraft(): Promise<void>;
}

interface Props {
  readonly conversationId: ConversationId;
  /** What was kept when the chat opened. */
  readonly draft: Draft | undefined;
  readonly account: Account;
  readonly name: string;
  /** Why nothing can be written; absent when it can. */
  readonly closed: string | undefined;
  readonly guard: ImeGuard;
  onSent(): void;
  readonly ref: Ref<ComposerHandle>;
}

/** The editor of one conversation with its tools. Belongs to that conversation for its whole life. */
export const Composer = memo(function Composer(props: Props) {
  const { draft } = props;
  return (
    <LexicalComposer
      initialConfig={{
        namespace: 'message',
        nodes: [FaceNode],
        theme: { face: style.face ?? '', paragraph: style.paragraph ?? '' },
        editable: !props.closed,
        ...(draft && { editorState: () => $writeSegments(draft.segments) }),
        onError: (error) => {
          throw error;
        },
      }}
    >
      <Editor {...props} />
    </LexicalComposer>
  );
});

function Editor({ conversationId, draft, account, name, closed, guard, onSent, ref }: Props) {
  const text = useText();
  const id = useId();
  const sendKey = useCenter((state) => state.settings.sendKey);
  const [editor] = useLexicalComposerContext();
  const [facesOpen, setFacesOpen] = useState(false);
  const [keeper] = useState(() =>
    createDraftKeeper({
      read: () => editor.getEditorState().read($readSegments),
      save: (next) => saveDraft(conversationId, next),
      kept: draft,
    }),
  );
  const { error, clearError, send, composed } = useSending(editor, {
    conversationId,
    can: account.can,
    guard,
    keeper,
    onSent,
  });
  const typed = useTyping(editor, { conversationId, account, guard });
  const changed = useCallback(() => {
    clearError();
    typed();
  }, [clearError, typed]);
  const afterComposing = useCallback(() => {
    typed();
    composed();
  }, [composed, typed]);
  useEditor(editor, { guard, keeper, sendKey, send, changed, composed: afterComposing });

  useEffect(() => editor.setEditable(!closed), [editor, closed]);
  useEffect(() => editor.focus(), [editor]);
  useImperativeHandle(
    ref,
    () => ({
      focus: () => editor.focus(),
      toggleFaces: () => setFacesOpen((open) => !open),
      isEmpty: () => editor.getEditorState().read(() => $readSegments().length === 0),
      keepDraft: () => keeper.flush(),
    }),
    [editor, keeper],
  );

  const line = closed ?? error;
  return (
    <form
      className={style.composer}
      aria-label={text.chat.messageTo({ name })}
      data-region="editor"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <div className={style.tools}>
        <FacesButton
          open={facesOpen}
          onOpenChange={setFacesOpen}
          disabled={closed !== undefined || !account.can.sends.includes('face')}
          onPick={(face) => insertFace(editor, face)}
          onClosed={() => editor.focus()}
        />
        <NudgeButton conversationId={conversationId} account={account} name={name} closed={closed} onSent={onSent} />
      </div>
      <div className={style.editorBox}>
        <PlainTextPlugin
          ErrorBoundary={LexicalErrorBoundary}
          contentEditable={
            <ContentEditable
              className={style.editor}
              aria-label={text.chat.messageTo({ name })}
              aria-multiline
              aria-describedby={`${id}-line`}
              aria-disabled={closed !== undefined}
              data-region-focus
              aria-placeholder={text.chat.placeholder({ name })}
              placeholder={
                <div className={style.placeholder} aria-hidden="true">
                  {text.chat.placeholder({ name })}
                </div>
              }
            />
          }
        />
      </div>
      <HistoryPlugin />
      <div className={style.sendRow}>
        <p id={`${id}-line`} role="alert" className={style.line} data-kind={closed ? 'closed' : 'error'}>
          {line}
        </p>
        <SendKeyMenu />
        <button
          type="submit"
          className={style.send}
          disabled={closed !== undefined}
          title={text.chat.sendHint[sendKey]}
        >
          {text.chat.send}
        </button>
      </div>
    </form>
  );
}
