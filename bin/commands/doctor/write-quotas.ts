import { readFile, writeFile } from 'node:fs/promises';
import { format } from 'prettier';
import { parseStageSettings } from '../../../lib/stage-settings.ts';
import type { QuotasFound } from './checks-of-account.ts';

const STAGES = new URL('../../../stages/', import.meta.url);

/**
 * Puts the quotas found, and the starts that they allow, into the file of a stage; everything else of it stays, and the
 * vendor's patience with it. Returns what it wrote to; throws before it writes what synth would refuse.
 */
export async function writeQuotas(
  stage: string,
  { quotas, startsPerSecond }: QuotasFound,
  stages = STAGES,
): Promise<string> {
  const file = new URL(`${encodeURIComponent(stage)}.json`, stages);
  const settings = JSON.parse(await readFile(file, 'utf8')) as { quotas?: object };
  const changed = { ...settings, startsPerSecond, quotas: { ...settings.quotas, ...quotas } };
  parseStageSettings(stage, changed);
  await writeFile(
    file,
    await format(JSON.stringify(changed), { parser: 'json', printWidth: 120, objectWrap: 'collapse' }),
  );
  return `stages/${stage}.json`;
}
