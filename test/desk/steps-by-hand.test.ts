import { describe, expect, test } from 'vitest';
import { LABELS } from '../../lambdas/adapters/browser/labels.ts';
import { consoleTask } from '../../lambdas/desk/console-task.ts';
import { CONSOLE_TASKS, type BoundTask } from '../../lambdas/desk/console-tasks.ts';
import type { Form } from '../../lambdas/desk/desk-page.ts';
import { contextOf, type Question, type QuestionContext } from '../../lambdas/desk/question.ts';
import type { Language } from '../../lambdas/domain/language.ts';
import { aDeskTask, anIntakeRow } from '../builders.ts';
import { aTenantAt, NOW, portsWith } from '../steps/kit.ts';
import { ACCOUNTS, CONNECTED_ROW, LICENCE, NOT_READY, UPDATED_ROW, UPDATING_ROW, WAITING_ROW } from './pasted.ts';

const questions = CONSOLE_TASKS.flatMap((definition) =>
  Object.entries(definition.questions).map(
    ([ask, question]) => [`${definition.step} ${ask}`, definition, question] as const,
  ),
);

async function contextFor({ step }: BoundTask, language: Language = 'ja'): Promise<QuestionContext> {
  const account = step === 'UpgradeUserAccount' ? `${step}:bbb` : step;
  const ports = portsWith({ tenants: [aTenantAt('consented')] });
  return contextOf(ports, { task: aDeskTask({ step: account }), language });
}

test('names the whole account in the title, also where its name has a colon: only the first one ends the state', async () => {
  const definition = CONSOLE_TASKS.find(({ step }) => step === 'UpgradeUserAccount');
  if (!definition) throw new Error('no step upgrades the account of a user');
  const ports = portsWith({ tenants: [aTenantAt('consented')] });
  const task = aDeskTask({ step: 'UpgradeUserAccount:a:b' });
  const visitor = { kind: 'operator', name: 'o', proof: { kind: 'oidc', issuer: 'i', subject: 's' } } as const;
  const view = await consoleTask(definition).view(ports, { task, visitor, language: 'en' });
  expect(view?.title).toContain(' (a:b): ');
  expect(view?.guideStep).toBe('3-19');
});

describe('the command for attended hands', () => {
  const assistCommand = 'npm run -s visionlift -- assist --stage prod';
  const attend = async (
    tenant: Parameters<typeof aTenantAt>[1] = {},
    task: Parameters<typeof aDeskTask>[0] = {},
    settings: object = { assistCommand },
  ) => {
    const definition = CONSOLE_TASKS.find(({ step }) => step === 'ConfirmLicence');
    const ports = portsWith({ tenants: [aTenantAt('consented', tenant)] });
    Object.assign(ports.settings, settings);
    const visitor = { kind: 'operator', name: 'o', proof: { kind: 'oidc', issuer: 'i', subject: 's' } } as const;
    const given = { task: aDeskTask({ step: 'ConfirmLicence', ...task }), visitor, language: 'en' } as const;
    return (definition && (await consoleTask(definition).view(ports, given)))?.attend;
  };

  test('stands at a step that they can finish, for this very tenant', async () => {
    expect(await attend()).toBe(`${assistCommand} --tenant tenant-1`);
  });

  test('does not where nobody may attend, a person has begun, the row asks for one, or the step waits', async () => {
    expect(await attend({}, {}, {})).toBeUndefined();
    expect(await attend({}, { answers: { work: { by: 'o', at: NOW, given: {} } } })).toBeUndefined();
    expect(await attend({ row: anIntakeRow({ hands: 'operator' }) })).toBeUndefined();
    expect(await attend({}, { ask: 'paused' })).toBeUndefined();
  });
});

