import type { Reason } from '../../lambdas/domain/statements/catalogue.ts';
import {
  batchMail,
  breakerTrippedMail,
  completionMail,
  consentCodeMail,
  consentReaddressedMail,
  consentRequestMail,
  deskTaskMail,
  deskTasksMail,
  failuresMail,
  finalPressNoticeMail,
  handedOverMail,
  handOverOpenMail,
  handOverRequestMail,
  mailboxTaskMail,
  needsAttentionMail,
  pilotEndedMail,
  receiptMail,
  releaseNeededMail,
  undeliveredMail,
  unreadBatchMail,
  USER_REMINDERS,
  userUpgradeMail,
  usersUpgradeForContactMail,
  type WaitingTask,
} from '../../lambdas/domain/mails/index.ts';
import { failureGroups } from '../../lambdas/domain/failure-groups.ts';
import { PRESS_NOTICES } from '../../lambdas/domain/press-notices.ts';
import type { IntakeRow } from '../../lambdas/domain/intake/intake-row.ts';
import type { Language } from '../../lambdas/domain/language.ts';
import { formatInstant } from '../../lambdas/domain/texts/instants.ts';
import type { RenderedMail } from '../../lambdas/domain/mails/letter.ts';
import type { Signatory } from '../../lambdas/domain/mails/signature.ts';
import { aBatch, aBatchTenant, anIntakeRow, anOutcome, aProblem, aTenant, BATCH_ID } from '../builders.ts';

const DESK = 'https://desk.msp.example.jp';
const HOUR = 3_600_000;
/** As long as a signed link is. */
const SIGNED = `${Buffer.from(JSON.stringify([1, 'T-0042', 'CompletionReport', 'report', 'it@shop.example.jp', 1772668800])).toString('base64url')}.ZXhhbXBsZS1zaWduYXR1cmUtb2YtYS1saW5rLW5vdC1yZWFs`;

export const operator = (language: Language): Signatory => ({
  operatorName: language === 'ja' ? 'サンプル運用サービス株式会社' : 'Sample Operations, Inc.',
  operatorTelephone: '03-0000-0000',
  operatorTicket: 'CHG-2026-0123',
  replyTo: 'support@msp.example.jp',
  operatorEmail: 'operator@msp.example.jp',
  operatorLanguage: language,
  zone: 'Asia/Tokyo',
  deskOrigin: DESK,
  migrateBatchArn: 'arn:aws:states:ap-northeast-1:111122223333:stateMachine:visionlift-prod-migrate-batch',
  migrateTenantArn: 'arn:aws:states:ap-northeast-1:111122223333:stateMachine:visionlift-prod-migrate-tenant',
});

