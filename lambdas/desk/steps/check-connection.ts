import { connectionSeen } from '../../adapters/person/steps/check-connection.ts';
import { checkConnection } from '../../steps/check-connection.ts';
import { openProductInstance, signInToVisionOne } from '../instructions.ts';
import { named } from '../labels-in-words.ts';
import { refused, type Question } from '../question.ts';
import { readRow, rowField } from '../row-field.ts';
import { stepByHand } from '../step-by-hand.ts';

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
            `Trend Micro Apex One as a Service の行の ${named(context, 'status')} が [接続済み] になります。`,
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

export const CHECK_CONNECTION = stepByHand({ step: 'CheckConnection', run: checkConnection }, { questions: { work } });
