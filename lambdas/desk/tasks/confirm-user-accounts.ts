import type { ConsoleAccount } from '../../domain/tenant.ts';
import { countFields, listInstructions, readCounts } from '../count-fields.ts';
import { logOnToApexCentral, named, visionOneMenu } from '../instructions.ts';
import { allRefused, refused, type Question, type QuestionContext, type ConsoleTask } from '../question.ts';
import type { Form } from '../desk-page.ts';
import * as z from '../../domain/zod.ts';
import { agentCountsSchema } from '../../adapters/agent-counts.ts';
import type { HandsOfAStep } from '../answers.ts';
import { label } from '../../adapters/browser/label.ts';
import { cellsOf, rowsOf } from '../typed-text.ts';

/** Guide 1-2, with the counts for guide 3-18 and the registration of guide 3-7, which would be found too late there. */
const work: Question = {
  page: (context) => {
    const { say } = context;
    const accounts = ['administration', 'accountManagement', 'userAccounts'] as const;
    const counts = ['dashboard', 'summary', 'securityStatus'] as const;
    const path = (names: readonly Parameters<typeof named>[1][]) =>
      names.map((name) => named(context, name)).join(' > ');
    return {
      instructions: [
        logOnToApexCentral(context),
        {
          text: say(
            `${path(accounts)} を開き、表の行をすべてコピーします。`,
            `Open ${path(accounts)} and copy all rows of the table.`,
          ),
        },
        {
          text: say(
            `${path(counts)} で ${named(context, 'managedAgents')} と ${named(context, 'unmanagedEndpoints')} の数を確認します。`,
            `At ${path(counts)}, read the figures ${named(context, 'managedAgents')} and ${named(context, 'unmanagedEndpoints')}.`,
          ),
        },
        ...listInstructions(context),
        {
          text: say(
            `${visionOneMenu(context)} > ${named(context, 'integrationSettings')} で ${named(context, 'serviceStatus')} を確認します。`,
            `At ${visionOneMenu(context)} > ${named(context, 'integrationSettings')}, read ${named(context, 'serviceStatus')}.`,
          ),
        },
      ],
      warnings: [
        say(
          `${named(context, 'register')} と ${named(context, 'accessVisionOne')} は押さないでください。この手順では確認のみを行います。`,
          `Press neither ${named(context, 'register')} nor ${named(context, 'accessVisionOne')}: this step only looks.`,
        ),
      ],
      fields: [
        {
          name: 'accounts',
          label: say('ユーザアカウントの行（貼り付け）', 'Rows of the user accounts (pasted)'),
          kind: 'multiline',
          required: false,
          hint: say('1件もない場合は、下の欄にチェックしてください。', 'If there is none, tick the box below.'),
        },
        {
          name: 'none',
          label: say('ユーザアカウントは1件もない', 'There is no user account'),
          kind: 'checkbox',
          required: false,
        },
        ...countFields(context),
        {
          name: 'registration',
          label: named(context, 'serviceStatus'),
          kind: 'choice',
          required: true,
          options: [
            { value: 'notRegistered', label: named(context, 'notRegistered') },
            { value: 'registered', label: named(context, 'registered') },
          ],
        },
      ],
      actions: [{ value: 'done', label: say('確認しました', 'Checked'), kind: 'primary' }],
    };
  },

  read: (form, context) => {
    const read = readAccounts(form, context);
    const counts = readCounts(form, context);
    const registration = accountsSeen.shape.registration.safeParse(form['registration']);
    if (!('refusals' in read) && !('refusals' in counts) && registration.success)
      return { given: accountsSeen.parse({ ...read, counts, registration: registration.data }) };
    const message = context.say('サービスのステータスを選択してください。', 'Choose the service status.');
    return allRefused(read, counts, !registration.success && refused(message, 'registration'));
  },
};

