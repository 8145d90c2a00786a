import { randomUUID } from 'node:crypto';
import { tokenPurpose } from '../../domain/desk/desk-task.ts';
import { upgradeStepOf } from '../../domain/desk/user-upgrade.ts';
import type { UserUpgradeRecord } from '../../domain/user.ts';
import type { Deed, Reason } from '../../domain/statements/catalogue.ts';
import type { Ports } from '../../ports/index.ts';
import { closeTask } from '../../steps/shared/desk-filing.ts';

/** What somebody says of an account. */
export interface Said {
  upgraded: boolean;
  why: string | undefined;
  by: string;
}

/**
 * Writes down what was said of one account, answers the state that waits for it, and closes its task. A user whose state
 * does not wait yet, or no longer, is written down all the same: the state asks the record first.
 */
export async function settleUser(
  { users, tenants, vault, executions, desk, clock }: Ports,
  user: Pick<UserUpgradeRecord, 'tenantId' | 'name' | 'email'>,
  { upgraded, why, by }: Said,
): Promise<void> {
  const { tenantId, name, email } = user;
  const step = upgradeStepOf(name);
  const now = clock.now();
  const invocation = randomUUID();
  const expiresAt = new Date(now.getTime() + 60_000);
  const record = await users.begin({ tenantId, name, email }, { invocation, now, expiresAt });
  try {
    const at = now.toISOString();
    const notWorking: Reason = { code: 'accountNotWorking', by, ...(why !== undefined && { why }) };
    if (!record.upgradedAt) {
      const news = upgraded
        ? { upgradedAt: at, saidBy: by, failedAt: undefined, openReason: undefined }
        : { openReason: notWorking, saidBy: by };
      await users.change(record, invocation, news);
      const what: Deed = upgraded
        ? { code: 'userUpgraded', account: name }
        : { code: 'userNotUpgraded', account: name, reason: notWorking };
      await tenants.append(tenantId, { at, by, step: 'UpgradeUserAccount', what });
    }
  } finally {
    await users.end(record, invocation);
  }
  const token = await vault.open(tenantId, tokenPurpose(step));
  if (token) await executions.succeedTask(token.reveal(), { upgraded: upgraded || record.upgradedAt !== undefined });
  const task = await desk.read(tenantId, step);
  if (task && !task.closed) await closeTask({ desk, vault, clock }, task, { by, as: 'done' });
}
