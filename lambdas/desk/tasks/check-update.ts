import { openProductInstance, signInToVisionOne, named } from '../instructions.ts';
import { choose, refused, type Question, type QuestionContext, type ConsoleTask } from '../question.ts';
import { readRow, rowField } from '../product-row.ts';
import * as z from '../../domain/zod.ts';
import { rowSeen, type HandsOfAStep } from '../answers.ts';

/** Guide 3-16, 3-17. */
const work: Question = {
  page: (context) => {
    const { say } = context;
    return {
      instructions: [
        signInToVisionOne(context),
        {
          ...openProductInstance(context),
          expect: say(
            '行がStandard Endpoint Protection Manager、インスタンスタイプがStandard Endpoint Protection、ステータスが [接続済み] になれば完了です（通常 20～30分）。',
            'It is finished when the row is Standard Endpoint Protection Manager, of the type Standard Endpoint Protection, with the status [Connected]; usually after 20 to 30 minutes.',
          ),
        },
      ],
      warnings: [
        say(
          `${named(context, 'update')} や ${named(context, 'startTheUpdate')} は押さないでください。`,
          `Press neither ${named(context, 'update')} nor ${named(context, 'startTheUpdate')}.`,
        ),
      ],
      fields: [rowField(context, { required: true })],
      actions: [
        { value: 'done', label: say('完了した', 'It is finished'), kind: 'primary' },
        {
          value: 'notStarted',
          label: say(
            '開始されていない（[アップデート] ボタンがある）。もう一度押してよい',
            'Nothing was started (the button [Update] is there): it may be pressed again',
          ),
          kind: 'danger',
        },
      ],
    };
  },

  read: (form, context) => {
    const { action } = form;
    if (action !== 'done' && action !== 'notStarted') return choose(context);
    const read = readRow(form, context);
    if ('refusals' in read) return read;
    const given = updateSeen.parse({ row: read.row, notStarted: action === 'notStarted' });
    if (read.state === (given.notStarted ? 'connected' : 'updated')) return { given };
    return given.notStarted ? contradicts(context, read.row.status) : notYet(context, read.state);
  },
};

function notYet({ say }: QuestionContext, state: string) {
  if (state === 'connected') {
    return refused(
      say(
        'この行はアップデート前の状態です（Trend Micro Apex One SaaS、接続済み）。30分以上経っても変わらない場合のみ「開始されていない」を選んでください。',
        'This row is as before the update. Only if it stays so for more than 30 minutes, choose "Nothing was started".',
      ),
      'row',
    );
  }
  return refused(
    say(
      'まだ完了していません。Standard Endpoint Protection Managerの行が [接続済み] と表示されたら、このページに戻ってください。',
      'Not there yet: come back when the row Standard Endpoint Protection Manager shows [Connected].',
    ),
    'row',
  );
}

function contradicts({ say }: QuestionContext, status: string) {
  return refused(
    say(
      `行のステータスは${status}です。開始されていないとは言えないため、もう一度押すことはできません。`,
      `The row shows the status ${status}: it cannot be said that nothing was started, so nothing may be pressed again.`,
    ),
    'row',
  );
}

export const CHECK_UPDATE: ConsoleTask = {
  step: 'CheckUpdate',
  questions: { work },
};

const updateSeen = z.object({ row: rowSeen, notStarted: z.boolean() });

/** Guide 3-16, 3-17: the task stays open until the update is finished, or a person answers for its never having begun. */
export const checkUpdateByHand: HandsOfAStep = (answers) => ({
  visionOne: {
    readProductInstance: async () => answers.need('work', updateSeen).row,
  },
  word: { sawNoEffect: async () => (answers.need('work', updateSeen).notStarted ? answers.by('work') : undefined) },
});
