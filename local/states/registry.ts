import { ApiError } from './api-error.ts';
import type { StateMachineDescription } from './engine-types.ts';
import type { Execution, LoadedMachine, StartedBy } from './execution.ts';

interface Entry {
  readonly machine: LoadedMachine;
  readonly text: string;
  readonly executions: Execution[];
  /** When it was published, once for all: a definition does not change here. */
  publishedAt?: Date;
  /** Names that lead to that version. */
  readonly aliases: Map<string, Date>;
}

/** Of the only version that a machine has here. */
const VERSION = '1';

/** The machines of an engine and every execution each of them has had. */
export class Registry {
  readonly #machines = new Map<string, Entry>();
  readonly #executions = new Map<string, Execution>();

  /** Adds a machine; one that is there already is harmless, as on AWS, another definition under its name is not. */
  addMachine(machine: LoadedMachine, text: string): void {
    const existing = this.#machines.get(machine.arn);
    if (existing?.text === text) return;
    if (existing) throw new ApiError('StateMachineAlreadyExists', `State Machine Already Exists: '${machine.arn}'`);
    this.#machines.set(machine.arn, { machine, text, executions: [], aliases: new Map() });
  }

  /** The machine that an ARN names, and by which version and alias. Throws `ApiError`. */
  qualified(arn: string): StartedBy & { machine: LoadedMachine } {
    const { machine, publishedAt, aliases } = this.#entry(arn);
    if (arn === machine.arn) return { machine };
    const stateMachineVersionArn = `${machine.arn}:${VERSION}`;
    if (publishedAt && arn === stateMachineVersionArn) return { machine, stateMachineVersionArn };
    if (aliases.has(arn)) return { machine, stateMachineVersionArn, stateMachineAliasArn: arn };
    throw missing(arn);
  }

  /** Publishes the machine as its version, with an alias that leads to it; doing so twice changes nothing. */
  publish(arn: string, alias: string, at: Date): void {
    const entry = this.#entry(arn);
    entry.publishedAt ??= at;
    const aliasArn = `${entry.machine.arn}:${alias}`;
    if (!entry.aliases.has(aliasArn)) entry.aliases.set(aliasArn, at);
  }

  versions(arn: string): { stateMachineVersionArn: string; creationDate: Date }[] {
    const { machine, publishedAt } = this.#entry(arn);
    return publishedAt ? [{ stateMachineVersionArn: `${machine.arn}:${VERSION}`, creationDate: publishedAt }] : [];
  }

  aliases(arn: string): { stateMachineAliasArn: string; creationDate: Date }[] {
    return [...this.#entry(arn).aliases].map(([stateMachineAliasArn, creationDate]) => ({
      stateMachineAliasArn,
      creationDate,
    }));
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
    // `arn:aws:states:REGION:ACCOUNT:stateMachine:NAME`, and perhaps a version or an alias.
    const entry = this.#machines.get(arn.split(':', 7).join(':'));
    if (!entry) throw missing(arn);
    return entry;
  }
}

function missing(arn: string): ApiError {
  return new ApiError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
}

function describeEntry({ machine, text }: Entry): StateMachineDescription {
  return { stateMachineArn: machine.arn, name: machine.name, creationDate: machine.createdAt, definition: text };
}
