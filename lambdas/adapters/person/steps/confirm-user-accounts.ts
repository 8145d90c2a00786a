import * as z from '../../../domain/zod.ts';
import { agentCountsSchema } from '../../agent-counts.ts';
import type { HandsOfAStep } from '../hands-of-a-step.ts';

export const accountsSeen = z.object({
  registration: z.enum(['notRegistered', 'registered']),
  accounts: z.array(z.object({ name: z.string(), kind: z.enum(['custom', 'directory']), role: z.string() })),
  counts: agentCountsSchema,
});

/** Guide 1-2, with one look at 3-7: five pages of Apex Central in one answer. */
export const confirmUserAccounts: HandsOfAStep = ({ answers }) => ({
  apexCentral: {
    readRegistration: async () => answers.need('work', accountsSeen).registration,
    readUserAccounts: async () => answers.need('work', accountsSeen).accounts,
    readAgentCounts: async () => ({ ...answers.need('work', accountsSeen).counts, readBy: 'person' }),
  },
});
