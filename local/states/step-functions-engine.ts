import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import { ApiError } from './api-error.ts';
import { Arns, whyNotAName } from './arns.ts';
import { closedDetail, describe } from './describe.ts';
import type {
  EngineOptions,
  ExecutionClosed,
  ExecutionDescription,
  ExecutionFigures,
  StateMachineDescription,
} from './engine-types.ts';
import { Execution, type ExecutionStatus } from './execution.ts';
import type { HistoryEvent } from './history.ts';
import type { Json } from './json.ts';
import { readMachine } from './parse/read-machine.ts';
import { PAYLOAD_LIMIT, Payload } from './payload.ts';
import { describeRedrive, reopen } from './redrive.ts';
import { Registry } from './registry.ts';
import { runExecution } from './run-execution.ts';
import type { Runtime } from './runtime.ts';
import { StatesError } from './states-error.ts';
import { TaskTokens } from './task-tokens.ts';

/**
 * AWS Step Functions on this computer, for machines written in JSONata.
 *
 * The embedded mode and the journey tests make one; the handlers reach it through `serveStepFunctions` with the
 * SDK. Operations are named as on AWS, throw `ApiError`, and keep nothing beyond this process.
 */
export class StepFunctionsEngine {
  readonly #runtime: Runtime;
  readonly #registry = new Registry();
  readonly #onClosed: EngineOptions['onClosed'];
  /** Executions run outside of whatever started them: a function's clock must not count them as its own work. */
  readonly #outside = AsyncLocalStorage.snapshot();
  #running = 0;
  #whenIdle: (() => void)[] = [];
  readonly #whenClosed = new Map<string, ((closed: ExecutionDescription) => void)[]>();

