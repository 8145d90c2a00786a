import type { WaitState } from './definition.ts';
import { isInstant } from './instant.ts';
import { sleepUntil } from './sleep.ts';
import type { Step, Visit } from './visit.ts';

export async function runWait(visit: Visit<WaitState>): Promise<Step> {
  await sleepUntil(visit.frame, await endOf(visit));
  return visit.leave(visit.state, visit.input);
}

async function endOf(visit: Visit<WaitState>): Promise<number> {
  const { until } = visit.state;
  if ('timestamp' in until) {
    const instant = await visit.evaluate(until.timestamp);
    if (typeof instant !== 'string') throw visit.wrongType('Timestamp', instant, 'string', until.timestamp);
    if (!isInstant(instant)) {
      throw visit.refused('Timestamp', `is not an instant like 2026-12-05T22:00:00Z: ${JSON.stringify(instant)}`);
    }
    return Date.parse(instant);
  }
  const enteredAt = visit.frame.runtime.clock.now().getTime();
  const seconds = (await visit.evaluateNumber(until.seconds, 'Seconds')) ?? 0;
  return enteredAt + seconds * 1000;
}
