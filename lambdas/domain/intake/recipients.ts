import type { ColumnName } from './columns.ts';
import type { IntakeRow } from './intake-row.ts';
import { problem, type Problem } from './problems.ts';

/**
 * Notices for every address of a tenant that would get mail although it is neither at the tenant's own domains (those
 * of primary_email and approver_email) nor at one of the operator's: a CSV must not become a mail relay unseen.
 */
export function foreignRecipients(row: number, tenant: IntakeRow, operatorDomains: ReadonlySet<string>): Problem[] {
  const notices: Problem[] = [];
  const withAt = tenant.primaryEmail.slice(tenant.primaryEmail.lastIndexOf('@'));
  const look = (column: ColumnName, value: string): void => {
    // As nearly all are: only the others have their domains taken out and compared.
    if (value.endsWith(withAt)) {
      return;
    }
    const domain = domainOf(value);
    const ofTenant = [tenant.primaryEmail, tenant.approverEmail ?? ''].map(domainOf);
    if (!ofTenant.includes(domain) && !operatorDomains.has(domain)) {
      notices.push(problem('recipient-outside-tenant', { row, column, value }));
    }
  };
  tenant.notifyEmails.forEach((email) => look('notify_emails', email));
  if (tenant.userAccounts.kind === 'listed') {
    tenant.userAccounts.accounts.forEach(({ email }) => look('user_accounts', email));
  }
  return notices;
}

function domainOf(email: string): string {
  return email.slice(email.lastIndexOf('@') + 1).toLowerCase();
}
