import { tenantRun } from '../runtime/events.ts';
import { onAws } from '../runtime/on-aws.ts';
import { batches, executions, tenants } from '../runtime/ports-on-aws.ts';
import { stepHandler } from '../runtime/step-handler.ts';
import { claimTenant } from '../steps/claim-tenant.ts';

/** `ClaimTenant`: takes the lease. */
export const createHandler = stepHandler(tenantRun, claimTenant);

export const handler = onAws(createHandler, { batches, executions, tenants });
