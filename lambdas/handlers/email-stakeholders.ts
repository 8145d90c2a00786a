import { tenantRun } from '../runtime/events.ts';
import { onAws } from '../runtime/on-aws.ts';
import { batches, files, keptEvidence, links, mailer, tenants, users } from '../runtime/ports-on-aws.ts';
import { stepHandler } from '../runtime/step-handler.ts';
import { emailStakeholders } from '../steps/email-stakeholders.ts';

/** `EmailStakeholders`: completion mails, or one to the operator. */
export const createHandler = stepHandler(tenantRun, emailStakeholders);

export const handler = onAws(createHandler, { batches, files, keptEvidence, links, mailer, tenants, users });
