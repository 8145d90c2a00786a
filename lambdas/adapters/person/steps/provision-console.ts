import * as z from '../../../domain/zod.ts';
import type { HandsOfAStep } from '../hands-of-a-step.ts';

export const provisioningSeen = z.object({ shows: z.enum(['none', 'provisioning', 'provisioned']) });
export const provisionPressed = z.object({ said: z.literal('provisioning') });

/** Guide 2-10, 2-11: what comes after the sign-in, and then the press that fixes the region. */
export const provisionConsole: HandsOfAStep = ({ answers }) => ({
  visionOne: {
    readProvisioning: async () => answers.need('work', provisioningSeen).shows,
    whoSawNoEffect: async () => answers.by('work'),
    provisionConsole: async () => {
      answers.need('press', provisionPressed);
    },
  },
});
