import type { TaskState, Resource } from './definition.ts';
import { Payload } from './payload.ts';
import { Stopped, type Settle } from './scope.ts';
import { asStatesError, StatesError } from './states-error.ts';
import { taskCall, type TaskCall } from './task-call.ts';
import type { StateRun } from './state-run.ts';
import type { Timer, VirtualClock } from '../virtual-clock.ts';
import type { Frame } from './frame.ts';
import { WHOLE } from './history.ts';

const NOTHING = new Payload({});

/** One attempt of a Task; each has a token of its own. */
export async function runTask(stateRun: StateRun<TaskState>): Promise<Payload> {
  const { state, frame } = stateRun;
  const { clock } = frame.runtime;
  const timeout = await stateRun.evaluateNumber(state.timeoutSeconds, 'TimeoutSeconds');
  const heartbeat = await stateRun.evaluateNumber(state.heartbeatSeconds, 'HeartbeatSeconds');
  const call = await taskCall(stateRun);
  const events = new TaskEvents(frame, state.resource);
  events.scheduled(call.parameters, timeout, heartbeat);
  events.started();
  try {
    const answer = await frame.scope.wait<Payload>((settle) => {
      const deadline = new Watch(clock, timeout, () => {
        settle.reject(new StatesError('States.Timeout'));
      });
      const silence = new Watch(clock, heartbeat, () => {
        settle.reject(new StatesError('States.HeartbeatTimeout'));
      });
      const takeBack = begin(stateRun, call, settle, events, silence);
      return () => {
        takeBack();
        deadline.stop();
        silence.stop();
      };
    });
    const result = frame.check(answer, `The result of the state '${state.name}'`);
    events.succeeded(result);
    return result;
  } catch (failure) {
    if (!(failure instanceof Stopped)) events.failed(asStatesError(failure));
    throw failure;
  }
}

/** Asks for what the task wants and settles it with the first that ends it; returns how to take back the rest. */
function begin(
  stateRun: StateRun<TaskState>,
  call: TaskCall,
  settle: Settle<Payload>,
  events: TaskEvents,
  silence: Watch,
): () => void {
  const { token } = call;
  if (token === undefined) {
    call.perform().then(settle.resolve, settle.reject);
    return () => undefined;
  }
  const { tokens } = stateRun.frame.runtime;
  let isSubmitted = false;
  let isOver = false;
  // AWS shows the call as submitted before its answer, also where the answer was the quicker one.
  const submit = (output: Payload): void => {
    if (!isSubmitted && !isOver) events.submitted(output);
    isSubmitted = true;
  };
  tokens.await(token, {
    succeed: (output) => {
      submit(NOTHING);
      settle.resolve(output);
    },
    fail: (error) => {
      submit(NOTHING);
      settle.reject(error);
    },
    beat: () => {
      silence.restart();
    },
  });
  // Once the token is answered, nothing the function still does or throws matters.
  call.perform().then(submit, settle.reject);
  return () => {
    isOver = true;
    tokens.revoke(token);
  };
}

/** Calls back once so many seconds have passed without a restart; without seconds it never does. */
class Watch {
  readonly #clock: VirtualClock;
  readonly #seconds: number | undefined;
  readonly #onSilence: () => void;
  #timer: Timer | undefined;

  constructor(clock: VirtualClock, seconds: number | undefined, onSilence: () => void) {
    this.#clock = clock;
    this.#seconds = seconds;
    this.#onSilence = onSilence;
    this.restart();
  }

  restart(): void {
    this.stop();
    if (this.#seconds === undefined) return;
    this.#timer = this.#clock.at(this.#clock.now().getTime() + this.#seconds * 1000, this.#onSilence);
  }

  stop(): void {
    this.#timer?.cancel();
  }
}

const INTEGRATIONS = {
  invoke: { resourceType: 'lambda', resource: 'invoke' },
  invokeWithToken: { resourceType: 'lambda', resource: 'invoke.waitForTaskToken' },
  startExecution: { resourceType: 'states', resource: 'startExecution' },
} as const;

/** The events of one attempt, under the names AWS gives them: a plain function has a set of its own. */
class TaskEvents {
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
