import { defaultQuotas, startRate, tenantLoad, type Quotas, type Starts } from '../lambdas/domain/admission.ts';
import { PerSecond } from './per-second.ts';
import { type Figures, quantile, secondsOf, type Section } from './section.ts';
import { simulate, type Simulated, type Simulation } from './simulate.ts';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { inParallel } from '../lambdas/domain/in-parallel.ts';

/** `TENANTS=10000` for a quicker look. */
const TENANTS = Number(process.env['TENANTS'] ?? 100_000);
/** Of those, as many go through the real handlers as well. */
const COMPARED = Math.min(TENANTS, 1_000);

interface Account {
  quotas: Quotas;
  starts: Starts;
  /** Goal: from the first start to the last end, over the longest tenant that nothing throttles. */
  ratio: number;
}

/** An account on its first day: as many tenants start in a second as the product starts by itself. */
function firstDay(region: string, ratio: number): Account {
  return withQuotas(defaultQuotas(region), ratio);
}

function withQuotas(quotas: Quotas, ratio: number): Account {
  return { quotas, ratio, starts: startRate(quotas, tenantLoad('operator')) };
}

const DEFAULTS = firstDay('ap-northeast-1', 2.05);

/** The last has what docs/capacity.md says to ask AWS for. */
const ACCOUNTS: Readonly<Record<string, Account>> = {
  defaults: DEFAULTS,
  largest: firstDay('us-east-1', 1.6),
  raised: withQuotas(
    { ...DEFAULTS.quotas, stateTransitions: 3_000, taskAnswers: 1_000, lambdaConcurrency: 1_300 },
    1.25,
  ),
};

/** A large batch from end to end, within the quotas of an account. */
export const scale: Section = {
  name: 'scale',
  what: `${TENANTS.toLocaleString('en')} tenants through the real definitions in virtual time, on two threads: consent given, updates of 20 to 30 minutes, a tenth with one temporary problem, seed 1; the functions' answers come from a script, which answers at the instants of the real ones, and ${COMPARED.toLocaleString('en')} of the tenants go through the real handlers as well; an invocation is taken to last 0.1 s`,
  run: async () => {
    const timed: [string, Timed][] = [];
    for (const [name, account] of Object.entries(ACCOUNTS)) timed.push([name, await simulated(account)]);
    const longest = Math.min(...timed.map(([, { parts }]) => longestOf(parts)));
    return {
      differing: {
        says: 'tenants that take another time by the real handlers',
        value: await differing(),
        unit: '',
        atMost: 0,
      },
      ...timed.reduce<Figures>((all, [name, each]) => ({ ...all, ...figuresOf(name, each, longest) }), {}),
    };
  },
};

interface Timed extends Account {
  parts: Simulated[];
  seconds: number;
  cpuSeconds: number;
}

function simulationOf({ quotas, starts }: Account, tenants: number) {
  const { stateTransitions: transitionsPerSecond, lambdaConcurrency } = quotas;
  return { seed: 1, first: 0, tenants, starts, quotas: { transitionsPerSecond, lambdaConcurrency } };
}

async function simulated(account: Account): Promise<Timed> {
  let parts: Simulated[] = [];
  const before = process.cpuUsage();
  const seconds = await secondsOf(async () => {
    parts = await simulateInParts({ ...simulationOf(account, TENANTS), functions: 'script' });
  });
  const { user, system } = process.cpuUsage(before);
  return { ...account, parts, seconds, cpuSeconds: (user + system) / 1e6 };
}

/** What the script is worth: how many tenants the real handlers take through in another time. */
async function differing(): Promise<number> {
  const some = simulationOf(DEFAULTS, COMPARED);
  const byScript = await simulate({ ...some, functions: 'script' });
  const byHandlers = await simulate({ ...some, functions: 'handlers' });
  return byScript.durations.filter((duration, index) => duration !== byHandlers.durations[index]).length;
}

/** The goals are of the whole population; a quicker look has none. */
function goal(atMost: number): { atMost?: number } {
  return TENANTS === 100_000 ? { atMost } : {};
}

function longestOf(parts: readonly Simulated[]): number {
  return parts.reduce((most, { durations }) => durations.reduce((longer, each) => Math.max(longer, each), most), 0);
}