/** Every kind of mail as it is sent, by the name of its sample in `docs/mails/`; or for a row that is odd. */
export function mailSamples(
  language: Language,
  odd: Partial<IntakeRow> = {},
  settings: Partial<Signatory> = {},
): Record<string, RenderedMail> {
  const ja = language === 'ja';
  const signatory = { ...operator(language), ...settings };
  const users = [
    { name: 'tanaka', email: 'tanaka@shop.example.jp' },
    { name: 'suzuki', email: 'suzuki@shop.example.jp' },
  ];
  const row = anIntakeRow({
    tenantId: 'T-0042',
    companyName: ja ? '株式会社サンプル商店' : 'Sample Shop K.K.',
    contactName: ja ? '佐藤 花子' : 'Hanako Sato',
    clpLoginId: 'sample-shop',
    primaryEmail: 'it-admin@shop.example.jp',
    userAccounts: { kind: 'listed', accounts: users },
    notifyEmails: ['it@shop.example.jp'],
    approverEmail: 'cio@shop.example.jp',
    window: { from: '22:00', to: '05:00', zone: 'Asia/Tokyo' },
    language,
    ...odd,
  });
  const tenant = aTenant({
    tenantId: row.tenantId,
    row,
    stage: 'verified',
    accounts: [
      ...users.map(({ name }) => ({ name, kind: 'custom' as const, role: ja ? '管理者' : 'Administrator' })),
      { name: 'SHOP\\helpdesk', kind: 'directory', role: ja ? 'オペレータ' : 'Operator' },
    ],
    updatedAt: '2026-12-05T13:42:00.000Z',
    passwordResetRequestedAt: '2026-12-05T10:00:00.000Z',
    countsBefore: {
      managedAgents: 120,
      unmanagedEndpoints: 3,
      agentsFqdn: 'abc123.manage.trendmicro.com',
      policies: 8,
    },
    countsAfter: {
      managedAgents: 121,
      unmanagedEndpoints: 2,
      agentsFqdn: 'abc123.manage.trendmicro.com',
      policies: 8,
    },
  });
  const to = 'it@shop.example.jp';
  const expiresAt = '2026-12-31T08:00:00.000Z';
  const batch = aBatch({ rows: 42, accepted: 40, rejected: 2, problems: [aProblem()] });
  const stopped = failing(language);
  const task = { row, batchId: BATCH_ID, guideStep: '2-5' as const, url: `${DESK}/tasks/42`, dueAt: expiresAt };
  const what = { ja: '検証コードを入力してください。', en: 'Type in the verification code.' };
  const why = { ja: 'コードが弊社のメールボックスに届きません', en: 'the code does not come to a mailbox of ours' };
  const figures = {
    rows: 42,
    rejected: 2,
    open: 0,
    migrated: 36,
    skipped: 0,
    ready: 0,
    notReady: 0,
    needsAttention: 4,
  };
  const undelivered = {
    ...{ tenantId: 'T-0042', to: 'shomu@shop.example.jp', kind: 'notice', fate: 'bounced' as const },
    ...{ said: 'smtp; 550 5.1.1 user unknown', at: '2026-12-01T03:00:00.000Z' },
  };
  const batchEnd = { batch, figures, ending: 'someNeedAttention' as const, groups: failureGroups(stopped) };

  return {
    completion: completionMail({ tenant, to, trialEndsOn: '2027-01-04', reportUrl: `${DESK}/l/${SIGNED}` }, signatory),
    ...Object.fromEntries(
      PRESS_NOTICES.map((notice) => [
        `final-press-notice-${notice}`,
        finalPressNoticeMail({ row, to, plannedAt: '2026-12-05T13:00:00.000Z', notice }, signatory),
      ]),
    ),
    'consent-request': consentRequestMail(
      { row, to: 'cio@shop.example.jp', url: `${DESK}/consent/42`, expiresAt },
      signatory,
    ),
    'consent-reminder': consentRequestMail(
      { row, to: 'cio@shop.example.jp', url: `${DESK}/consent/42`, expiresAt, reminder: true },
      signatory,
    ),
    'consent-code': consentCodeMail({ row, to: 'cio@shop.example.jp', code: '402918', minutes: 10 }, signatory),
    'consent-readdressed': consentReaddressedMail(
      { row, to: 'cio@shop.example.jp', at: '2026-12-01T03:00:00.000Z' },
      signatory,
    ),
    receipt: receiptMail(
      {
        row,
        to: 'cio@shop.example.jp',
        title: ja ? 'ご同意を承りました' : 'We have your consent',
        pairs: [
          [ja ? 'お客様' : 'Customer', row.companyName],
          [ja ? 'ご回答' : 'Answer', ja ? '同意する' : 'I agree'],
          [ja ? 'お名前' : 'Name', `${ja ? '見本 部長' : 'C. Director'} (cio@shop.example.jp)`],
          [ja ? '日時' : 'When', formatInstant('2026-12-01T03:00:00.000Z', 'Asia/Tokyo', language)],
        ],
        next: ja
          ? [
              'アップデートは、22:00～05:00 (Asia/Tokyo)の時間帯に開始します。',
              '完了後、通知先の皆様に完了のご案内をメールでお送りします。',
            ]
          : [
              'The update begins within 22:00–05:00 (Asia/Tokyo).',
              'When it is finished, a mail tells everybody on your list.',
            ],
        url: `${DESK}/l/${SIGNED}`,
      },
      signatory,
    ),
    'mailbox-ready': mailboxTaskMail(
      { row, to: row.primaryEmail, stage: 'ready', url: `${DESK}/mailbox/42`, dueAt: expiresAt },
      signatory,
    ),
    'mailbox-code': mailboxTaskMail(
      { row, to: row.primaryEmail, stage: 'code', url: `${DESK}/mailbox/42`, dueAt: expiresAt, waitedFor: 2 * HOUR },
      signatory,
    ),
    'user-upgrade': userUpgradeMail({ row, user: users[0]!, url: `${DESK}/upgraded/42`, dueAt: expiresAt }, signatory),
    ...Object.fromEntries(
      USER_REMINDERS.map((reminder) => [
        `user-upgrade-reminder-${String(reminder)}-days`,
        userUpgradeMail({ row, user: users[0]!, reminder, url: `${DESK}/upgraded/42`, dueAt: expiresAt }, signatory),
      ]),
    ),
    'users-upgrade-for-contact': usersUpgradeForContactMail(
      { row, to, users: [...users, { name: 'sato', email: 'sato@shop.example.jp', upgradedAt: expiresAt }] },
      signatory,
    ),
    'hand-over-request': handOverRequestMail(
      { row, to, url: `${DESK}/hand-over/42`, expiresAt, way: 'ownPassword' },
      signatory,
    ),
    'hand-over-request-transfer': handOverRequestMail(
      { row, to, url: `${DESK}/hand-over/42`, expiresAt, way: 'transfer', reminder: true },
      signatory,
    ),
    'handed-over': handedOverMail(
      { row, to, at: '2026-12-20T05:30:00.000Z', users: { all: 5, upgraded: 4 }, reportUrl: `${DESK}/reports/T-0042` },
      signatory,
    ),
    'hand-over-open': handOverOpenMail(
      { row, batchId: BATCH_ID, askedAt: '2026-12-06T00:00:00.000Z', users: { all: 5, upgraded: 2 } },
      signatory,
    ),
    'release-needed': releaseNeededMail(
      { batch, url: `${DESK}/batches/42`, expiresAt, recipients: { all: 118, surprising: 2 } },
      signatory,
    ),
    'desk-task': deskTaskMail({ ...task, what, why }, signatory),
    'desk-task-reminder': deskTaskMail({ ...task, what, waitedFor: 26 * HOUR }, signatory),
    'desk-tasks': deskTasksMail({ tasks: waiting(row), reminder: false, url: `${DESK}/` }, signatory),
    'desk-tasks-reminder': deskTasksMail(
      { tasks: waiting(row).slice(0, 2), reminder: true, url: `${DESK}/` },
      signatory,
    ),
    failures: failuresMail(
      { batchId: BATCH_ID, accepted: 40, groups: failureGroups(stopped), undelivered: [undelivered] },
      signatory,
    ),
    'mails-that-did-not-arrive': failuresMail(
      { batchId: BATCH_ID, accepted: 40, groups: [], undelivered: [undelivered] },
      signatory,
    ),
    undelivered: undeliveredMail(
      {
        row,
        undelivered: { ...undelivered, kind: 'consent', to: 'cio@shop.example.jp' },
        url: `${DESK}/tasks/T-0042/AskForConsent`,
      },
      signatory,
    ),
    'needs-attention': needsAttentionMail(stopped[0]!, signatory),
    'breaker-tripped': breakerTrippedMail(
      {
        set: {
          state: 'paused',
          by: ja ? '運用 太郎' : 'T. Unyo',
          at: '2026-12-05T12:30:00.000Z',
          why: ja ? 'メーカーの障害情報を確認中' : 'the vendor reports an incident',
        },
      },
      signatory,
    ),
    'pilot-ended': pilotEndedMail(
      {
        batchId: BATCH_ID,
        tenants: [
          ...stopped.slice(0, 1),
          ...['T-0045', 'T-0046'].map((tenantId) =>
            aBatchTenant({ tenantId, outcome: anOutcome({ outcome: 'migrated' }) }),
          ),
        ],
        groups: failureGroups(stopped.slice(0, 1)),
      },
      signatory,
    ),
    'batch-done': batchMail(
      {
        batch: aBatch({ rows: 36, accepted: 36 }),
        ending: 'migrated',
        figures: { ...figures, rows: 36, rejected: 0, needsAttention: 0 },
      },
      signatory,
    ),
    'batch-some-need-attention': batchMail(batchEnd, signatory),
    'batch-refused': batchMail(
      { ...batchEnd, groups: [], ending: 'refused', batch: { ...batch, refused: true } },
      signatory,
    ),
    'batch-unread': unreadBatchMail(BATCH_ID, signatory),
  };
}

