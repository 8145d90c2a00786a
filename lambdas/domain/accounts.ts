import type { IntakeRow } from './intake/intake-row.ts';
import type { Reason } from './statements/catalogue.ts';
import type { ConsoleAccount, Tenant } from './tenant.ts';

/**
 * Guide 1-2: why the console's user accounts are not those of the row; `undefined` when they are. An account without an
 * address would be locked out after the update, and one that does not exist shows that somebody meant another tenant.
 */
export function whyAccountsDoNotMatch(row: IntakeRow, console: readonly ConsoleAccount[]): Reason | undefined {
  if (row.userAccounts.kind === 'ignore') return undefined;
  const listed = row.userAccounts.accounts.map((account) => account.name);
  const inConsole = console.filter((account) => account.kind === 'custom').map((account) => account.name);
  const notListed = inConsole.filter((name) => !listed.includes(name));
  const notInConsole = listed.filter((name) => !inConsole.includes(name));
  const isSame = notListed.length === 0 && notInConsole.length === 0;
  return isSame ? undefined : { code: 'accountsDoNotMatch', notListed, notInConsole };
}

/** Accounts of the console that nobody upgrades for their users, and why. */
export interface UntouchedAccount extends ConsoleAccount {
  why: 'directory' | 'noAddress';
}

/**
 * Guide 3-19: the accounts that the customer has to look after. Those of a directory sign in by its identity provider; of
 * those whose row leaves the console's accounts alone, nobody has told us an address.
 */
export function untouchedAccounts({ accounts = [], row }: Pick<Tenant, 'accounts' | 'row'>): UntouchedAccount[] {
  const addressed = new Set(
    row.userAccounts.kind === 'listed' ? row.userAccounts.accounts.map(({ name }) => name) : [],
  );
  return accounts
    .filter(({ kind, name }) => kind === 'directory' || !addressed.has(name))
    .map((account) => ({ ...account, why: account.kind === 'directory' ? 'directory' : 'noAddress' }));
}
