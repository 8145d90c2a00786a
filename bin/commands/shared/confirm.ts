import { createInterface } from 'node:readline/promises';
import { CommandError } from './command-error.ts';
import type { LanguageFlag } from './language.ts';

/** Before something is gone for good a person types the tenant's id; a script has decided already. */
export async function confirm(
  tenantId: string,
  what: string,
  { yes, language }: LanguageFlag & { yes?: true },
): Promise<void> {
  if (yes || !process.stdin.isTTY) return;
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await terminal.question(
    language === 'ja'
      ? `${what}を削除します。元に戻せません。続けるにはテナントIDを入力してください: `
      : `This deletes ${what}, for good. Type the tenant id to go on: `,
  );
  terminal.close();
  if (answer.trim() === tenantId) return;
  throw new CommandError({
    code: 'not-confirmed',
    message: 'nothing was deleted: that is not the tenant id',
    whatToDo: 'run the command again, or add --yes',
  });
}
