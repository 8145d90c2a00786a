import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  InvalidToken,
  SendTaskFailureCommand,
  SendTaskSuccessCommand,
  StartExecutionCommand,
  TaskDoesNotExist,
  TaskTimedOut,
  type SFNClient,
} from '@aws-sdk/client-sfn';
import type { IntakeObject } from '../../domain/batch.ts';
import type { Executions } from '../../ports/executions.ts';

export interface ExecutionsAccess {
  client: SFNClient;
  /** ARN of `migrate-batch`. */
  batchMachineArn: string;
}

/** Step Functions through its API. */
export class StepFunctionsExecutions implements Executions {
  readonly #client: SFNClient;
  readonly #batchMachineArn: string;

  constructor({ client, batchMachineArn }: ExecutionsAccess) {
    this.#client = client;
    this.#batchMachineArn = batchMachineArn;
  }

  /** A name is taken for 90 days after its execution has closed; a batch whose event comes later than that starts anew. */
  async startBatch(name: string, input: IntakeObject & { dryRun: boolean }): Promise<boolean> {
    const start = new StartExecutionCommand({
      stateMachineArn: this.#batchMachineArn,
      name,
      input: JSON.stringify(input),
    });
    try {
      await this.#client.send(start);
      return true;
    } catch (error) {
      if (error instanceof ExecutionAlreadyExists) return false;
      throw error;
    }
  }

  async isRunning(execution: string): Promise<boolean> {
    // Without its input, which would need a permission on the key that encrypts histories.
    const describe = new DescribeExecutionCommand({ executionArn: execution, includedData: 'METADATA_ONLY' });
    try {
      const { status } = await this.#client.send(describe);
      return status === 'RUNNING' || status === 'PENDING_REDRIVE';
    } catch (error) {
      if (error instanceof ExecutionDoesNotExist) return false;
      throw error;
    }
  }

  async succeedTask(taskToken: string, output: unknown): Promise<boolean> {
    const success = new SendTaskSuccessCommand({ taskToken, output: JSON.stringify(output ?? null) });
    return unlessLate(this.#client.send(success));
  }

  /** Step Functions keeps at most 32,768 characters of a cause. */
  async failTask(taskToken: string, error: string, cause: string): Promise<boolean> {
    const failure = new SendTaskFailureCommand({ taskToken, error, cause: cause.slice(0, LONGEST_CAUSE) });
    return unlessLate(this.#client.send(failure));
  }
}

const LONGEST_CAUSE = 32_768;

/** `false` may also follow our own answer, when its confirmation was lost on the way and the SDK repeated it. */
async function unlessLate(answer: Promise<unknown>): Promise<boolean> {
  try {
    await answer;
    return true;
  } catch (error) {
    if (error instanceof TaskTimedOut || error instanceof TaskDoesNotExist || error instanceof InvalidToken)
      return false;
    throw error;
  }
}
