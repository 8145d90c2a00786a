import type { Cell } from './cell.ts';
import { isEmail, MAX_NOTIFY_EMAILS, MAX_USER_ACCOUNTS, type UserAccount, type UserAccounts } from './intake-row.ts';
import { oddCharacter } from './odd-character.ts';
import { MAX_NAME_CHARACTERS } from './read-names.ts';

/** One mail address. */
export function readEmail(cell: Cell): string | undefined {
  return emailOf(cell, cell.text) ?? reportEmail(cell, cell.text);
}

/** The cell itself when it is one address and nothing else; undefined when it must be read with care. */
export function plainEmail(raw: string): string | undefined {
  return isEmail(raw) ? raw : undefined;
}

/**
 * The addresses of a cell that is a list of different ones and nothing else; undefined when it must be read with care.
 */
export function plainEmailList(raw: string): string[] | undefined {
  if (!raw.includes(';')) return isEmail(raw) ? [raw] : undefined;
  const items = raw.split(';');
  if (items.length > MAX_NOTIFY_EMAILS || !items.every(isEmail)) return undefined;
  return areDifferent(items) ? items : undefined;
}

/** The accounts of a cell, where all have plain names; undefined when it must be read with care. */
export function plainUserAccounts(raw: string): UserAccounts | undefined {
  const accounts: UserAccount[] = [];
  const names: string[] = [];
  for (const item of raw.split(';')) {
    const equals = item.indexOf('=');
    const name = item.slice(0, Math.max(equals, 0));
    const email = item.slice(equals + 1);
    if (!PLAIN_ACCOUNT.test(name) || !isEmail(email)) return undefined;
    // Between two addresses these may separate what belongs to two accounts.
    if (name.includes('@') && /[/|]/u.test(email)) return undefined;
    accounts.push({ name, email });
    names.push(name);
  }
  return accounts.length <= MAX_USER_ACCOUNTS && areDifferent(names) ? { kind: 'listed', accounts } : undefined;
}

const PLAIN_ACCOUNT = /^[A-Za-z0-9_.@\\-]{1,100}$/;

function areDifferent(items: readonly string[]): boolean {
  return items.length < 2 || new Set(items.map((item) => item.toLowerCase())).size === items.length;
}

/** Stakeholders, separated by semicolons; each once, in the order written. */
export function readEmailList(cell: Cell): string[] | undefined {
  if (QUOTED_LOCAL_PART.test(cell.text)) {
    return reportEmail(cell, cell.text);
  }
  const items = itemsOf(cell.text);
  if (items.length > MAX_NOTIFY_EMAILS) {
    return cell.report('too-many-addresses', { value: null, about: `${items.length} > ${MAX_NOTIFY_EMAILS}` });
  }
  if (items.length === 0) {
    return cell.report('email-invalid');
  }
  const addresses = items.map((item) => emailOf(cell, item));
  const invalid = items.filter((_, nth) => addresses[nth] === undefined);
  if (invalid.length > 0) {
    const separator = otherSeparatorIn(invalid);
    if (separator !== undefined) {
      return cell.report('list-separator-wrong', { about: separator });
    }
    invalid.forEach((item) => reportEmail(cell, item));
    return undefined;
  }
  const once = new Map<string, string>();
  for (const item of addresses.filter((address) => address !== undefined)) {
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
  if (QUOTED_LOCAL_PART.test(cell.text)) {
    return reportEmail(cell, cell.text);
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

/** `"a b"@example.com` is an address by RFC 5321. */
const QUOTED_LOCAL_PART = /"[^"]*"@/u;
/** Nothing in the domain that would end it for anyone who takes an address of the Web apart. */
const IDN = /^([^@]+)@([\p{L}\p{M}\p{N}.・-]*[^\x00-\x7f][\p{L}\p{M}\p{N}.・-]*)$/u;
/** Letters that look like those of others: a label that has both disguises itself. */
const LOOKS_LIKE_LATIN =
  /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}\p{Script=Coptic}]/u;

/** The address as it is kept, of an IDN in its form xn--; undefined for what is none. */
function emailOf(cell: Cell, text: string): string | undefined {
  if (isEmail(text)) return text;
  const [, local = '', domain = ''] = IDN.exec(text) ?? [];
  if (domain === '' || domain.split('.').some((label) => LOOKS_LIKE_LATIN.test(label) && /[a-z]/iu.test(label))) {
    return undefined;
  }
  const url = `https://${domain}`;
  const address = URL.canParse(url) ? `${local}@${new URL(url).hostname}` : '';
  if (!isEmail(address)) return undefined;
  cell.report('domain-in-punycode', { value: text, about: address });
  return address;
}

/** An address of RFC 5321 may have quotation marks, ";" and "="; the consoles take no such, and here they separate. */
function reportEmail(cell: Cell, value: string): undefined {
  return cell.report('email-invalid', { value, about: oddCharacter(value) || oddCharacter(value, /[";=]/u) });
}

function readUserAccount(cell: Cell, item: string): UserAccount | undefined {
  // The last "=": an account name may contain one, an address that we accept does not.
  const equals = item.lastIndexOf('=');
  const name = item.slice(0, Math.max(equals, 0)).trim();
  const email = item.slice(equals + 1).trim();
  if (name === '' || email === '' || name.length > MAX_NAME_CHARACTERS || /[,<>"]/u.test(name)) {
    return cell.report('user-accounts-invalid', { value: item });
  }
  const address = emailOf(cell, email);
  return address === undefined ? reportEmail(cell, email) : { name, email: address };
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
