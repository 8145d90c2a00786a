import type { ParallelState } from './definition.ts';
import type { Payload } from './payload.ts';
import { runGraph } from './run-graph.ts';
import { Scope, Stopped } from './scope.ts';
import type { Visit } from './visit.ts';

/** All branches with the same input; the first that fails stops the others. */
export async function runParallel(visit: Visit<ParallelState>): Promise<Payload> {
  const { state, frame } = visit;
  const input = state.arguments
    ? frame.carry(await visit.evaluate(state.arguments), `The arguments of the state '${state.name}'`)
    : visit.input;
  frame.record('ParallelStateStarted');
  const scope = new Scope(frame.scope);
  try {
    const outputs = await Promise.all(
      state.branches.map((branch, index) => {
        const place = frame.place.inside(index);
        return place.once(() => runGraph(branch, input, frame.inner(scope, place)));
      }),
    );
    const results = outputs.map((output) => output.value);
    const result = frame.carry(results, `The result of the state '${state.name}'`);
    frame.record('ParallelStateSucceeded');
    return result;
  } catch (failure) {
    scope.stop();
    if (!(failure instanceof Stopped)) frame.record('ParallelStateFailed');
    throw failure;
  } finally {
    scope.end();
  }
}
