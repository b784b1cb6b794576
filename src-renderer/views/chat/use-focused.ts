import { useSyncExternalStore } from 'react';

const changes = [
  [window, 'focus'],
  [window, 'blur'],
  [document, 'visibilitychange'],
] as const;

function subscribe(listener: () => void): () => void {
  for (const [target, name] of changes) target.addEventListener(name, listener);
  return () => {
    for (const [target, name] of changes) target.removeEventListener(name, listener);
  };
}

/** Whether somebody looks at this window: it has the focus and is not hidden. */
export function isFocused(): boolean {
  return document.visibilityState === 'visible' && document.hasFocus();
}

export function useFocused(): boolean {
  return useSyncExternalStore(subscribe, isFocused);
}
