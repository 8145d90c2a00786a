import type { ConsolePorts } from '../ports/index.ts';
import { lazyHandler } from './at-first-call.ts';
import type { LambdaHandler } from './lambda.ts';
import { makePorts, type Made, type Makers, type OtherPorts } from './make-ports.ts';

/**
 * Binds a handler to the real ports that it asks for, at its first call, so that importing it needs no environment:
 * `onAws(createHandler, { tenants, executions })`.
 */
export function onAws<M extends Makers>(createHandler: (ports: Made<M>) => LambdaHandler, makers: M): LambdaHandler {
  return lazyHandler(() => createHandler(makePorts(makers)));
}

/** Binds a handler to its ports and to hands, which only the console functions and the desk have: no other bundle carries a browser. */
export function onAwsWithHands<M extends Makers>(
  createHandler: (ports: Made<M> & ConsolePorts) => LambdaHandler,
  makers: M,
  makeHands: (ports: Made<M>) => ConsolePorts & Partial<OtherPorts>,
): LambdaHandler {
  return lazyHandler(() => {
    const ports = makePorts(makers);
    return createHandler({ ...ports, ...makeHands(ports) });
  });
}
