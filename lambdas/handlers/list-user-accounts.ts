import { tenantRun } from '../runtime/events.ts';
import { onAws } from '../runtime/on-aws.ts';
import { tenants } from '../runtime/ports-on-aws.ts';
import { stepHandler } from '../runtime/step-handler.ts';
import { listUserAccounts } from '../steps/list-user-accounts.ts';

/** `ListUserAccounts`: guide 3-19, which accounts. */
export const createHandler = stepHandler(tenantRun, listUserAccounts);

export const handler = onAws(createHandler, { tenants });
