import type { IntakeObject } from '../../lambdas/domain/batch.ts';
import type { Executions } from '../../lambdas/ports/executions.ts';

/** Executions as a test or a simulation says they are; nothing runs. */
export class MemoryExecutions implements Executions {
  /** Batches that were started, by name. */
  readonly batches = new Map<string, IntakeObject & { dryRun: boolean }>();
  /** ARNs of the executions that are running. */
  readonly running = new Set<string>();
  /** Task tokens that wait for an answer. */
  readonly waiting = new Set<string>();
  /** What was answered, by token. */
  readonly answers = new Map<string, unknown>();
  /** What was failed, by token. */
  readonly failures = new Map<string, { error: string; cause: string }>();

  async startBatch(name: string, input: IntakeObject & { dryRun: boolean }): Promise<boolean> {
    if (this.batches.has(name)) return this.running.has(name);
    this.batches.set(name, { ...input });
    return true;
  }

  async isRunning(execution: string): Promise<boolean> {
    return this.running.has(execution);
  }

  async succeedTask(taskToken: string, output: unknown): Promise<boolean> {
    if (!this.waiting.delete(taskToken)) return false;
    this.answers.set(taskToken, output);
    return true;
  }

  async failTask(taskToken: string, error: string, cause: string): Promise<boolean> {
    if (!this.waiting.delete(taskToken)) return false;
    this.failures.set(taskToken, { error, cause });
    return true;
  }
}
