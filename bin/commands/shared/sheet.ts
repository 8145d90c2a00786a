import { Option } from 'commander';

/** Which sheet of a workbook is meant. */
export interface SheetFlag {
  sheet?: string;
}

/** `--sheet`, of each command that takes a file of tenants. */
export function sheetOption(): Option {
  return new Option('--sheet <name>', 'sheet of a workbook (.xlsx), if not the first');
}
