import type { Batch, BatchTenant } from '../../../lambdas/domain/batch.ts';
import { executionArn } from '../../../lambdas/domain/names.ts';
import { acceptedKey, reportKey } from '../../../lambdas/domain/report-keys.ts';
import type { Tenant } from '../../../lambdas/domain/tenant.ts';
import type { UserUpgradeRecord } from '../../../lambdas/domain/user.ts';
import { machineArn } from '../../deployment.ts';
import { inMemoryStack, type InMemoryStack } from '../../in-memory-stack.ts';
import { parseScenario } from '../../simulated-consoles/scenario.ts';
import { RecordingMailer, RecordingTenantStore, type Written } from './recording-stores.ts';
import { place, enteredStatesOf, type Placed, type EnteredStates } from './entered-states.ts';
import { deskPages } from '../../../lambdas/desk/desk-pages.ts';
import type { DeskTask } from '../../../lambdas/domain/desk-task.ts';
import type { Visitor } from '../../../lambdas/desk/desk-page.ts';
import { operatorCalled } from '../../desk/played-operator.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const TENANT = 't-101';
const CONTACT = 'it@bunrei.example.jp';
const APPROVER = 'joho@bunrei.example.jp';
const USER = { account: 'bbb', address: 'bbb@bunrei.example.jp' };

/** The one row of the journey: an approver to ask, and one user account. */
const ROW = {
  tenant_id: TENANT,
  company_name: '文例工業株式会社',
  contact_name: '文例 一郎',
  clp_login_id: 'bunrei-kogyo',
  primary_email: 'vision-one@bunrei.example.jp',
  apex_central_url: 'https://bunrei.manage.trendmicro.com',
  user_accounts: `${USER.account}=${USER.address}`,
  notify_emails: CONTACT,
  approver_email: APPROVER,
};

/** The vendor answers the first press with "please try again later" (guide 3-15). */
const SCENARIO = JSON.stringify({ tenants: { [TENANT]: { faults: ['TEMPORARY_PROBLEM:1'] } } });

/** A record that was followed from its row to its hand-over, with all that it left behind. */
export interface Walk {
  row: Readonly<Record<string, string>>;
  entered: EnteredStates;
  /** What the executions of the batch and of the tenant were started with. */
  inputs: { batch: string; tenant: string };
  batch: Batch;
  inBatch: BatchTenant;
  tenant: Tenant;
  user: UserUpgradeRecord;
  /** The work list of the batch, as it lies in S3. */
  accepted: string;
  /** `report.csv`. */
  report: string;
  /** What lay in the vault: the day after the migration, and at the end. */
  secrets: { migrated: string[]; end: string[] };
}

/**
 * Follows one tenant through the real definitions and handlers in this process: scripted hands at the simulated vendor,
 * people who answer when they find the time, and a clock that stands still while anything works, so that every walk is
 * the same.
 */
export async function walk(): Promise<Walk> {
  const scenario = parseScenario(SCENARIO, [TENANT]);
  if (scenario.kind === 'refused') throw new Error(JSON.stringify(scenario.problems));
  const placed: Placed[] = [];
  const tell = (written: Written): void => {
    placed.push(place(stack, written));
  };
  const stack = inMemoryStack({
    scenario: scenario.scenario,
    settings: { releaseBy: 'one', userMails: 'direct', operatorLanguage: 'en' },
    random: () => 0.5,
    stores: (_clock, table) => ({ tenants: new RecordingTenantStore(table, tell), mailer: new RecordingMailer(tell) }),
  });
  try {
    return await walkThrough(stack, placed);
  } finally {
    stack.close();
  }
}

