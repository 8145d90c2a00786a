import type { IntakeObject } from '../domain/batch.ts';

/**
 * Step Functions, as triggers and steps use it.
 *
 * Promises: `startBatch` may be called twice for one object, starts one execution, and answers
 * `false` where there was one that has ended; `isRunning` answers `false` for an
 * execution that is closed or long forgotten; a token is answered once, with success or failure, and answering it late
 * changes nothing and does not throw (`false`).
 */
export interface Executions {
  startBatch(name: string, input: IntakeObject & { dryRun: boolean }): Promise<boolean>;
  isRunning(execution: string): Promise<boolean>;
  succeedTask(taskToken: string, output: unknown): Promise<boolean>;
  /** Fails the state that waits; `error` is a name that the machine's Retry and Catch ask for, `cause` a sentence. */
  failTask(taskToken: string, error: string, cause: string): Promise<boolean>;
}