  constructor(options: EngineOptions) {
    const { clock, invoke, objects, random = Math.random, history = 'full' } = options;
    this.#onClosed = options.onClosed;
    this.#runtime = {
      clock,
      invoke,
      objects,
      random,
      history,
      limits: options.limits,
      tokens: new TaskTokens(),
      arns: new Arns(options.region ?? 'us-east-1', options.accountId ?? '123456789012'),
      startExecution: (request) => this.startExecution(request),
    };
  }

  /** `definition` is States Language text, or the object it stands for. Throws `DefinitionRefusedError`. */
  createStateMachine({ name, definition }: { name: string; definition: unknown }): { stateMachineArn: string } {
    refuseName(name);
    const arn = this.#runtime.arns.stateMachine(name);
    this.#registry.addMachine(
      {
        arn,
        name,
        definition: readMachine(name, definition, this.#runtime.random),
        createdAt: this.#runtime.clock.now(),
      },
      typeof definition === 'string' ? definition : JSON.stringify(definition),
    );
    return { stateMachineArn: arn };
  }

  /** Publishes a machine as its version 1 and lets `alias` lead to it, as a deployment does with each definition. */
  publish(stateMachineArn: string, alias: string): void {
    this.#registry.publish(stateMachineArn, alias, this.#runtime.clock.now());
  }

  listStateMachineVersions(stateMachineArn: string): { stateMachineVersionArn: string; creationDate: Date }[] {
    return this.#registry.versions(stateMachineArn);
  }

  listStateMachineAliases(stateMachineArn: string): { stateMachineAliasArn: string; creationDate: Date }[] {
    return this.#registry.aliases(stateMachineArn);
  }

  /** Throws `ApiError` for an ARN that is no alias. */
  describeStateMachineAlias(stateMachineAliasArn: string): { stateMachineVersionArn: string; creationDate: Date } {
    const found = this.#registry
      .aliases(stateMachineAliasArn)
      .find((each) => each.stateMachineAliasArn === stateMachineAliasArn);
    const [version] = this.#registry.versions(stateMachineAliasArn);
    if (!found || !version) throw new ApiError('ResourceNotFound', `Resource Not Found: '${stateMachineAliasArn}'`);
    return { ...version, creationDate: found.creationDate };
  }

  listStateMachines(): StateMachineDescription[] {
    return this.#registry.machines();
  }

  describeStateMachine(stateMachineArn: string): StateMachineDescription {
    return this.#registry.describeMachine(stateMachineArn);
  }

  /**
   * Starts an execution; name and input of one that still runs answer with that one, any other use of a name is
   * refused.
   */
  startExecution(request: { stateMachineArn: string; name?: string; input?: string }): {
    executionArn: string;
    startDate: Date;
  } {
    const { machine, ...startedBy } = this.#registry.qualified(request.stateMachineArn);
    const name = request.name ?? randomUUID();
    refuseName(name);
    const input = parsed(request.input ?? '{}', 'InvalidExecutionInput');
    const arn = this.#runtime.arns.execution(machine.name, name);
    const existing = this.#registry.find(arn);
    if (existing) {
      if (existing.status !== 'RUNNING' || JSON.stringify(existing.input.value) !== JSON.stringify(input.value)) {
        throw new ApiError('ExecutionAlreadyExists', `Execution Already Exists: '${arn}'`);
      }
      return { executionArn: arn, startDate: existing.startDate };
    }
    this.#running++;
    const execution = new Execution({ arn, name, machine, input, startedBy }, this.#runtime, (closed) => {
      this.#close(closed);
    });
    this.#registry.addExecution(execution);
    this.#outside(() => {
      void runExecution(execution, this.#runtime);
    });
    return { executionArn: arn, startDate: execution.startDate };
  }

  describeExecution(executionArn: string): ExecutionDescription {
    const execution = this.#registry.execution(executionArn);
    return { ...describe(execution), ...describeRedrive(execution, this.#runtime.clock.now()) };
  }

  /** The machine of an execution, with the definition that it runs. */
  describeStateMachineForExecution(executionArn: string): StateMachineDescription {
    return this.describeStateMachine(this.#registry.execution(executionArn).machine.arn);
  }

  /** Newest first. */
  listExecutions(stateMachineArn: string, statusFilter?: ExecutionStatus): ExecutionDescription[] {
    return this.listExecutionsPage({ stateMachineArn, statusFilter, maxResults: Infinity }).executions;
  }

  /** At most `maxResults`, newest first; `next` asks for those after them and stays valid while others start. */
  listExecutionsPage(request: {
    stateMachineArn: string;
    statusFilter?: ExecutionStatus | undefined;
    maxResults: number;
    next?: number | undefined;
  }): { executions: ExecutionDescription[]; next?: number } {
    const { machine, stateMachineAliasArn, stateMachineVersionArn } = this.#registry.qualified(request.stateMachineArn);
    // Asked by a version or an alias, AWS lists what was started by it.
    const by = stateMachineAliasArn === undefined ? 'stateMachineVersionArn' : 'stateMachineAliasArn';
    const every = this.#registry.executionsOf(machine.arn);
    const all = stateMachineVersionArn
      ? every.filter(({ startedBy }) => startedBy[by] === request.stateMachineArn)
      : every;
    const executions: ExecutionDescription[] = [];
    for (let index = (request.next ?? all.length) - 1; index >= 0; index--) {
      const execution = all[index];
      if (!execution || (request.statusFilter && execution.status !== request.statusFilter)) continue;
      if (executions.length === request.maxResults) return { executions, next: index + 1 };
      executions.push(describe(execution));
    }
    return { executions };
  }

  /** Empty where the engine keeps counts only. */
  getExecutionHistory(executionArn: string): readonly HistoryEvent[] {
    return this.#registry.execution(executionArn).history.events;
  }

  figuresOf(executionArn: string): ExecutionFigures {
    const { count, states, largestPayload } = this.#registry.execution(executionArn).history;
    return { events: count, states, largestPayloadBytes: largestPayload };
  }

  /** `output` is JSON text. A token that was used, or whose task is over, is TaskTimedOut; any other InvalidToken. */
  sendTaskSuccess({ taskToken, output }: { taskToken: string; output: string }): void {
    this.#runtime.tokens.succeed(taskToken, parsed(output, 'InvalidOutput'));
  }

  sendTaskFailure({ taskToken, error, cause }: { taskToken: string; error?: string; cause?: string }): void {
    this.#runtime.tokens.fail(taskToken, new StatesError(error ?? '', cause));
  }

  sendTaskHeartbeat({ taskToken }: { taskToken: string }): void {
    this.#runtime.tokens.beat(taskToken);
  }

  /** Stopping what has closed changes nothing. */
  stopExecution(request: { executionArn: string; error?: string; cause?: string }): { stopDate: Date } {
    const execution = this.#registry.execution(request.executionArn);
    execution.abort(new StatesError(request.error ?? '', request.cause));
    return { stopDate: execution.stopDate ?? this.#runtime.clock.now() };
  }

  /** Goes on with an execution that failed, timed out or was stopped, where it stood; see `redrive.ts`. */
  redriveExecution(request: { executionArn: string; clientToken?: string }): { redriveDate: Date } {
    const execution = this.#registry.execution(request.executionArn);
    if (reopen(execution, this.#runtime.clock.now(), request.clientToken)) {
      this.#running++;
      this.#outside(() => {
        void runExecution(execution, this.#runtime);
      });
    }
    return { redriveDate: execution.redrives.date ?? this.#runtime.clock.now() };
  }

  /** How many executions run or have a hook at work. */
  get running(): number {
    return this.#running;
  }

  /** Resolves when nothing runs any more and every hook is done; at once when that is so now. */
  async idle(): Promise<void> {
    while (this.#running > 0) {
      await new Promise<void>((resolve) => {
        this.#whenIdle.push(resolve);
      });
    }
  }

  whenClosed(executionArn: string): Promise<ExecutionDescription> {
    const execution = this.#registry.execution(executionArn);
    if (execution.status !== 'RUNNING') return Promise.resolve(describe(execution));
    return new Promise((resolve) => {
      const waiting = this.#whenClosed.get(executionArn) ?? [];
      this.#whenClosed.set(executionArn, [...waiting, resolve]);
    });
  }

  #close(execution: Execution): void {
    const waiting = this.#whenClosed.get(execution.arn) ?? [];
    this.#whenClosed.delete(execution.arn);
    for (const resolve of waiting) resolve(describe(execution));
    void this.#outside(() => this.#tell(closedDetail(execution)));
  }

  async #tell(closed: ExecutionClosed): Promise<void> {
    const onClosed = this.#onClosed;
    try {
      if (onClosed) await this.#runtime.clock.busy(async () => onClosed(closed));
    } finally {
      if (--this.#running === 0) {
        const waiting = this.#whenIdle;
        this.#whenIdle = [];
        for (const resolve of waiting) resolve();
      }
    }
  }
}

function refuseName(name: string): void {
  const why = whyNotAName(name);
  if (why !== undefined) throw new ApiError('InvalidName', why);
}

function parsed(text: string, error: 'InvalidExecutionInput' | 'InvalidOutput'): Payload {
  if (Buffer.byteLength(text) > PAYLOAD_LIMIT) {
    throw new ApiError(error, `${String(Buffer.byteLength(text))} bytes, more than ${String(PAYLOAD_LIMIT)}`);
  }
  try {
    return new Payload(JSON.parse(text) as Json, text);
  } catch (cause) {
    throw new ApiError(error, `Not JSON: ${(cause as Error).message}`);
  }
}
