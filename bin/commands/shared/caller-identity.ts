import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { requestHandler } from '../../../lambdas/adapters/request-handler.ts';

/** Who calls AWS, and how far this computer's clock is from its. */
export interface CallerIdentity {
  /** As STS says it; undefined where it refused to. */
  caller: { arn: string; account: string } | undefined;
  /** Why it refused, such as a signature of a clock that is far off. */
  refusal: Error | undefined;
  /** Seconds by which this computer is ahead of AWS; undefined where the answer had no date. */
  secondsAhead: number | undefined;
}

/**
 * Asks STS who calls (`GetCallerIdentity`, which needs no permission), for commands that go by the person or by the time. A
 * refusal is no error here: it has the date of AWS as well, and a clock that is off explains it.
 */
export async function callerIdentity(sts: STSClient): Promise<CallerIdentity> {
  const command = new GetCallerIdentityCommand({});
  let date: string | undefined;
  command.middlewareStack.add(
    (next) => async (given) => {
      const result = await next(given);
      date = (result.response as { headers?: Record<string, string> }).headers?.['date'];
      return result;
    },
    { step: 'deserialize', priority: 'low', name: 'dateOfAnswer' },
  );
  const asked = Date.now();
  let caller: CallerIdentity['caller'];
  let refusal: Error | undefined;
  try {
    const { Arn: arn, Account: account } = await sts.send(command);
    if (arn === undefined || account === undefined) refusal = new Error('STS names no caller');
    else caller = { arn, account };
  } catch (error) {
    refusal = error instanceof Error ? error : new Error(String(error));
  }
  // The date has whole seconds, of a moment between question and answer.
  const theirs = Date.parse(date ?? '');
  const secondsAhead = Number.isNaN(theirs) ? undefined : Math.round(((asked + Date.now()) / 2 - theirs) / 1000);
  return { caller, refusal, secondsAhead };
}

/** A client for one question by a person who waits. */
export function stsClient(): STSClient {
  return new STSClient({ requestHandler: requestHandler({ connection: 2000, answer: 10_000 }) });
}
