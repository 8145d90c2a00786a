import type { Resource } from './definition.ts';
import type { Frame } from './frame.ts';
import { WHOLE } from './history.ts';
import type { Payload } from './payload.ts';
import type { StatesError } from './states-error.ts';

const INTEGRATIONS = {
  invoke: { resourceType: 'lambda', resource: 'invoke' },
  invokeWithToken: { resourceType: 'lambda', resource: 'invoke.waitForTaskToken' },
  startExecution: { resourceType: 'states', resource: 'startExecution' },
} as const;

/** The events of one attempt, under the names AWS gives them: a plain function has a set of its own. */
export class TaskEvents {
  readonly #frame: Frame;
  readonly #resource: Resource;
  readonly #prefix: string;

  constructor(frame: Frame, resource: Resource) {
    this.#frame = frame;
    this.#resource = resource;
    this.#prefix = resource.kind === 'function' ? 'LambdaFunction' : 'Task';
  }

  scheduled(parameters: Payload, timeoutInSeconds: number | undefined, heartbeatInSeconds: number | undefined): void {
    this.#record('Scheduled', () => ({
      ...(this.#resource.kind === 'function'
        ? { resource: this.#resource.arn, input: parameters.text, inputDetails: WHOLE }
        : { region: this.#frame.runtime.arns.region, parameters: parameters.text }),
      ...(timeoutInSeconds && { timeoutInSeconds }),
      ...(heartbeatInSeconds && { heartbeatInSeconds }),
    }));
  }

  started(): void {
    if (this.#resource.kind === 'function') this.#frame.record('LambdaFunctionStarted');
    else this.#record('Started', () => ({}));
  }

  submitted(output: Payload): void {
    this.#record('Submitted', () => ({ output: output.text, outputDetails: WHOLE }));
  }

  succeeded(output: Payload): void {
    this.#record('Succeeded', () => ({ output: output.text, outputDetails: WHOLE }));
  }

  failed({ error, causeText }: StatesError): void {
    const timedOut = error === 'States.Timeout' || error === 'States.HeartbeatTimeout';
    this.#record(timedOut ? 'TimedOut' : 'Failed', () => ({ error, cause: causeText }));
  }

  #record(what: string, details: () => object): void {
    const type = this.#prefix + what;
    const { kind } = this.#resource;
    this.#frame.record(type, () => ({
      [`${type.charAt(0).toLowerCase()}${type.slice(1)}EventDetails`]: {
        ...(kind === 'function' ? {} : INTEGRATIONS[kind]),
        ...details(),
      },
    }));
  }
}