function failing(language: Language) {
  const stopped = (number: number, code: string, guideStep: '1-1' | '3-16', reason: Reason) =>
    aBatchTenant({
      tenantId: `T-00${String(number)}`,
      row: anIntakeRow({
        tenantId: `T-00${String(number)}`,
        companyName: language === 'ja' ? `株式会社サンプル${String(number)}` : `Sample ${String(number)} K.K.`,
      }),
      outcome: anOutcome({ outcome: 'needsAttention', code, guideStep, reason }),
    });
  return [
    stopped(42, 'LicenceNotReadyError', '1-1', { code: 'licenceExpired', expiresOn: '2026-05-30' }),
    stopped(43, 'LicenceNotReadyError', '1-1', { code: 'licenceExpiresTooSoon', expiresOn: '2026-12-07', days: 7 }),
    stopped(44, 'LicenceNotReadyError', '1-1', { code: 'licenceChannelNotCovered', channel: 'MSPL' }),
    stopped(51, 'UpdateStateUnknownError', '3-16', {
      code: 'updateStateUnknown',
      requestedAt: '2026-12-05T13:00:00.000Z',
      row: null,
    }),
  ];
}

const AN_UNKNOWN_PAGE = { title: 'Trend Vision One', headings: ['お知らせ'], buttons: ['閉じる'], alerts: [] };

/** Forty tenants at one page that has changed, and two with a challenge. */
function waiting(row: IntakeRow): WaitingTask[] {
  return Array.from({ length: 42 }, (_, index) => {
    const tenantId = `T-${String(101 + index).padStart(4, '0')}`;
    const code = index < 2 ? 'ManualActionRequiredError' : 'PageChangedError';
    const guideStep = index < 2 ? '1-1' : '3-13';
    const reason: Reason =
      index < 2
        ? { code: 'captcha' }
        : { code: 'pageNotAsExpected', expected: '[アップデートに同意する]', page: AN_UNKNOWN_PAGE };
    return { row: { ...row, tenantId }, code, reason, guideStep, url: `${DESK}/tasks/${tenantId}/StartUpdate` };
  });
}
