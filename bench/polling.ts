import { lookAgainForTheUpdate } from '../lambdas/domain/when-to-look-again.ts';
import { bound, type Durations, stratified, stuckUntil90, stuckUpTo90, uniform } from './durations.ts';
import { type Figure, type Figures, mean, quantile, type Section } from './section.ts';

const TENANTS = 20_000;
const MARK = Date.parse('2026-12-05T12:00:00.000Z');
const MINUTE = 60;

/** Seconds from the press to each look at an update of so many seconds, the one that sees its end included. */
type Looks = (tenantId: string, duration: number) => readonly number[];

/** When a running update is looked at: the product's own function, and what others would do. */
export const polling: Section = {
  name: 'polling',
  what: `looks at the running update of ${TENANTS.toLocaleString('en')} tenants, by the function that the machine asks; how near it is to the least that looks times delay can be`,
  run: async () => ({
    ...figuresOf('uniform', 'updates of 20 to 30 minutes', uniform, ours, {
      looks: { atMost: 8 },
      delay: { atMost: 20 },
      p95: { atMost: 45 },
      efficiency: { atLeast: 90 },
    }),
    ...figuresOf('stuckUntil90', 'lognormal, a twentieth stuck until 90 minutes', stuckUntil90, ours, {
      efficiency: { atLeast: 80 },
    }),
    ...figuresOf('stuckUpTo90', 'lognormal, a twentieth stuck for 30 to 90 minutes', stuckUpTo90, ours, {
      efficiency: { atLeast: 80 },
    }),
    ...figuresOf('naive', 'updates of 20 to 30 minutes, every minute from the press on', uniform, everyMinuteFrom(0)),
    ...figuresOf(
      'waitFirst',
      'updates of 20 to 30 minutes, every minute from the twentieth on',
      uniform,
      everyMinuteFrom(20),
    ),
    ...figuresOf('earlyProbe', 'lognormal as above, with one look more at 19 minutes', stuckUntil90, withProbeAt(19)),
  }),
};

type Goals = Partial<Record<'looks' | 'delay' | 'p95' | 'efficiency', Pick<Figure, 'atMost' | 'atLeast'>>>;

function figuresOf(name: string, says: string, durations: Durations, looksOf: Looks, goals: Goals = {}): Figures {
  const sample = stratified(durations, TENANTS).map((duration, index) => {
    const looks = looksOf(`tenant-${String(index)}`, duration);
    return { looks: looks.length, delay: (looks.at(-1) ?? Number.NaN) - duration };
  });
  const [looks, delays] = [mean(sample.map((each) => each.looks)), sample.map((each) => each.delay)];
  const delay = mean(delays);
  return {
    [`${name}.looks`]: { says: `${says}: looks`, value: looks, unit: '', ...goals.looks },
    [`${name}.delay`]: { says: `${says}: delay until the end is seen, mean`, value: delay, unit: 's', ...goals.delay },
    [`${name}.p95`]: { says: `${says}: delay, p95`, value: quantile(delays, 0.95), unit: 's', ...goals.p95 },
    [`${name}.efficiency`]: {
      says: `${says}: efficiency`,
      value: (100 * bound(durations)) / (looks * delay),
      unit: '%',
      ...goals.efficiency,
    },
  };
}

function ours(tenantId: string, duration: number): readonly number[] {
  const looks: number[] = [];
  const requestedAt = new Date(MARK).toISOString();
  for (let passed = 0; looks.length === 0 || passed < duration;) {
    const next = lookAgainForTheUpdate({ tenantId, requestedAt }, new Date(MARK + passed * 1000));
    if ('overdue' in next) throw new Error(`the update of ${String(duration)} s is overdue after ${String(passed)} s`);
    passed = (Date.parse(next.lookAgainAt) - MARK) / 1000;
    looks.push(passed);
  }
  return looks;
}

function everyMinuteFrom(minutes: number): Looks {
  return (_, duration) => {
    const looks = [Math.max(minutes, 1) * MINUTE];
    while ((looks.at(-1) ?? duration) < duration) looks.push((looks.at(-1) ?? duration) + MINUTE);
    return looks;
  };
}

function withProbeAt(minutes: number): Looks {
  return (tenantId, duration) =>
    duration <= minutes * MINUTE ? [minutes * MINUTE] : [minutes * MINUTE, ...ours(tenantId, duration)];
}
