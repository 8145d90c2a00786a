import { openProductInstance, signInToVisionOne, named } from '../instructions.ts';
import { allRefused, choose, refused, type Question, type QuestionContext, type ConsoleTask } from '../question.ts';
import { readRow, rowField } from '../product-row.ts';
import type { Form } from '../desk-page.ts';
import * as z from '../../domain/zod.ts';
import { rowSeen, type HandsOfAStep } from '../answers.ts';
import { cleanText } from '../typed-text.ts';

/** Guide 3-1 to 3-3: up to the token, with its dialog left open. */
const work: Question = {
  page: (context) => {
    const { say } = context;
    return {
      instructions: [
        signInToVisionOne(context),
        {
          ...openProductInstance(context),
          expect: say(
            'Apex Oneの行がすでにある場合は、行を下の欄に貼り付けてください。',
            'If there is a row of Apex One already, paste it below.',
          ),
        },
        {
          text: say(
            `${named(context, 'addExistingProduct')} を押し、${named(context, 'instanceType')} にTrend Micro Apex One SaaS（新しい画面ではTrend Micro Apex One as a Service）を選びます。`,
            `Press ${named(context, 'addExistingProduct')} and choose the ${named(context, 'instanceType')} Trend Micro Apex One SaaS (newer consoles: Trend Micro Apex One as a Service).`,
          ),
        },
        {
          text: say(
            `${named(context, 'generateToken', 'en')}（新しい画面では [Generate token]）を押し、表示された登録トークンをコピーして下の欄に貼り付けます。`,
            `Press ${named(context, 'generateToken')}, newer [Generate token]; copy the registration token and paste it below.`,
          ),
        },
      ],
      warnings: [
        say(
          `${named(context, 'save')} はまだ押さないでください。画面は開いたまま、先にトークンを送信してください（トークンは後から表示できません）。`,
          `Do not press ${named(context, 'save')} yet: leave the dialog open and send the token first (it cannot be shown again).`,
        ),
      ],
      fields: [
        { name: 'token', label: named(context, 'registrationToken'), kind: 'secret', required: false },
        rowField(context, { required: false }),
      ],
      actions: [
        {
          value: 'add',
          label: say(
            'トークンを貼り付けた。これから [保存] を押します',
            'The token is here: I am about to press [Save]',
          ),
          kind: 'primary',
        },
        {
          value: 'there',
          label: say('行がすでにある（貼り付けた）', 'The row is there already (pasted)'),
          kind: 'secondary',
        },
      ],
    };
  },

  read: (form, context) => {
    if (form['action'] === 'there') return readRowThatIsThere(form, context);
    if (form['action'] !== 'add') return choose(context);
    const token = readToken(form['token']);
    if (token === undefined) return noToken(context);
    return { given: productSeen.parse({ row: null }), secrets: [{ purpose: 'registration-token', text: token }] };
  },
};

/** Guide 3-11 already, or a row that still waits for its token. */
function readRowThatIsThere(form: Form, context: QuestionContext): ReturnType<Question['read']> {
  const read = readRow(form, context);
  const token = readToken(form['token']);
  const isNoToken = token === undefined && Boolean(form['token']?.trim());
  if ('refusals' in read) return allRefused(read, isNoToken && noToken(context));
  const given = productSeen.parse({ row: read.row });
  if (token !== undefined) return { given, secrets: [{ purpose: 'registration-token', text: token }] };
  const isNeeded = read.state === 'connecting' && !context.purposes.includes('registration-token');
  return isNeeded || isNoToken ? noToken(context) : { given };
}

function noToken({ say }: QuestionContext) {
  return refused(
    say(
      '登録トークンとして読み取れませんでした。空白や改行を含まない英数字の文字列です。もう一度コピーして貼り付けてください。',
      'This cannot be a registration token, which is one run of letters and digits without a gap: copy it again.',
    ),
    'token',
  );
}

/** Guide 3-4, 3-5: the mark is written. */
const transfer: Question = {
  page: (context) => {
    const { say } = context;
    return {
      instructions: [
        {
          text: say(
            `${named(context, 'save')} を押し、続いて確認画面の ${named(context, 'connectAndTransfer')} を1回だけ押します（新しい画面では確認画面は表示されません）。`,
            `Press ${named(context, 'save')}, then ${named(context, 'connectAndTransfer')} in the window that asks, once (newer consoles do not ask).`,
          ),
          expect: say(
            `${named(context, 'productInstance', 'en')} にTrend Micro Apex One as a Serviceの行が表示されます。行をコピーしてください。`,
            `A row Trend Micro Apex One as a Service appears at ${named(context, 'productInstance')}: copy it.`,
          ),
        },
      ],
      warnings: [
        say(
          'ライセンス情報と製品データがVision Oneに転送されます（元に戻せません）。行が表示されたら、もう一度追加しないでください。',
          'This transfers licence information and product data for good. Once the row shows, do not add the product again.',
        ),
      ],
      fields: [rowField(context, { required: true })],
      actions: [
        { value: 'done', label: say('行が表示された', 'The row shows'), kind: 'primary' },
        {
          value: 'unsure',
          label: say('再読み込みしても行が表示されない', 'No row shows, also after a reload'),
          kind: 'secondary',
        },
      ],
    };
  },
  read: (form, context) => {
    if (form['action'] === 'unsure') return { backTo: 'work' };
    const read = readRow(form, context);
    return 'refusals' in read ? read : { given: transferSeen.parse({ row: read.row }) };
  },
};

export const ISSUE_REGISTRATION_TOKEN: ConsoleTask = {
  step: 'IssueRegistrationToken',
  questions: { work, transfer },
};

/** Guide 3-1: the row that is there already, or none. */
const productSeen = z.object({ row: z.nullable(rowSeen) });
/** Guide 3-5: the row that the transfer made. */
const transferSeen = z.object({ row: rowSeen });

/**
 * Guide 3-1 to 3-5. The token was typed into the vault with the first answer; the mark is written before the person is
 * told to press [Save] and [Connect and Transfer], and the row decides afterwards.
 */
export const issueRegistrationTokenByHand: HandsOfAStep = (answers) => ({
  visionOne: {
    readProductInstance: async () =>
      answers.get('transfer', transferSeen)?.row ?? answers.need('work', productSeen).row ?? undefined,
    issueRegistrationToken: async (_access, issue) => {
      const token = await answers.vault.open(answers.tenant.tenantId, 'registration-token');
      if (!token) return answers.ask('work');
      await issue.keep(token);
      await issue.beforeTransfer();
      return answers.ask('transfer');
    },
  },
  word: { sawNoEffect: async () => answers.by('work') },
});

/** What tokens of all kinds are made of; the vendor has not published how long this one is. */
const TOKEN = /^[A-Za-z0-9+/=_.~:%|-]{20,4096}$/u;

/** A registration token as it was copied (guide 3-3); `undefined` for text that cannot be one. */
function readToken(text: string | undefined): string | undefined {
  const token = cleanText(text);
  const isAddress = /^https?:|^\S+@\S+$/iu.test(token);
  return TOKEN.test(token) && !isAddress ? token : undefined;
}
