import type { Graph, State, ParallelState, MapState, ChoiceState, FailState, WaitState } from './definition.ts';
import { Frame } from './frame.ts';
import type { Payload } from './payload.ts';
import { throttled } from './throttled.ts';
import { runDistributedMap } from './run-distributed-map.ts';
import { recovering } from './recovering.ts';
import { runTask } from './run-task.ts';
import { StateRun, type Step } from './state-run.ts';
import { Scope, Stopped } from './scope.ts';
import { inParallel } from './in-parallel.ts';
import type { Json } from './json.ts';
import { itemsOf, selectItem, toleranceOf } from './map-items.ts';
import { ROLE_ARN } from './arns.ts';
import type { Execution } from './execution.ts';
import { WHOLE } from './history.ts';
import type { Runtime } from './runtime.ts';
import { asStatesError, StatesError } from './states-error.ts';
import { isInstant } from './instant.ts';
import { sleepUntil } from './sleep.ts';

/** Runs an execution until it closes; what closes it from outside (a stop, its time-out) stops its scope. */
export async function runExecution(execution: Execution, runtime: Runtime): Promise<void> {
  const frame = new Frame(runtime, execution);
  const { input, machine } = execution;
  try {
    if (execution.redrives.count === 0) {
      // The first state follows from nothing on AWS either.
      frame.note('ExecutionStarted', () => ({
        executionStartedEventDetails: { input: input.text, inputDetails: WHOLE, roleArn: ROLE_ARN },
      }));
    }
    execution.history.sawPayload(input.bytes);
    execution.succeed(await runGraph(machine.definition, input, frame));
  } catch (failure) {
    if (!(failure instanceof Stopped)) execution.fail(asStatesError(failure));
  }
}

/** Walks a graph from its first state to where it ends; the interpreter's one loop. */
async function runGraph(graph: Graph, input: Payload, frame: Frame): Promise<Payload> {
  const { place } = frame;
  const standing = place.begin(graph.startAt, input, frame.variables);
  frame.assign(standing.variables);
  let name: string | undefined = standing.name;
  let { payload } = standing;
  while (name !== undefined) {
    await frame.execution.transition();
    frame.scope.check();
    const wait = throttled(frame);
    if (wait) await wait;
    const state = graph.states.get(name);
    if (!state) throw new Error(`No state ${name}: the definition was not checked`);
    ({ output: payload, next: name } = await runState(state, frame, payload));
    if (name !== undefined) place.enter(name, payload, frame.variables);
  }
  frame.scope.check();
  return payload;
}

function runState(state: State, frame: Frame, input: Payload): Promise<Step> {
  switch (state.type) {
    case 'Task': {
      const stateRun = new StateRun(state, frame, input);
      return recovering(stateRun, () => runTask(stateRun));
    }
    case 'Parallel': {
      const stateRun = new StateRun(state, frame, input);
      return recovering(stateRun, () => runParallel(stateRun));
    }
    case 'Map': {
      const stateRun = new StateRun(state, frame, input);
      return recovering(stateRun, () =>
        state.distributed ? runDistributedMap(stateRun, state.distributed, runExecution) : runInlineMap(stateRun),
      );
    }
    case 'Choice':
      return runChoice(new StateRun(state, frame, input));
    case 'Wait':
      return runWait(new StateRun(state, frame, input));
    case 'Fail':
      return runFail(new StateRun(state, frame, input));
    case 'Pass':
    case 'Succeed':
      return new StateRun(state, frame, input).leave(state, input);
  }
}

/** All branches with the same input; the first that fails stops the others. */
async function runParallel(stateRun: StateRun<ParallelState>): Promise<Payload> {
  const { state, frame } = stateRun;
  const input = state.arguments
    ? frame.carry(await stateRun.evaluate(state.arguments), `The arguments of the state '${state.name}'`)
    : stateRun.input;
  frame.record('ParallelStateStarted');
  const scope = new Scope(frame.scope);
  try {
    const branches = state.branches.map((branch, index) => {
      const place = frame.place.inside(index);
      return { branch, place, inner: frame.inner(scope, place) };
    });
    const outputs = await Promise.all(
      branches.map(async ({ branch, place, inner }) => {
        try {
          return await place.once(() => runGraph(branch, input, inner));
        } catch (failure) {
          if (!(failure instanceof Stopped)) frame.follow(inner.previousEvent);
          throw failure;
        }
      }),
    );
    frame.follow(Math.max(...branches.map(({ inner }) => inner.previousEvent)));
    const results = outputs.map((output) => output.value);
    const result = frame.carry(results, `The result of the state '${state.name}'`);
    frame.note('ParallelStateSucceeded');
    return result;
  } catch (failure) {
    scope.stop();
    throw failure;
  } finally {
    scope.end();
  }
}

