import { stageKey, tenantKey } from '../../lambdas/adapters/dynamo/keys.ts';
import type { Item } from '../../lambdas/adapters/dynamo/table.ts';
import { planHash, type Consent } from '../../lambdas/domain/consent.ts';
import type { IntakeRow } from '../../lambdas/domain/intake/intake-row.ts';
import type { ProductInstanceRow } from '../../lambdas/domain/product-instance.ts';
import { Secret } from '../../lambdas/domain/secret.ts';
import type { Tenant } from '../../lambdas/domain/tenant.ts';
import type { ApexCentral } from '../../lambdas/ports/apex-central.ts';
import type { Clock } from '../../lambdas/ports/clock.ts';
import type { ConsoleAccess } from '../../lambdas/ports/console-access.ts';
import type { Ports } from '../../lambdas/ports/index.ts';
import type { LicensingPortal } from '../../lambdas/ports/licensing-portal.ts';
import type { Mailbox } from '../../lambdas/ports/mailbox.ts';
import type { Settings } from '../../lambdas/ports/settings.ts';
import type { Purpose } from '../../lambdas/ports/vault.ts';
import type { VisionOne } from '../../lambdas/ports/vision-one.ts';
import type { StepRun } from '../../lambdas/steps/shared/step-run.ts';
import { MemoryExecutions } from '../../local/memory/memory-executions.ts';
import { MemoryFiles } from '../../local/memory/memory-files.ts';
import { MemoryLinks } from '../../local/in-memory-stack.ts';
import { MemoryKeptEvidence } from '../../local/memory/memory-kept-evidence.ts';
import { MemoryMailer } from '../../local/memory/memory-mailer.ts';
import { memoryStores } from '../../local/memory/memory-stores.ts';
import { MemoryTable } from '../../local/memory/memory-table.ts';
import { MemoryVault } from '../../local/memory/memory-vault.ts';
import { aTenant, BATCH_ID, EXECUTION } from '../builders.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
/** A Saturday evening in Tokyo. */
export const NOW = '2026-12-05T12:00:00.000Z';
export const MIGRATE_TENANT_ARN = 'arn:aws:states:ap-northeast-1:111122223333:stateMachine:migrate-tenant';
/** What the vault holds for `aTenant()`, unless a test says otherwise. */
export const CLP_PASSWORD = 'the CLP password';
export const PRIMARY_PASSWORD = 'the primary password';

/**
 * When an update that was pressed at `NOW` is looked at first: after the guide's 20 minutes, in this tenant's own
 * second.
 */
export const FIRST_LOOK = 20 * MINUTE + 42_000;

/** How long after an opening this tenant's turn comes: the others come in other seconds of that quarter of an hour. */
export const TURN = 37_225;

/** The instant that lies `milliseconds` after `NOW`, or before it. */
export function fromNow(milliseconds: number): string {
  return new Date(Date.parse(NOW) + milliseconds).toISOString();
}

/** A clock that stands still until a test moves it; anyone who sleeps on it moves it, too. */
export class SettableClock implements Clock {
  #now: number;

  constructor(now: string) {
    this.#now = Date.parse(now);
  }

