import { tenantExecutionName } from '../../lambdas/domain/names.ts';
import { reportKey } from '../../lambdas/domain/report-keys.ts';
import { inMemoryStack, type InMemoryStack } from '../in-memory-stack.ts';
import { aBatch, TENANTS_OF_A_RUN, type SimulatedBatch } from './a-batch.ts';
import type { Breach } from './breach.ts';
import { Disturbance } from './disturbance.ts';
import { Draw } from './draw.ts';
import type { Allows, InjectedFault } from './fault-kinds.ts';
import { Happenings } from './happenings.ts';
import {
  batchArn,
  handOverArn,
  judge,
  judgeClean,
  judgeRecovery,
  longestHistory,
  pressesOf,
  tenantArn,
} from './judge.ts';
import { OlderRecords } from './older-records.ts';
import { People } from './people.ts';
import { Redrives } from './redrives.ts';
import { Witness } from './witness.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

export interface SimulatedRun {
  seed: number;
  tenants: number;
  injected: readonly InjectedFault[];
  breaches: readonly Breach[];
  /** Days that passed on its clock. */
  virtualDays: number;
  /** Events of its longest history. */
  longestHistory: number;
}

export interface RunOptions {
  /** Whether a fault that was drawn may happen; all of them, unless said otherwise. */
  allows?: Allows;
}

/**
 * One batch of twenty tenants through the real definitions, handlers and steps in virtual time, with the faults that
 * the seed draws; afterwards its report is uploaded again without any, as an operator would, and the same file once
 * more.
 */
export async function simulateRun(seed: number, { allows = () => true }: RunOptions = {}): Promise<SimulatedRun> {
  const draw = new Draw(seed);
  const batch = aBatch(draw, allows);
  const witness = new Witness();
  // Some runs nearly undisturbed, some in which nearly everything breaks.
  const rate = 10 ** -draw.between('rate', 1.5, 3.5);
  const disturbance = new Disturbance({ draw, rate, spared: batch.clean, allows });
  const people = new People();
  const redrives = new Redrives();
  const older = new OlderRecords();
  const stack: InMemoryStack = inMemoryStack({
    history: 'counts',
    scenario: batch.scenario,
    settings: {
      receivingDomain: 'ours.example.jp',
      // Customers who are asked for their part answer nothing for sixty days.
      userMails: draw.pick('users are asked', ['none', 'none', 'none', 'contact', 'direct']),
      releaseBy: draw.pick('released by', ['automatic', 'automatic', 'automatic', 'one', 'two']),
    },
    random: () => draw.share('jitter'),
    onClosed: (closed) => {
      redrives.closed(closed);
    },
    disturb: (ports, functions) => {
      const watched = people.watch(witness.watch(ports));
      const startOf = (executionArn: string): Date => stack.engine.describeExecution(executionArn).startDate;
      return disturbance.disturb(older.writeAsBefore(watched, startOf), functions);
    },
  });
  const startedAt = stack.clock.now().getTime();
  disturbance.standBehind(stack.vendor, stack.clock);
  witness.standBehind(stack.vendor, stack.clock, (arn) => stack.engine.describeExecution(arn).status === 'RUNNING');
  try {
    const happenings = new Happenings({ stack, draw, allows });
    const events = new Events(stack, happenings);
    people.comeIn({
      stack,
      witness,
      draw,
      happenings,
      spared: batch.clean,
      onStop: () => {
        events.touchAll(batch.tenantIds);
      },
    });
    redrives.comeIn({
      engine: stack.engine,
      draw,
      happenings,
      onRedrive: (executionArn) => {
        events.touch(executionArn);
      },
    });
    // Mostly while its tenants are on their way, now and then when all are done but the hand-over.
    const isDeployed = happenings.later({ kind: 'newVersion', probability: 0.4, within: 4 * HOUR }, async () => {
      older.deploy(stack.clock.now());
    });
    if (isDeployed) older.begin();
    if (draw.chance('dry run first', 0.3)) await dryRun(stack, witness, events, batch);
    const first = await events.upload(batch);
    people.pauseSometime(first);
    await settle(stack);
    // Or they come while the report is on its way again.
    if (draw.chance('waits for redrives', 0.5)) await afterRedrives(stack, redrives);
    await judge(stack, witness, events.batchIds);
    await judgeClean(stack, witness, { clean: events.untouched(batch.clean) }, first);

    disturbance.end();
    await people.calmDown();
    // A scheduled run mends what a machine could not do; where nothing was broken the machine itself can.
    const wasDisturbed = batch.late.length + disturbance.injected.length + happenings.injected.length > 0;
    const { status } = stack.engine.describeExecution(batchArn(first));
    if (!wasDisturbed && status !== 'SUCCEEDED') witness.breach('ending-is-true', `${first}: ${status}, undisturbed`);
    await again({ stack, witness, draw }, events, batch, first);
    await afterRedrives(stack, redrives);
    await judge(stack, witness, events.batchIds);
    for (const fault of stack.faults) witness.breach('all-ends', `outside of any execution: ${String(fault)}`);
    return {
      seed,
      tenants: TENANTS_OF_A_RUN,
      injected: [...batch.late, ...disturbance.injected, ...happenings.injected],
      breaches: witness.breaches,
      virtualDays: (stack.clock.now().getTime() - startedAt) / (24 * HOUR),
      longestHistory: longestHistory(stack),
    };
  } finally {
    stack.close();
  }
}

