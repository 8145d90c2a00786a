import type { Exit, State } from './definition.ts';
import type { Bindings } from './expression.ts';
import type { Frame, MapItem } from './frame.ts';
import type { Json, JsonObject } from './json.ts';
import type { Payload } from './payload.ts';
import { StatesError } from './states-error.ts';
import type { Template } from './template.ts';

/** Where a state leads with its output; without `next` its graph ends. */
export interface Step {
  readonly output: Payload;
  readonly next: string | undefined;
}

/** What expressions see besides the input and the variables. */
interface Seen {
  result?: Json;
  errorOutput?: JsonObject;
  taskToken?: string;
  mapItem?: MapItem;
}

/** One state, entered once, until it is left. */
export class Visit<S extends State = State> {
  readonly state: S;
  readonly frame: Frame;
  readonly input: Payload;
  retryCount = 0;
  readonly #enteredAt: Date;

  constructor(state: S, frame: Frame, input: Payload) {
    this.state = state;
    this.frame = frame;
    this.input = input;
    this.#enteredAt = frame.runtime.clock.now();
    frame.execution.history.states.push(state.name);
    if (!frame.place.arrive()) return;
    frame.record(`${state.type}StateEntered`, () => ({
      stateEnteredEventDetails: { name: state.name, input: input.text, inputDetails: { truncated: false } },
    }));
  }

  async evaluate(template: Template, seen: Seen = {}): Promise<Json> {
    if (template.constant !== undefined) return template.constant;
    try {
      return await template.evaluate(this.#bindings(seen));
    } catch (error) {
      if (error instanceof StatesError) this.#recordEvaluationFailure(error);
      throw error;
    }
  }

  /** As `evaluate`, for fields that want a number; `whole` ones from 0 on. */
  async evaluateNumber(
    template: Template | undefined,
    field: string,
    { whole = true } = {},
  ): Promise<number | undefined> {
    if (!template) return undefined;
    const value = await this.evaluate(template);
    if (typeof value === 'number' && value >= 0 && (!whole || Number.isInteger(value))) return value;
    throw this.wrongType(field, value, whole ? 'a whole number that is not negative' : 'a number that is not negative');
  }

  async evaluateText(template: Template, field: string): Promise<string> {
    const value = await this.evaluate(template);
    if (typeof value === 'string') return value;
    throw this.wrongType(field, value, 'text');
  }

  wrongType(field: string, value: Json, wanted: string): StatesError {
    const found = JSON.stringify(value).slice(0, 200);
    const error = new StatesError(
      'States.QueryEvaluationError',
      `The field '${field}' of the state '${this.state.name}' is ${found}, not ${wanted}.`,
    );
    this.#recordEvaluationFailure(error);
    return error;
  }

  /** Evaluates Output and Assign, both with the variables as they were at entry, and closes the visit. */
  async leave(exit: Exit, produced: Payload, seen: Seen = {}): Promise<Step> {
    const { frame, state } = this;
    const output = exit.output
      ? frame.carry(await this.evaluate(exit.output, seen), `The output of the state '${state.name}'`)
      : produced;
    if (exit.assign) {
      const assigned = await this.evaluate(exit.assign, seen);
      frame.carry(assigned, `What the state '${state.name}' assigns`);
      frame.assign(assigned as JsonObject);
    }
    frame.record(`${state.type}StateExited`, () => ({
      stateExitedEventDetails: { name: state.name, output: output.text, outputDetails: { truncated: false } },
    }));
    return { output, next: exit.next };
  }

  #bindings({ result, errorOutput, taskToken, mapItem }: Seen): Bindings {
    return {
      ...this.frame.variables,
      states: {
        input: this.input.value,
        context: this.#context(taskToken, mapItem ?? this.frame.mapItem),
        ...(result !== undefined && { result }),
        ...(errorOutput !== undefined && { errorOutput }),
      },
    };
  }

  #context(taskToken: string | undefined, mapItem: MapItem | undefined): JsonObject {
    const { execution } = this.frame;
    return {
      ...execution.context,
      State: { Name: this.state.name, EnteredTime: this.#enteredAt.toISOString(), RetryCount: this.retryCount },
      ...(taskToken !== undefined && { Task: { Token: taskToken } }),
      ...(mapItem && { Map: { Item: { Index: mapItem.index, Value: mapItem.value } } }),
    };
  }

  #recordEvaluationFailure({ error, causeText }: StatesError): void {
    this.frame.record('EvaluationFailed', () => ({
      evaluationFailedEventDetails: { state: this.state.name, error, cause: causeText },
    }));
  }
}
