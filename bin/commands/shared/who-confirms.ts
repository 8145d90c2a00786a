import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { Person } from '../../../lambdas/domain/person.ts';
import { requestHandler } from '../../../lambdas/adapters/request-handler.ts';
import { CommandError } from './command-error.ts';
import { whoActs } from './who-acts.ts';

/**
 * Who confirms at this terminal: the identity of AWS that the commands act with, as STS says, with the name that the
 * person gives beside it. Throws `CommandError` where STS does not answer: an unproven yes is none.
 */
export async function whoConfirms(name: string | undefined): Promise<Person> {
  const sts = new STSClient({ requestHandler: requestHandler({ connection: 2000, answer: 10_000 }) });
  try {
    const { Arn } = await sts.send(new GetCallerIdentityCommand({}));
    if (Arn === undefined) throw new Error('STS names no ARN');
    return { by: `${whoActs(name)} (${Arn})`, proof: { kind: 'iam', arn: Arn } };
  } catch (cause) {
    throw new CommandError({
      code: 'identity-unknown',
      message: `AWS does not say who you are (sts:GetCallerIdentity: ${cause instanceof Error ? cause.message : String(cause)})`,
      whatToDo: 'check your credentials with aws sts get-caller-identity, or confirm at the desk',
    });
  }
}
