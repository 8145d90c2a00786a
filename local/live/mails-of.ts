import type { SesMessage } from '../aws/ses-message.ts';
import type { TenantOnTheWay } from './tenants-of.ts';

/** The mails that went to the people of a tenant, or name it; newest first. */
export function mailsOf({ tenantId, inBatch }: TenantOnTheWay, messages: readonly SesMessage[]): SesMessage[] {
  const people = new Set(inBatch ? addressesOf(inBatch.row) : []);
  const named = new RegExp(`(?<![\\w-])${RegExp.escape(tenantId)}(?![\\w-])`, 'u');
  return messages
    .filter(({ to, subject, text = '' }) => to.some((address) => people.has(address)) || named.test(subject + text))
    .toReversed();
}

function addressesOf({
  primaryEmail,
  approverEmail,
  notifyEmails,
  userAccounts,
}: NonNullable<TenantOnTheWay['inBatch']>['row']): string[] {
  const users = userAccounts.kind === 'listed' ? userAccounts.accounts.map(({ email }) => email) : [];
  return [primaryEmail, approverEmail, ...notifyEmails, ...users].filter((address) => address !== undefined);
}
