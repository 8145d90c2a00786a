import { licenceSeen } from '../../adapters/person/steps/confirm-licence.ts';
import { confirmLicence } from '../../steps/confirm-licence.ts';
import { signInToClp } from '../instructions.ts';
import { named } from '../labels-in-words.ts';
import { allRefused, refused, type Question } from '../question.ts';
import { readLicenceLine } from '../reading/licence-line.ts';
import { stepByHand } from '../step-by-hand.ts';

/** Guide 1-1: the line of the products table. */
const work: Question = {
  page: (context) => ({
    instructions: [
      signInToClp(context),
      {
        text: context.say(
          `${named(context, 'productsServices')} の表で ${named(context, 'apexOneLicence')} の行を探し、行全体をコピーします。`,
          `In the table ${named(context, 'productsServices')}, find the line ${named(context, 'apexOneLicence')} and copy the whole line.`,
        ),
        expect: context.say(
          '例：Apex One SaaS　10　製品版　2027/06/30。行頭のマークがステータスです（表の下に凡例があります）。',
          'For example: Apex One SaaS  10  Full  2027/06/30. The mark in front is the status; its legend stands below the table.',
        ),
      },
    ],
    warnings: [
      context.say(
        `${named(context, 'openConsole')} はまだ押さないでください。この手順では確認のみを行います。`,
        `Do not press ${named(context, 'openConsole')} yet: this step only looks.`,
      ),
    ],
    fields: [
      {
        name: 'line',
        label: context.say('ライセンスの行（貼り付け）', 'Line of the licence (pasted)'),
        kind: 'multiline',
        required: true,
      },
      {
        name: 'status',
        label: context.say('ステータス', 'Status'),
        kind: 'choice',
        required: true,
        options: [
          { value: 'valid', label: named(context, 'licenceValid') },
          { value: 'expiringSoon', label: named(context, 'licenceExpiringSoon') },
          { value: 'expired', label: named(context, 'licenceExpired') },
        ],
      },
    ],
    actions: [{ value: 'done', label: context.say('確認しました', 'Checked'), kind: 'primary' }],
  }),

  read: (form, { say, now }) => {
    const line = readLicenceLine(form['line']);
    const status = licenceSeen.shape.status.safeParse(form['status']);
    if (!line || !status.success) {
      const unreadable = say(
        '行を読み取れませんでした。製品名（Apex One SaaS）、シート数、ライセンス種別、有効期限を含む 1 行をコピーしてください。',
        'The line could not be read: copy one line with product (Apex One SaaS), seats, licence kind and expiry date.',
      );
      return allRefused(
        !line && refused(unreadable, 'line'),
        !status.success && refused(say('ステータスを選択してください。', 'Choose the status.'), 'status'),
      );
    }
    const isPast = Date.parse(`${line.expiresOn}T23:59:59Z`) < now.getTime();
    if (isPast !== (status.data === 'expired') && !Number.isNaN(Date.parse(line.expiresOn))) {
      return refused(
        say(
          `有効期限（${line.expiresOn}）とステータスが矛盾しています。画面をもう一度ご確認ください。`,
          `The expiry date (${line.expiresOn}) and the status contradict each other: look at the page once more.`,
        ),
        'status',
      );
    }
    return { given: licenceSeen.parse({ ...line, status: status.data }) };
  },
};

export const CONFIRM_LICENCE = stepByHand({ step: 'ConfirmLicence', run: confirmLicence }, { questions: { work } });