/** AWS runs at most so many iterations of an inline Map at a time. */
const MOST_AT_A_TIME = 40;

/** A Map whose iterations are part of this execution; the first that fails stops the others. */
async function runInlineMap(stateRun: StateRun<MapState>): Promise<Payload> {
  const { state, frame } = stateRun;
  const items = await itemsOf(stateRun);
  const limit = (await stateRun.evaluateNumber(state.maxConcurrency, 'MaxConcurrency')) || MOST_AT_A_TIME;
  await toleranceOf(stateRun);
  // What the next iteration follows from: the start or, where it had to wait, the last event within the one before it.
  let turn = frame.record('MapStateStarted', () => ({ mapStateStartedEventDetails: { length: items.length } }));
  const results: Json[] = new Array<Json>(items.length).fill(null);
  const scope = new Scope(frame.scope);
  const running = new Map<number, Frame>();
  const note = (iteration: Frame, what: string, index: number): number =>
    iteration.note(`MapIteration${what}`, () => ({
      [`mapIteration${what}EventDetails`]: { name: state.name, index },
    }));
  try {
    await inParallel(items.length, Math.min(limit, MOST_AT_A_TIME), async (index) => {
      const item = { index, value: items[index] ?? null };
      const place = frame.place.inside(index);
      const iteration = frame.inner(scope, place, item);
      running.set(index, iteration);
      try {
        const output = await place.once(async () => {
          iteration.follow(turn);
          iteration.follow(note(iteration, 'Started', index));
          const input = await selectItem(stateRun, item);
          const ended = await runGraph(state.processor, input, iteration);
          turn = iteration.previousEvent;
          frame.follow(note(iteration, 'Succeeded', index));
          return ended;
        });
        results[index] = output.value;
      } catch (failure) {
        if (!(failure instanceof Stopped)) {
          note(iteration, 'Failed', index);
          // The failure of an ItemSelector is an event of the Map itself.
          frame.follow(Math.max(frame.previousEvent, iteration.previousEvent));
        }
        throw failure;
      } finally {
        running.delete(index);
      }
    });
    const result = frame.carry(results, `The result of the state '${state.name}'`);
    frame.note('MapStateSucceeded');
    return result;
  } catch (failure) {
    for (const [index, iteration] of running) note(iteration, 'Aborted', index);
    scope.stop();
    throw failure;
  } finally {
    scope.end();
  }
}

/** The first condition that holds decides; a condition that is neither true nor false is an error, as on AWS. */
async function runChoice(stateRun: StateRun<ChoiceState>): Promise<Step> {
  const { state, input } = stateRun;
  for (const [index, choice] of state.choices.entries()) {
    const holds = await stateRun.evaluate(choice.condition);
    if (typeof holds !== 'boolean')
      throw stateRun.wrongType(`Choices[${String(index)}]/Condition`, holds, 'boolean', choice.condition);
    if (holds) return stateRun.leave(choice, input);
  }
  if (state.default) return stateRun.leave(state.default, input);
  throw new StatesError('States.NoChoiceMatched', `No condition of the state '${state.name}' holds.`);
}

/** Ends its graph with an error, which a Parallel or Map around it may still catch. */
async function runFail(stateRun: StateRun<FailState>): Promise<never> {
  const { error, cause } = stateRun.state;
  const name = error && (await stateRun.evaluateText(error, 'Error'));
  const text = cause && (await stateRun.evaluateText(cause, 'Cause'));
  throw new StatesError(name ?? '', text);
}

async function runWait(stateRun: StateRun<WaitState>): Promise<Step> {
  await sleepUntil(stateRun.frame, await endOf(stateRun));
  return stateRun.leave(stateRun.state, stateRun.input);
}

async function endOf(stateRun: StateRun<WaitState>): Promise<number> {
  const { until } = stateRun.state;
  if ('timestamp' in until) {
    const instant = await stateRun.evaluate(until.timestamp);
    if (typeof instant !== 'string') throw stateRun.wrongType('Timestamp', instant, 'string', until.timestamp);
    if (!isInstant(instant)) {
      throw stateRun.refused('Timestamp', `is not an instant like 2026-12-05T22:00:00Z: ${JSON.stringify(instant)}`);
    }
    return Date.parse(instant);
  }
  const enteredAt = stateRun.frame.runtime.clock.now().getTime();
  const seconds = (await stateRun.evaluateNumber(until.seconds, 'Seconds')) ?? 0;
  return enteredAt + seconds * 1000;
}
