import type { Exit, State } from './definition.ts';
import type { Bindings } from './expression.ts';
import type { Frame, MapItem } from './frame.ts';
import { WHOLE } from './history.ts';
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
export class StateRun<S extends State = State> {
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
    frame.place.enteredEvent = frame.record(`${state.type}StateEntered`, () => ({
      stateEnteredEventDetails: { name: state.name, input: input.text, inputDetails: WHOLE },
    }));
  }

  async evaluate(template: Template, seen: Seen = {}): Promise<Json> {
    if (template.constant !== undefined) return template.constant;
    try {
      return await template.evaluate(this.#bindings(seen));
    } catch (error) {
      throw error instanceof StatesError ? this.#failedEvaluation(error.causeText ?? '', error.location) : error;
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
    if (typeof value !== 'number') throw this.wrongType(field, value, 'number', template);
    if (value >= 0 && (!whole || Number.isInteger(value))) return value;
    throw this.refused(field, `is not a ${whole ? 'whole ' : ''}number from 0 on: ${String(value)}`);
  }

  async evaluateText(template: Template, field: string): Promise<string> {
    const value = await this.evaluate(template);
    if (typeof value === 'string') return value;
    throw this.wrongType(field, value, 'string', template);
  }

  /** The error for a value that is no `expected`; in the words of AWS where one expression gave it. */
  wrongType(field: string, value: Json, expected: string, template?: Template): StatesError {
    const what =
      template?.source === undefined
        ? `The field '${field}' has an unexpected type.`
        : `The JSONata expression '${template.source}' specified for the field '${field}' returned an unexpected result type.`;
    const found = JSON.stringify(value).slice(0, LONGEST_VALUE);
    return this.#failedEvaluation(
      `${what} Expected '${expected}', but was '${typeOf(value)}' for value: ${found}`,
      field,
    );
  }

  /** The error for a field of the right type whose value does not do. */
  refused(field: string, why: string): StatesError {
    return this.#failedEvaluation(`The field '${field}' ${why}`, field);
  }

  /** Evaluates Output and Assign, both with the variables as they were at entry, and ends the run. */
  async leave(exit: Exit, produced: Payload, seen: Seen = {}): Promise<Step> {
    const { frame, state } = this;
    const output = exit.output
      ? frame.carry(await this.evaluate(exit.output, seen), `The output of the state '${state.name}'`)
      : produced;
    let assigned: JsonObject | undefined;
    if (exit.assign) {
      assigned = (await this.evaluate(exit.assign, seen)) as JsonObject;
      frame.carry(assigned, `What the state '${state.name}' assigns`);
      frame.assign(assigned);
    }
    frame.record(`${state.type}StateExited`, () => ({
      stateExitedEventDetails: {
        name: state.name,
        output: output.text,
        outputDetails: WHOLE,
        ...(assigned && assignedIn(assigned)),
      },
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

  #failedEvaluation(why: string, location: string | undefined): StatesError {
    const { name } = this.state;
    const entered = `entered at the event id #${String(this.frame.place.enteredEvent)}`;
    const cause = `An error occurred while executing the state '${name}' (${entered}). ${why}`;
    const error = 'States.QueryEvaluationError';
    this.frame.record('EvaluationFailed', () => ({
      evaluationFailedEventDetails: { state: name, error, cause, location },
    }));
    return new StatesError(error, cause, location);
  }
}

/** Of a value that does not do, so much stands in the error. */
const LONGEST_VALUE = 1000;

function typeOf(value: Json): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

/** What AWS adds to the event of a state that assigned anything: each value as JSON text. */
function assignedIn(variables: JsonObject): object {
  const texts = Object.entries(variables).map(([name, value]) => [name, JSON.stringify(value)] as const);
  if (texts.length === 0) return {};
  return { assignedVariables: Object.fromEntries(texts), assignedVariablesDetails: WHOLE };
}
