import type { Ports } from '../lambdas/ports/index.ts';

/** One call of a port, about to be made. */
export interface PortCall {
  port: string;
  method: string;
  make: () => unknown;
}

/** What answers at once, with something that is read or written on later, or asks nobody: it cannot be made to wait. */
const AT_ONCE = new Set([
  ...['batches.tenants', 'batches.outcomes', 'batches.list', 'batches.undelivered', 'desk.open'],
  ...['tenants.stages'],
  ...['files.beginReport', 'files.listIntake', 'links.pageOf'],
]);

/** Puts `around` about every call that functions make to the world outside; the clock and the settings stay as they are. */
export function interceptPorts(ports: Ports, around: (call: PortCall) => Promise<unknown>): Ports {
  const { clock, settings, ...others } = ports;
  const wrapped = Object.entries(others).map(([name, port]) => [name, wrap(name, port, around)]);
  return { ...(Object.fromEntries(wrapped) as Ports), clock, settings };
}

function wrap(port: string, target: object, around: (call: PortCall) => Promise<unknown>): object {
  return new Proxy(target, {
    get: (_, name) => {
      const method: unknown = Reflect.get(target, name, target);
      if (typeof method !== 'function') return method;
      return (...parameters: unknown[]): unknown => {
        const make = (): unknown => Reflect.apply(method, target, parameters);
        const call = { port, method: String(name), make };
        return AT_ONCE.has(`${port}.${call.method}`) ? make() : around(call);
      };
    },
  });
}
