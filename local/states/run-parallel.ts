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
