import * as z from '../../../domain/zod.ts';
import type { HandsOfAStep } from '../hands-of-a-step.ts';

export const upgradeSeen = z.object({ said: z.enum(['upgraded', 'alreadyUpgraded']) });

/** Guide 3-19: one user account, whose new password lies in the vault before this is asked. */
export const upgradeUserAccount: HandsOfAStep = ({ answers }) => ({
  apexCentral: { upgradeUserAccount: async () => answers.need('work', upgradeSeen).said },
});
