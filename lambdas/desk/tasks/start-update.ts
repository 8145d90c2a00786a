import { isTemporaryProblem } from '../../domain/product-instance.ts';
import { formatInstant } from '../../domain/texts/instants.ts';
import type { StartAnswer } from '../../steps/start-update.ts';
import { openProductInstance, signInToVisionOne, named } from '../instructions.ts';
import { choose, refused, type Question, type ConsoleTask } from '../question.ts';
import { cleanText } from '../typed-text.ts';
import { readRow, rowField } from '../product-row.ts';
import * as z from '../../domain/zod.ts';
import type { PressAnswer } from '../../ports/vision-one.ts';
import { rowSeen, type HandsOfAStep } from '../answers.ts';

/** Guide 3-11 to 3-14, up to the button of the final press. */
const work: Question = {
  page: (context) => {
    const { say } = context;
    return {
      instructions: [
        signInToVisionOne(context),
        {
          ...openProductInstance(context),
          expect: say(
            'Trend Micro Apex One as a Serviceの行が [接続済み] です。行をコピーして下の欄に貼り付けます。',
            'The row Trend Micro Apex One as a Service shows [Connected]. Copy it and paste it below.',
          ),
        },
        {
          text: say(
            `行の ${named(context, 'update')} を押し、${named(context, 'updateSolution')} の画面で ${named(context, 'agreeToUpdate')} を押します。`,
            `Press ${named(context, 'update')} in the row, then ${named(context, 'agreeToUpdate')} in the panel ${named(context, 'updateSolution')}.`,
          ),
          expect: say(
            `${named(context, 'systemUpdateNotice')} が表示されます。`,
            `${named(context, 'systemUpdateNotice')} appears.`,
          ),
        },
        {
          text: say(
            `${named(context, 'understandAndAgree')} にチェックを入れます。`,
            `Tick ${named(context, 'understandAndAgree')}.`,
          ),
        },
      ],
      warnings: [
        say(
          `${named(context, 'startTheUpdate')} はまだ押さないでください。先にこのページのボタンを押すと、次の画面で案内します。`,
          `Do not press ${named(context, 'startTheUpdate')} yet: press the button of this page first; the next one tells you to.`,
        ),
        say(
          '[アップデートする前に、新しいEndpoint Securityを試しますか?] のリンクは使用しないでください。',
          'Leave the link that offers to try the new Endpoint Security first alone.',
        ),
      ],
      fields: [rowField(context, { required: true })],
      actions: [
        {
          value: 'ready',
          label: say('これから [接続して転送] を押します', 'I am about to press [Connect and Transfer]'),
          kind: 'primary',
        },
        {
          value: 'running',
          label: say('すでに [アップデート] 中、または完了している', 'The update runs already, or is finished'),
          kind: 'secondary',
        },
      ],
    };
  },

  read: (form, context) => {
    const { action } = form;
    if (action !== 'ready' && action !== 'running') return choose(context);
    const read = readRow(form, context);
    if ('refusals' in read) return read;
    const isOffered = read.state === 'connected';
    if (isOffered === (action === 'ready') && read.state !== 'connecting') {
      return { given: offerSeen.parse({ row: read.row }) };
    }
    return refused(
      context.say(
        `行のステータス（${read.row.status}）と回答が一致しません。画面をもう一度ご確認ください。`,
        `The status of the row (${read.row.status}) and the answer do not match: look at the page once more.`,
      ),
      'row',
    );
  },
};