describe.each(questions)('%s', (_name, definition, question) => {
  test.each(['ja', 'en'] as const)('says in %s what to do, with labels that the consoles show', async (language) => {
    const page = question.page(await contextFor(definition, language));
    const texts = [...page.instructions.flatMap(({ text, expect: seen = '' }) => [text, seen]), ...page.warnings];
    expect(page.instructions.length).toBeGreaterThan(0);
    expect(page.actions.length).toBeGreaterThan(0);
    const inBrackets = texts.flatMap((text) => [...text.matchAll(/\[([^\]]+)\]/gu)].map(([, label = '']) => label));
    expect(inBrackets.filter((label) => !KNOWN.has(label))).toEqual([]);
    if (language === 'en') expect(texts.join('').replace(/\([^)]*\)/gu, '')).not.toMatch(/[ぁ-んァ-ヶ]/u);
  });

  test.each([
    ['nothing', {}],
    ['a button that is not there', { action: 'elsewhere' }],
    ...['', '<script>alert(1)</script>', '\u202E済続接', 'x'.repeat(10_000), '\u200B\u200B', 'ｱｯﾌﾟﾃﾞｰﾄ'].map(
      (text) => [`every field with ${JSON.stringify(text.slice(0, 30))}`, text] as const,
    ),
  ] as const)('refuses %s, and says why in the language of the page', async (_what, given) => {
    const context = await contextFor(definition);
    const page = question.page(context);
    // Buttons without a field are the answer themselves.
    const filled = typeof given === 'string' ? formOf(page, given) : [given];
    for (const form of filled) {
      const read = question.read(form, context);
      expect(read).toHaveProperty('refusals');
      expect(JSON.stringify(read)).toMatch(/[ぁ-ん]/u);
    }
  });
});

/** One form for the first button, every field filled with this text; none where there is no field. */
function formOf({ fields, actions }: ReturnType<Question['page']>, text: string): Form[] {
  if (fields.length === 0) return [];
  const [first] = actions;
  const isMessage = fields.some(({ name }) => name === 'message');
  const action = isMessage ? 'message' : (first?.value ?? '');
  return [{ ...Object.fromEntries(fields.map(({ name }) => [name, text])), action }];
}

/** Besides: what rows show, texts of the guide that no hands look for, and the button of every page. */
const KNOWN = new Set<string>([
  ...Object.values(LABELS).flatMap(({ ja, en }) => [...ja, ...en] as string[]),
  'アップデートする前に、新しいEndpoint Securityを試しますか?',
  '接続済み',
  'Connected',
  'I cannot do this',
]);

