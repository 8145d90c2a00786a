import type { BatchProgress } from '../../../terminal/progress/batch-progress.ts';

/** What `--json` says of one batch, in `status` and `watch`; its shape is part of their promise. */
export function publicProgress({ batch, figures, stages, waiting, attention, pace, people, held }: BatchProgress) {
  return {
    batch: { ...batch, figures, ending: batch.ending ?? null },
    stages,
    waiting,
    attention: attention.map(({ tenantId, outcome, code, guideStep, at }) => ({
      tenantId,
      outcome,
      code,
      guideStep,
      at,
    })),
    perHour: pace?.perHour ?? null,
    expectedEnd: pace?.expectedEnd ?? null,
    people,
    held,
  };
}
