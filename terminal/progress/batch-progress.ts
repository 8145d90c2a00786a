import type { BatchLine, OutcomeLine } from '../../lambdas/domain/batch.ts';
import { count, emptyFigures } from '../../lambdas/domain/report.ts';
import type { BatchFigures } from '../../lambdas/domain/outcome.ts';
import { isCustomers, type OpenTask } from '../../lambdas/domain/desk-task.ts';
import { AWAIT_RELEASE } from '../../lambdas/domain/release.ts';
import { STAGES, type Stage } from '../../lambdas/domain/stage.ts';
import type { BatchStore } from '../../lambdas/ports/batch-store.ts';
import type { Desk } from '../../lambdas/ports/desk.ts';
import { strictest, type Switch } from '../../lambdas/domain/switch.ts';
import type { Switches } from '../../lambdas/ports/switches.ts';
import type { TenantStore } from '../../lambdas/ports/tenant-store.ts';
import { allOf } from '../../lambdas/domain/all-of.ts';
import { FEW, fewTenants, type TenantLine } from './few-tenants.ts';

interface ProgressStores {
  batches: Pick<BatchStore, 'outcomes' | 'tenants'>;
  tenants: Pick<TenantStore, 'stages' | 'read'>;
  switches: Pick<Switches, 'read'>;
  desk: Pick<Desk, 'open'>;
}

/** What a batch that is under way waits for, as far as that is people. */
interface WaitingForPeople {
  /** Tenants of which a task is open; all that are open until the batch is released. */
  tenants: number;
  /** When the oldest of these tasks was filed; UTC. */
  since: string;
  /** Whether it is the batch itself that waits for its release. */
  isRelease: boolean;
}

/** How far a batch is: what became of its tenants, and where those are that have no outcome yet. */
export interface BatchProgress {
  batch: BatchLine;
  figures: BatchFigures;
  /** Tenants without an outcome at each stage; stages with none are left out. */
  stages: Partial<Record<Stage, number>>;
  /** Accepted tenants whose execution has not begun. */
  waiting: number;
  /** Those that need attention or are not ready, the latest first. */
  attention: OutcomeLine[];
  /** Null also while every tenant that is left waits for a person: nobody knows when they answer. */
  pace: Pace | null;
  /** Null where no tenant of it waits for a person. */
  people: WaitingForPeople | null;
  /** What holds it, or a part of it, while it is under way: a switch of its own, or that of everything. */
  held: Switch | null;
  /** Where each tenant is, in the order of the file; none of a batch of many. */
  each: TenantLine[];
}

/** Three queries of small items and two switches, for ten thousand tenants as well; the records themselves are read of a few only. */
export async function progressOf(
  { batches, tenants, switches, desk }: ProgressStores,
  batch: BatchLine,
): Promise<BatchProgress> {
  const [everything, ofBatch, outcomes, stageLines, each, tasks] = await Promise.all([
    switches.read('everything'),
    switches.read({ batchId: batch.batchId }),
    allOf(batches.outcomes(batch.batchId)),
    allOf(tenants.stages(batch.batchId)),
    batch.accepted > FEW ? [] : fewTenants({ batches, tenants }, batch.batchId),
    batch.ending ? [] : allOf(desk.open()),
  ]);
  const figures = counted(batch, outcomes);
  const over = new Set(outcomes.map(({ tenantId }) => tenantId));
  const underWay = stageLines.filter(({ tenantId }) => !over.has(tenantId));
  const people = peopleOf(tasks, batch.batchId, over, figures.open);
  const counts = Map.groupBy(underWay, ({ stage }) => stage);
  return {
    batch,
    figures,
    stages: Object.fromEntries(
      STAGES.flatMap((stage) => [[stage, counts.get(stage)?.length ?? 0]] as const).filter(([, n]) => n > 0),
    ),
    waiting: Math.max(0, figures.open - underWay.length),
    attention: outcomes
      .filter(({ outcome }) => outcome === 'needsAttention' || outcome === 'notReady')
      .sort((a, b) => b.at.localeCompare(a.at)),
    people,
    pace:
      batch.ending || people?.tenants === figures.open
        ? null
        : paceOf(
            outcomes.map(({ at }) => at),
            figures.open,
          ),
    held: (!batch.ending && strictest(everything, ofBatch)) || null,
    each,
  };
}

/** The tasks come oldest first. */
function peopleOf(
  tasks: readonly OpenTask[],
  batchId: string,
  over: ReadonlySet<string>,
  open: number,
): WaitingForPeople | null {
  const ours = tasks.filter((task) => task.batchId === batchId && !isCustomers(task) && !over.has(task.subject));
  const [oldest] = ours;
  if (!oldest) return null;
  const isRelease = ours.some(({ step }) => step === AWAIT_RELEASE);
  const tenants = isRelease ? open : new Set(ours.map(({ subject }) => subject)).size;
  return { tenants, since: oldest.filedAt, isRelease };
}

/** Its figures alone, for a list of batches: nobody asks there at which stage its tenants are. */
export async function figuresOf({ batches }: Pick<ProgressStores, 'batches'>, batch: BatchLine): Promise<BatchFigures> {
  return counted(batch, await allOf(batches.outcomes(batch.batchId)));
}

function counted(batch: BatchLine, outcomes: readonly OutcomeLine[]): BatchFigures {
  const figures = emptyFigures(batch);
  for (const outcome of outcomes) count(figures, { outcome });
  return figures;
}

/** How fast a batch goes, and when it will be over if it goes on like that. */
interface Pace {
  /** Tenants an hour. */
  perHour: number;
  /** UTC. */
  expectedEnd: string;
  /** From the last outcome to the expected end. */
  secondsLeft: number;
}

/** Enough to even out the spread of single tenants, few enough to follow a change of pace. */
const LATEST = 100;

/**
 * By the instants of the latest outcomes alone: they are on the deployment's clock, which on this computer may run at 300
 * times the speed of ours. Null while there are too few to tell.
 */
export function paceOf(instants: readonly string[], open: number): Pace | null {
  const latest = [...instants].sort().slice(-LATEST);
  const first = Date.parse(latest[0] ?? '');
  const last = Date.parse(latest.at(-1) ?? '');
  const hours = (last - first) / 3_600_000;
  if (latest.length < 3 || !(hours > 0)) return null;
  const perHour = (latest.length - 1) / hours;
  const secondsLeft = Math.round((open / perHour) * 3600);
  return {
    perHour: Math.round(perHour * 10) / 10,
    expectedEnd: new Date(last + secondsLeft * 1000).toISOString(),
    secondsLeft,
  };
}