describe('what a person hands back', () => {
  test.each<[string, Form, object]>([
    [
      'ConfirmLicence',
      { action: 'done', line: LICENCE, status: 'valid' },
      { seats: 1200, kind: '製品版', expiresOn: '2027-06-30' },
    ],
    [
      'ConfirmUserAccounts',
      { action: 'done', ...ACCOUNTS, registration: 'notRegistered' },
      {
        accounts: [{ name: 'test', kind: 'custom', role: 'Read-only_User' }],
        counts: {
          managedAgents: 1234,
          unmanagedEndpoints: 0,
          agentsFqdn: 'example.manage.trendmicro.com',
          policies: 12,
        },
      },
    ],
    ['CheckConnection', { action: 'done', row: CONNECTED_ROW }, { row: { status: '接続済み', region: 'Japan' } }],
    ['StartUpdate', { action: 'ready', row: CONNECTED_ROW }, { row: { updateOffered: true } }],
    [
      'StartUpdate',
      { action: 'running', row: UPDATING_ROW },
      { row: { status: 'アップデート', updateOffered: false } },
    ],
    ['CheckUpdate', { action: 'done', row: UPDATED_ROW }, { row: { instanceType: 'Standard Endpoint Protection' } }],
    ['CheckUpdate', { action: 'notStarted', row: CONNECTED_ROW }, { notStarted: true }],
    ['IssueRegistrationToken', { action: 'add', token: ` ${'t0ken-'.repeat(6)}\n` }, { row: null }],
    [
      'VerifyConsole',
      { action: 'done', managedAgents: '12', unmanagedEndpoints: '3', agentsFqdn: 'a.example.com', policies: '1' },
      { counts: { managedAgents: 12 } },
    ],
    ['VerifyConsole', { action: 'notShown' }, { counts: null }],
  ])('at %s is taken as the browser copies it: %j', async (step, form, given) => {
    expect(await read(step, form)).toMatchObject({ given });
  });

  test.each<[string, Form, RegExp]>([
    ['ConfirmLicence', { action: 'done', line: LICENCE, status: 'expired' }, /矛盾/u],
    ['ConfirmLicence', { action: 'done', line: LICENCE }, /ステータスを選択/u],
    ['ConfirmUserAccounts', { action: 'done', ...ACCOUNTS, none: 'on', registration: 'registered' }, /1件もない/u],
    ['ConfirmUserAccounts', { action: 'done', ...ACCOUNTS, accounts: 'bbb' }, /「bbb」は/u],
    ['ConfirmUserAccounts', { action: 'done', ...ACCOUNTS, managedAgents: '12%' }, /数字で/u],
    ['ConfirmUserAccounts', { action: 'done', ...ACCOUNTS, agentsFqdn: 'example' }, /サーバ名をすべて/u],
    ['VerifyConsole', { action: 'done', ...ACCOUNTS, policies: '' }, /ポリシーの件数/u],
    ['CheckProvisioning', { action: 'provisioning' }, /まだ完了していません/u],
    ['RegisterApexCentral', { action: 'notRegistered' }, /まだ登録されていません/u],
    ['CheckConnection', { action: 'done', row: WAITING_ROW }, /まだ接続されていません/u],
    ['CheckConnection', { action: 'done', row: CONNECTED_ROW.replace('Japan', 'US') }, /地域が計画と異なります/u],
    [
      'CheckConnection',
      { action: 'done', row: CONNECTED_ROW.replace('接続済み', 'Disconnected') },
      /矛盾|読み取れません|一致/u,
    ],
    ['StartUpdate', { action: 'ready', row: UPDATING_ROW }, /一致しません/u],
    ['StartUpdate', { action: 'ready', row: UPDATED_ROW }, /一致しません/u],
    ['CheckUpdate', { action: 'done', row: UPDATING_ROW }, /まだ完了していません/u],
    ['CheckUpdate', { action: 'done', row: CONNECTED_ROW }, /アップデート前/u],
    ['CheckUpdate', { action: 'notStarted', row: UPDATING_ROW }, /もう一度押すことはできません/u],
    ['CheckUpdate', { action: 'done', row: `${CONNECTED_ROW}\n${UPDATED_ROW}` }, /読み取れません/u],
    ['IssueRegistrationToken', { action: 'add', token: 'https://portal.example.com/token' }, /登録トークン/u],
    ['IssueRegistrationToken', { action: 'add', token: 'クリックして登録トークンを生成' }, /登録トークン/u],
    ['IssueRegistrationToken', { action: 'there', row: WAITING_ROW }, /登録トークン/u],
  ])('at %s is refused where it cannot be, with the reason: %j', async (step, form, reason) => {
    const refused = await read(step, form);
    expect(refused).toHaveProperty('refusals');
    expect(JSON.stringify(refused)).toMatch(reason);
  });

  test('keeps a typed token apart from the answer, for the vault', async () => {
    const token = 't0ken-'.repeat(6);
    expect(await read('IssueRegistrationToken', { action: 'add', token })).toEqual({
      given: { row: null },
      secrets: [{ purpose: 'registration-token', text: token }],
    });
  });

  test('is the message of guide 3-15 only where it is that one', async () => {
    const press = (message: string) => read('StartUpdate', { action: 'message', message }, 'press');
    expect(await press(NOT_READY)).toMatchObject({ given: { kind: 'message' } });
    expect(await press('エラーが発生しました。')).toHaveProperty('refusals');
  });

  test('that is not sure leads back to a look at the console, never to another press', async () => {
    expect(await read('ClaimPrimaryAccount', { action: 'unsure' }, 'reset')).toEqual({ backTo: 'signIn' });
    expect(await read('ProvisionConsole', { action: 'unsure' }, 'press')).toEqual({ backTo: 'work' });
    expect(await read('IssueRegistrationToken', { action: 'unsure' }, 'transfer')).toEqual({ backTo: 'work' });
    expect(await read('StartUpdate', { action: 'unsure' }, 'press')).toEqual({ given: { kind: 'unsure' } });
  });
});

async function read(step: string, form: Form, ask = 'work') {
  const definition = CONSOLE_TASKS.find((each) => each.step === step);
  const question = definition?.questions[ask];
  if (!definition || !question) throw new Error(`${step} has no question ${ask}`);
  return question.read(form, await contextFor(definition));
}
