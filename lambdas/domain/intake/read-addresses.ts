import type { Cell } from './cell.ts';
import { isEmail, MAX_NOTIFY_EMAILS, MAX_USER_ACCOUNTS, type UserAccount, type UserAccounts } from './intake-row.ts';
import { oddCharacter } from './odd-character.ts';
import { MAX_NAME_CHARACTERS } from './read-names.ts';

/** One mail address. */
export function readEmail(cell: Cell): string | undefined {
  return isEmail(cell.text) ? cell.text : reportEmail(cell, cell.text);
}

/** The cell itself when it is one address and nothing else; undefined when it must be read with care. */
export function plainEmail(raw: string): string | undefined {
  return isEmail(raw) ? raw : undefined;
}

/** The same for a list of one. */
export function plainEmailList(raw: string): string[] | undefined {
  return isEmail(raw) ? [raw] : undefined;
}

/** Stakeholders, separated by semicolons; each once, in the order written. */
export function readEmailList(cell: Cell): string[] | undefined {
  const items = itemsOf(cell.text);
  if (items.length > MAX_NOTIFY_EMAILS) {
    return cell.report('too-many-addresses', { value: null, about: `${items.length} > ${MAX_NOTIFY_EMAILS}` });
  }
  if (items.length === 0) {
    return cell.report('email-invalid');
  }
  const invalid = items.filter((item) => !isEmail(item));
  if (invalid.length > 0) {
    const separator = otherSeparatorIn(invalid);
    if (separator !== undefined) {
      return cell.report('list-separator-wrong', { about: separator });
    }
    invalid.forEach((item) => reportEmail(cell, item));
    return undefined;
  }
  const once = new Map<string, string>();
  for (const item of items) {
    // The same mailbox: no provider in use tells upper from lower case.
    const folded = item.toLowerCase();
    if (once.has(folded)) {
      cell.report('address-listed-twice', { value: item });
    } else {
      once.set(folded, item);
    }
  }
  return [...once.values()];
}

/** `bbb=bbb@test.com;ccc=ccc@test.com`, `ignore`, or nothing: then the console must have no further accounts. */
export function readUserAccounts(cell: Cell): UserAccounts | undefined {
  if (cell.text.toLowerCase() === 'ignore' || cell.text === '無視') {
    return { kind: 'ignore' };
  }
  const items = itemsOf(cell.text);
  // A comma in a name alone is that account's problem; with two addresses around it, it separates them.
  const separator = /[,、，､/|・\s]/u.test(cell.text) ? otherSeparatorIn(items) : undefined;
  if (separator !== undefined) {
    return cell.report('list-separator-wrong', { about: separator });
  }
  if (items.length > MAX_USER_ACCOUNTS) {
    return cell.report('too-many-user-accounts', { value: null, about: `${items.length} > ${MAX_USER_ACCOUNTS}` });
  }
  const accounts = items.map((item) => readUserAccount(cell, item)).filter((account) => account !== undefined);
  const names = new Set<string>();
  for (const { name } of accounts) {
    if (names.has(name.toLowerCase())) {
      return cell.report('user-account-repeated', { value: name });
    }
    names.add(name.toLowerCase());
  }
  return accounts.length === items.length ? { kind: 'listed', accounts } : undefined;
}

function reportEmail(cell: Cell, value: string): undefined {
  return cell.report('email-invalid', { value, about: oddCharacter(value) });
}

function readUserAccount(cell: Cell, item: string): UserAccount | undefined {
  // The last "=": an account name may contain one, an address that we accept does not.
  const equals = item.lastIndexOf('=');
  const name = item.slice(0, Math.max(equals, 0)).trim();
  const email = item.slice(equals + 1).trim();
  if (name === '' || email === '' || name.length > MAX_NAME_CHARACTERS || /[,<>"]/u.test(name)) {
    return cell.report('user-accounts-invalid', { value: item });
  }
  return isEmail(email) ? { name, email } : reportEmail(cell, email);
}

/**
 * What stands between two addresses where a semicolon should: no address has any of these. It is not taken for one, as
 * it may as well be a slip inside a single address.
 */
function otherSeparatorIn(items: readonly string[]): string | undefined {
  return items.map((item) => /@[^@]*?([,、，､/|・\s])[^@]*@/u.exec(item)?.[1]).find((found) => found !== undefined);
}

function itemsOf(list: string): string[] {
  return list
    .split(';')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}
