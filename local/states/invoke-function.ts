import { functionNameOf } from './arns.ts';
import type { Json } from './json.ts';
import { Payload } from './payload.ts';
import type { Runtime } from './runtime.ts';
import { StatesError } from './states-error.ts';

/** Runs a function as Lambda would: it gets a copy, its result crosses a wire, what it throws becomes an error's text. */
export function invokeFunction(runtime: Runtime, nameOrArn: string, payload: Payload): Promise<Payload> {
  return runtime.clock.busy(async () => {
    try {
      return throughTheWire(await runtime.invoke(functionNameOf(nameOrArn), payload.copy()));
    } catch (thrown) {
      throw asLambdaError(thrown);
    }
  });
}

/** `value` as whoever is on the other side receives it, in its own text; what JSON cannot say (undefined) is null. */
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
