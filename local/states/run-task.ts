import type { TaskState } from './definition.ts';
import { Payload } from './payload.ts';
import { Stopped, type Settle } from './scope.ts';
import { asStatesError, StatesError } from './states-error.ts';
import { taskCall, type TaskCall } from './task-call.ts';
import { TaskEvents } from './task-events.ts';
import type { Visit } from './visit.ts';
import { Watch } from './watch.ts';

const NOTHING = new Payload({});

/** One attempt of a Task; each has a token of its own. */
export async function runTask(visit: Visit<TaskState>): Promise<Payload> {
  const { state, frame } = visit;
  const { clock } = frame.runtime;
  const timeout = await visit.evaluateNumber(state.timeoutSeconds, 'TimeoutSeconds');
  const heartbeat = await visit.evaluateNumber(state.heartbeatSeconds, 'HeartbeatSeconds');
  const call = await taskCall(visit);
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
      const takeBack = begin(visit, call, settle, events, silence);
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
  visit: Visit<TaskState>,
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
  const { tokens } = visit.frame.runtime;
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
