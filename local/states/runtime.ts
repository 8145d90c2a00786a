import type { AccountLimits } from '../account-limits.ts';
import type { VirtualClock } from '../virtual-clock.ts';
import type { Arns } from './arns.ts';
import type { HistoryMode } from './history.ts';
import type { TaskTokens } from './task-tokens.ts';

/** Runs a Lambda function: its result, or the error it threw. Called inside the clock's `busy`. */
export type InvokeFunction = (functionName: string, payload: unknown) => Promise<unknown>;

/** The S3 objects that distributed Maps read and write. */
export interface ObjectStore {
  get(bucket: string, key: string): Promise<Uint8Array>;
  put(bucket: string, key: string, body: Uint8Array): Promise<void>;
}

/** What every execution of an engine shares. */
export interface Runtime {
  readonly clock: VirtualClock;
  readonly invoke: InvokeFunction;
  readonly objects: ObjectStore;
  readonly random: () => number;
  readonly tokens: TaskTokens;
  readonly arns: Arns;
  readonly history: HistoryMode;
  /** Absent in EXPRESS executions, whose transitions AWS does not count. */
  readonly limits: Pick<AccountLimits, 'transition'> | undefined;
  /** Starts another machine, for `states:startExecution`; throws `ApiError`. */
  startExecution(request: { stateMachineArn: string; name?: string; input: string }): {
    executionArn: string;
    startDate: Date;
  };
}
