import type { LocalizedText } from '../../../lambdas/domain/language.ts';

/** What one deployment consists of, as far as the commands ask for it; the same for a stage and for this computer. */
export interface Deployment {
  /** For sentences: `stage prod in ap-northeast-1`, `this computer`. */
  called: LocalizedText;
  /** The words with which a command finds it again: `--stage prod`. */
  words: string;
  region: string;
  recordsTable: string;
  vaultTable: string;
  /** ARN or alias of the key that seals secrets. */
  vaultKey: string;
  intakeBucket: string;
  reportsBucket: string;
  evidenceBucket: string;
  migrateBatchArn: string;
  migrateTenantArn: string;
  handOverTenantArn: string;
  /** What the functions find in their environment; null where attended hands are not authorised. */
  functions: Readonly<Record<string, string>> | null;
  /** Origin of the AWS console; null where there is none. */
  consoleOrigin: string | null;
}

/** Where an execution is looked at: its page in the AWS console, or null. */
export function executionPage({ consoleOrigin, region }: Deployment, executionArn: string): string | null {
  if (consoleOrigin === null) return null;
  return `${consoleOrigin}/states/home?region=${region}#/v2/executions/details/${encodeURIComponent(executionArn)}`;
}
