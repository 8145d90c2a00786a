import type { Graph } from './definition.ts';
import type { Frame } from './frame.ts';
import type { Payload } from './payload.ts';
import { runState } from './run-state.ts';
import { throttled } from './throttled.ts';

/** Walks a graph from its first state to where it ends; the interpreter's one loop. */
export async function runGraph(graph: Graph, input: Payload, frame: Frame): Promise<Payload> {
  let name: string | undefined = graph.startAt;
  let payload = input;
  while (name !== undefined) {
    await frame.execution.transition();
    frame.scope.check();
    const wait = throttled(frame);
    if (wait) await wait;
    const state = graph.states.get(name);
    if (!state) throw new Error(`No state ${name}: the definition was not checked`);
    ({ output: payload, next: name } = await runState(state, frame, payload));
  }
  frame.scope.check();
  return payload;
}
