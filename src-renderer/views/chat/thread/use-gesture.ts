import type { RefObject } from 'react';
import { useCallback, useEffect, useRef } from 'react';

/** A view goes on moving this long after the hand let go, in milliseconds. */
const coasting = 500;
const inputs = ['wheel', 'touchmove', 'keydown', 'pointerdown'] as const;

/**
 * Tells movements of the reader from those of the list itself, which shifts its content whenever rows above the view
 * come, go or get their real height. The function returned says whether the reader is moving the view now.
 */
export function useGesture(scroller: RefObject<HTMLElement | null>): () => boolean {
  const last = useRef(Number.NEGATIVE_INFINITY);
  const dragging = useRef(false);

  useEffect(() => {
    const box = scroller.current;
    if (!box) return;
    const move = (event: Event) => {
      last.current = performance.now();
      // Outside of the content there is only the scroll bar.
      if (event.type === 'pointerdown') dragging.current = event.target === box;
    };
    const release = () => {
      if (dragging.current) last.current = performance.now();
      dragging.current = false;
    };
    for (const input of inputs) box.addEventListener(input, move, { passive: true });
    for (const end of ['pointerup', 'pointercancel', 'scrollend']) window.addEventListener(end, release, true);
    return () => {
      for (const input of inputs) box.removeEventListener(input, move);
      for (const end of ['pointerup', 'pointercancel', 'scrollend']) window.removeEventListener(end, release, true);
    };
  }, [scroller]);

  return useCallback(() => dragging.current || performance.now() - last.current < coasting, []);
}