/** The pasted rows, or that there is none, as the box says. */
function readAccounts(
  form: Form,
  { say }: QuestionContext,
): { accounts: readonly ConsoleAccount[] } | ReturnType<typeof refused> {
  const read = readUserAccounts(form['accounts']);
  if ('notARow' in read) {
    return refused(
      say(
        `「${read.notARow}」はユーザアカウントの行として読み取れませんでした。種類（カスタムなど）を含む行全体をコピーしてください。`,
        `"${read.notARow}" is not a row of a user account: copy whole rows, with the type (Custom, ...).`,
      ),
      'accounts',
    );
  }
  const saysNone = Boolean(form['none']);
  if (saysNone !== read.accounts.length > 0) return read;
  return refused(
    saysNone
      ? say(
          '行が貼り付けられていますが、「1件もない」にもチェックがあります。',
          'There are rows, and the box says that there is none.',
        )
      : say(
          'ユーザアカウントの行を貼り付けるか、「1件もない」にチェックしてください。',
          'Paste the rows, or tick that there is none.',
        ),
    'accounts',
  );
}

export const CONFIRM_USER_ACCOUNTS: ConsoleTask = {
  step: 'ConfirmUserAccounts',
  questions: { work },
};

const accountsSeen = z.object({
  registration: z.enum(['notRegistered', 'registered']),
  accounts: z.array(z.object({ name: z.string(), kind: z.enum(['custom', 'directory']), role: z.string() })),
  counts: agentCountsSchema,
});

/** Guide 1-2, with one look at 3-7: five pages of Apex Central in one answer. */
export const confirmUserAccountsByHand: HandsOfAStep = (answers) => ({
  apexCentral: {
    readRegistration: async () => answers.need('work', accountsSeen).registration,
    readUserAccounts: async () => answers.need('work', accountsSeen).accounts,
    readAgentCounts: async () => ({ ...answers.need('work', accountsSeen).counts, readBy: 'person' }),
  },
});

/** What the pasted table holds, or the row that is none of an account. */
export type AccountsRead = { accounts: ConsoleAccount[] } | { notARow: string };

const isHeading = (cell: string): boolean => label('userName', 'accountKind', 'userRole').test(cell);

/**
 * Guide 1-2: the rows of ユーザアカウント. A table copies as one line for each row; a grid as one line for each cell. The
 * kind of an account parts them either way: names stand before it, the role behind.
 */
function readUserAccounts(text: string | undefined): AccountsRead {
  const rows = rowsOf(text).filter((cells) => !cells.some(isHeading));
  const isTable = rows.some((cells) => cells.length > 1);
  const accounts: ConsoleAccount[] = [];
  for (const cells of isTable ? rows : inGroups(cellsOf(text))) {
    const account = accountOf(cells);
    if (!account) return { notARow: cells.join(' · ') };
    accounts.push(account);
  }
  return { accounts };
}

function accountOf(cells: readonly string[]): ConsoleAccount | undefined {
  const at = cells.findIndex((cell, index) => index > 0 && kindOf(cell) !== undefined);
  const [name, kind] = [cells[0], kindOf(cells[at] ?? '')];
  if (name === undefined || kind === undefined || cells.length > at + 2) return undefined;
  return { name, kind, role: cells[at + 1] ?? '' };
}

/** Cells of a grid, one account after the other: each ends with the cell behind its kind. */
function inGroups(cells: readonly string[]): string[][] {
  const entries = cells.filter((cell) => !isHeading(cell));
  const groups: string[][] = [];
  let start = 0;
  entries.forEach((cell, index) => {
    if (index <= start || kindOf(cell) === undefined) return;
    groups.push(entries.slice(start, index + 2));
    start = index + 2;
  });
  return start < entries.length ? [...groups, entries.slice(start)] : groups;
}

function kindOf(cell: string): ConsoleAccount['kind'] | undefined {
  if (label('customAccount').test(cell)) return 'custom';
  return label('directoryAccount').test(cell) ? 'directory' : undefined;
}
