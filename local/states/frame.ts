import type { Execution } from './execution.ts';
import type { Bindings } from './expression.ts';
import type { Json, JsonObject } from './json.ts';
import { PAYLOAD_LIMIT, Payload } from './payload.ts';
import type { Place } from './place.ts';
import type { Runtime } from './runtime.ts';
import type { Scope } from './scope.ts';
import { StatesError } from './states-error.ts';

/** Which entry of a Map's items an iteration works on. */
export interface MapItem {
  readonly index: number;
  readonly value: Json;
}

interface FrameStart {
  scope: Scope;
  place: Place;
  mapItem: MapItem | undefined;
  variables: Bindings;
  previousEvent: number;
}

/**
 * One thread of an execution: the machine's own, a branch of a Parallel, an iteration of an inline Map.
 *
 * It begins with the variables of the thread around it and keeps what it assigns to itself.
 */
export class Frame {
  readonly runtime: Runtime;
  readonly execution: Execution;
  readonly scope: Scope;
  readonly place: Place;
  readonly mapItem: MapItem | undefined;
  /** Whether it is a branch of a Parallel or an iteration of an inline Map. */
  readonly isBranch: boolean;
  #variables: Bindings;
  #previousEvent: number;

  constructor(runtime: Runtime, execution: Execution, start?: FrameStart) {
    this.runtime = runtime;
    this.execution = execution;
    this.scope = start?.scope ?? execution.scope;
    this.place = start?.place ?? execution.place;
    this.mapItem = start?.mapItem;
    this.isBranch = start !== undefined;
    this.#variables = start?.variables ?? {};
    this.#previousEvent = start?.previousEvent ?? execution.beginsAfter;
  }

  inner(scope: Scope, place: Place, mapItem: MapItem | undefined = this.mapItem): Frame {
    const start = { scope, place, mapItem, variables: this.#variables, previousEvent: this.#previousEvent };
    return new Frame(this.runtime, this.execution, start);
  }

  get variables(): Bindings {
    return this.#variables;
  }

  /** Expressions of the same state still see the old values: anyone who leaves a state assigns last. */
  assign(variables: JsonObject): void {
    this.#variables = { ...this.#variables, ...variables };
  }

  /** The id of the event that the next one of this thread follows from; 0 before the first. */
  get previousEvent(): number {
    return this.#previousEvent;
  }

  follow(event: number): void {
    this.#previousEvent = event;
  }

  /** Adds an event from which the thread goes on. Details are only made where events are kept. */
  record(type: string, details?: () => object): number {
    return (this.#previousEvent = this.note(type, details));
  }

  /** Adds an event that is passed by: what comes next follows from the one before it. */
  note(type: string, details?: () => object): number {
    return this.execution.history.add(type, this.#previousEvent, details);
  }

  /** A value that is about to move on, once it is known to be small enough; `what` names it in the error. */
  carry(value: Json, what: string): Payload {
    return this.check(new Payload(value), what);
  }

  check(payload: Payload, what: string): Payload {
    this.execution.history.sawPayload(payload.bytes);
    if (payload.bytes <= PAYLOAD_LIMIT) return payload;
    const size = `${String(payload.bytes)} bytes, more than ${String(PAYLOAD_LIMIT)}`;
    throw new StatesError('States.DataLimitExceeded', `${what} has ${size}.`);
  }
}
