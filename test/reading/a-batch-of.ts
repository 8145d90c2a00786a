import type { Batch, BatchTenant } from '../../lambdas/domain/batch.ts';
import type { JournalEvent } from '../../lambdas/domain/journal.ts';
import type { Language } from '../../lambdas/domain/language.ts';
import type { RecordedOutcome } from '../../lambdas/domain/outcome.ts';
import type { Tenant } from '../../lambdas/domain/tenant.ts';
import { reportHtmlKey, reportPrefix } from '../../lambdas/domain/report-keys.ts';
import { writeReport } from '../../lambdas/steps/write-report.ts';
import type { Settings } from '../../lambdas/ports/settings.ts';
import { aBatch, aBatchTenant, anIntakeRow, anOutcome, aTenant, BATCH_ID } from '../builders.ts';
import { portsWith, type TestPorts } from '../steps/kit.ts';

const MINUTE = 60_000;
const START = Date.parse('2026-12-05T12:00:00.000Z');
const instant = (minutes: number): string => new Date(START + minutes * MINUTE).toISOString();
const ARN = 'arn:aws:states:ap-northeast-1:111122223333:execution:migrate-tenant:';

export type Kind = 'migrated' | 'retried' | 'stopped' | 'skipped' | 'open';

export interface TenantOfABatch {
  kind: Kind;
  companyName?: string;
  users?: number;
}

/** What a tenant of each kind writes down on its way, in minutes from the start of the batch. */
function journal(kind: Kind, execution: string, offset: number): JournalEvent[] {
  const event = (minute: number, step: string, what = 'done'): JournalEvent => ({
    at: instant(offset + minute),
    by: ARN + execution,
    step,
    what,
  });
  const again = (why = ''): string => `looks again at ${instant(0)}${why}`;
  const begun = [
    event(0, 'ConfirmLicence'),
    event(1, 'ConfirmUserAccounts'),
    event(1, 'AskForConsent', 'waits at the desk: consent not given'),
    event(31, 'AskForConsent'),
  ];
  if (kind === 'stopped')
    return [...begun, event(33, 'ClaimPrimaryAccount', 'SignInRefusedError: the sign-in was refused')];
  if (kind === 'skipped') return [];
  const onTheWay = [
    ...begun,
    event(35, 'ClaimPrimaryAccount'),
    event(36, 'ProvisionConsole'),
    event(36, 'CheckProvisioning', again()),
    event(46, 'CheckProvisioning'),
    event(47, 'RegisterApexCentral'),
    event(50, 'CheckConnection'),
    event(51, 'StartUpdate', again(' (windowClosed)')),
  ];
  const notReady = [event(111, 'StartUpdate', again(' (vendorNotReady)')), event(156, 'CheckConnection')];
  const started = kind === 'retried' ? 157 : 111;
  if (kind === 'open') return onTheWay;
  return [
    ...onTheWay,
    ...(kind === 'retried' ? notReady : []),
    event(started, 'StartUpdate', again()),
    event(started + 20, 'CheckUpdate', again()),
    event(started + 26, 'CheckUpdate'),
    event(started + 27, 'VerifyConsole'),
  ];
}

function outcomeOf(kind: Kind, offset: number): RecordedOutcome | undefined {
  if (kind === 'open') return undefined;
  const at = instant(offset + { migrated: 138, retried: 185, stopped: 34, skipped: 0 }[kind]);
  if (kind === 'skipped')
    return anOutcome({
      outcome: 'skipped',
      reason: { code: 'alreadyMigrated', batchId: 'first--00000000' },
      code: 'alreadyMigrated',
      at,
    });
  if (kind === 'stopped')
    return anOutcome({
      outcome: 'needsAttention',
      reason: {
        code: 'signInRefused',
        console: 'the Customer Licensing Portal',
        account: 'aaa',
        said: 'ログインIDまたはパスワードが正しくありません',
      },
      code: 'SignInRefusedError',
      guideStep: '2-1',
      at,
    });
  return anOutcome({ at });
}

