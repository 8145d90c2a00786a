import { ApiError } from './api-error.ts';
import type { StateMachineDescription } from './engine-types.ts';
import type { Execution, LoadedMachine } from './execution.ts';

interface Entry {
  readonly machine: LoadedMachine;
  readonly text: string;
  readonly executions: Execution[];
}

/** The machines of an engine and every execution each of them has had. */
export class Registry {
  readonly #machines = new Map<string, Entry>();
  readonly #executions = new Map<string, Execution>();

  /** The same machine twice is harmless, as on AWS; another definition under its name is not. */
  addMachine(machine: LoadedMachine, text: string): void {
    const existing = this.#machines.get(machine.arn);
    if (existing?.text === text) return;
    if (existing) throw new ApiError('StateMachineAlreadyExists', `State Machine Already Exists: '${machine.arn}'`);
    this.#machines.set(machine.arn, { machine, text, executions: [] });
  }

  machine(arn: string): LoadedMachine {
    return this.#entry(arn).machine;
  }

  machines(): StateMachineDescription[] {
    return [...this.#machines.values()].map(describeEntry);
  }

  describeMachine(arn: string): StateMachineDescription {
    return describeEntry(this.#entry(arn));
  }

  addExecution(execution: Execution): void {
    this.#entry(execution.machine.arn).executions.push(execution);
    this.#executions.set(execution.arn, execution);
  }

  find(arn: string): Execution | undefined {
    return this.#executions.get(arn);
  }

  execution(arn: string): Execution {
    const execution = this.find(arn);
    if (!execution) throw new ApiError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
    return execution;
  }

  /** Oldest first. */
  executionsOf(machineArn: string): readonly Execution[] {
    return this.#entry(machineArn).executions;
  }

  #entry(arn: string): Entry {
    const entry = this.#machines.get(arn);
    if (!entry) throw new ApiError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
    return entry;
  }
}

function describeEntry({ machine, text }: Entry): StateMachineDescription {
  return { stateMachineArn: machine.arn, name: machine.name, creationDate: machine.createdAt, definition: text };
}
