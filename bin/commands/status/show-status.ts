import { findDeployment } from '../deployment/find-deployment.ts';
import { storesOf } from '../deployment/stores.ts';
import { batchLine } from '../../../lambdas/domain/batch.ts';
import type { Ports } from '../../../lambdas/ports/index.ts';
import { figuresOf, progressOf } from '../../../terminal/progress/batch-progress.ts';
import { describeProgress } from '../../../terminal/progress/describe-progress.ts';
import { allOf } from '../../../lambdas/domain/all-of.ts';
import { CommandError } from '../shared/command-error.ts';
import { firstOf } from '../shared/find-batch.ts';
import { printJson } from '../shared/json.ts';
import { screen, type Screen } from '../../../terminal/screen.ts';
import { describeOverview, type Overview } from './describe-overview.ts';
import { publicProgress } from './public-progress.ts';
import type { CommonFlags } from '../shared/with-options.ts';
import { ASK_FOR_CONSENT, dueAt, type DeskTask } from '../../../lambdas/domain/desk-task.ts';
import type { Language } from '../../../lambdas/domain/language.ts';
import type { RecordedOutcome } from '../../../lambdas/domain/outcome.ts';
import { sentenceOf } from '../../../lambdas/domain/statements/sentence.ts';
import type { StepFailure, Tenant } from '../../../lambdas/domain/tenant.ts';
import { FIGURE_NAMES } from '../../../lambdas/domain/texts/outcomes.ts';
import { reasonIn } from '../../../lambdas/domain/texts/reasons.ts';
import { remedyFor } from '../../../lambdas/domain/texts/remedies.ts';
import { STAGE_NAMES } from '../../../lambdas/domain/texts/stages.ts';
import { describeTask } from '../../../lambdas/domain/texts/tasks.ts';
import { pairs } from '../../../terminal/pairs.ts';
import { wrap } from '../../../terminal/wrap.ts';

type Stores = Pick<Ports, 'batches' | 'tenants' | 'desk' | 'switches'>;

/** The work of `status`. */
export async function showStatus(id: string | undefined, flags: Flags): Promise<void> {
  const stores = storesOf(await findDeployment(flags));
  if (id === undefined) await showOverview(stores, flags);
  else await showOne(stores, id, flags);
}

async function showOverview({ batches, desk, switches }: Stores, { last, json, language }: Flags): Promise<void> {
  const [lines, tasks, held] = await Promise.all([
    firstOf(batches.list(), last),
    allOf(desk.open()),
    switches.read('everything'),
  ]);
  const overview: Overview = {
    // A batch that has ended has its figures on record; those under way are few.
    batches: await Promise.all(
      lines.map(async (line) => ({
        ...line,
        figures: line.figures ?? (await figuresOf({ batches }, line)),
        ending: line.ending ?? null,
      })),
    ),
    openTasks: tasks.length,
    oldestTask: tasks[0]?.filedAt ?? null,
    held: held ?? null,
  };
  if (json) printJson(overview);
  else process.stdout.write(`${describeOverview(overview, language, screen()).join('\n')}\n`);
}

async function showOne(
  { batches, tenants, desk, switches }: Stores,
  id: string,
  { json, language }: Flags,
): Promise<void> {
  const [batch, tenant] = await Promise.all([batches.read(id), tenants.read(id)]);
  if (batch) {
    const progress = await progressOf({ batches, tenants, switches, desk }, batchLine(batch));
    if (json) printJson(publicProgress(progress));
    else process.stdout.write(`${describeProgress(progress, language, screen()).join('\n')}\n`);
    return;
  }
  if (!tenant) {
    throw new CommandError({
      code: 'not-found',
      message: `there is neither a batch nor a tenant ${id}`,
      whatToDo: 'visionlift status lists the batches; a tenant is known once its batch has started it',
    });
  }
  const [standing, tasks] = await Promise.all([batches.readTenant(tenant.batchId, id), desk.of(id)]);
  const status = { tenant, outcome: standing?.outcome, tasks };
  if (json) printJson({ tenant: publicTenant(status) });
  else process.stdout.write(`${describeTenant(status, language, screen()).join('\n')}\n`);
}

export type Flags = CommonFlags & { last: number };

/** One tenant as its latest batch has it. */
export interface TenantStatus {
  tenant: Tenant;
  /** In the batch that holds it, or held it last; absent while it is under way there. */
  outcome?: RecordedOutcome | null | undefined;
  /** Of the tenant, open and closed. */
  tasks: readonly DeskTask[];
}

