import {
  MailRefusedError,
  PageChangedError,
  SessionExpiredError,
  StaleRecordError,
  VendorUnavailableError,
} from '../../lambdas/domain/errors.ts';
import type { Clock } from '../../lambdas/ports/clock.ts';
import type { Ports } from '../../lambdas/ports/index.ts';
import type { LambdaFunctions } from '../lambda-functions.ts';
import type { Draw } from './draw.ts';
import { BUTTONS, kindsOf, weightOf, type Allows, type FaultKind, type InjectedFault } from './fault-kinds.ts';
import { aroundPresses } from './presses.ts';
import { sessionGone } from '../../lambdas/simulated-vendor/sessions.ts';
import type { Vendor } from '../../lambdas/simulated-vendor/vendor.ts';

type Functions = Pick<LambdaFunctions, 'crash' | 'loseConnection' | 'running'>;

const MINUTE = 60_000;

interface DisturbanceOptions {
  draw: Draw;
  /** Probability of a fault at each call. */
  rate: number;
  /** Tenants whose functions are left alone. */
  spared: ReadonlySet<string>;
  allows: Allows;
}

/** An error as the SDK throws it when its own retries are used up: no name that the machines ask for. */
class ServiceError extends Error {
  constructor(name: string) {
    super(`${name}: simulated`);
    this.name = name;
  }
}

/** Puts faults between the functions and everything they ask, before, during and after a call. */
export class Disturbance {
  readonly injected: InjectedFault[] = [];
  readonly #options: DisturbanceOptions;
  readonly #calls = new Map<string, number>();
  #functions: Functions | undefined;
  #isOver = false;

  constructor(options: DisturbanceOptions) {
    this.#options = options;
  }

  /** From here on nothing goes wrong any more. */
  end(): void {
    this.#isOver = true;
  }

  /** For the option `disturb` of the stack. */
  disturb(ports: Ports, functions: Functions): Ports {
    this.#functions = functions;
    return interceptPorts(ports, async ({ port, method, make }) => {
      const kind = this.#faultAt(port, method);
      return kind ? suffer(kind, { clock: ports.clock, functions, call: make }) : make();
    });
  }

  /** The vendor takes a press, signs everybody out, and anyone who pressed sees a sign-in instead of an answer. */
  standBehind(vendor: Vendor, clock: Pick<Clock, 'now'>): void {
    aroundPresses(vendor, clock, ({ session, point }, take) => {
      const answer = take();
      // The message of guide 3-15 is an answer of a page that stays.
      const isTaken = session.tenant.state.updateStartedAt !== undefined || point.guideStep !== '3-14';
      if (isTaken && this.#faultAt(BUTTONS, point.state)) {
        session.tenant.signEverybodyOut();
        throw sessionGone();
      }
      return answer;
    });
  }

  #faultAt(port: string, method: string): FaultKind | undefined {
    const running = this.#functions?.running();
    if (!running || this.#isOver) return undefined;
    const subject = running.subject ?? '';
    const { draw, rate, spared, allows } = this.#options;
    if (spared.has(subject)) return undefined;
    const place = `${running.functionName} ${subject} ${port}.${method}`;
    const count = (this.#calls.get(place) ?? 0) + 1;
    this.#calls.set(place, count);
    const id = `${place} ${String(count)}`;
    if (!draw.chance(id, rate * weightOf(port))) return undefined;
    const fault = { id, kind: draw.pick(`${id} kind`, kindsOf(port, method)) };
    if (!allows(fault)) return undefined;
    this.injected.push(fault);
    return fault.kind;
  }
}

interface Suffering {
  clock: Clock;
  functions: Functions;
  call: () => unknown;
}

async function suffer(kind: FaultKind, { clock, functions, call }: Suffering): Promise<unknown> {
  switch (kind) {
    case 'crashBeforeCall':
      return functions.crash();
    case 'crashAfterCall':
      await call();
      return functions.crash();
    case 'timeOutBeforeCall':
      return hang(clock);
    case 'timeOutAfterCall':
      await call();
      return hang(clock);
    case 'slowCall':
      await clock.sleep(2 * MINUTE);
      return call();
    case 'throttled':
      throw new ServiceError('ThrottlingException');
    case 'answerLost':
      await call();
      throw new ServiceError('TimeoutError');
    case 'retryBesideLivingRun':
      functions.loseConnection();
      await clock.sleep(MINUTE);
      return call();
    case 'conditionFailed':
      throw new StaleRecordError({ code: 'recordIsStale', tenantId: 'simulated', read: '1', found: '2' });
    case 'mailRefused':
      throw new MailRefusedError({ code: 'mailRefused', mail: 'simulated', error: 'AccountSendingPausedException' });
    case 'vendorServerError':
      throw new VendorUnavailableError({ code: 'consoleAnsweredWith', answer: '503' });
    case 'vendorAnswerLost':
      await call();
      throw new VendorUnavailableError({ code: 'consoleDidNotAnswer', expected: 'simulated' });
    case 'sessionExpired':
      throw new SessionExpiredError({ code: 'signedOut' });
    case 'signedOutAfterPress':
      await call();
      throw new SessionExpiredError({ code: 'signedOut' });
    case 'unknownPage':
      throw new PageChangedError({ code: 'controlNotShown', control: 'simulated' });
  }
}

/** Longer than any function may take; Lambda ends the process, and nothing after this line ever runs. */
async function hang(clock: Clock): Promise<never> {
  await clock.sleep(20 * MINUTE);
  return new Promise<never>(() => undefined);
}

/** One call of a port, about to be made. */
interface PortCall {
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

/**
 * Puts `around` about every call that functions make to the world outside; the clock and the settings stay as they are.
 */
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
