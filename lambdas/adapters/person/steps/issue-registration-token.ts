import * as z from '../../../domain/zod.ts';
import type { HandsOfAStep } from '../hands-of-a-step.ts';
import { rowSeen } from './row-seen.ts';

/** Guide 3-1: the row that is there already, or none. */
export const productSeen = z.object({ row: z.nullable(rowSeen) });
/** Guide 3-5: the row that the transfer made. */
export const transferSeen = z.object({ row: rowSeen });

/**
 * Guide 3-1 to 3-5. The token was typed into the vault with the first answer; the mark is written before the person is
 * told to press [Save] and [Connect and Transfer], and the row decides afterwards.
 */
export const issueRegistrationToken: HandsOfAStep = ({ answers, tenant, vault }) => ({
  visionOne: {
    readProductInstance: async () =>
      answers.get('transfer', transferSeen)?.row ?? answers.need('work', productSeen).row ?? undefined,
    whoSawNoEffect: async () => answers.by('work'),
    issueRegistrationToken: async (_access, issue) => {
      const token = await vault.open(tenant.tenantId, 'registration-token');
      if (!token) return answers.ask('work');
      await issue.keep(token);
      await issue.beforeTransfer();
      return answers.ask('transfer');
    },
  },
});