/** Until nothing runs any more, and `on-schedule` has looked at what it has left. */
async function settle(stack: InMemoryStack): Promise<void> {
  const { engine, clock } = stack;
  await engine.idle();
  await clock.sleep(15 * MINUTE);
  await clock.busy(() => stack.runScheduledJobs());
  await engine.idle();
}

/** Until nobody redrives anything any more. */
async function afterRedrives(stack: InMemoryStack, redrives: Redrives): Promise<void> {
  while (redrives.pending) {
    await stack.clock.sleep(6 * HOUR);
    if (!redrives.pending) await settle(stack);
  }
}

/** Every check and no press, before the tenants are touched for the first time. */
async function dryRun(stack: InMemoryStack, witness: Witness, events: Events, { csv }: SimulatedBatch): Promise<void> {
  events.batchIds.push((await stack.upload('dry-run/simulated.csv', csv)).batchId);
  await stack.engine.idle();
  for (const [tenantId, counters] of pressesOf(stack)) {
    if (/[1-9]/u.test(counters)) witness.breach('dry-run-touches-nothing', `${tenantId}: ${counters}`);
  }
}

/** The report once more, and then again: what was migrated stays as it is, and nothing is pressed that may not be. */
async function again(
  { stack, witness, draw }: { stack: InMemoryStack; witness: Witness; draw: Draw },
  events: Events,
  batch: SimulatedBatch,
  batchId: string,
): Promise<void> {
  const report = stack.ports.files.reports.get(reportKey(batchId));
  if (!report) return;
  const second = await stack.upload('incoming/again.csv', report.body);
  events.batchIds.push(second.batchId);
  await settle(stack);
  await judgeRecovery(stack, witness, batch, second.batchId);
  await judge(stack, witness, events.batchIds);
  if (!draw.chance('once more', 0.5)) return;
  const presses = pressesOf(stack);
  const { batchId: last } = await stack.upload('incoming/once-more.csv', report.body);
  await stack.engine.idle();
  const after = pressesOf(stack);
  for await (const { tenantId, outcome } of stack.ports.batches.tenants(last)) {
    if (outcome?.code === 'alreadyMigrated' && presses.get(tenantId) !== after.get(tenantId)) {
      witness.breach(
        'again-changes-nothing',
        `${tenantId}: ${String(presses.get(tenantId))} became ${String(after.get(tenantId))}`,
      );
    }
  }
}

/** What happens beside the functions: files and events that come twice, executions that somebody stops. */
class Events {
  readonly batchIds: string[] = [];
  readonly #touched = new Set<string>();
  readonly #stack: InMemoryStack;
  readonly #happenings: Happenings;

  constructor(stack: InMemoryStack, happenings: Happenings) {
    this.#stack = stack;
    this.#happenings = happenings;
  }

  /** Uploads the batch, and sets going what else is drawn. Answers with its id. */
  async upload({ csv, tenantIds }: SimulatedBatch): Promise<string> {
    const { object, batchId } = await this.#stack.upload('incoming/simulated.csv', csv);
    this.batchIds.push(batchId);
    const later = this.#happenings.later.bind(this.#happenings);
    later({ kind: 'duplicateEvent', probability: 0.3, within: 24 * HOUR }, () => this.#stack.announce(object));
    later({ kind: 'secondBatch', probability: 0.3, within: 3 * HOUR }, async () => {
      this.touchAll(tenantIds);
      this.batchIds.push((await this.#stack.upload('incoming/second.csv', csv)).batchId);
    });
    later({ kind: 'batchStopped', probability: 0.1, within: 2 * HOUR }, async () => {
      this.#stop(batchArn(batchId));
    });
    for (const id of tenantIds) {
      later({ kind: 'tenantStopped', of: id, probability: 0.05, within: 2 * HOUR }, async () => {
        this.#touched.add(id);
        this.#stop(tenantArn(tenantExecutionName(id, batchId, 1)));
      });
      later({ kind: 'handOverStopped', of: id, probability: 0.1, within: 20 * 24 * HOUR }, async () => {
        this.#stop(handOverArn(tenantExecutionName(id, batchId, 1)));
      });
    }
    return batchId;
  }

  /** Its tenant has met an event. */
  touch(executionArn: string): void {
    const [tenantId] = (executionArn.split(':').at(-1) ?? '').split('--');
    if (tenantId !== undefined) this.#touched.add(tenantId);
  }

  touchAll(tenantIds: readonly string[]): void {
    for (const id of tenantIds) this.#touched.add(id);
  }

  /** Of these tenants those whom no event has met. */
  untouched(tenants: ReadonlySet<string>): Set<string> {
    return new Set([...tenants].filter((id) => !this.#touched.has(id)));
  }

  /** Stopping what has not begun, or is over, changes nothing. */
  #stop(executionArn: string): void {
    try {
      this.#stack.engine.stopExecution({ executionArn });
    } catch (error) {
      if ((error as Error).name !== 'ExecutionDoesNotExist') throw error;
    }
  }
}
