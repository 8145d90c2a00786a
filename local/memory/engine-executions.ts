import type { IntakeObject } from '../../lambdas/domain/batch.ts';
import type { Executions } from '../../lambdas/ports/executions.ts';
import { ApiError } from '../states/api-error.ts';
import type { StepFunctionsEngine } from '../states/step-functions-engine.ts';

/** Executions of the interpreter in this process, without the API between. */
export class EngineExecutions implements Executions {
  readonly #engine: StepFunctionsEngine;
  readonly #batchMachineArn: string;

  /** `batchMachineArn`: ARN of `migrate-batch`. */
  constructor(engine: StepFunctionsEngine, batchMachineArn: string) {
    this.#engine = engine;
    this.#batchMachineArn = batchMachineArn;
  }

  async startBatch(name: string, input: IntakeObject & { dryRun: boolean }): Promise<boolean> {
    const start = { stateMachineArn: this.#batchMachineArn, name, input: JSON.stringify(input) };
    return unless(['ExecutionAlreadyExists'], () => this.#engine.startExecution(start)) !== undefined;
  }

  async isRunning(execution: string): Promise<boolean> {
    const found = unless(['ExecutionDoesNotExist'], () => this.#engine.describeExecution(execution));
    return found?.status === 'RUNNING';
  }

  async succeedTask(taskToken: string, output: unknown): Promise<boolean> {
    return unlessLate(() => {
      this.#engine.sendTaskSuccess({ taskToken, output: JSON.stringify(output ?? null) });
    });
  }

  async failTask(taskToken: string, error: string, cause: string): Promise<boolean> {
    return unlessLate(() => {
      this.#engine.sendTaskFailure({ taskToken, error, cause });
    });
  }
}

function unlessLate(answer: () => void): boolean {
  const answered = unless(['TaskTimedOut', 'TaskDoesNotExist', 'InvalidToken'], () => {
    answer();
    return true;
  });
  return answered ?? false;
}

/** What `work` gives, or nothing where the engine refuses it for one of these reasons. */
function unless<T>(reasons: readonly string[], work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof ApiError && reasons.includes(error.name)) return undefined;
    throw error;
  }
}
