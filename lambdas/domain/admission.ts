/** What an account allows, per second but for the concurrency. */
export interface Quotas {
  stateTransitions: number;
  executionStarts: number;
  /** SendTaskSuccess and SendTaskFailure. */
  taskAnswers: number;
  lambdaConcurrency: number;
  /** Tenants that may begin in a second without trying the vendor's patience. */
  vendorTenants: number;
}

/** What a tenant asks of each of them. */
interface Load {
  stateTransitions: number;
  executionStarts: number;
  taskAnswers: number;
  /** Seconds for which an invocation of it runs, all added up. */
  lambdaSeconds: number;
}

/** From its start to its hand-over. */
export interface TenantLoad extends Load {
  /** Of it, what comes before the first look at its update: within five minutes of its start. */
  beforeLooks: Load;
}

/** Default quotas of Step Functions and Lambda, November 2026; the vendor has published none. */
const ELSEWHERE: Quotas = {
  stateTransitions: 800,
  executionStarts: 150,
  taskAnswers: 300,
  lambdaConcurrency: 1_000,
  vendorTenants: Infinity,
};
const LARGEST: Quotas = { ...ELSEWHERE, stateTransitions: 5_000, executionStarts: 300, taskAnswers: 500 };
const LARGEST_REGIONS: readonly string[] = ['us-east-1', 'us-west-2', 'eu-west-1'];

/** Of an AWS region; an account that is new may have less until AWS has seen it work. */
export function defaultQuotas(region: string): Quotas {
  return LARGEST_REGIONS.includes(region) ? LARGEST : ELSEWHERE;
}

/** A run that has its consoles open by browsers: a launch, a sign-in and the step itself. */
const BROWSER_SECONDS = 10;

/**
 * Counted in the simulation of 100,000 tenants (`npm run bench -- --only scale`), a tenth of which meet the temporary
 * problem once: each has one user account. A test counts a clean tenant again.
 */
const COUNTED: TenantLoad = {
  ...{ stateTransitions: 61.4, executionStarts: 2, taskAnswers: 12, lambdaSeconds: 16 },
  beforeLooks: { stateTransitions: 25.6, executionStarts: 1, taskAnswers: 8, lambdaSeconds: 14.7 },
};
/** Runs of a tenant at consoles, looks included, and those before the first look at its update. */
const CONSOLE_RUNS = 22;
const CONSOLE_RUNS_BEFORE_LOOKS = 10.5;
/**
 * Of Lambda's concurrency at first: how long a code is waited for varies, nothing is put off at the limit, and a machine gives
 * up after six refusals.
 */
const SHARE_OF_CONCURRENCY = 0.8;
/** No tenant of that simulation comes to its first look sooner: guide 3-16, an update takes 20 to 30 minutes. */
const SECONDS_BEFORE_LOOKS = 23 * 60;

/** With browsers each run at a console is one of a browser. */
export function tenantLoad(hands: 'browser' | 'operator' | 'scripted'): TenantLoad {
  if (hands !== 'browser') return COUNTED;
  return {
    ...withBrowsers(COUNTED, CONSOLE_RUNS),
    beforeLooks: withBrowsers(COUNTED.beforeLooks, CONSOLE_RUNS_BEFORE_LOOKS),
  };
}

function withBrowsers<L extends Load>(load: L, runs: number): L {
  return { ...load, lambdaSeconds: load.lambdaSeconds + runs * BROWSER_SECONDS };
}

/** How many tenants of a batch start in a second: whole numbers from 1. */
export interface Starts {
  /** Of its first `tenants`, which may be none. */
  atFirst: { tenants: number; perSecond: number };
  /** Of all others; never more than at first. */
  perSecond: number;
}

/** One rate for all tenants of a batch. */
export function steadyStarts(perSecond: number): Starts {
  return { atFirst: { tenants: 0, perSecond }, perSecond };
}

/** From the start of a batch's first tenant to that of the one with this index, from 0 on. */
export function secondsUntilStart(index: number, { atFirst, perSecond }: Starts): number {
  const before = Math.min(index, atFirst.tenants);
  return before / atFirst.perSecond + (index - before) / perSecond;
}

export interface StartRate extends Starts {
  /** The quota that allows no more. */
  binding: keyof Quotas;
  /** What each quota alone would allow. */
  allowed: Readonly<Record<keyof Quotas, number>>;
}

/**
 * How many tenants may start in a second, however large the batch. Once the first have come to their looks, as many end as
 * start, and all that one tenant ever asks for is asked for in every second. Before that only the beginning of each is
 * asked for, so that more may start; not so many that their looks, beside the beginnings of the others, ask for answers or
 * a concurrency that AWS refuses. State transitions beyond the quota are not refused but wait: the looks of a batch of
 * more than some 10,000 tenants come late for a while, and its end the sooner (`docs/capacity.md`).
 */
export function startRate(quotas: Quotas, load: TenantLoad): StartRate {
  const allowed = allowedBy(quotas, load);
  const names = Object.keys(allowed) as (keyof Quotas)[];
  const binding = names.reduce((least, name) => (allowed[name] < allowed[least] ? name : least), 'stateTransitions');
  const perSecond = Math.max(1, Math.floor(allowed[binding]));
  const given = { ...quotas, lambdaConcurrency: quotas.lambdaConcurrency * SHARE_OF_CONCURRENCY };
  const most = Math.min(...Object.values(allowedBy(given, load.beforeLooks)), mostBesideLooks(given, load, perSecond));
  const atFirst = Math.max(perSecond, Math.floor(most));
  const tenants = atFirst > perSecond ? atFirst * SECONDS_BEFORE_LOOKS : 0;
  return { atFirst: { tenants, perSecond: atFirst }, perSecond, binding, allowed };
}

function allowedBy(quotas: Quotas, load: Load): Record<keyof Quotas, number> {
  return {
    stateTransitions: quotas.stateTransitions / load.stateTransitions,
    executionStarts: quotas.executionStarts / load.executionStarts,
    taskAnswers: quotas.taskAnswers / load.taskAnswers,
    lambdaConcurrency: quotas.lambdaConcurrency / load.lambdaSeconds,
    vendorTenants: quotas.vendorTenants,
  };
}

/** How many may have started in a second so that their looks find room beside `perSecond` others that begin. */
function mostBesideLooks(quotas: Quotas, load: TenantLoad, perSecond: number): number {
  const room = (quota: number, of: keyof Load): number =>
    (quota - perSecond * load.beforeLooks[of]) / (load[of] - load.beforeLooks[of]);
  return Math.min(
    room(quotas.executionStarts, 'executionStarts'),
    room(quotas.taskAnswers, 'taskAnswers'),
    room(quotas.lambdaConcurrency, 'lambdaSeconds'),
  );
}
