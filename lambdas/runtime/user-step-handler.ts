import * as z from 'zod';
import type { Ports } from '../ports/index.ts';
import type { UserRun } from '../steps/upgrade-user-account.ts';
import { log } from './logger.ts';
import { endOf, type CreateHandler } from './step-handler.ts';

const userEvent = z.object({ tenantId: z.string(), account: z.string(), taskToken: z.string() });

/**
 * A state that works on one user account of a migrated tenant (guide 3-19). The accounts of a tenant run side by side
 * and without its lease, which went back when the outcome was recorded; each has a record and a mark of its own.
 */
export function userStepHandler(run: (ports: Ports, input: UserRun) => Promise<unknown>): CreateHandler {
  return (ports) => async (event, context) => {
    const { tenantId, account, taskToken } = userEvent.parse(event);
    const { tenants, users, executions, clock } = ports;
    const tenant = await tenants.read(tenantId);
    const listed = tenant?.row.userAccounts.kind === 'listed' ? tenant.row.userAccounts.accounts : [];
    const email = listed.find(({ name }) => name === account)?.email;
    if (!tenant || email === undefined) throw new Error(`tenant ${tenantId} lists no user account "${account}"`);

    const invocation = context.awsRequestId;
    const now = clock.now();
    const user = await users.begin(
      { tenantId, name: account, email },
      { invocation, now, expiresAt: endOf(context, now) },
    );
    let answer: unknown;
    try {
      answer = await run(ports, { tenant, user, invocation });
    } catch (error) {
      const openReason = error instanceof Error ? error.message : String(error);
      // What fails here does not replace the error of the step; the mark ends by itself.
      await users.change(user, invocation, { failedAt: clock.now().toISOString(), openReason }).catch(() => undefined);
      await users.end(user, invocation).catch(() => undefined);
      throw error;
    }
    await users.end(user, invocation);
    const answered = await executions.succeedTask(taskToken, answer);
    if (!answered)
      log.warn('TOKEN_TOO_LATE', 'The step was done, and its token had been answered.', { tenantId, account });
    return {};
  };
}
