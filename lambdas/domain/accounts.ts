import type { IntakeRow } from './intake/intake-row.ts';
import type { ConsoleAccount } from './tenant.ts';

/**
 * Guide 1-2: why the console's user accounts are not those of the row; `undefined` when they are. An account without an
 * address would be locked out after the update, and one that does not exist shows that somebody meant another tenant.
 */
export function whyAccountsDoNotMatch(row: IntakeRow, console: readonly ConsoleAccount[]): string | undefined {
  if (row.userAccounts.kind === 'ignore') return undefined;
  const listed = row.userAccounts.accounts.map((account) => account.name);
  const inConsole = console.filter((account) => account.kind === 'custom').map((account) => account.name);
  const notListed = inConsole.filter((name) => !listed.includes(name));
  const notInConsole = listed.filter((name) => !inConsole.includes(name));
  const reasons = [
    ...notListed.map((name) => `the console has the user account "${name}", the row does not list it`),
    ...notInConsole.map((name) => `the row lists the user account "${name}", the console does not have it`),
  ];
  return reasons.length > 0 ? reasons.join('; ') : undefined;
}
