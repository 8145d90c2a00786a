import { isServerError, isThrottlingError, isTransientError } from '@smithy/core/retry';
import { StepError } from '../domain/errors.ts';

/** An AWS service throttled us, failed or did not answer for longer than the SDK tried by itself. The machines retry it. */
export class AwsUnavailableError extends Error {
  override readonly name = 'AwsUnavailableError';
}

/**
 * Does the work of a state. What AWS itself could not do for now has a dozen names, one list of which the SDK keeps;
 * it is thrown under the one name that the machines' retriers ask for.
 */
export async function orAwsUnavailable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw isAwsUnavailable(error)
      ? new AwsUnavailableError(`${error.name}: ${error.message}`, { cause: error })
      : error;
  }
}

/** A step's own error says what happened, whatever it was caused by. */
export function isAwsUnavailable(error: unknown): error is SdkError {
  if (!(error instanceof Error) || error instanceof StepError) return false;
  const sdkError = error as SdkError;
  return isThrottlingError(sdkError) || isTransientError(sdkError) || isServerError(sdkError);
}

type SdkError = Parameters<typeof isServerError>[0];