async function walkThrough(stack: InMemoryStack, placed: readonly Placed[]): Promise<Walk> {
  const { clock, ports, engine } = stack;
  const csv = [Object.keys(ROW), Object.values(ROW)].map((cells) => `${cells.join(',')}\r\n`).join('');
  const { batchId } = await stack.upload('incoming/december.csv', csv);
  const people = new People(stack);
  await clock.sleep(HOUR / 2);
  await people.releases(batchId, 'operator@msp.example.jp');
  await clock.sleep(3 * HOUR);
  await people.consents(TENANT, APPROVER, '文例 二郎');
  await clock.sleep(DAY);
  const migrated = await ports.vault.purposes(TENANT);
  await people.hasUpgraded(TENANT, USER.account, USER.address);
  await clock.sleep(2 * DAY);
  await people.takesOver(TENANT, CONTACT);
  await engine.idle();
  if (stack.faults.length > 0) throw new AggregateError(stack.faults, 'the journey did not go as it should');
  const batch = there(await ports.batches.read(batchId));
  const inBatch = there(await ports.batches.readTenant(batchId, TENANT));
  const inputOf = (arn: string): string => engine.describeExecution(arn).input;
  return {
    row: ROW,
    entered: enteredStatesOf(stack, placed),
    inputs: {
      batch: inputOf(batch.execution),
      tenant: inputOf(executionArn(machineArn('migrate-tenant'), inBatch.execution)),
    },
    batch,
    inBatch,
    tenant: there(await ports.tenants.read(TENANT)),
    user: there((await ports.users.list(TENANT))[0]),
    accepted: there(ports.files.reports.get(acceptedKey(batchId))).body,
    report: there(ports.files.reports.get(reportKey(batchId))).body,
    secrets: { migrated, end: await ports.vault.purposes(TENANT) },
  };
}

function there<T>(found: T | undefined): T {
  if (found === undefined) throw new Error('the journey left a record out');
  return found;
}

/** The people of the journey at their desk pages: what each presses, with what is filled in. */
class People {
  readonly #stack: InMemoryStack;

  constructor(stack: InMemoryStack) {
    this.#stack = stack;
  }

  /** The operator reads the plan of the batch and presses the first of its buttons. */
  async releases(batchId: string, name: string): Promise<void> {
    const task = await this.#task(batchId, 'AwaitRelease');
    const visitor = operatorCalled(name);
    const view = await deskPages.view(this.#stack.ports, { task, visitor, language: 'ja' });
    await this.#press(task, visitor, view?.actions[0]?.value ?? '');
  }

  /** The approver agrees, and types the code that is mailed at that moment. */
  async consents(tenantId: string, address: string, name: string): Promise<void> {
    const visitor = { kind: 'outside', purpose: 'consent', address } as const;
    const step = 'AskForConsent';
    await this.#press(await this.#task(tenantId, step), visitor, 'agree', { name, understood: 'on' });
    const code = /\b(\d{6})\b/u.exec(this.#stack.ports.mailer.sent.at(-1)?.mail.text ?? '')?.[1] ?? '';
    await this.#press(await this.#task(tenantId, step), visitor, 'confirm', { code });
  }

  /** A user has upgraded their account of Apex Central by themselves, and says so. */
  async hasUpgraded(tenantId: string, account: string, address: string): Promise<void> {
    const task = await this.#task(tenantId, `UserUpgrade:${account}`);
    await this.#press(task, { kind: 'outside', purpose: 'upgrade', address }, 'done');
  }

  /** The contact has set a password of their own, and says that the account is theirs. */
  async takesOver(tenantId: string, address: string): Promise<void> {
    const task = await this.#task(tenantId, 'HandOverPrimaryAccount');
    await this.#press(task, { kind: 'outside', purpose: 'hand-over', address }, 'taken', { mine: 'on' });
  }

  async #task(subject: string, step: string): Promise<DeskTask> {
    const task = await this.#stack.ports.desk.read(subject, step);
    if (!task) throw new Error(`nobody is asked for ${step} of ${subject}`);
    return task;
  }

  async #press(task: DeskTask, visitor: Visitor, action: string, form: Record<string, string> = {}): Promise<void> {
    const { revision } = task;
    const answered = await this.#stack.clock.busy(() =>
      deskPages.answer(this.#stack.ports, {
        ...{ task, visitor, revision, action, form },
        ...{ language: 'ja', sourceAddress: '203.0.113.7' },
      }),
    );
    if (answered.kind !== 'done' && answered.kind !== 'next')
      throw new Error(`${task.step} answered ${JSON.stringify(answered)}`);
  }
}
