import type { IntakeRow } from './intake-row.ts';
import { problem, type Problem } from './problems.ts';

/**
 * Notices for every address of a tenant that would get mail although it is neither at the tenant's own domains (those
 * of primary_email and approver_email) nor at one of the operator's: a CSV must not become a mail relay unseen.
 */
export function foreignRecipients(row: number, tenant: IntakeRow, operatorDomains: ReadonlySet<string>): Problem[] {
  const own = new Set([tenant.primaryEmail, tenant.approverEmail ?? tenant.primaryEmail].map(domainOf));
  const isForeign = (email: string): boolean => !own.has(domainOf(email)) && !operatorDomains.has(domainOf(email));
  const users = tenant.userAccounts.kind === 'listed' ? tenant.userAccounts.accounts.map(({ email }) => email) : [];
  return [
    ...tenant.notifyEmails.filter(isForeign).map((value) => ({ column: 'notify_emails', value })),
    ...users.filter(isForeign).map((value) => ({ column: 'user_accounts', value })),
  ].map((where) => problem('recipient-outside-tenant', { row, ...where }));
}

function domainOf(email: string): string {
  return email.slice(email.lastIndexOf('@') + 1).toLowerCase();
}
