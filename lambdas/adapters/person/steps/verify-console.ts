import * as z from '../../../domain/zod.ts';
import { agentCountsSchema } from '../../agent-counts.ts';
import type { HandsOfAStep } from '../hands-of-a-step.ts';

export const protectionSeen = z.object({
  counts: z.nullable(agentCountsSchema),
});

/** Guide 3-18: the figures of Standard Endpoint Protection; none where it does not show the console. */
export const verifyConsole: HandsOfAStep = ({ answers }) => ({
  visionOne: {
    readStandardEndpointProtection: async () => {
      const { counts } = answers.need('work', protectionSeen);
      return counts ? { ...counts, readBy: 'person' } : undefined;
    },
  },
});
