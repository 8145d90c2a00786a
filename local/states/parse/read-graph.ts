import type {
  Exit,
  Graph,
  State,
  FailState,
  ParallelState,
  PassState,
  SucceedState,
  WaitState,
  Distribution,
  MapState,
  ChoiceState,
} from '../definition.ts';
import { FieldReader } from './field-reader.ts';
import { type Surroundings, VariableNotes } from './reading.ts';
import { isInstant } from '../instant.ts';
import { readAssignAndOutput, readExit, readRuleExit } from './read-exit.ts';
import { readRecovery } from './read-recovery.ts';
import { readTask } from './read-task.ts';
import { AFTER, BEFORE } from './read-template.ts';
import { readItemReader, readResultWriter } from './read-map-objects.ts';

function readChoice(name: string, fields: FieldReader): ChoiceState {
  if (!fields.has('Choices')) fields.refuse('Choices is missing');
  const choices = fields.rules('Choices', (rule) => {
    const condition = rule.requiredTemplate('Condition');
    if (condition.constant !== undefined && typeof condition.constant !== 'boolean') {
      rule.refuse('is neither an expression nor true or false', 'Condition');
    }
    return { condition, ...readRuleExit(rule, BEFORE) };
  });
  // Assign and Output of the state itself belong to the default.
  const next = fields.text('Default');
  const otherwise = { ...readAssignAndOutput(fields, BEFORE), next };
  return { type: 'Choice', name, choices, default: next === undefined ? undefined : otherwise };
}

/** Reads `StartAt` and `States` and holds that every way leads to a state and at least one ends. */
export function readGraph(fields: FieldReader, surroundings: Surroundings): Graph {
  const startAt = fields.text('StartAt', 'required');
  if (!fields.has('States')) fields.refuse('States is missing');
  const states = new Map<string, State>();
  const source = fields.object('States');
  for (const name of source?.keys() ?? []) {
    const path = `${source?.path ?? ''}.${name}`;
    surroundings.reading.claimStateName(name, path);
    const state = readState(name, new FieldReader(source?.raw(name), path, surroundings));
    if (state) states.set(name, state);
  }
  fields.finish();
  const known = (name: string | undefined): boolean =>
    name === undefined || name === '' || (source?.has(name) ?? false);
  if (!known(startAt)) fields.refuse(`there is no state ${startAt}`, 'StartAt');
  for (const state of states.values()) {
    for (const { next } of exitsOf(state)) {
      if (!known(next)) fields.refuse(`leads to ${String(next)}, which is no state here`, `States.${state.name}`);
    }
  }
  if (source && ![...states.values()].some(isAnEnd)) fields.refuse('no state ends it');
  return { startAt, states };
}

/** Every way out of a state. */
function exitsOf(state: State): readonly Exit[] {
  switch (state.type) {
    case 'Choice':
      return state.default ? [...state.choices, state.default] : state.choices;
    case 'Task':
    case 'Parallel':
    case 'Map':
      return [state, ...state.catch];
    case 'Wait':
    case 'Pass':
    case 'Succeed':
      return [state];
    case 'Fail':
      return [];
  }
}

function isAnEnd(state: State): boolean {
  return state.type === 'Fail' || exitsOf(state).some(({ next }) => next === undefined);
}

function readMap(name: string, fields: FieldReader): MapState {
  const { surroundings } = fields;
  if (!fields.has('ItemProcessor')) fields.refuse('ItemProcessor is missing');
  const processor = fields.object('ItemProcessor');
  const config = processor?.object('ProcessorConfig');
  const distributed = config?.choice('Mode', ['INLINE', 'DISTRIBUTED']) === 'DISTRIBUTED';
  const execution = config?.choice('ExecutionType', ['STANDARD', 'EXPRESS']);
  config?.finish();
  if (distributed && !execution) config?.refuse('ExecutionType is missing');
  if (!distributed && execution) config?.refuse('belongs to DISTRIBUTED only', 'ExecutionType');
  if (distributed && surroundings.express) fields.refuse('a distributed Map does not run in an EXPRESS child');
  const items = fields.template('Items');
  if (items?.constant !== undefined && !Array.isArray(items.constant)) fields.refuse('is not a list', 'Items');
  const inner = innerSurroundings(surroundings, distributed, execution === 'EXPRESS');
  return {
    type: 'Map',
    name,
    items,
    itemSelector: fields.template('ItemSelector'),
    maxConcurrency: fields.numberTemplate('MaxConcurrency', { least: 0 }),
    toleratedFailurePercentage: fields.numberTemplate('ToleratedFailurePercentage', { least: 0 }),
    toleratedFailureCount: fields.numberTemplate('ToleratedFailureCount', { least: 0 }),
    processor: processor ? readGraph(processor, inner) : { startAt: '', states: new Map() },
    distributed: distributed ? readDistribution(name, execution === 'EXPRESS', fields) : undefined,
    ...readRecovery(fields),
    ...readExit(fields, AFTER),
  };
}

function innerSurroundings(outer: Surroundings, distributed: boolean, express: boolean): Surroundings {
  if (!distributed) return { ...outer, variables: new VariableNotes(outer.variables) };
  // A child execution sees nothing but its input; its variables are checked by themselves.
  return { reading: outer.reading, variables: VariableNotes.apart(outer.variables), express };
}

function readDistribution(name: string, express: boolean, fields: FieldReader): Distribution {
  if (fields.has('Items') && fields.has('ItemReader')) fields.refuse('has both Items and ItemReader');
  const label = fields.text('Label') ?? name.replaceAll(/[^A-Za-z0-9_-]/g, '');
  if (label.length > 40) fields.refuse(`${label} has more than 40 characters`, 'Label');
  const batcher = fields.object('ItemBatcher');
  const distribution: Distribution = {
    label,
    express,
    reader: readItemReader(fields),
    batcher: batcher && {
      maxItemsPerBatch: batcher.number('MaxItemsPerBatch', { least: 1 }) ?? 1,
      batchInput: batcher.template('BatchInput'),
    },
    writer: readResultWriter(fields),
  };
  if (batcher && !batcher.has('MaxItemsPerBatch')) batcher.refuse('MaxItemsPerBatch is missing');
  batcher?.finish();
  return distribution;
}

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
function readState(name: string, fields: FieldReader): State | undefined {
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
