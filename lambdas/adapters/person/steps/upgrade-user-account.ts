import * as z from '../../../domain/zod.ts';
import type { HandsOfAStep } from '../hands-of-a-step.ts';

export const upgradeSeen = z.object({ said: z.enum(['upgraded', 'alreadyUpgraded']) });

/**
 * Guide 3-19: one user account, whose new password lies in the vault before this is asked. What the person has seen is the
 * deciding read as well: their answer is given after the press, whoever's it was.
 */
export const upgradeUserAccount: HandsOfAStep = ({ answers }) => ({
  apexCentral: {
    isUserUpgraded: async () => answers.get('work', upgradeSeen) !== undefined,
    whoSawNoUpgrade: async () => answers.by('work'),
    upgradeUserAccount: async (_access, user) => {
      await user.beforeReset();
      return answers.need('work', upgradeSeen).said;
    },
  },
});
