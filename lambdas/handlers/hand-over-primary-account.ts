import { handOverRun } from '../runtime/events.ts';
import { onAws } from '../runtime/on-aws.ts';
import { desk, executions, links, mailer, tenants, vault } from '../runtime/ports-on-aws.ts';
import { decisionHandler } from '../runtime/step-handler.ts';
import { handOverPrimaryAccount } from '../steps/hand-over-primary-account.ts';

/** `HandOverPrimaryAccount`: after the users, until the customer has taken the account over. */
export const createHandler = decisionHandler(handOverRun, handOverPrimaryAccount);

export const handler = onAws(createHandler, { desk, executions, links, mailer, tenants, vault });
