import { signInToClp, named } from '../instructions.ts';
import { allRefused, refused, type Question, type ConsoleTask } from '../question.ts';
import * as z from '../../domain/zod.ts';
import type { HandsOfAStep } from '../answers.ts';
import { label } from '../../adapters/browser/label.ts';
import { cellsOf } from '../typed-text.ts';

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
        '行を読み取れませんでした。製品名（Apex One SaaS）、シート数、ライセンス種別、有効期限を含む1行をコピーしてください。',
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

export const CONFIRM_LICENCE: ConsoleTask = {
  step: 'ConfirmLicence',
  questions: { work },
};

const licenceSeen = z.object({
  product: z.string(),
  seats: z.number(),
  kind: z.string(),
  expiresOn: z.string(),
  status: z.enum(['valid', 'expiringSoon', 'expired']),
});

/** Guide 1-1: the line of the products table, as it was pasted. */
export const confirmLicenceByHand: HandsOfAStep = (answers) => ({
  licensingPortal: { readLicence: async () => answers.need('work', licenceSeen) },
});

export interface LicenceLine {
  product: string;
  seats: number;
  kind: string;
  /** As the portal shows it, which need not be a day that exists (guide: 2024/06/31). */
  expiresOn: string;
}

const DATE = /^(\d{4})[-/年](\d{1,2})[-/月](\d{1,2})日?$/u;
const SEATS = /^\d{1,3}(?:,\d{3})+$|^\d{1,9}$/u;

/** Guide 1-1: the line of Apex One SaaS in the products table, among whatever else was copied; `undefined` without one. */
function readLicenceLine(text: string | undefined): LicenceLine | undefined {
  const cells = cellsOf(text).map((cell) => cell.normalize('NFKC'));
  const start = cells.findIndex((cell) => label('apexOneLicence').test(cell));
  if (start < 0) return undefined;
  const line = cells.slice(start);
  const seatsAt = line.findIndex((cell) => SEATS.test(cell));
  const dateAt = line.findIndex((cell) => DATE.test(cell));
  const [product, seats, kind, date] = [line[0], line[seatsAt], line[seatsAt + 1], DATE.exec(line[dateAt] ?? '')];
  if (product === undefined || seats === undefined || kind === undefined || !date || dateAt <= seatsAt)
    return undefined;
  const [, year = '', month = '', day = ''] = date;
  return {
    product,
    seats: Number(seats.replaceAll(',', '')),
    kind: dateAt === seatsAt + 1 ? '' : kind,
    expiresOn: `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`,
  };
}
