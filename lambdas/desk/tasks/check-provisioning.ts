import { signInToVisionOne, named } from '../instructions.ts';
import { refused, type Question, type ConsoleTask } from '../question.ts';
import * as z from '../../domain/zod.ts';
import type { HandsOfAStep } from '../answers.ts';

/** Guide 2-12. */
const work: Question = {
  page: (context) => ({
    instructions: [
      {
        ...signInToVisionOne(context),
        expect: context.say(
          `${named(context, 'provisioning', 'en')} が終わると、Vision Oneのコンソール（左側のメニューに ${named(context, 'serviceManagement', 'en')} など）が表示されます。通常は数分です。`,
          `After ${named(context, 'provisioning')} the Vision One console appears, with ${named(context, 'serviceManagement')} in its menu; usually within minutes.`,
        ),
      },
    ],
    warnings: [
      context.say(
        `${named(context, 'provisionConsole', 'en')} がまだ表示されている場合は、画面を再読み込みし、それでも変わらなければ、リージョンが${context.tenant.row.region}であることを確認して一度だけ押してください。`,
        `If the page still offers ${named(context, 'provisionConsole')}, load it again. If it does so even then, see that the region is ${context.tenant.row.region}, and press it once.`,
      ),
    ],
    fields: [],
    actions: [
      { value: 'provisioned', label: context.say('コンソールが表示された', 'The console shows'), kind: 'primary' },
      {
        value: 'provisioning',
        label: context.say('まだ [Provisioning] の表示', 'It still shows [Provisioning]'),
        kind: 'secondary',
      },
    ],
  }),
  read: ({ action }, { say }) => {
    const seen = consoleSeen.safeParse({ shows: action });
    if (seen.success) return { given: seen.data };
    return refused(
      say(
        'まだ完了していません。Vision Oneのコンソールが表示されたら、このページに戻ってください。',
        'Not there yet: come back when the Vision One console shows.',
      ),
    );
  },
};

export const CHECK_PROVISIONING: ConsoleTask = {
  step: 'CheckProvisioning',
  questions: { work },
};

const consoleSeen = z.object({ shows: z.literal('provisioned') });

/** Guide 2-12: the task stays open until the console is there. */
export const checkProvisioningByHand: HandsOfAStep = (answers) => ({
  visionOne: { readProvisioning: async () => answers.need('work', consoleSeen).shows },
});
