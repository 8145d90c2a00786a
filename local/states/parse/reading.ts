import type { Expression } from '../expression.ts';

/** What is collected while one definition is read, from its top to its innermost state. */
export class Reading {
  readonly problems: string[] = [];
  /** Compiled expressions by text and field: the same retriers and catchers stand in most states. */
  readonly expressions = new Map<string, Expression>();
  readonly random: () => number;
  readonly #stateNames = new Set<string>();

  constructor(random: () => number) {
    this.random = random;
  }

  refuse(path: string, why: string): void {
    this.problems.push(`${path}: ${why}`);
  }

  /** A name belongs to one state in the whole machine, as on AWS. */
  claimStateName(name: string, path: string): void {
    if (this.#stateNames.has(name)) this.refuse(path, `another state is called ${name} too`);
    if (name.length > 80) this.refuse(path, 'a name has at most 80 characters');
    this.#stateNames.add(name);
  }
}

/** Where a graph stands: what its states may do and which variables they see. */
export interface Surroundings {
  readonly reading: Reading;
  readonly variables: VariableNotes;
  /** Inside a child of a distributed Map with ExecutionType EXPRESS, which knows neither tokens nor Map Runs. */
  readonly express: boolean;
}

/** Which variables a graph assigns and reads, besides those of the graph around it. */
export class VariableNotes {
  readonly assigned = new Map<string, string>();
  readonly read = new Map<string, string>();
  readonly #outer: VariableNotes | undefined;
  readonly #inner: VariableNotes[] = [];

  constructor(outer?: VariableNotes) {
    this.#outer = outer;
    if (outer) outer.#inner.push(this);
  }

  /** Notes of a graph that stands inside `other` and sees nothing of it. */
  static apart(other: VariableNotes): VariableNotes {
    const notes = new VariableNotes();
    other.#inner.push(notes);
    return notes;
  }

  isAssigned(name: string): boolean {
    return this.assigned.has(name) || (this.#outer !== undefined && this.#outer.isAssigned(name));
  }

  /** Once the whole graph has been read: variables nobody assigns, and inner ones that would hide an outer one. */
  check(reading: Reading): void {
    for (const [name, path] of this.read) {
      if (!this.isAssigned(name)) reading.refuse(path, `$${name} is neither a function nor a variable assigned here`);
    }
    for (const [name, path] of this.assigned) {
      if (this.#outer && this.#outer.isAssigned(name)) reading.refuse(path, `$${name} is a variable of an outer scope`);
    }
    for (const inner of this.#inner) inner.check(reading);
  }
}
