import type { FailState, ParallelState, PassState, State, SucceedState, WaitState } from '../definition.ts';
import { isInstant } from '../instant.ts';
import { FieldReader } from './field-reader.ts';
import { readChoice } from './read-choice.ts';
import { readAssignAndOutput, readExit } from './read-exit.ts';
import { readGraph } from './read-graph.ts';
import { readMap } from './read-map.ts';
import { readRecovery } from './read-recovery.ts';
import { readTask } from './read-task.ts';
import { AFTER, BEFORE } from './read-template.ts';
import { VariableNotes } from './reading.ts';

const READERS: Readonly<Record<State['type'], (name: string, fields: FieldReader) => State>> = {
  Task: readTask,
  Parallel: readParallel,
  Map: readMap,
  Choice: readChoice,
  Wait: readWait,
  Pass: readPass,
  Succeed: readSucceed,
  Fail: readFail,
};

/** Reads one state by its `Type`; `undefined` when it has none that is known. */
export function readState(name: string, fields: FieldReader): State | undefined {
  fields.choice('QueryLanguage', ['JSONata'], ['JSONPath']);
  const type = fields.choice('Type', Object.keys(READERS) as State['type'][]);
  if (!type) {
    if (!fields.has('Type')) fields.refuse('Type is missing');
    return undefined;
  }
  const state = READERS[type](name, fields);
  fields.finish();
  return state;
}

function readParallel(name: string, fields: FieldReader): ParallelState {
  const { surroundings } = fields;
  if (!fields.has('Branches')) fields.refuse('Branches is missing');
  const branches = fields.list('Branches').map(({ value, path }) => {
    const inner = { ...surroundings, variables: new VariableNotes(surroundings.variables) };
    return readGraph(new FieldReader(value, path, inner), inner);
  });
  return {
    type: 'Parallel',
    name,
    branches,
    arguments: fields.template('Arguments'),
    ...readRecovery(fields),
    ...readExit(fields, AFTER),
  };
}

function readWait(name: string, fields: FieldReader): WaitState {
  const seconds = fields.numberTemplate('Seconds', { least: 0 });
  const timestamp = fields.template('Timestamp');
  if (fields.has('Seconds') === fields.has('Timestamp')) fields.refuse('needs either Seconds or Timestamp');
  if (timestamp?.constant !== undefined && !isInstant(timestamp.constant)) {
    fields.refuse('is not an instant like 2026-12-05T22:00:00Z', 'Timestamp');
  }
  const until = timestamp ? { timestamp } : { seconds: seconds ?? { evaluate: () => 0 } };
  return { type: 'Wait', name, until, ...readExit(fields, BEFORE) };
}

function readPass(name: string, fields: FieldReader): PassState {
  return { type: 'Pass', name, ...readExit(fields, BEFORE) };
}

function readSucceed(name: string, fields: FieldReader): SucceedState {
  if (fields.has('Assign')) fields.refuse('is not known in a Succeed', 'Assign');
  return { type: 'Succeed', name, ...readAssignAndOutput(fields, BEFORE), next: undefined };
}

function readFail(name: string, fields: FieldReader): FailState {
  return { type: 'Fail', name, error: fields.template('Error'), cause: fields.template('Cause') };
}
