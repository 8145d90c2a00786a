import { defaultQuotas } from '../../../lambdas/domain/admission.ts';
import { BatchEstimator } from '../../../lambdas/domain/estimate/estimate-batch.ts';
import { EXIT } from '../../../terminal/exit-codes.ts';
import { checkFile } from '../shared/checked-file.ts';
import { describeCheckedFile } from '../shared/describe-checked-file.ts';
import { describeEstimate } from '../shared/describe-estimate.ts';
import { printJson, type JsonFlag } from '../shared/json.ts';
import { screen } from '../../../terminal/screen.ts';
import type { IntakeFlags } from '../shared/intake-options.ts';
import type { SheetFlag } from '../shared/sheet.ts';
import type { LanguageFlag } from '../shared/language.ts';

/** The work of `estimate`. */
export async function printEstimate(file: string, flags: Flags): Promise<void> {
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
}

export interface Flags extends IntakeFlags, SheetFlag, LanguageFlag, JsonFlag {
  region: string;
  hands: 'browser' | 'operator';
  zone: string;
  vendorTenants?: number;
}
