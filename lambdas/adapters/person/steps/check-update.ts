import * as z from '../../../domain/zod.ts';
import type { HandsOfAStep } from '../hands-of-a-step.ts';
import { rowSeen } from './row-seen.ts';

export const updateSeen = z.object({ row: rowSeen, notStarted: z.boolean() });

/** Guide 3-16, 3-17: the task stays open until the update is finished, or a person answers for its never having begun. */
export const checkUpdate: HandsOfAStep = ({ answers }) => ({
  visionOne: {
    readProductInstance: async () => answers.need('work', updateSeen).row,
    whoSawNoUpdate: async () => (answers.need('work', updateSeen).notStarted ? answers.by('work') : undefined),
  },
});
