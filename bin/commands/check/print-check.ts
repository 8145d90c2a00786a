import type { OtherOwners } from '../../../lambdas/domain/intake/console-conflicts.ts';
import { EXIT } from '../../../terminal/exit-codes.ts';
import { checkFile, type CheckedFile } from '../shared/checked-file.ts';
import { describeCheckedFile } from '../shared/describe-checked-file.ts';
import { printJson, type JsonFlag } from '../shared/json.ts';
import { screen } from '../../../terminal/screen.ts';
import type { DeploymentFlags } from '../deployment/deployment-options.ts';
import type { IntakeFlags } from '../shared/intake-options.ts';
import type { SheetFlag } from '../shared/sheet.ts';
import type { LanguageFlag } from '../shared/language.ts';

/** The work of `check`. */
export async function printCheck(file: string, flags: Flags): Promise<void> {
  const otherOwners = await recordsOf(flags);
  const checked = await checkFile(file, { ...flags, ...(otherOwners && { otherOwners }) });
  if (flags.json) printJson(checked.public);
  else process.stdout.write(`${describeCheckedFile(checked, flags.language, screen())}\n`);
  process.exitCode = exitCodeOf(checked);
}

/** Asks a deployment whose the consoles are, where one is named; loaded only then. */
async function recordsOf(flags: Flags): Promise<OtherOwners | undefined> {
  if (!flags.local && !flags.stage) return undefined;
  const [{ findDeployment }, { storesOf }, { lookForOwners }] = await Promise.all([
    import('../deployment/find-deployment.ts'),
    import('../deployment/stores.ts'),
    import('../../../lambdas/steps/shared/other-owners.ts'),
  ]);
  const clock = { now: () => new Date() };
  return lookForOwners({ ...storesOf(await findDeployment(flags)), clock });
}

function exitCodeOf({ public: { refused, rejected } }: CheckedFile): number {
  if (refused) return EXIT.refused;
  return rejected > 0 ? EXIT.someRowsRejected : EXIT.done;
}

export type Flags = IntakeFlags & SheetFlag & LanguageFlag & JsonFlag & DeploymentFlags;
