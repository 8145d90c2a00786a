import * as z from '../../../domain/zod.ts';
import type { HandsOfAStep } from '../hands-of-a-step.ts';

/** Guide 2-2: whether Step 1 of the wizard appeared, and was walked up to Step 3. */
export const wizardSeen = z.object({ shows: z.enum(['wizard', 'noWizard']) });
/** Guide 2-9. */
export const resetSeen = z.object({ said: z.literal('updated') });
/** Guide 2-10, tried where nobody knows what became of an earlier press. */
export const signInSeen = z.object({ opens: z.boolean() });

/**
 * Guide 2-1 to 2-9. The person has walked up to Step 3 when they answer first; then the new password is sealed and the
 * mark written, and only then are they told to press. A mark that is not of this task is somebody else's press: the new
 * sign-in is tried before anything.
 */
export const claimPrimaryAccount: HandsOfAStep = ({ answers, tenant }) => ({
  visionOne: {
    canSignIn: async () => {
      if (answers.get('reset', resetSeen)) return true;
      if (answers.wereMarked('work', tenant.passwordResetRequestedAt)) answers.ask('reset');
      return answers.need('signIn', signInSeen).opens;
    },
    whoSawNoEffect: async () => (answers.get('signIn', signInSeen)?.opens === false ? answers.by('signIn') : undefined),
    claimPrimaryAccount: async (_access, claim) => {
      // A sign-in page says nothing of a console: the next step looks for it.
      if (answers.need('work', wizardSeen).shows === 'noWizard') return 'alreadyClaimed';
      await claim.beforeReset();
      return answers.ask('reset');
    },
  },
});
