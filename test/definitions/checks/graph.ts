import {
  edgesOf,
  scopesOf,
  statesOf,
  waitsForAToken,
  type Definition,
  type Scope,
  type State,
} from './state-machine.ts';
import { assignedBefore } from './variables.ts';

/**
 * A cycle without a Wait runs into 25,000 events, or through the account's quota, within minutes. Where a person is asked, it
 * waits for them.
 */
export function everyCycleWaits(definition: Definition): string[] {
  return scopesOf(definition).flatMap(({ scope }) =>
    cyclesWithoutWait(scope).map((cycle) => `${cycle.join(' -> ')} is a cycle without a Wait`),
  );
}

export function everyStateIsReachable(definition: Definition): string[] {
  return scopesOf(definition).flatMap(({ scope }) => {
    const reachable = assignedBefore(scope, new Set());
    return Object.keys(scope.States)
      .filter((name) => !reachable.has(name))
      .map((name) => `${name} cannot be reached from ${scope.StartAt}`);
  });
}

/** Neither out of a box nor into one: Step Functions refuses such a definition. */
export function transitionsStayInTheirScope(definition: Definition): string[] {
  const elsewhere = new Set(statesOf(definition).map(({ name }) => name));
  const describe = (from: string, to: string) =>
    `${from} leads to ${to}, which is ${elsewhere.has(to) ? 'in another scope' : 'not a state'}`;
  return scopesOf(definition).flatMap(({ scope, owner }) => {
    const start = scope.StartAt in scope.States ? [] : [describe(owner?.name ?? 'the machine', scope.StartAt)];
    const next = Object.entries(scope.States).flatMap(([name, state]) =>
      edgesOf(state)
        .filter(({ to }) => !(to in scope.States))
        .map(({ to }) => describe(name, to)),
    );
    return [...start, ...next];
  });
}

/** Without one, an answer that no rule expects ends the execution with States.NoChoiceMatched and no outcome. */
export function choicesHaveADefault(definition: Definition): string[] {
  return statesOf(definition)
    .filter(({ state }) => state.Type === 'Choice' && state.Default === undefined)
    .map(({ name }) => `${name} has no Default`);
}

/** One name, one meaning: in the history, in the table and among the handlers. */
export function stateNamesAreUnique(definition: Definition): string[] {
  const names = statesOf(definition).map(({ name }) => name);
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))].map(
    (name) => `${name} names more than one state`,
  );
}

function cyclesWithoutWait(scope: Scope): string[][] {
  const cycles: string[][] = [];
  const finished = new Set<string>();
  const visit = (name: string, way: string[]) => {
    if (way.includes(name)) {
      cycles.push([...way.slice(way.indexOf(name)), name]);
      return;
    }
    const state = scope.States[name];
    if (!state || state.Type === 'Wait' || asksAPerson(name, state) || finished.has(name)) return;
    for (const { to } of edgesOf(state)) visit(to, [...way, name]);
    finished.add(name);
  };
  for (const name of Object.keys(scope.States)) visit(name, []);
  return cycles;
}

function asksAPerson(name: string, state: State): boolean {
  return name.endsWith('ByAPerson') && waitsForAToken(state);
}
