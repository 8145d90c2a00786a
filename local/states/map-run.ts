import { randomUUID } from 'node:crypto';
import type { Distribution, MapState } from './definition.ts';
import { Execution, type LoadedMachine } from './execution.ts';
import { inParallel } from './in-parallel.ts';
import type { Batch } from './item-batches.ts';
import type { Json } from './json.ts';
import type { Payload } from './payload.ts';
import type { Runtime } from './runtime.ts';
import { StatesError } from './states-error.ts';
import type { StateRun } from './state-run.ts';

/** AWS runs at most so many children of one Map Run at a time. */
const MOST_CHILDREN = 10_000;

/** AWS ends an EXPRESS execution after five minutes. */
const EXPRESS_SECONDS = 300;

export interface MapRunPlan extends Distribution {
  readonly id: string;
  readonly items: readonly Json[];
  readonly batches: readonly Batch[];
  readonly limits: {
    readonly concurrency: number | undefined;
    readonly percentage: number | undefined;
    readonly count: number | undefined;
  };
}

/** Runs a child execution until it closes: the interpreter itself, which comes to this file by its states. */
export type RunChild = (child: Execution, runtime: Runtime) => Promise<void>;

/** The child executions of one run of a distributed Map; they are known to nobody else and forgotten with it. */
export class MapRun {
  readonly id: string;
  /** Without a ResultWriter, the outputs in the order of the items. */
  readonly #outputs: (Json | undefined)[];
  /** With one, what it writes of each child; a hundred thousand executions would not fit. */
  readonly records: { succeeded: string[]; failed: string[] };
  readonly #stateRun: StateRun<MapState>;
  readonly #plan: MapRunPlan;
  readonly #runToItsEnd: RunChild;
  readonly #machine: LoadedMachine;
  readonly #running = new Set<Execution>();
  #failedItems = 0;
  #isOver = false;
  readonly #done: Set<number>;
  /** How often it was redriven, with the execution around it. */
  readonly redriveCount: number;

  /** `earlier` is the same Map Run before a redrive: children that have succeeded are not run again. */
  constructor(stateRun: StateRun<MapState>, plan: MapRunPlan, runChild: RunChild, earlier?: MapRun) {
    const { machine } = stateRun.frame.execution;
    this.id = plan.id;
    this.#stateRun = stateRun;
    this.#plan = plan;
    this.#runToItsEnd = runChild;
    this.#outputs = earlier
      ? earlier.#outputs
      : new Array<Json | undefined>(plan.writer ? 0 : plan.batches.length).fill(undefined);
    this.#done = earlier ? earlier.#done : new Set();
    this.redriveCount = earlier ? earlier.redriveCount + 1 : 0;
    this.records = { succeeded: earlier?.records.succeeded ?? [], failed: [] };
    this.#machine = {
      arn: `${machine.arn}/${plan.label}`,
      name: `${machine.name}/${plan.label}`,
      definition: { ...stateRun.state.processor, timeoutSeconds: plan.express ? EXPRESS_SECONDS : undefined },
      createdAt: machine.createdAt,
    };
  }

  redriven(stateRun: StateRun<MapState>): MapRun {
    return new MapRun(stateRun, this.#plan, this.#runToItsEnd, this);
  }

  get length(): number {
    return this.#plan.items.length;
  }

  /** What a child that has not succeeded leaves is missing. */
  outputs(): Json {
    return this.#outputs.filter((output) => output !== undefined);
  }

  /** Resolves when every item has had its child; rejects once more have failed than is tolerated. */
  async run(): Promise<void> {
    const { batches, limits } = this.#plan;
    const limit = Math.min(limits.concurrency || MOST_CHILDREN, MOST_CHILDREN);
    try {
      await inParallel(batches.length, limit, async (index) => {
        const batch = batches[index];
        if (!batch || this.#isOver || this.#done.has(index)) return;
        const input = await batch.input();
        if (!this.#isOver) await this.#runChild(index, batch, input);
      });
    } finally {
      this.stop();
    }
  }

  /** Aborts the children that still run; those that have not begun never will. */
  stop(): void {
    this.#isOver = true;
    for (const child of [...this.#running]) child.abort(new StatesError(''));
  }

  async #runChild(index: number, batch: Batch, input: Payload): Promise<void> {
    const { runtime, execution } = this.#stateRun.frame;
    const { label, express, id } = this.#plan;
    const name = randomUUID();
    const arn = runtime.arns.child(execution.machine.name, label, id, name, express);
    const closed = await new Promise<Execution>((resolve) => {
      const identity = { arn, name, machine: this.#machine, input };
      // Nobody can ask for the history of a child afterwards.
      const child = new Execution(identity, { clock: runtime.clock, history: 'counts' }, (ended) => {
        this.#running.delete(ended);
        this.#keep(index, ended);
        resolve(ended);
      });
      this.#running.add(child);
      void this.#runToItsEnd(child, express ? { ...runtime, limits: undefined } : runtime);
    });
    if (closed.status !== 'SUCCEEDED') this.#countFailure(batch.size);
  }

  #keep(index: number, child: Execution): void {
    const { succeeded, failed } = this.records;
    if (child.status === 'SUCCEEDED') this.#done.add(index);
    if (!this.#plan.writer) this.#outputs[index] = child.output?.value;
    else (child.status === 'SUCCEEDED' ? succeeded : failed).push(recordOf(child));
  }

  #countFailure(size: number): void {
    if (this.#isOver) return;
    this.#failedItems += size;
    const { limits, items } = this.#plan;
    const percentage = (100 * this.#failedItems) / items.length;
    const isNoneTolerated = limits.count === undefined && limits.percentage === undefined;
    if (isNoneTolerated || this.#failedItems > (limits.count ?? Infinity) || percentage > (limits.percentage ?? 100)) {
      throw new StatesError(
        'States.ExceedToleratedFailureThreshold',
        `The specified tolerated failure threshold was exceeded: ${String(this.#failedItems)} of ${String(items.length)} items failed.`,
      );
    }
  }
}

/** What a ResultWriter says of one child execution, in AWS's words. */
function recordOf(child: Execution): string {
  const { output, error } = child;
  return JSON.stringify({
    ExecutionArn: child.arn,
    Input: child.input.text,
    InputDetails: { Included: true },
    Name: child.name,
    ...(output && { Output: output.text, OutputDetails: { Included: true } }),
    ...(error && { Error: error.error, Cause: error.causeText }),
    RedriveCount: 0,
    StartDate: child.startDate.toISOString(),
    StateMachineArn: child.machine.arn,
    Status: child.status,
    StopDate: child.stopDate?.toISOString(),
  });
}
