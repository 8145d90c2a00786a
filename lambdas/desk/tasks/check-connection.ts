import { openProductInstance, signInToVisionOne, named } from '../instructions.ts';
import { refused, type Question, type ConsoleTask } from '../question.ts';
import { readRow, rowField } from '../product-row.ts';
import * as z from '../../domain/zod.ts';
import { rowSeen, type HandsOfAStep } from '../answers.ts';

/** Guide 3-10, 3-11. */
const work: Question = {
  page: (context) => {
    const { say } = context;
    return {
      instructions: [
        signInToVisionOne(context),
        {
          ...openProductInstance(context),
          expect: say(
            `Trend Micro Apex One as a Serviceの行の ${named(context, 'status')} が [接続済み] になります。`,
            `The row Trend Micro Apex One as a Service comes to show [Connected] as its ${named(context, 'status')}.`,
          ),
        },
      ],
      warnings: [
        say(
          `${named(context, 'update')} はまだ押さないでください。この手順では確認のみを行います。`,
          `Do not press ${named(context, 'update')} yet: this step only looks.`,
        ),
      ],
      fields: [rowField(context, { required: true })],
      actions: [
        {
          value: 'done',
          label: say('[接続済み] と表示された', 'It shows [Connected]'),
          kind: 'primary',
        },
      ],
    };
  },
  read: (form, context) => {
    const read = readRow(form, context);
    if ('refusals' in read) return read;
    if (read.state !== 'connecting') return { given: connectionSeen.parse({ row: read.row }) };
    return refused(
      context.say(
        `まだ接続されていません（ステータス：${read.row.status}）。[接続済み] と表示されたら、このページに戻ってください。`,
        `Not there yet (status: ${read.row.status}): come back when it shows [Connected].`,
      ),
      'row',
    );
  },
};

export const CHECK_CONNECTION: ConsoleTask = {
  step: 'CheckConnection',
  questions: { work },
};

const connectionSeen = z.object({ row: rowSeen });

/** Guide 3-10, 3-11: the task stays open until 接続済み shows. */
export const checkConnectionByHand: HandsOfAStep = (answers) => ({
  visionOne: { readProductInstance: async () => answers.need('work', connectionSeen).row },
});
