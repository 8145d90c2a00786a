import type { Frame } from './frame.ts';
import { sleepUntil } from './sleep.ts';

/** Counts one state transition and, where the account has used up its own, gives what to wait for (ExecutionThrottled). */
export function throttled(frame: Frame): Promise<void> | undefined {
  const { limits, clock } = frame.runtime;
  if (!limits) return undefined;
  const now = clock.now().getTime();
  const instant = limits.transition(now);
  return instant > now ? sleepUntil(frame, instant) : undefined;
}