/** What `status TENANT --json` says: where the tenant is, and who has it; nothing of its people. */
export function publicTenant({ tenant, outcome, tasks }: TenantStatus) {
  const { tenantId, row, stage, batchId, lease, lastStep, failure, updatedAt, toldAt } = tenant;
  return {
    tenantId,
    companyName: row.companyName,
    outcome: outcome ?? null,
    stage,
    waitsFor: waitsFor(tasks).map((task) => ({
      step: task.step,
      since: task.filedAt,
      until: dueAt(task).toISOString(),
    })),
    batchId,
    /** ARN of the execution that works on it; null when none does. */
    heldBy: lease?.execution ?? null,
    lastStep: lastStep ?? null,
    /** What stopped a run last; where `outcome` is another, this is history. */
    failure: failure ?? null,
    updatedAt: updatedAt ?? null,
    toldAt: toldAt ?? null,
  };
}

const WORDS = {
  ja: {
    outcome: '結果',
    remedy: '対処',
    stage: '状態',
    waits: '対応待ち',
    batch: 'バッチ',
    heldBy: '実行',
    lastStep: '直近の処理',
    history: '過去の停止',
    nobody: 'なし',
    underWay: '処理中',
    consentOf: (address: string) => `${address} の同意`,
    waiting: (what: string, since: string, until: string) => `${what}（${since}から、期限 ${until}）`,
  },
  en: {
    outcome: 'outcome',
    remedy: 'what to do',
    stage: 'stage',
    waits: 'waits for',
    batch: 'batch',
    heldBy: 'held by',
    lastStep: 'last step',
    history: 'earlier stop',
    nobody: 'nobody',
    underWay: 'under way',
    consentOf: (address: string) => `consent of ${address}`,
    waiting: (what: string, since: string, until: string) => `${what}, since ${since}, until ${until}`,
  },
} as const;

/** The outcome first, then the stage, then whom it waits for: what stopped it once, and is over, comes last. */
export function describeTenant(status: TenantStatus, language: Language, screen: Screen): string[] {
  const { tenant, outcome, tasks } = status;
  const words = WORDS[language];
  const { tenantId, companyName, stage, batchId, heldBy, lastStep } = publicTenant(status);
  const needsSomebody = outcome?.outcome === 'needsAttention' || outcome?.outcome === 'notReady';
  const history = earlierStop(tenant.failure, outcome);
  const shown: (readonly [string, string])[] = [
    [words.outcome, outcome ? outcomeIn(outcome, language) : words.underWay],
    ...(outcome && needsSomebody ? ([[words.remedy, remedyFor(outcome, language).join(' ')]] as const) : []),
    [words.stage, STAGE_NAMES[stage][language]],
    ...waitsFor(tasks).map((task) => [words.waits, waitingIn(task, tenant, language)] as const),
    [words.batch, batchId],
    [words.heldBy, heldBy ?? words.nobody],
    [words.lastStep, lastStep === null ? '-' : describeTask(lastStep, language)],
    ...(history ? ([[words.history, stopIn(history, language)]] as const) : []),
  ];
  return [...wrap(`${tenantId}  ${companyName}`, screen.width).map(screen.bold), ...pairs(shown, screen.width)];
}

/** Once there is an outcome only what follows the migration is still asked. */
function waitsFor(tasks: readonly DeskTask[]): DeskTask[] {
  return tasks.filter(({ closed }) => closed === undefined).sort((a, b) => a.filedAt.localeCompare(b.filedAt));
}

/** What the outcome says already is no history. */
function earlierStop(failure: StepFailure | undefined, outcome: TenantStatus['outcome']): StepFailure | undefined {
  if (!failure || (outcome && JSON.stringify(outcome.reason) === JSON.stringify(failure.reason))) return undefined;
  return failure;
}

function outcomeIn(outcome: RecordedOutcome, language: Language): string {
  const reason = reasonIn(language, outcome, 'UTC');
  const name = FIGURE_NAMES[outcome.outcome][language];
  return reason === '' ? name : `${name}${language === 'ja' ? '：' : ': '}${reason}`;
}

function waitingIn(task: DeskTask, { row }: Tenant, language: Language): string {
  const { consentOf, waiting } = WORDS[language];
  const { approverEmail } = row;
  const isConsent = task.step === ASK_FOR_CONSENT && approverEmail;
  const what = isConsent ? consentOf(masked(approverEmail)) : describeTask(task.step, language);
  return waiting(what, minute(task.filedAt), minute(dueAt(task).toISOString()));
}

function stopIn({ at, step, reason }: StepFailure, language: Language): string {
  return `${minute(at)}  ${describeTask(step, language)}  ${sentenceOf(reason, language, 'UTC')}`;
}

/** `a***@test.com`: enough to know who is meant, and no address in what is copied into a ticket. */
function masked(address: string): string {
  const [name = '', domain = ''] = address.split('@');
  return `${name.slice(0, 1)}***@${domain}`;
}

function minute(instant: string): string {
  return `${instant.slice(0, 16).replace('T', ' ')} UTC`;
}
