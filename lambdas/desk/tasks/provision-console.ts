import { signInToVisionOne, named } from '../instructions.ts';
import { choose, type Question, type ConsoleTask } from '../question.ts';
import * as z from '../../domain/zod.ts';
import type { HandsOfAStep } from '../answers.ts';

/** Guide 2-10: what stands behind the first sign-in. */
const work: Question = {
  page: (context) => {
    const { say, tenant } = context;
    return {
      instructions: [
        {
          ...signInToVisionOne(context),
          expect: say(
            `${named(context, 'provisionConsole')} ボタン（またはその前に ${named(context, 'chooseRegion')}）が表示されます。`,
            `The button ${named(context, 'provisionConsole')} shows, perhaps behind ${named(context, 'chooseRegion')}.`,
          ),
        },
      ],
      warnings: [
        say(
          `${named(context, 'provisionConsole')} はまだ押さないでください。地域は一度決めると変更できません（計画：${tenant.row.region}）。`,
          `Do not press ${named(context, 'provisionConsole')} yet: the region is fixed for good (plan: ${tenant.row.region}).`,
        ),
      ],
      fields: [],
      actions: [
        {
          value: 'none',
          label: say('ボタンが表示された。これから押します', 'The button shows: I am about to press it'),
          kind: 'primary',
        },
        {
          value: 'provisioning',
          label: say('すでに [Provisioning] の表示になっている', 'It shows [Provisioning] already'),
          kind: 'secondary',
        },
        {
          value: 'provisioned',
          label: say('すでにVision Oneのコンソールが表示されている', 'The Vision One console shows already'),
          kind: 'secondary',
        },
      ],
    };
  },
  read: ({ action }, context) => {
    const seen = provisioningSeen.safeParse({ shows: action });
    return seen.success ? { given: seen.data } : choose(context);
  },
};

/** Guide 2-11: the press that fixes the region. */
const press: Question = {
  page: (context) => {
    const { say, tenant } = context;
    return {
      instructions: [
        {
          text: say(
            `地域を尋ねられた場合は次の地域を選び、${named(context, 'provisionConsole')} を1回だけ押します。`,
            `If a region is asked for, choose this one; press ${named(context, 'provisionConsole')} once.`,
          ),
          copy: [{ label: named(context, 'region'), value: tenant.row.region }],
          expect: say(
            `${named(context, 'provisioning', 'en')} と表示されます。`,
            `${named(context, 'provisioning')} shows.`,
          ),
        },
      ],
      warnings: [
        say(
          '計画と異なる地域しか選べない場合は、押さずに「作業できません」からお知らせください。',
          'If only another region is offered, do not press: say so under [I cannot do this].',
        ),
      ],
      fields: [],
      actions: [
        {
          value: 'provisioning',
          label: say('[Provisioning] と表示された', 'It shows [Provisioning]'),
          kind: 'primary',
        },
        {
          value: 'unsure',
          label: say('はっきりしない（画面の確認に戻る）', 'Not sure (back to what the page shows)'),
          kind: 'secondary',
        },
      ],
    };
  },
  read: ({ action }, context) => {
    if (action === 'unsure') return { backTo: 'work' };
    const seen = provisionPressed.safeParse({ said: action });
    return seen.success ? { given: seen.data } : choose(context);
  },
};

export const PROVISION_CONSOLE: ConsoleTask = {
  step: 'ProvisionConsole',
  questions: { work, press },
};

const provisioningSeen = z.object({ shows: z.enum(['none', 'provisioning', 'provisioned']) });
const provisionPressed = z.object({ said: z.literal('provisioning') });

/** Guide 2-10, 2-11: what comes after the sign-in, and then the press that fixes the region. */
export const provisionConsoleByHand: HandsOfAStep = (answers) => ({
  visionOne: {
    readProvisioning: async () => answers.need('work', provisioningSeen).shows,
    provisionConsole: async () => {
      answers.need('press', provisionPressed);
    },
  },
  word: { sawNoEffect: async () => answers.by('work') },
});