function recordOf(kind: Kind, inBatch: BatchTenant, offset: number): Tenant {
  const { tenantId, row } = inBatch;
  const isMigrated = kind === 'migrated' || kind === 'retried';
  const pressed = offset + (kind === 'retried' ? 157 : 111);
  return aTenant({
    tenantId,
    row,
    stage: isMigrated ? 'told' : 'consented',
    countsBefore: {
      managedAgents: 120,
      unmanagedEndpoints: 3,
      agentsFqdn: 'example.manage.trendmicro.com',
      policies: 8,
    },
    ...(isMigrated && {
      updateRequestedAt: instant(pressed),
      updatedAt: instant(pressed + 26),
      countsAfter: {
        managedAgents: 121,
        unmanagedEndpoints: 2,
        agentsFqdn: 'example.manage.trendmicro.com',
        policies: 8,
      },
    }),
    ...(kind === 'retried' && { temporaryProblem: { at: instant(offset + 111), message: 'later', count: 2 } }),
  });
}

export interface WrittenReport {
  html: string;
  /** The report in the other language. */
  other: string;
  json: string;
  csv: string;
  ports: TestPorts;
}

/** Writes the reports of a batch of these tenants, each two minutes after the one before. */
export async function reportOf(
  tenants: readonly TenantOfABatch[],
  {
    language = 'ja',
    batch = {},
    settings = {},
  }: { language?: Language; batch?: Partial<Batch>; settings?: Partial<Settings> } = {},
): Promise<WrittenReport> {
  const inBatch = tenants.map(({ kind, companyName = '株式会社サンプル商店', users = 1 }, index): BatchTenant => {
    const tenantId = `T-${String(index + 1).padStart(4, '0')}`;
    const accounts = Array.from({ length: users }, (_, i) => ({
      name: `user${String(i + 1)}`,
      email: `user${String(i + 1)}@shop.example.jp`,
    }));
    const row = anIntakeRow({ tenantId, companyName, userAccounts: { kind: 'listed', accounts } });
    const outcome = outcomeOf(kind, 2 * index);
    return aBatchTenant({
      tenantId,
      rowNumber: index + 2,
      row,
      original: [tenantId, companyName],
      ...(outcome && { outcome }),
    });
  });
  const records = tenants.map(({ kind }, index) => recordOf(kind, inBatch[index]!, 2 * index));
  const ports = portsWith({
    tenants: records,
    now: instant(2 * tenants.length + 240),
    settings: { operatorLanguage: language, operatorName: 'サンプル運用サービス株式会社', ...settings },
  });
  const figures = { rows: tenants.length + 1, accepted: tenants.length, rejected: 1 };
  const release = { by: '運用 太郎', at: instant(-1) };
  await ports.batches.create(aBatch({ createdAt: instant(-10), release, ...figures, ...batch }));
  await ports.batches.addTenants(inBatch);
  for (const [index, { kind }] of tenants.entries()) {
    const { tenantId, execution } = inBatch[index]!;
    for (const event of journal(kind, execution, 2 * index)) await ports.tenants.append(tenantId, event);
  }
  await writeReport(ports, { batchId: BATCH_ID, failure: null });
  const body = (name: string): string => ports.files.reports.get(`${reportPrefix(BATCH_ID)}${name}`)?.body ?? '';
  return {
    html: ports.files.reports.get(reportHtmlKey(BATCH_ID))?.body ?? '',
    other: body(`report.${language === 'ja' ? 'en' : 'ja'}.html`),
    json: body('report.json'),
    csv: body('report.csv'),
    ports,
  };
}

/** A batch as it is on an ordinary night. */
export function aNight(tenants: number): TenantOfABatch[] {
  const kinds: Kind[] = [
    'migrated',
    'migrated',
    'retried',
    'migrated',
    'stopped',
    'migrated',
    'skipped',
    'migrated',
    'open',
  ];
  return Array.from({ length: tenants }, (_, index) => ({
    kind: kinds[index % kinds.length] ?? 'migrated',
    companyName: `株式会社サンプル商店 第${String(index + 1)}営業所`,
    users: index % 4,
  }));
}
