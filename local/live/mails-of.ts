import { recipientsOf } from '../../lambdas/domain/batch-plan.ts';
import type { SesMessage } from '../aws/ses-message.ts';
import type { TenantOnTheWay } from './tenants-of.ts';

/** The mails that went to the people of a tenant, or name it; newest first. */
export function mailsOf({ tenantId, inBatch }: TenantOnTheWay, messages: readonly SesMessage[]): SesMessage[] {
  const people = inBatch ? recipientsOf(inBatch.row) : new Set<string>();
  const named = new RegExp(`(?<![\\w-])${RegExp.escape(tenantId)}(?![\\w-])`, 'u');
  return messages
    .filter(({ to, subject, text = '' }) => to.some((address) => people.has(address)) || named.test(subject + text))
    .toReversed();
}
