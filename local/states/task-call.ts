import { ApiError } from './api-error.ts';
import type { TaskState } from './definition.ts';
import { isJsonObject, type Json, type JsonObject } from './json.ts';
import { Payload } from './payload.ts';
import type { Runtime } from './runtime.ts';
import { StatesError } from './states-error.ts';
import type { StateRun } from './state-run.ts';
import { functionNameOf } from './arns.ts';

/** What one attempt of a Task asks for, ready to be asked. */
export interface TaskCall {
  readonly parameters: Payload;
  /** Present where not the call's own end but an answer to this token ends the task. */
  readonly token: string | undefined;
  /** The task's result; with a token only what the function said on its way out. */
  perform(): Promise<Payload>;
}

export async function taskCall(stateRun: StateRun<TaskState>): Promise<TaskCall> {
  const { resource } = stateRun.state;
  const { runtime } = stateRun.frame;
  const token = resource.kind === 'invokeWithToken' ? runtime.tokens.issue() : undefined;
  const parameters = await parametersOf(stateRun, token);
  switch (resource.kind) {
    case 'function':
      return { parameters, token, perform: () => invokeFunction(runtime, resource.arn, parameters) };
    case 'invoke':
    case 'invokeWithToken':
      return { parameters, token, perform: invocation(stateRun, parameters.value) };
    case 'startExecution':
      return { parameters, token, perform: start(stateRun, parameters.value) };
  }
}

async function parametersOf(stateRun: StateRun<TaskState>, taskToken: string | undefined): Promise<Payload> {
  const { state, frame, input } = stateRun;
  if (!state.arguments) return input;
  const value = await stateRun.evaluate(state.arguments, taskToken === undefined ? {} : { taskToken });
  return frame.carry(value, `The arguments of the state '${state.name}'`);
}

function invocation(stateRun: StateRun<TaskState>, parameters: Json): () => Promise<Payload> {
  const { FunctionName, Payload: payload = {} } = objectOf(stateRun, parameters, ['FunctionName', 'Payload']);
  if (typeof FunctionName !== 'string')
    throw stateRun.wrongType('Arguments/FunctionName', FunctionName ?? null, 'string');
  return async () => {
    const { value, text } = await invokeFunction(stateRun.frame.runtime, FunctionName, new Payload(payload));
    return new Payload(
      { ExecutedVersion: '$LATEST', Payload: value, StatusCode: 200 },
      `{"ExecutedVersion":"$LATEST","Payload":${text},"StatusCode":200}`,
    );
  };
}

function start(stateRun: StateRun<TaskState>, parameters: Json): () => Promise<Payload> {
  const { StateMachineArn, Name, Input = {} } = objectOf(stateRun, parameters, ['StateMachineArn', 'Name', 'Input']);
  if (typeof StateMachineArn !== 'string') {
    throw stateRun.wrongType('Arguments/StateMachineArn', StateMachineArn ?? null, 'string');
  }
  if (Name !== undefined && typeof Name !== 'string') throw stateRun.wrongType('Arguments/Name', Name, 'string');
  const name = Name === undefined ? {} : { name: Name };
  const input = typeof Input === 'string' ? Input : JSON.stringify(Input);
  return async () => startedBy(stateRun.frame.runtime, { stateMachineArn: StateMachineArn, input, ...name });
}

function startedBy(runtime: Runtime, request: Parameters<Runtime['startExecution']>[0]): Payload {
  try {
    const { executionArn, startDate } = runtime.startExecution(request);
    return new Payload({ ExecutionArn: executionArn, StartDate: startDate.getTime() });
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    throw new StatesError(`StepFunctions.${error.name.replace(/Exception$/, '')}Exception`, error.message);
  }
}

function objectOf(stateRun: StateRun<TaskState>, parameters: Json, known: readonly string[]): Partial<JsonObject> {
  if (!isJsonObject(parameters)) throw stateRun.wrongType('Arguments', parameters, 'object', stateRun.state.arguments);
  const unknown = Object.keys(parameters).find((field) => !known.includes(field));
  if (unknown !== undefined) throw stateRun.refused(`Arguments/${unknown}`, 'does not run here');
  return parameters;
}

/**
 * Runs a function as Lambda would: it gets a copy, its result crosses a wire, what it throws becomes an error's text.
 */
function invokeFunction(runtime: Runtime, nameOrArn: string, payload: Payload): Promise<Payload> {
  return runtime.clock.busy(async () => {
    try {
      return throughTheWire(await runtime.invoke(functionNameOf(nameOrArn), payload.copy()));
    } catch (thrown) {
      throw asLambdaError(thrown);
    }
  });
}

/**
 * `value` as the one who is on the other side receives it, in its own text; what JSON cannot say (undefined) is null.
 */
function throughTheWire(value: unknown): Payload {
  const text = JSON.stringify(value) ?? 'null';
  return new Payload(JSON.parse(text) as Json, text);
}

/** Lambda's own format of a cause, which definitions may `$parse`. */
function asLambdaError(thrown: unknown): StatesError {
  const isError = thrown instanceof Error;
  const errorType = isError ? thrown.name : typeof thrown;
  const errorMessage = isError ? thrown.message : String(thrown);
  const trace = (isError ? (thrown.stack ?? '') : '').split('\n').filter(Boolean);
  return new StatesError(errorType, JSON.stringify({ errorType, errorMessage, trace }));
}
