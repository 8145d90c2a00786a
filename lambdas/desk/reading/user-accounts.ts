import { label } from '../../adapters/browser/label.ts';
import type { ConsoleAccount } from '../../domain/tenant.ts';
import { cellsOf, rowsOf } from './cells.ts';

/** What the pasted table holds, or the row that is none of an account. */
export type AccountsRead = { accounts: ConsoleAccount[] } | { notARow: string };

const KINDS = { custom: label('customAccount'), directory: label('directoryAccount') } as const;
const HEADINGS = label('userName', 'accountKind', 'userRole');

/**
 * Guide 1-2: the rows of ユーザアカウント. A table copies as one line for each row; a grid as one line for each cell. The
 * kind of an account parts them either way: names stand before it, the role behind.
 */
export function readUserAccounts(text: string | undefined): AccountsRead {
  const rows = rowsOf(text).filter((cells) => !cells.some((cell) => HEADINGS.test(cell)));
  const isTable = rows.some((cells) => cells.length > 1);
  const accounts: ConsoleAccount[] = [];
  for (const cells of isTable ? rows : inGroups(cellsOf(text))) {
    const account = accountOf(cells);
    if (!account) return { notARow: cells.join(' · ') };
    accounts.push(account);
  }
  return { accounts };
}

function accountOf(cells: readonly string[]): ConsoleAccount | undefined {
  const at = cells.findIndex((cell, index) => index > 0 && kindOf(cell) !== undefined);
  const [name, kind] = [cells[0], kindOf(cells[at] ?? '')];
  if (name === undefined || kind === undefined || cells.length > at + 2) return undefined;
  return { name, kind, role: cells[at + 1] ?? '' };
}

/** Cells of a grid, one account after the other: each ends with the cell behind its kind. */
function inGroups(cells: readonly string[]): string[][] {
  const entries = cells.filter((cell) => !HEADINGS.test(cell));
  const groups: string[][] = [];
  let start = 0;
  entries.forEach((cell, index) => {
    if (index <= start || kindOf(cell) === undefined) return;
    groups.push(entries.slice(start, index + 2));
    start = index + 2;
  });
  return start < entries.length ? [...groups, entries.slice(start)] : groups;
}

function kindOf(cell: string): ConsoleAccount['kind'] | undefined {
  if (KINDS.custom.test(cell)) return 'custom';
  return KINDS.directory.test(cell) ? 'directory' : undefined;
}
