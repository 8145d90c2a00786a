import type { Exit, Graph, State } from '../definition.ts';
import { FieldReader } from './field-reader.ts';
import { readState } from './read-state.ts';
import type { Surroundings } from './reading.ts';

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
export function exitsOf(state: State): readonly Exit[] {
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
