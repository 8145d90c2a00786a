import { EXIT } from '../../../terminal/exit-codes.ts';
import { checkFile, type CheckedFile } from '../shared/checked-file.ts';
import { describeCheckedFile } from '../shared/describe-checked-file.ts';
import { printJson } from '../shared/json.ts';
import { screen } from '../../../terminal/screen.ts';
import type { Flags } from '../check.ts';

/** The work of `check`. */
export async function printCheck(file: string, flags: Flags): Promise<void> {
  const checked = await checkFile(file, flags);
  if (flags.json) printJson(checked.public);
  else process.stdout.write(`${describeCheckedFile(checked, flags.language, screen())}\n`);
  process.exitCode = exitCodeOf(checked);
}

function exitCodeOf({ public: { refused, rejected } }: CheckedFile): number {
  if (refused) return EXIT.refused;
  return rejected > 0 ? EXIT.someRowsRejected : EXIT.done;
}
