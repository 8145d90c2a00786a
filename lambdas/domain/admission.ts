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

/** What one tenant asks of each of them, from its start to its hand-over. */
export interface TenantLoad {
  stateTransitions: number;
  executionStarts: number;
  taskAnswers: number;
  /** Seconds for which an invocation of it runs, all added up. */
  lambdaSeconds: number;
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
const COUNTED: TenantLoad = { stateTransitions: 62, executionStarts: 2, taskAnswers: 22, lambdaSeconds: 16 };

/** With browsers each answer of a token is a run of one. */
export function tenantLoad(hands: 'browser' | 'operator' | 'scripted'): TenantLoad {
  if (hands !== 'browser') return COUNTED;
  return { ...COUNTED, lambdaSeconds: COUNTED.lambdaSeconds + COUNTED.taskAnswers * BROWSER_SECONDS };
}

export interface StartRate {
  /** Tenants to start in a second: a whole number from 1. */
  perSecond: number;
  /** The quota that allows no more. */
  binding: keyof Quotas;
  /** What each quota alone would allow. */
  allowed: Readonly<Record<keyof Quotas, number>>;
}

/**
 * How many tenants may start in a second so that nothing is throttled, however large the batch: once the first have come
 * to their looks, as many end as start, and all that one tenant ever asks for is asked for in every second.
 */
export function startRate(quotas: Quotas, load: TenantLoad): StartRate {
  const allowed: Record<keyof Quotas, number> = {
    stateTransitions: quotas.stateTransitions / load.stateTransitions,
    executionStarts: quotas.executionStarts / load.executionStarts,
    taskAnswers: quotas.taskAnswers / load.taskAnswers,
    lambdaConcurrency: quotas.lambdaConcurrency / load.lambdaSeconds,
    vendorTenants: quotas.vendorTenants,
  };
  const names = Object.keys(allowed) as (keyof Quotas)[];
  const binding = names.reduce((least, name) => (allowed[name] < allowed[least] ? name : least), 'stateTransitions');
  return { perSecond: Math.max(1, Math.floor(allowed[binding])), binding, allowed };
}
