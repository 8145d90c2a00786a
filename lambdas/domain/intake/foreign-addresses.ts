import type { ColumnName } from './columns.ts';
import type { IntakeRow } from './intake-row.ts';
import { domainOf } from '../is-at-domain.ts';

export interface ForeignAddress {
  column: ColumnName;
  value: string;
}

/**
 * Every address of a tenant that would get mail although it is neither at the tenant's own domains (those of primary_email
 * and approver_email) nor at one of the operator's: a CSV must not become a mail relay unseen. Of the check of a file and
 * of the plan of a batch, which needs no words of a check.
 */
export function foreignAddresses(tenant: IntakeRow, operatorDomains: ReadonlySet<string>): ForeignAddress[] {
  const found: ForeignAddress[] = [];
  const withAt = tenant.primaryEmail.slice(tenant.primaryEmail.lastIndexOf('@'));
  const look = (column: ColumnName, value: string): void => {
    // As nearly all are: only the others have their domains taken out and compared.
    if (value.endsWith(withAt)) return;
    const domain = domainOf(value);
    const ofTenant = [tenant.primaryEmail, tenant.approverEmail ?? ''].map(domainOf);
    if (!ofTenant.includes(domain) && !operatorDomains.has(domain)) found.push({ column, value });
  };
  tenant.notifyEmails.forEach((email) => look('notify_emails', email));
  if (tenant.userAccounts.kind === 'listed') {
    tenant.userAccounts.accounts.forEach(({ email }) => look('user_accounts', email));
  }
  return found;
}
