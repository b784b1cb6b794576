import type { Settings } from '#shared/model.ts';

type Key = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>;

/**
 * What an Enter means: one of Enter and Ctrl+Enter sends, by setting, the other starts a line; Shift+Enter always
 * starts a line (experience.md B5). `undefined` for every other key. Keys of input methods must not come here.
 */
export function enterMeaning(key: Key, sendKey: Settings['sendKey']): 'send' | 'line' | undefined {
  if (key.key !== 'Enter' || key.altKey) return undefined;
  if (key.shiftKey) return 'line';
  const withControl = key.ctrlKey || key.metaKey;
  return withControl === (sendKey === 'ctrl-enter') ? 'send' : 'line';
}
