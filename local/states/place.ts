import type { Bindings } from './expression.ts';
import type { Payload } from './payload.ts';

interface Standing {
  readonly name: string;
  readonly payload: Payload;
  readonly variables: Bindings;
}

/**
 * Where one thread of an execution stands, for a redrive: the state it has entered and not left, with what it was entered
 * with, and how far what runs inside of that state has come.
 */
export class Place {
  #at: Standing | undefined;
  #hasArrived = false;
  /** The event that says so of the state it stands at. */
  enteredEvent = 0;
  #output: Payload | undefined;
  /** Branches of a Parallel, iterations of an inline Map. */
  #inside: Place[] | undefined;
  /** The Map Run of a distributed Map: a redrive of it goes on with the children that have not succeeded. */
  mapRun: object | undefined;

  /** Where to begin: at the first state, or where the thread stood when its execution ended. */
  begin(name: string, payload: Payload, variables: Bindings): Standing {
    return this.#at ?? this.enter(name, payload, variables);
  }

  enter(name: string, payload: Payload, variables: Bindings): Standing {
    this.beginAnew();
    this.#hasArrived = false;
    return (this.#at = { name, payload, variables });
  }

  /** Whether this is the first time; a redrive enters a state again without another event of it. */
  arrive(): boolean {
    const isFirst = !this.#hasArrived;
    this.#hasArrived = true;
    return isFirst;
  }

  /** The state is tried again as a whole: what was inside of it is forgotten. */
  beginAnew(): void {
    this.#inside = undefined;
    this.mapRun = undefined;
  }

  inside(index: number): Place {
    return ((this.#inside ??= [])[index] ??= new Place());
  }

  /** What this thread gives; one that had ended before a redrive is not run again. */
  async once(run: () => Promise<Payload>): Promise<Payload> {
    return (this.#output ??= await run());
  }
}
