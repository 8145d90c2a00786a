import { foreignAddresses } from './foreign-addresses.ts';
import type { IntakeRow } from './intake-row.ts';
import { problem, type Problem } from './problems.ts';

/** A notice for every address of a tenant that is nobody's we know. */
export function foreignRecipients(row: number, tenant: IntakeRow, operatorDomains: ReadonlySet<string>): Problem[] {
  return foreignAddresses(tenant, operatorDomains).map(({ column, value }) =>
    problem('recipient-outside-tenant', { row, column, value }),
  );
}
