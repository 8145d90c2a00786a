import { defaultQuotas, startRate, tenantLoad, type Quotas } from '../lambdas/domain/admission.ts';
import { PerSecond } from './per-second.ts';
import { type Figures, quantile, secondsOf, type Section } from './section.ts';
import type { Simulated } from './simulate.ts';
import { simulateInHalves } from './simulate-in-halves.ts';

/** `TENANTS=10000` for a quicker look. */
const TENANTS = Number(process.env['TENANTS'] ?? 100_000);

/** Quotas on the first day. */
const TOKYO = defaultQuotas('ap-northeast-1');
const VIRGINIA = defaultQuotas('us-east-1');

/** A large batch from end to end, within the quotas of an account. */
export const scale: Section = {
  name: 'scale',
  what: `${TENANTS.toLocaleString('en')} tenants through the real definitions and handlers in virtual time, on two threads: scripted hands, consent given, updates of 20 to 30 minutes, a tenth with one temporary problem, seed 1; an invocation is taken to last 0.1 s`,
  run: async () => {
    const largest = await simulated(VIRGINIA);
    const longest = longestOf(largest.halves);
    return { ...figuresOf('defaults', await simulated(TOKYO), longest), ...figuresOf('largest', largest, longest) };
  },
};

interface Timed {
  quotas: Quotas;
  startsPerSecond: number;
  halves: Simulated[];
  seconds: number;
  cpuSeconds: number;
}

/** As many start in a second as the product starts by itself with these quotas. */
async function simulated(quotas: Quotas): Promise<Timed> {
  const startsPerSecond = startRate(quotas, tenantLoad('operator')).perSecond;
  let halves: Simulated[] = [];
  const before = process.cpuUsage();
  const seconds = await secondsOf(async () => {
    halves = await simulateInHalves({
      seed: 1,
      tenants: TENANTS,
      first: 0,
      startsPerSecond,
      quotas: { transitionsPerSecond: quotas.stateTransitions, lambdaConcurrency: quotas.lambdaConcurrency },
    });
  });
  const { user, system } = process.cpuUsage(before);
  return { quotas, startsPerSecond, halves, seconds, cpuSeconds: (user + system) / 1e6 };
}

/** The goals are of the whole population; a quicker look has none. */
function goal(atMost: number): { atMost?: number } {
  return TENANTS === 100_000 ? { atMost } : {};
}

function longestOf(halves: readonly Simulated[]): number {
  return halves.reduce((most, { durations }) => durations.reduce((longer, each) => Math.max(longer, each), most), 0);
}

/** `longest`: the longest tenant where nothing throttles it, in seconds; what the whole is compared with. */
function figuresOf(name: string, timed: Timed, longest: number): Figures {
  const { quotas, startsPerSecond, halves, seconds, cpuSeconds } = timed;
  const says = `${quotas.stateTransitions.toLocaleString('en')} transitions/s, ${String(startsPerSecond)} starts/s`;
  const durations = halves.flatMap((half) => [...half.durations]);
  const makespan =
    (Math.max(...halves.map((half) => half.lastEnd)) - Math.min(...halves.map((half) => half.firstStart))) / 1000;
  const merged = (of: (half: Simulated) => [number, number][]): PerSecond =>
    halves.reduce((all, half) => all.add(of(half)), new PerSecond());
  const sum = (of: (half: Simulated) => number): number => halves.reduce((total, half) => total + of(half), 0);
  const transitions = merged((half) => half.transitions);
  const figure = (key: string, what: string, value: number, unit: string, goal = {}): Figures => ({
    [`${name}.${key}`]: { says: `${says}: ${what}`, value, unit, ...goal },
  });
  return {
    ...figure('seconds', 'the simulation', seconds, 's', goal(120)),
    ...figure('cpuSeconds', 'processor time of it', cpuSeconds, 's'),
    ...figure('makespan', 'from the first start to the last end', makespan / 60, 'min'),
    ...figure('ratio', 'that over the longest tenant that nothing throttles', makespan / longest, 'x', goal(1.25)),
    ...figure('p50', 'a tenant, p50', quantile(durations, 0.5) / 60, 'min'),
    ...figure('p99', 'a tenant, p99', quantile(durations, 0.99) / 60, 'min'),
    ...figure('longest', 'the longest tenant', longestOf(halves) / 60, 'min'),
    ...figure('looks', 'looks at the update, each tenant', sum((half) => half.looks) / TENANTS, ''),
    ...figure('transitions', 'state transitions, each tenant', transitions.total / TENANTS, ''),
    ...figure('peakTransitions', 'state transitions, most in a second', transitions.most, ''),
    ...figure('peakStarts', 'executions started, most in a second', merged((half) => half.starts).most, ''),
    ...figure('peakAnswers', 'task answers, most in a second', merged((half) => half.answers).most, ''),
    ...figure(
      'mostAtOnce',
      'invocations at a time, at most',
      sum((half) => half.mostAtOnce),
      '',
    ),
    ...figure(
      'refused',
      'invocations refused and tried again',
      sum((half) => half.refused),
      '',
    ),
    ...figure('busy', 'Lambda time, each tenant', sum((half) => half.busyMilliseconds) / TENANTS / 1000, 's'),
  };
}