/** `longest`: the longest tenant where nothing throttles it, in seconds; what the whole is compared with. */
function figuresOf(name: string, timed: Timed, longest: number): Figures {
  const { quotas, starts, ratio, parts, seconds, cpuSeconds } = timed;
  const says = `${quotas.stateTransitions.toLocaleString('en')} transitions/s, ${String(starts.atFirst.perSecond)} starts/s at first, ${String(starts.perSecond)} later`;
  const durations = parts.flatMap((part) => [...part.durations]);
  const makespan =
    (Math.max(...parts.map((part) => part.lastEnd)) - Math.min(...parts.map((part) => part.firstStart))) / 1000;
  const merged = (of: (part: Simulated) => [number, number][]): PerSecond =>
    parts.reduce((all, part) => all.add(of(part)), new PerSecond());
  const sum = (of: (part: Simulated) => number): number => parts.reduce((total, part) => total + of(part), 0);
  const transitions = merged((part) => part.transitions);
  const figure = (key: string, what: string, value: number, unit: string, goal = {}): Figures => ({
    [`${name}.${key}`]: { says: `${says}: ${what}`, value, unit, ...goal },
  });
  return {
    ...figure('seconds', 'the simulation', seconds, 's', goal(120)),
    ...figure('cpuSeconds', 'processor time of it', cpuSeconds, 's'),
    ...figure('makespan', 'from the first start to the last end', makespan / 60, 'min'),
    ...figure('ratio', 'that over the longest tenant that nothing throttles', makespan / longest, 'x', goal(ratio)),
    ...figure('p50', 'a tenant, p50', quantile(durations, 0.5) / 60, 'min'),
    ...figure('p99', 'a tenant, p99', quantile(durations, 0.99) / 60, 'min'),
    ...figure('longest', 'the longest tenant', longestOf(parts) / 60, 'min'),
    ...figure('looks', 'looks at the update, each tenant', sum((part) => part.looks) / TENANTS, ''),
    ...figure('transitions', 'state transitions, each tenant', transitions.total / TENANTS, ''),
    ...figure(
      'waited',
      'a state transition waits for its turn, mean',
      sum((part) => part.waitedMilliseconds) / transitions.total / 1000,
      's',
    ),
    ...figure(
      'mostWaited',
      'the same, at most',
      Math.max(...parts.map((part) => part.mostWaitedMilliseconds)) / 1000,
      's',
    ),
    ...figure('peakTransitions', 'state transitions, most in a second', transitions.most, ''),
    ...figure('peakStarts', 'executions started, most in a second', merged((part) => part.starts).most, ''),
    ...figure('peakAnswers', 'task answers, most in a second', merged((part) => part.answers).most, ''),
    ...figure(
      'mostAtOnce',
      'invocations at a time, at most',
      sum((part) => part.mostAtOnce),
      '',
    ),
    ...figure(
      'refused',
      'invocations refused and tried again',
      sum((part) => part.refused),
      '',
    ),
    ...figure('busy', 'Lambda time, each tenant', sum((part) => part.busyMilliseconds) / TENANTS / 1000, 's'),
  };
}

const THREADS = 2;
/** Twice as many as threads: where all 100,000 tenants are under way at a time, each of them takes 10 kB. */
const PARTS = 4;
/** Of each thread: both together stay below two gigabytes. A large nursery saves half of the garbage collector's time. */
const MEMORY = { maxOldGenerationSizeMb: 640, maxYoungGenerationSizeMb: 96 };

/**
 * One population on two cores: each part takes its share of the tenants with the same share of every quota, which is
 * stricter than one account for all, since no part may use what another leaves. Every part has a clock of its own and
 * shares nothing, so that a seed gives the same answer each time, and their figures add up second by second.
 */
async function simulateInParts(whole: Simulation): Promise<Simulated[]> {
  const tenants = Math.ceil(whole.tenants / PARTS);
  const parts = Array.from({ length: PARTS }, (_, index): Simulation => {
    const share = (of: number): number => Math.floor((of + index) / PARTS);
    const first = whole.first + index * tenants;
    return {
      ...whole,
      first,
      tenants: Math.min(tenants, whole.first + whole.tenants - first),
      starts: {
        atFirst: { tenants: share(whole.starts.atFirst.tenants), perSecond: share(whole.starts.atFirst.perSecond) },
        perSecond: share(whole.starts.perSecond),
      },
      quotas: {
        transitionsPerSecond: whole.quotas.transitionsPerSecond / PARTS,
        lambdaConcurrency: whole.quotas.lambdaConcurrency / PARTS,
      },
    };
  });
  const simulated: Simulated[] = [];
  await inParallel(THREADS, parts, async (part) => void simulated.push(await simulateApart(part)));
  return simulated;
}

async function simulateApart(simulation: Simulation): Promise<Simulated> {
  const worker = new Worker(new URL('simulate-worker.ts', import.meta.url), {
    workerData: simulation,
    resourceLimits: MEMORY,
  });
  const [simulated] = (await once(worker, 'message')) as [Simulated];
  await worker.terminate();
  return simulated;
}
