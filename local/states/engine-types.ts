import type { ExecutionStatus } from './execution.ts';
import type { HistoryMode } from './history.ts';
import type { RedriveDescription } from './redrive.ts';
import type { InvokeFunction, ObjectStore } from './runtime.ts';
import type { AccountLimits } from '../account-limits.ts';
import type { VirtualClock } from '../virtual-clock.ts';

export interface EngineOptions {
  clock: VirtualClock;
  invoke: InvokeFunction;
  objects: ObjectStore;
  /** Called, inside the clock's `busy`, for every execution that closes. One that fails is a fault of the program. */
  onClosed?: (execution: ExecutionClosed) => void | Promise<void>;
  /** For the jitter of retries and `$random`; give a seeded one where runs must repeat. */
  random?: () => number;
  /** `full` unless said otherwise. */
  history?: HistoryMode;
  /** State transitions are unlimited without it. */
  limits?: Pick<AccountLimits, 'transition'>;
  region?: string;
  accountId?: string;
}

/** What is known of an execution; input and output are JSON text, as everywhere in the Step Functions API. */
export interface ExecutionDescription extends Partial<RedriveDescription> {
  executionArn: string;
  stateMachineArn: string;
  stateMachineVersionArn?: string;
  stateMachineAliasArn?: string;
  name: string;
  status: ExecutionStatus;
  startDate: Date;
  stopDate?: Date;
  input: string;
  output?: string;
  error?: string;
  cause?: string;
}

/** The `detail` of EventBridge's "Step Functions Execution Status Change": dates are milliseconds, what is absent null. */
export interface ExecutionClosed {
  executionArn: string;
  stateMachineArn: string;
  name: string;
  status: Exclude<ExecutionStatus, 'RUNNING'>;
  startDate: number;
  stopDate: number;
  input: string;
  output: string | null;
  error: string | null;
  cause: string | null;
}

/** The figures of an execution that are kept also where its events are not. */
export interface ExecutionFigures {
  events: number;
  /** Names of states in order of entry, with repeats. */
  states: readonly string[];
  largestPayloadBytes: number;
}

export interface StateMachineDescription {
  stateMachineArn: string;
  name: string;
  creationDate: Date;
  /** The text it was created with. */
  definition: string;
}
