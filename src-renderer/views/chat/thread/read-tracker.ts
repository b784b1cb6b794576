/** How long a message must have been on screen to count as read. */
export const readAfterMs = 500;

/** Decides when messages count as read. */
export interface ReadTracker {
  /**
   * Tells the newest position on screen in a focused window, or `undefined` while the window is not focused or shows
   * none. Called at every change.
   */
  see(order: number | undefined): void;
  stop(): void;
}

/** Reports positions that were on screen, in a focused window, for {@link readAfterMs} without a break. */
export function createReadTracker(report: (order: number) => void): ReadTracker {
  let onScreen: number | undefined;
  /** `order` is the lowest position that was on screen since the wait began, so what left the screen does not count. */
  let waiting: { order: number; readonly timer: ReturnType<typeof setTimeout> } | undefined;
  let reported = Number.NEGATIVE_INFINITY;

  const wait = () => {
    if (waiting || onScreen === undefined || onScreen <= reported) return;
    // A stream of arriving messages never starts the wait anew, else it would never end.
    waiting = { order: onScreen, timer: setTimeout(elapsed, readAfterMs) };
  };

  const elapsed = () => {
    const order = waiting?.order ?? reported;
    waiting = undefined;
    if (order > reported) {
      reported = order;
      report(order);
    }
    wait();
  };

  const stop = () => {
    clearTimeout(waiting?.timer);
    waiting = undefined;
  };

  return {
    see: (order) => {
      onScreen = order;
      if (order === undefined) return stop();
      if (waiting) waiting.order = Math.min(waiting.order, order);
      wait();
    },
    stop,
  };
}
