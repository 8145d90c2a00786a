import { Command, InvalidArgumentError, Option } from 'commander';
import { defaultQuotas } from '../../lambdas/domain/admission.ts';
import { BatchEstimator } from '../../lambdas/domain/estimate/estimate-batch.ts';
import { EXIT } from '../../local/run/exit-codes.ts';
import { checkFile } from './shared/checked-file.ts';
import { describeCheckedFile } from './shared/describe-checked-file.ts';
import { describeEstimate } from './shared/describe-estimate.ts';
import { intakeOptions, type IntakeFlags } from './shared/intake-options.ts';
import { jsonOption, printJson, type JsonFlag } from './shared/json.ts';
import { languageOption, type LanguageFlag } from './shared/language.ts';
import { screen } from './shared/screen.ts';

interface Flags extends IntakeFlags, LanguageFlag, JsonFlag {
  region: string;
  hands: 'browser' | 'operator';
  zone: string;
  vendorTenants?: number;
}

/** `estimate`: when a file would be finished, what it would cost, and which quota holds it up. Needs no deployment. */
export function estimate(): Command {
  const command = new Command('estimate')
    .description(
      'say of a CSV when it would be finished if it were released now, what AWS would charge, and what binds',
    )
    .argument('<file>', 'the CSV')
    .option('--region <region>', "AWS region, for its default quotas; a new account's may be lower", 'ap-northeast-1')
    .addOption(
      new Option('--hands <hands>', 'who works on the consoles where a row does not say')
        .choices(['browser', 'operator'])
        .default('browser'),
    )
    .option('--vendor-tenants <number>', 'tenants that may begin in a second for the vendor to be content', aRate)
    .option('--zone <zone>', 'time zone of what is said', 'Asia/Tokyo')
    .addOption(languageOption())
    .addOption(jsonOption());
  for (const option of intakeOptions()) command.addOption(option);
  return command
    .addHelpText(
      'after',
      `
Example:
  npm run -s visionlift -- estimate tenants.csv --hands operator

Times count no waiting for people: for consents, and for what only a person can do.
Prices are list prices of AWS, without free tiers. Ends with 0, with 2 when the file
is refused, missing or unreadable, with 1 when the command itself could not run.`,
    )
    .action(async (file: string, flags: Flags) => {
      const { region, hands, vendorTenants, zone, language, json } = flags;
      const quotas = { ...defaultQuotas(region), ...(vendorTenants !== undefined && { vendorTenants }) };
      const estimator = new BatchEstimator({ now: new Date(), quotas, hands });
      const checked = await checkFile(file, flags, undefined, (tenant) => {
        estimator.add(tenant);
      });
      if (checked.public.refused) {
        if (json) printJson(checked.public);
        else process.stdout.write(`${describeCheckedFile(checked, language, screen())}\n`);
        process.exitCode = EXIT.refused;
        return;
      }
      const answer = estimator.estimate();
      if (json) printJson({ ...answer, rejected: checked.public.rejected });
      else process.stdout.write(`${describeEstimate(answer, { zone, language, hands }, screen())}\n`);
    });
}

function aRate(text: string): number {
  const rate = Number(text);
  if (rate > 0 && Number.isFinite(rate)) return rate;
  throw new InvalidArgumentError('give a number above 0.');
}
