import { executionArn } from '../../../lambdas/domain/names.ts';
import { definitionNames, type DefinitionName } from '../../../lib/definition.ts';
import { machineArn } from '../../deployment.ts';
import type { InMemoryStack } from '../../in-memory-stack.ts';
import { stateTimeline } from '../../state-timeline.ts';
import type { Written } from './recording-stores.ts';

/** One state that an execution entered, and what was written before it was left. */
export interface EnteredState {
  at: Date;
  state: string;
  left: (Written & { at: Date })[];
}

/** What the one execution of each machine went through. */
export type EnteredStates = Record<DefinitionName, EnteredState[]>;

/** Something that was written, with how many states of its machine had been entered by then. */
export interface Placed {
  at: Date;
  machine: DefinitionName;
  entered: number;
  written: Written;
}

/** What belongs to the operator is of the batch; all else of the machine that the tenant has come to. */
export function place(stack: InMemoryStack, written: Written): Placed {
  const isOfTheBatch = written.kind === 'mail' && written.mail.to === stack.ports.settings.operatorEmail;
  const machine = isOfTheBatch ? 'migrate-batch' : namesOf(stack).at(-1)?.machine;
  const { states } = stack.engine.figuresOf(arnOf(stack, machine ?? 'migrate-batch'));
  return { at: stack.clock.now(), machine: machine ?? 'migrate-batch', entered: states.length, written };
}

/** Puts everything that was written beside the state in which it was. */
export function enteredStatesOf(stack: InMemoryStack, placed: readonly Placed[]): EnteredStates {
  const ofMachine = (machine: DefinitionName): EnteredState[] =>
    stateTimeline(stack.engine, arnOf(stack, machine)).map(({ at, state }, index) => ({
      at,
      state,
      left: placed
        .filter((one) => one.machine === machine && one.entered === index + 1)
        .map(({ at: instant, written }) => ({ ...written, at: instant })),
    }));
  return {
    'migrate-batch': ofMachine('migrate-batch'),
    'migrate-tenant': ofMachine('migrate-tenant'),
    'hand-over-tenant': ofMachine('hand-over-tenant'),
  };
}

/** The execution of each machine that has one yet. */
function namesOf({ engine }: InMemoryStack): { machine: DefinitionName; name: string }[] {
  return definitionNames.flatMap((machine) =>
    engine.listExecutions(machineArn(machine)).map(({ name }) => ({ machine, name })),
  );
}

function arnOf(stack: InMemoryStack, machine: DefinitionName): string {
  const found = namesOf(stack).find((one) => one.machine === machine);
  if (!found) throw new Error(`no execution of ${machine} has been started`);
  return executionArn(machineArn(machine), found.name);
}
