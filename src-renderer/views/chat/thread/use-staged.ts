import { useLayoutEffect, useState } from 'react';
import type { Message } from '#shared/model.ts';
import type { Step } from './staged.ts';
import { steps } from './staged.ts';

interface Stage {
  readonly target: readonly Message[];
  readonly step: Step<Message>;
  readonly left: readonly Step<Message>[];
  /** Grows when the list starts anew. */
  readonly epoch: number;
}

/** The messages as the virtual list may have them now: a change at both ends arrives in two renders of one frame. */
export function useStaged(messages: readonly Message[]) {
  const [stage, setStage] = useState<Stage>(() => ({
    target: messages,
    step: { items: messages, shift: false, fresh: true },
    left: [],
    epoch: 0,
  }));
  if (stage.target !== messages) {
    const [step, ...left] = steps(stage.step.items, messages, (message) => message.key);
    if (step) setStage({ target: messages, step, left, epoch: step.fresh ? stage.epoch + 1 : stage.epoch });
  }
  useLayoutEffect(() => {
    const [step, ...left] = stage.left;
    if (step) setStage({ ...stage, step, left });
  }, [stage]);
  return { items: stage.step.items, shift: stage.step.shift, epoch: stage.epoch };
}
