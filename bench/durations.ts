const STEP = 0.25;
const LONGEST = 90 * 60;

/** How long updates take: the density of those that spread, per second, and what share ends at one instant. */
export interface Durations {
  density(seconds: number): number;
  atOnce?: { seconds: number; share: number };
}

const MINUTE = 60;

/** Guide 3-16: 20 to 30 minutes, any of them as likely as another. */
export const uniform: Durations = { density: within(20 * MINUTE, 30 * MINUTE) };

/** A twentieth ends before 20 minutes and a twentieth after 30. */
const body = lognormal(20 * MINUTE, 30 * MINUTE);

/** The lognormal one, and a twentieth that hangs and ends at 90 minutes. */
export const stuckUntil90: Durations = {
  density: (seconds) => 0.95 * body(seconds),
  atOnce: { seconds: 90 * MINUTE, share: 0.05 },
};

/** The lognormal one, and a twentieth that ends at any instant between 30 and 90 minutes. */
export const stuckUpTo90: Durations = {
  density: (seconds) => 0.95 * body(seconds) + 0.05 * within(30 * MINUTE, 90 * MINUTE)(seconds),
};

function within(from: number, to: number): (seconds: number) => number {
  return (seconds) => (seconds >= from && seconds < to ? 1 / (to - from) : 0);
}

/** By its 5th and 95th percentile. */
function lognormal(p5: number, p95: number): (seconds: number) => number {
  const [mu, sigma] = [Math.log(p5 * p95) / 2, Math.log(p95 / p5) / (2 * 1.644854)];
  return (seconds) =>
    Math.exp(-(((Math.log(seconds) - mu) / sigma) ** 2) / 2) / (seconds * sigma * Math.sqrt(2 * Math.PI));
}

/**
 * The least that looks times mean delay can be, in look seconds: half the square of the integral over the root of density
 * times survival (Cauchy-Schwarz; an end that everybody knows in advance costs nothing).
 */
export function bound(durations: Durations): number {
  let [survival, integral] = [1, 0];
  for (let seconds = STEP / 2; seconds < LONGEST; seconds += STEP) {
    const density = durations.density(seconds);
    survival -= density * STEP;
    integral += Math.sqrt(density * Math.max(survival + (density * STEP) / 2, 0)) * STEP;
  }
  return integral ** 2 / 2;
}

/** `count` durations in seconds, one from each of as many equally likely parts: a sample without luck. */
export function stratified(durations: Durations, count: number): number[] {
  const sample: number[] = [];
  let share = 0;
  for (let seconds = STEP / 2; seconds < LONGEST; seconds += STEP) {
    const before = share;
    share += durations.density(seconds) * STEP;
    while (sample.length < count && (sample.length + 0.5) / count < share) {
      const within = ((sample.length + 0.5) / count - before) / (share - before);
      sample.push(seconds + (within - 0.5) * STEP);
    }
  }
  while (sample.length < count) sample.push(durations.atOnce?.seconds ?? LONGEST);
  return sample;
}