/** Guide 3-14 to 3-16: the mark is written. */
const press: Question = {
  page: (context) => {
    const { say } = context;
    return {
      instructions: [
        {
          text: say(
            `${named(context, 'systemUpdateNotice')} の ${named(context, 'startTheUpdate')}（[アップデートを開始] の場合もあります）を、今、1回だけ押します。`,
            `Now press ${named(context, 'startTheUpdate')} (or [Start the Update]) in ${named(context, 'systemUpdateNotice')}, once.`,
          ),
          expect: say(
            'ステータスが [アップデート] に変わるか、自動的にサインアウトされます。メッセージが表示されることもあります。',
            'The status changes to [Update], or you are signed out. A message may show instead.',
          ),
        },
      ],
      warnings: [
        say(
          'アップデートは開始後に停止も取り消しもできません。',
          'Once begun, the update can neither be stopped nor undone.',
        ),
        say(
          'すでに押した可能性がある場合や、結果がわからない場合は、もう一度押さずに「はっきりしない」を選んでください。',
          'If it may have been pressed already, or you do not know what came of it, do not press again: choose "not sure".',
        ),
      ],
      fields: [
        {
          name: 'message',
          label: say('表示されたメッセージ（全文を貼り付け）', 'The message that shows (the whole text, pasted)'),
          kind: 'multiline',
          required: false,
        },
      ],
      actions: [
        {
          value: 'started',
          label: say('[アップデート] に変わった、またはサインアウトされた', 'It shows [Update], or I was signed out'),
          kind: 'primary',
        },
        {
          value: 'message',
          label: say('メッセージが表示された（貼り付けた）', 'A message shows (pasted)'),
          kind: 'secondary',
        },
        {
          value: 'unsure',
          label: say('開始したかはっきりしない', 'Not sure whether it went through'),
          kind: 'secondary',
        },
      ],
    };
  },

  read: (form, context) => {
    const text = cleanText(form['message']);
    if (form['action'] === 'message' && !isTemporaryProblem(text)) {
      return refused(
        context.say(
          '「一時的な問題が発生しました。…」のメッセージと一致しません。全文をコピーしてください。別のメッセージの場合は、もう一度押さずに「はっきりしない」を選んでください。',
          'This is not the message "A temporary problem occurred. ...": copy the whole text. If it is another one, do not press again: choose "not sure".',
        ),
        'message',
      );
    }
    const seen = pressSeen.safeParse({ kind: form['action'], text });
    return seen.success ? { given: seen.data } : choose(context);
  },
};

export const START_UPDATE: ConsoleTask = {
  step: 'StartUpdate',
  questions: { work, press },
  note: (answer, { say, settings, language }) => {
    const { started, lookAgainAt } = answer as StartAnswer;
    if (started) return undefined;
    const at = formatInstant(lookAgainAt, settings.zone, language);
    return say(
      `[接続して転送] は押さないで、画面を閉じてください。次に作業できるのは${at} 以降です。その時刻に改めてご案内します。`,
      `Do not press [Connect and Transfer], and close the dialog. The next press is possible from ${at} on; you will be asked then.`,
    );
  },
};

/** Guide 3-11, right before the press: システムアップデートの通知 is open. */
const offerSeen = z.object({ row: rowSeen });
/** Guide 3-15, 3-16: what the console said to the press, where the person knows. */
const pressSeen = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('started') }),
  z.object({ kind: z.literal('message'), text: z.string() }),
  z.object({ kind: z.literal('unsure') }),
]);

/**
 * Guide 3-12 to 3-15: the final press. The mark is written when the person says that they are about to press, and only
 * then are they told to. A mark that is not of this task is somebody else's press: nobody is told to press then.
 */
export const startUpdateByHand: HandsOfAStep = (answers) => ({
  visionOne: {
    readProductInstance: async () => answers.need('work', offerSeen).row,
    startUpdate: async (_access, beforePress) => {
      answers.need('work', offerSeen);
      await beforePress();
      return answers.ask('press');
    },
  },
  word: {
    answerToPress: async (): Promise<PressAnswer | undefined> => {
      if (!answers.wereMarked('work', answers.tenant.updateRequestedAt)) return undefined;
      const said = answers.need('press', pressSeen);
      return said.kind === 'unsure' ? undefined : said;
    },
  },
});