  now(): Date {
    return new Date(this.#now);
  }

  set(instant: string): void {
    this.#now = Date.parse(instant);
  }

  pass(milliseconds: number): void {
    this.#now += milliseconds;
  }

  async sleep(milliseconds: number): Promise<void> {
    this.pass(milliseconds);
  }
}

/** The ports of a test: everything ours in memory, and of the vendor only what the test gives. */
export interface TestPorts extends Ports {
  vault: MemoryVault;
  mailer: MemoryMailer;
  files: MemoryFiles;
  keptEvidence: MemoryKeptEvidence;
  executions: MemoryExecutions;
  clock: SettableClock;
}

export interface Given {
  tenants?: readonly Tenant[];
  /** What the vault holds for `tenant-1`; its CLP and primary passwords, unless said otherwise. */
  secrets?: { [purpose in Purpose]?: string };
  now?: string;
  settings?: Partial<Settings>;
  licensingPortal?: Partial<LicensingPortal>;
  apexCentral?: Partial<ApexCentral>;
  visionOne?: Partial<VisionOne>;
  mailbox?: Partial<Mailbox>;
}

/** Ports for one test; a console that is asked for anything the test did not give throws. */
export function portsWith({
  tenants = [],
  secrets = { 'clp-password': CLP_PASSWORD, 'primary-account-password': PRIMARY_PASSWORD },
  now = NOW,
  settings,
  ...hands
}: Given = {}): TestPorts {
  const vault = new MemoryVault();
  // The vault in memory has sealed when the call returns; its promise holds nothing to wait for.
  for (const [purpose, text] of Object.entries<string | undefined>(secrets)) {
    if (text !== undefined) void vault.seal('tenant-1', purpose as Purpose, new Secret(text));
  }
  const clock = new SettableClock(now);
  return {
    ...memoryStores(new MemoryTable(tenants.flatMap(itemsOf))),
    links: new MemoryLinks(),
    vault,
    mailer: new MemoryMailer(),
    files: new MemoryFiles(() => clock.now()),
    executions: new MemoryExecutions(),
    clock,
    settings: someSettings(settings),
    licensingPortal: onlyThese<LicensingPortal>('licensingPortal', hands.licensingPortal),
    apexCentral: onlyThese<ApexCentral>('apexCentral', hands.apexCentral),
    visionOne: onlyThese<VisionOne>('visionOne', hands.visionOne),
    keptEvidence: new MemoryKeptEvidence(),
    mailbox: onlyThese<Mailbox>('mailbox', { open: async () => undefined, ...hands.mailbox }),
  };
}

export function someSettings(overrides: Partial<Settings> = {}): Settings {
  return {
    operatorName: '運用センター',
    operatorTelephone: '03-0000-0000',
    operatorEmail: 'operator@msp.example',
    sender: 'visionlift@msp.example',
    replyTo: 'support@msp.example',
    defaultHands: 'scripted',
    codeSenderDomains: [],
    allowedRecipientDomains: [],
    releaseBy: 'automatic',
    operators: [],
    pilotTenants: 0,
    intakeBucket: 'intake',
    userMails: 'none',
    reportsBucket: 'reports',
    evidenceBucket: 'evidence',
    migrateBatchArn: MIGRATE_TENANT_ARN.replace('migrate-tenant', 'migrate-batch'),
    migrateTenantArn: MIGRATE_TENANT_ARN,
    maxTenantsPerFile: 100_000,
    updateMinutes: {},
    maxRejectedShare: 0.5,
    allowSharedConsoles: false,
    zone: 'Asia/Tokyo',
    businessHours: { from: '09:00', to: '18:00', days: [1, 2, 3, 4, 5], zone: 'Asia/Tokyo' },
    operatorLanguage: 'ja',
    ...overrides,
  };
}

/** A tenant as the steps of the guide left it at `stage`, with the consent that covers its row. */
export function aTenantAt(stage: Tenant['stage'], overrides: Partial<Tenant> = {}): Tenant {
  const tenant = aTenant({ stage, ...overrides });
  return { ...tenant, consent: 'consent' in overrides ? overrides.consent : aConsent(tenant.row) };
}

export function aConsent(row: IntakeRow): Consent {
  return {
    kind: 'written',
    reference: 'C-2026-001',
    by: '山田 太郎',
    on: '2026-11-20',
    planHash: planHash(row),
    recordedAt: '2026-12-01T00:00:00.000Z',
  };
}

/** What the step handler hands to a console step: the record as it is when the step begins. */
export async function runOf({ tenants }: Pick<TestPorts, 'tenants'>, tenantId = 'tenant-1'): Promise<StepRun> {
  return {
    tenant: await recordOf({ tenants }, tenantId),
    execution: EXECUTION,
    batchId: BATCH_ID,
    actor: { hands: 'browser' },
  };
}

/** A run by a person who has looked at the console and answers for nothing having come of the press. */
export async function runOfOneWhoLooked(ports: Pick<TestPorts, 'tenants'>): Promise<StepRun> {
  const sawNoEffect = async (): Promise<string> => 'operator@msp.example';
  return { ...(await runOf(ports)), actor: { hands: 'operator', word: { sawNoEffect } } };
}

/** The tenant's record as it is now. */
export async function recordOf({ tenants }: Pick<TestPorts, 'tenants'>, tenantId = 'tenant-1'): Promise<Tenant> {
  const tenant = await tenants.read(tenantId);
  if (!tenant) throw new Error(`there is no record of ${tenantId}`);
  return tenant;
}

/** What a tenant is in the table: its record, and how far its batch finds it. */
function itemsOf({ tenantId, batchId, stage, ...record }: Tenant): Item[] {
  return [
    { ...tenantKey(tenantId), tenantId, batchId, stage, ...record },
    { ...stageKey(batchId, tenantId), tenantId, stage },
  ];
}

/** The text of a secret in the vault. */
export async function sealedIn({ vault }: Pick<TestPorts, 'vault'>, purpose: Purpose): Promise<string | undefined> {
  return (await vault.open('tenant-1', purpose))?.reveal();
}

/** Who signs in, and with what. */
export function signIn({ account, password }: ConsoleAccess): { account: string; password: string } {
  return { account, password: password.reveal() };
}

/** Guide 3-11: connected, and the update is offered. */
export function aProductInstance(overrides: Partial<ProductInstanceRow> = {}): ProductInstanceRow {
  return {
    displayName: 'Trend Micro Apex One as a Service',
    instanceType: 'Trend Micro Apex One SaaS',
    status: '接続済み',
    region: 'Japan',
    updateOffered: true,
    ...overrides,
  };
}

/** Guide 3-7: added in Vision One, and Apex Central has not registered yet. */
export const CONNECTING = aProductInstance({ status: '登録されていません', updateOffered: false });
/** Guide 3-16. */
export const UPDATING = aProductInstance({ status: 'アップデート', updateOffered: false });
/** Guide 3-17. */
export const UPDATED = aProductInstance({
  displayName: 'Standard Endpoint Protection Manager',
  instanceType: 'Standard Endpoint Protection',
  updateOffered: false,
});
/** Connected, without the button: nothing the guide shows. */
export const UNKNOWN = aProductInstance({ updateOffered: false });

/** Guide 3-15, word for word. */
export const NOT_READY_YET =
  '一時的な問題が発生しました。サポートエンジニアがこの問題の解決に取り組んでいます。しばらくしてからもう一度お試しください。';

function onlyThese<T extends object>(port: string, given: Partial<T> = {}): T {
  return new Proxy(given, {
    get: (methods, name, receiver) => {
      if (Reflect.has(methods, name)) return Reflect.get(methods, name, receiver) as unknown;
      return () => {
        throw new Error(`${port}.${String(name)} was not expected`);
      };
    },
  }) as T;
}
