import { overrideMethods } from '../../lambdas/adapters/override-methods.ts';
import type { Ports } from '../../lambdas/ports/index.ts';
import type { Throttle } from '../../lambdas/ports/throttle.ts';
import { deskDoorsOnAws } from '../../lambdas/runtime/desk-doors-on-aws.ts';
import { createHandler } from '../../lambdas/triggers/desk.ts';
import type { VirtualClock } from '../virtual-clock.ts';
import { startDeskServer } from './desk-server.ts';
import { CLIENT_ID, startLocalIdentityProvider } from './local-identity-provider.ts';
import type { Desk } from '../../lambdas/ports/desk.ts';

export interface EmbeddedDesk {
  /** Where it is reached. */
  origin: string;
  /** What the functions' environment says of it. */
  environment: Readonly<Record<string, string>>;
  /** Opens it, once there are ports that lead somewhere. */
  open(ports: Ports): void;
  /** Milliseconds since a person last asked it for anything. */
  quietFor(): number;
  close(): Promise<void>;
}

/**
 * The desk of the embedded mode: the handler of AWS behind a server of this computer, with a sign-in that asks for a
 * name.
 */
export async function startDesk({
  clock,
  throttle,
  onFault,
}: {
  clock: VirtualClock;
  /** In place of the one of the deployment. */
  throttle?: Throttle | undefined;
  onFault: (error: unknown) => void;
}): Promise<EmbeddedDesk> {
  const server = await startDeskServer({ onFault });
  const provider = await startLocalIdentityProvider({ callback: `${server.origin}/callback` });
  let lastAsked = -Infinity;
  return {
    origin: server.origin,
    environment: { DESK_ORIGIN: server.origin, OIDC_ISSUER: provider.issuer, OIDC_CLIENT_ID: CLIENT_ID },
    open: (ports) => {
      const handler = createHandler((given) => ({ ...deskDoorsOnAws(given), ...(throttle && { throttle }) }))(ports);
      server.serve((event, context) => {
        lastAsked = performance.now();
        return clock.busy(() => handler(event, context));
      });
    },
    quietFor: () => performance.now() - lastAsked,
    close: async () => {
      await Promise.all([server.close(), provider.close()]);
    },
  };
}

/**
 * A desk that calls `tell` before and after each filing: anyone who looks in between sees no task, and must not
 * conclude that nobody is asked.
 */
export function deskThatTells(desk: Desk, tell: () => void): Desk {
  return overrideMethods(desk, {
    file: async (filing) => {
      tell();
      const task = await desk.file(filing);
      tell();
      return task;
    },
  });
}
