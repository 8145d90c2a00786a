import * as z from '../../../domain/zod.ts';
import type { PressAnswer } from '../../../ports/vision-one.ts';
import type { HandsOfAStep } from '../hands-of-a-step.ts';
import { rowSeen } from './row-seen.ts';

/** Guide 3-11, right before the press: システムアップデートの通知 is open. */
export const offerSeen = z.object({ row: rowSeen });
/** Guide 3-15, 3-16: what the console said to the press, where the person knows. */
export const pressSeen = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('started') }),
  z.object({ kind: z.literal('message'), text: z.string() }),
  z.object({ kind: z.literal('unsure') }),
]);

/**
 * Guide 3-12 to 3-15: the final press. The mark is written when the person says that they are about to press, and only
 * then are they told to. A mark that is not of this task is somebody else's press: nobody is told to press then.
 */
export const startUpdate: HandsOfAStep = ({ answers, tenant }) => ({
  visionOne: {
    readProductInstance: async () => answers.need('work', offerSeen).row,
    startUpdate: async (_access, beforePress) => {
      answers.need('work', offerSeen);
      await beforePress();
      return answers.ask('press');
    },
    answerToPress: async (): Promise<PressAnswer | undefined> => {
      if (!answers.wereMarked('work', tenant.updateRequestedAt)) return undefined;
      const said = answers.need('press', pressSeen);
      return said.kind === 'unsure' ? undefined : said;
    },
  },
});
