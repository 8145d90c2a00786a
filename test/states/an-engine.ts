import { VirtualClock } from '../../local/virtual-clock.ts';
import type { EngineOptions, ExecutionDescription } from '../../local/states/engine-types.ts';
import { StepFunctionsEngine } from '../../local/states/step-functions-engine.ts';

export const START = new Date('2026-12-01T00:00:00Z');

type Functions = Record<string, (payload: never) => unknown>;

/** An engine in virtual time with functions by name; time stands still while one of them works. */
export function anEngine({ functions = {}, ...options }: Partial<EngineOptions> & { functions?: Functions } = {}) {
  const clock = options.clock ?? new VirtualClock({ start: START, speed: 'max', speedWhileBusy: 0 });
  const objects = new Map<string, string>();
  const engine = new StepFunctionsEngine({
    clock,
    invoke: async (name, payload) => {
      const run = functions[name];
      if (!run) throw new Error(`No function ${name}`);
      return run(payload as never);
    },
    objects: {
      get: async (bucket, key) => {
        const text = objects.get(`${bucket}/${key}`);
        if (text === undefined) throw new Error('NoSuchKey');
        return Buffer.from(text);
      },
      put: async (bucket, key, body) => {
        objects.set(`${bucket}/${key}`, Buffer.from(body).toString());
      },
    },
    ...options,
  });
  return {
    clock,
    engine,
    /** By `bucket/key`. */
    objects,
    start: (definition: object, input: unknown = {}, name = 'exec1') => start(engine, definition, input, name),
    /** Starts it and waits until it has closed. */
    run: async (definition: object, input: unknown = {}, name = 'exec1'): Promise<Closed> => {
      const { executionArn } = start(engine, definition, input, name);
      const closed = await engine.whenClosed(executionArn);
      return {
        ...closed,
        value: closed.output === undefined ? undefined : (JSON.parse(closed.output) as unknown),
        seconds: ((closed.stopDate?.getTime() ?? NaN) - closed.startDate.getTime()) / 1000,
        states: [...engine.figuresOf(executionArn).states],
        events: engine.getExecutionHistory(executionArn).map(({ type }) => type),
        figures: engine.figuresOf(executionArn),
      };
    },
  };
}

export interface Closed extends ExecutionDescription {
  /** The parsed output. */
  value: unknown;
  /** How long it took on its own clock. */
  seconds: number;
  states: string[];
  events: string[];
  figures: { events: number; largestPayloadBytes: number };
}

function start(engine: StepFunctionsEngine, definition: object, input: unknown, name: string) {
  const { stateMachineArn } = engine.createStateMachine({ name: 'machine', definition });
  return engine.startExecution({ stateMachineArn, name, input: JSON.stringify(input) });
}

/** A machine of these states; the first is where it starts. */
export function machine(states: Record<string, object>, more: object = {}) {
  return { QueryLanguage: 'JSONata', ...graph(states), ...more };
}

export function graph(states: Record<string, object>) {
  return { StartAt: Object.keys(states)[0], States: states };
}

export const functionArn = (name: string) => `arn:aws:lambda:us-east-1:123456789012:function:${name}`;

/** A Task that invokes a function the optimised way and passes on what it returned. */
export function invoke(name: string, payload: unknown, more: object = { End: true }) {
  return {
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke',
    Arguments: { FunctionName: name, Payload: payload },
    Output: '{% $states.result.Payload %}',
    ...more,
  };
}

/** A Task whose function gets `{ token }` and that ends with the answer to it. */
export function askWithToken(name: string, more: object = { End: true }) {
  return {
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
    Arguments: { FunctionName: name, Payload: { token: '{% $states.context.Task.Token %}' } },
    ...more,
  };
}

/** What shows the name of the error that was caught. */
export const caught = { Type: 'Pass', Output: '{% $states.input.Error %}', End: true };

export class CustomError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'CustomError';
  }
}
