import { randomUUID } from 'node:crypto';
import { noteFailure } from '../runtime/note-failure.ts';
import { performStep, type ConsoleStep } from '../runtime/perform-step.ts';
import type { ConsoleTaskDefinition } from './console-task-definition.ts';

/** A step of `migrate-tenant` by hand: the same step code runs, with the person's answers as its hands. */
export function stepByHand(
  { step, run }: ConsoleStep,
  asked: Pick<ConsoleTaskDefinition, 'questions' | 'openQuestion' | 'note'>,
): ConsoleTaskDefinition {
  return {
    step,
    ...asked,
    perform: (ports, _task, call) => performStep(ports, { step, run }, call),
    noteFailure: (ports, { subject: tenantId, execution }, error) =>
      noteFailure(ports, { tenantId, step, execution, invocation: randomUUID() }, error),
  };
}
