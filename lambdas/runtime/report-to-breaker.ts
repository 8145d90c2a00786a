import { checkBreaker } from '../steps/shared/check-breaker.ts';
import type { BreakerPorts } from '../steps/shared/notify-of-trip.ts';
import { isAwsUnavailable } from './aws-unavailable.ts';
import { MOST_RETRIES, passesByItself, type StepCall } from './step-call.ts';
import { log } from './logger.ts';

/** Each of them is several of the SDK's own. */
const ATTEMPTS = 3;

/**
 * Reports an error that stopped a step to the circuit breaker: not what the machine tries again, not AWS, and not what a
 * person at the desk has seen, who decides by themselves. Nothing that fails here replaces the error of the step; where the
 * breaker has tripped and its mail was not sent, the next run of the scheduled jobs sends it.
 */
export async function reportToBreaker(
  ports: BreakerPorts,
  step: string,
  call: StepCall,
  error: unknown,
): Promise<void> {
  const { tenantId, batchId, person, retryCount = 0 } = call;
  if (person !== undefined || isAwsUnavailable(error)) return;
  if (passesByItself(error) && retryCount < MOST_RETRIES) return;
  try {
    if (!(await persistently(() => checkBreaker(ports, { tenantId, step, error })))) return;
    log.error('BRAKE_PULLED', 'Everything is held until somebody resumes: the same error again, or an unknown page.', {
      tenantId,
      batchId,
      step,
      error: nameOf(error),
    });
  } catch (secondError) {
    log.error('BRAKE_NOT_TOLD', 'An error could not be reported to the circuit breaker, or its mail not be sent.', {
      tenantId,
      step,
      error: nameOf(error),
      because: nameOf(secondError),
    });
  }
}

/** One request that AWS does not take must not leave an unknown page unheard: the step goes to a person right after. */
async function persistently(work: () => Promise<boolean>): Promise<boolean> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt === ATTEMPTS || !isAwsUnavailable(error)) throw error;
    }
  }
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : String(error);
}
