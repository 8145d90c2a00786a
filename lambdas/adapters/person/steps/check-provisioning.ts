import * as z from '../../../domain/zod.ts';
import type { HandsOfAStep } from '../hands-of-a-step.ts';

export const consoleSeen = z.object({ shows: z.literal('provisioned') });

/** Guide 2-12: the task stays open until the console is there. */
export const checkProvisioning: HandsOfAStep = ({ answers }) => ({
  visionOne: { readProvisioning: async () => answers.need('work', consoleSeen).shows },
});
