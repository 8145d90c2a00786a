import { ROLE_ARN } from './arns.ts';
import type { Machine } from './definition.ts';
import { HISTORY_LIMIT, History, WHOLE } from './history.ts';
import type { JsonObject } from './json.ts';
import type { Payload } from './payload.ts';
import { Place } from './place.ts';
import type { Runtime } from './runtime.ts';
import { Scope } from './scope.ts';
import { StatesError } from './states-error.ts';
import type { Timer } from '../virtual-clock.ts';

export type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

/** A machine under the name it was created with. */
export interface LoadedMachine {
  readonly arn: string;
  readonly name: string;
  readonly definition: Machine;
  readonly createdAt: Date;
}

/** How a request named the machine: by a version, by an alias that leads to it, or (nothing) by itself. */
export interface StartedBy {
  readonly stateMachineVersionArn?: string;
  readonly stateMachineAliasArn?: string;
}

const CLOSING_EVENTS = {
  SUCCEEDED: ['ExecutionSucceeded', 'executionSucceededEventDetails'],
  FAILED: ['ExecutionFailed', 'executionFailedEventDetails'],
  TIMED_OUT: ['ExecutionTimedOut', 'executionTimedOutEventDetails'],
  ABORTED: ['ExecutionAborted', 'executionAbortedEventDetails'],
} as const;

/** How often an execution was redriven, when last, and by which request. */
export interface Redrives {
  readonly count: number;
  readonly date?: Date;
  readonly token?: string | undefined;
}

/** One run of a machine, from its start to the moment it closes; a redrive opens it again. */
export class Execution {
  readonly arn: string;
  readonly name: string;
  readonly machine: LoadedMachine;
  readonly input: Payload;
  /** The version and the alias that it was started by, where it was. */
  readonly startedBy: StartedBy;
  readonly startDate: Date;
  readonly history: History;
  /** Another one after each redrive. */
  scope = new Scope();
  /** Where it stands; forgotten with its success. */
  place = new Place();
  redrives: Redrives = { count: 0 };
  readonly #clock: Runtime['clock'];
  readonly #onClosed: (execution: Execution) => void;
  #deadline: Timer | undefined;
  #status: ExecutionStatus = 'RUNNING';
  #stopDate: Date | undefined;
  #output: Payload | undefined;
  #error: StatesError | undefined;
  #transitions = 0;
  #context: JsonObject | undefined;

  constructor(
    identity: {
      arn: string;
      name: string;
      machine: LoadedMachine;
      input: Payload;
      startedBy?: StartedBy;
    },
    runtime: Pick<Runtime, 'clock' | 'history'>,
    onClosed: (execution: Execution) => void,
  ) {
    const { clock } = runtime;
    this.arn = identity.arn;
    this.name = identity.name;
    this.machine = identity.machine;
    this.input = identity.input;
    this.startedBy = identity.startedBy ?? {};
    this.#clock = clock;
    this.#onClosed = onClosed;
    this.startDate = clock.now();
    this.history = new History(
      runtime.history,
      () => clock.now(),
      () => {
        const limit = HISTORY_LIMIT.toLocaleString('en');
        this.fail(new StatesError('States.Runtime', `The execution reached the limit of ${limit} history events.`));
      },
    );
    this.#setDeadline();
  }

  get status(): ExecutionStatus {
    return this.#status;
  }

  get stopDate(): Date | undefined {
    return this.#stopDate;
  }

  get output(): Payload | undefined {
    return this.#output;
  }

  /** Its name is empty where it was stopped, or failed, without one. */
  get error(): StatesError | undefined {
    return this.#error;
  }

  succeed(output: Payload): void {
    this.#close('SUCCEEDED', output, undefined);
  }

  fail(error: StatesError): void {
    this.#close('FAILED', undefined, error);
  }

  abort(error: StatesError): void {
    this.#close('ABORTED', undefined, error);
  }

  /** For `redrive`, which has looked whether it may: the time-out of the machine begins anew. */
  reopen(redrives: Redrives): void {
    this.redrives = redrives;
    this.#status = 'RUNNING';
    this.#stopDate = undefined;
    this.#error = undefined;
    this.#context = undefined;
    this.scope = new Scope();
    this.history.reopen(redrives.count);
    this.#setDeadline();
  }

  /** The event that its first one follows from: none, as the start is passed by, or the redrive. */
  get beginsAfter(): number {
    return this.redrives.count === 0 ? 0 : this.history.count;
  }

  /** What `$states.context` says of it; one object for all of its states. */
  get context(): JsonObject {
    return (this.#context ??= {
      Execution: {
        Id: this.arn,
        Name: this.name,
        Input: this.input.value,
        StartTime: this.startDate.toISOString(),
        RoleArn: ROLE_ARN,
        RedriveCount: this.redrives.count,
        ...(this.redrives.date && { RedriveTime: this.redrives.date.toISOString() }),
      },
      StateMachine: { Id: this.machine.arn, Name: this.machine.name },
    });
  }

  /** Counts one more state; a machine that never waits would otherwise keep everything else from its turn. */
  async transition(): Promise<void> {
    if (++this.#transitions % 1000 !== 0) return;
    await this.#clock.busy(
      () =>
        new Promise<void>((resolve) => {
          setImmediate(resolve);
        }),
    );
  }

  #setDeadline(): void {
    const { timeoutSeconds } = this.machine.definition;
    if (!timeoutSeconds) return;
    this.#deadline = this.#clock.at(this.#clock.now().getTime() + timeoutSeconds * 1000, () => {
      this.#close('TIMED_OUT', undefined, new StatesError('States.Timeout'));
    });
  }

  #close(status: Exclude<ExecutionStatus, 'RUNNING'>, output: Payload | undefined, error: StatesError | undefined) {
    if (this.#status !== 'RUNNING') return;
    this.#status = status;
    this.#output = output;
    this.#error = error;
    this.#stopDate = this.#clock.now();
    this.#deadline?.cancel();
    if (status === 'SUCCEEDED') this.place = new Place();
    const [type, details] = CLOSING_EVENTS[status];
    this.history.close(type, () => ({
      [details]: output
        ? { output: output.text, outputDetails: WHOLE }
        : { error: error?.error || undefined, cause: error?.causeText },
    }));
    this.scope.stop();
    this.#onClosed(this);
  }
}
