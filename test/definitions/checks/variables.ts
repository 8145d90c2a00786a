import { expressionsOf } from './expression.ts';
import { edgesOf, scopesOf, type Definition, type PlacedScope, type Scope } from './state-machine.ts';

/**
 * A variable is assigned on every way to each state that reads it; Step Functions fails the state otherwise. A box and
 * an inline Map see what is assigned before them, children of a Distributed Map see nothing of it.
 */
export function variablesAreAssigned(definition: Definition): string[] {
  const problems: string[] = [];
  const assigned = new Map<Scope, Map<string, Set<string>>>();
  for (const { scope, owner, isolated } of scopesOf(definition)) {
    const outside = owner && !isolated ? assigned.get(owner.within.scope)?.get(owner.name) : undefined;
    const before = assignedBefore(scope, outside ?? new Set());
    assigned.set(scope, before);
    for (const [name, known] of before) {
      const state = scope.States[name];
      const missing = new Set<string>();
      for (const { variables } of state ? expressionsOf(state) : []) {
        for (const variable of variables) if (variable !== 'states' && !known.has(variable)) missing.add(variable);
      }
      for (const variable of missing) problems.push(`${name} reads $${variable}, which not every way to it assigns`);
    }
  }
  return problems;
}

/** A nested scope gives none of its variables a name from outside; Step Functions refuses such a definition. */
export function variablesAreNotShadowed(definition: Definition): string[] {
  return scopesOf(definition).flatMap((placed) => {
    const outside = namesAssignedAround(placed);
    return [...namesAssignedIn(placed.scope)]
      .filter((variable) => outside.has(variable))
      .map((variable) => `${placed.owner?.name ?? 'the machine'} assigns $${variable} inside, a name from outside`);
  });
}

/** Per reachable state, what is certainly assigned when it begins. */
export function assignedBefore(scope: Scope, atStart: ReadonlySet<string>): Map<string, Set<string>> {
  const before = new Map([[scope.StartAt, new Set(atStart)]]);
  const open = [scope.StartAt];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const state = scope.States[name];
    if (!state) continue;
    for (const { to, assigns } of edgesOf(state)) {
      const after = new Set([...(before.get(name) ?? []), ...assigns]);
      const known = before.get(to);
      const still = known ? new Set([...known].filter((variable) => after.has(variable))) : after;
      if (known && still.size === known.size) continue;
      before.set(to, still);
      open.push(to);
    }
  }
  return before;
}

function namesAssignedIn(scope: Scope): Set<string> {
  return new Set(Object.values(scope.States).flatMap((state) => edgesOf(state).flatMap(({ assigns }) => assigns)));
}

function namesAssignedAround({ owner, isolated }: PlacedScope): Set<string> {
  if (!owner || isolated) return new Set();
  return new Set([...namesAssignedIn(owner.within.scope), ...namesAssignedAround(owner.within)]);
}
