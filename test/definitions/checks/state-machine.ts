/** What the checks need to know of the Amazon States Language; every other field is data to walk through. */
export interface Definition extends Scope {
  Comment?: string;
  QueryLanguage?: string;
}

/** Names that can reach each other: the machine itself, a branch of a Parallel, the processor of a Map. */
export interface Scope {
  StartAt: string;
  States: Record<string, State>;
  ProcessorConfig?: { Mode?: string; ExecutionType?: string };
}

export interface State {
  Type: string;
  Comment?: string;
  Resource?: string;
  Next?: string;
  End?: boolean;
  Default?: string;
  Choices?: Rule[];
  Assign?: Record<string, unknown>;
  Catch?: Catcher[];
  Retry?: Retrier[];
  TimeoutSeconds?: unknown;
  Branches?: Scope[];
  ItemProcessor?: Scope;
  [field: string]: unknown;
}

export interface Rule {
  Condition?: unknown;
  Next?: string;
  Assign?: Record<string, unknown>;
  [field: string]: unknown;
}

export interface Catcher {
  ErrorEquals: string[];
  Next?: string;
  Assign?: Record<string, unknown>;
  [field: string]: unknown;
}

export interface Retrier {
  ErrorEquals: string[];
  [field: string]: unknown;
}

/** One way out of a state, with the variables that are assigned on it. */
export interface Edge {
  to: string;
  assigns: string[];
}

export interface PlacedScope {
  scope: Scope;
  /** The Parallel or Map it lies in; none for the machine itself. */
  owner: PlacedState | undefined;
  /** Children of a Distributed Map are executions of their own and see no variable from outside. */
  isolated: boolean;
}

export interface PlacedState {
  name: string;
  state: State;
  within: PlacedScope;
}

/** The machine and everything nested in it, outermost first. */
export function scopesOf(definition: Definition): PlacedScope[] {
  const found: PlacedScope[] = [{ scope: definition, owner: undefined, isolated: true }];
  for (const within of found) {
    for (const [name, state] of Object.entries(within.scope.States)) {
      for (const scope of nestedIn(state)) {
        const isolated = scope.ProcessorConfig?.Mode === 'DISTRIBUTED';
        found.push({ scope, owner: { name, state, within }, isolated });
      }
    }
  }
  return found;
}

export function statesOf(definition: Definition): PlacedState[] {
  return scopesOf(definition).flatMap((within) =>
    Object.entries(within.scope.States).map(([name, state]) => ({ name, state, within })),
  );
}

/** The one state of that name, wherever it lies. */
export function stateIn(definition: Definition, name: string): State {
  const found = statesOf(definition).find((placed) => placed.name === name);
  if (!found) throw new Error(`There is no state ${name}.`);
  return found.state;
}

/** The names of the states that may lead to `name`, in the order of the file. */
export function leadingTo(definition: Definition, name: string): string[] {
  return statesOf(definition)
    .filter(({ state }) => edgesOf(state).some(({ to }) => to === name))
    .map((placed) => placed.name);
}

export function tasksOf(definition: Definition): PlacedState[] {
  return statesOf(definition).filter(({ state }) => state.Type === 'Task');
}

export function lambdaTasksOf(definition: Definition): PlacedState[] {
  return tasksOf(definition).filter(({ state }) => state.Resource?.startsWith('arn:aws:states:::lambda:invoke'));
}

export function waitsForAToken(state: State): boolean {
  return state.Resource?.endsWith('.waitForTaskToken') ?? false;
}

/** Where a state may lead: by Next, by a rule, by Default, or by a Catch. */
export function edgesOf(state: State): Edge[] {
  const edges: Edge[] = [];
  const add = (to: string | undefined, assign: Record<string, unknown> | undefined) => {
    if (to !== undefined) edges.push({ to, assigns: Object.keys(assign ?? {}) });
  };
  add(state.Next, state.Assign);
  add(state.Default, state.Assign);
  for (const rule of state.Choices ?? []) add(rule.Next, rule.Assign);
  for (const catcher of state.Catch ?? []) add(catcher.Next, catcher.Assign);
  return edges;
}

/** A state's own fields, without the states nested in it. */
export function ownFieldsOf(state: State): Record<string, unknown> {
  const own: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(state)) {
    if (field !== 'Branches' && field !== 'ItemProcessor') own[field] = value;
  }
  return own;
}

/** Every string in `value`, with the path of field names that leads to it. */
export function stringsIn(value: unknown, path: string[] = []): { path: string[]; text: string }[] {
  if (typeof value === 'string') return [{ path, text: value }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => stringsIn(inner, [...path, key]));
}

/** Every field name in `value`, at any depth. */
export function keysIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const nested = Object.values(value).flatMap((inner) => keysIn(inner));
  return Array.isArray(value) ? nested : [...Object.keys(value), ...nested];
}

function nestedIn(state: State): Scope[] {
  return [...(state.Branches ?? []), ...(state.ItemProcessor ? [state.ItemProcessor] : [])];
}
