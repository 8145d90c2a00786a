import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { KMSClient } from '@aws-sdk/client-kms';
import { SESClient } from '@aws-sdk/client-ses';
import { STSClient } from '@aws-sdk/client-sts';
import { Resolver } from 'node:dns/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LocalizedText } from '../../../lambdas/domain/language.ts';
import { requestHandler } from '../../../lambdas/adapters/request-handler.ts';
import { readStage, stageNames, STAGES } from '../../../lib/stage-file.ts';
import { type StageSettings, parseStageSettings } from '../../../lib/stage-settings.ts';
import { versionOfCheckout } from '../../../lib/version-of-checkout.ts';
import { EXIT } from '../../../terminal/exit-codes.ts';
import { screen } from '../../../terminal/screen.ts';
import { table } from '../../../terminal/table.ts';
import { deploymentOnThisComputer } from '../deployment/deployment-on-this-computer.ts';
import { CommandError } from '../shared/command-error.ts';
import { printJson } from '../shared/json.ts';
import { checksOfAccount, type QuotasFound } from './checks-of-account.ts';
import { checksOfDeployment, lookAtKeys, lookAtServices } from './checks-of-deployment.ts';
import { checksOfMail, type MailChecks } from './checks-of-mail.ts';
import type { AwsAccess } from './ask-aws.ts';
import { couldNotLook, doesNotApply, TITLES, type Check, type Finding } from './finding.ts';
import type { CommonFlags } from '../shared/with-options.ts';
import { readFile, writeFile } from 'node:fs/promises';

/** All checks run at once, and none of them for longer. */
const PATIENCE_MS = 8000;

/** What is replaced where AWS and the DNS are not to be asked. */
export interface Surroundings {
  /** The folder of the stage files. */
  stages?: URL;
  resolveMx?: MailChecks['resolveMx'];
  version?: string;
  patience?: number;
  wait?: AwsAccess['wait'];
}

type Found = Check & { finding: Finding };

/** The work of `doctor`. */
export async function examine(flags: Flags): Promise<void> {
  const { results, written } = await findings(flags);
  if (flags.json) printJson(asJson(results, written));
  else process.stdout.write(`${describe(results, written, flags.language).join('\n')}\n`);
  if (results.some(({ finding: { verdict } }) => verdict === 'to-do' || verdict === 'unknown')) {
    process.exitCode = EXIT.notFine;
  }
}

/** Makes every check that the flags ask for, and writes what `--write` asks for; `written` is the file. */
export async function findings(
  flags: Pick<Flags, 'stage' | 'region' | 'local' | 'out' | 'write'>,
  surroundings: Surroundings = {},
): Promise<{ results: Found[]; written: string | undefined }> {
  let found: QuotasFound | undefined;
  const checks = flags.local
    ? checksOnThisComputer(flags.out)
    : await checksOfStage(flags, surroundings, (quotas) => (found = quotas));
  const results = await Promise.all(
    checks.map(async (check) => ({ ...check, finding: await finding(check, surroundings.patience ?? PATIENCE_MS) })),
  );
  return { results, written: flags.write ? await write(flags, found, surroundings) : undefined };
}

async function checksOfStage(
  { stage, region }: Pick<Flags, 'stage' | 'region'>,
  { stages, resolveMx = mxFromDns, version = versionOfCheckout(), wait = waitUnlessOver }: Surroundings,
  onQuotas: (found: QuotasFound) => void,
): Promise<Check[]> {
  if (stage === undefined || stage === '') {
    throw new CommandError({
      code: 'no-stage',
      message: 'no deployment is named',
      whatToDo: 'give --stage NAME (or set VISIONLIFT_STAGE), or --local for the one of `npm run local`',
    });
  }
  const settings: StageSettings = { ...readStage(stage, stages), ...(region !== undefined && { region }) };
  const client = {
    region: settings.region,
    maxAttempts: 1,
    requestHandler: requestHandler({ connection: 3000, answer: 6000 }),
  };
  const sts = new STSClient(client);
  const formation = new CloudFormationClient(client);
  const access = { credentials: sts.config.credentials, region: settings.region, wait };
  return [
    ...checksOfAccount({ access, sts, formation, settings, onQuotas }),
    ...checksOfMail({ access, ses: new SESClient(client), settings, resolveMx }),
    ...checksOfDeployment({ access, formation, kms: new KMSClient(client), stage, known: stageNames(stages), version }),
  ];
}

/** Keeps no process up whose checks have all ended: each of them has a timer of its own. */
function waitUnlessOver(ms: number): Promise<void> {
  return sleep(ms, undefined, { ref: false });
}

function mxFromDns(domain: string) {
  return new Resolver({ timeout: 3000, tries: 1 }).resolveMx(domain);
}

/** What there is here besides AWS; each other check says that it does not apply. Throws where nothing is kept up. */
function checksOnThisComputer(out: string): Check[] {
  const { vaultKey, vaultTable, recordsTable, migrateTenantArn } = deploymentOnThisComputer(out);
  const checks: Check[] = [
    {
      name: 'stack',
      title: { ja: '起動中のサービス', en: 'what is kept up' },
      look: () => lookAtServices([recordsTable, vaultTable], migrateTenantArn),
    },
    { name: 'keys', look: () => lookAtKeys(new KMSClient({ maxAttempts: 1 }), [vaultKey]) },
  ];
  const names = Object.keys(TITLES) as (keyof typeof TITLES)[];
  const onlyOnAws = names.filter((name) => !checks.some((check) => check.name === name));
  const look = () => Promise.resolve(doesNotApply('AWS 上のデプロイのみ', 'only of a deployment on AWS'));
  return [...checks, ...onlyOnAws.map((name) => ({ name, look }))];
}

/** A check that fails, or takes too long, has not been made. */
async function finding(check: Check, patience: number): Promise<Finding> {
  const tooLong = Promise.withResolvers<Finding>();
  const timer = setTimeout(() => {
    const why = `no answer within ${String(patience / 1000)} s`;
    tooLong.resolve(
      couldNotLook(why, { ja: 'ネットワークとプロキシを確認してください', en: 'look at the network and the proxy' }),
    );
  }, patience);
  try {
    return await Promise.race([check.look(), tooLong.promise]);
  } catch (error) {
    return couldNotLook(inOneLine(error), isOfCredentials(error) ? PERMISSIONS : AGAIN);
  } finally {
    clearTimeout(timer);
  }
}

const PERMISSIONS: LocalizedText = {
  ja: '認証情報と、docs/command-line.md のPermissionsにある権限を確認してください',
  en: 'look at the credentials, and at what they need to be allowed: Permissions of docs/command-line.md',
};
const AGAIN: LocalizedText = {
  ja: 'もう一度実行し、続く場合はネットワークとプロキシを確認してください',
  en: 'look again; where it stays so, look at the network and the proxy',
};

function inOneLine(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const message = error.message.replaceAll(/\s+/gu, ' ');
  return message.startsWith(error.name) ? message : `${error.name}: ${message}`;
}

/** `AccessDeniedException` is the name of an error of the SDK, and the first word of what a signed request is told. */
function isOfCredentials(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const words = `${error.name} ${error.message.split(':')[0] ?? ''}`;
  return /AccessDenied|NotAuthorized|Unrecognized|Token|Credentials|Signature/u.test(words);
}

async function write(
  { stage, local }: Pick<Flags, 'stage' | 'local'>,
  found: QuotasFound | undefined,
  { stages }: Surroundings,
): Promise<string> {
  if (local || stage === undefined || !found) {
    throw new CommandError({
      code: 'nothing-to-write',
      message: local
        ? '--write is about the stage file of a deployment on AWS'
        : 'the quotas could not be read, so nothing was written',
      whatToDo: local ? 'give --stage NAME instead of --local' : 'see the check "quotas" without --write',
    });
  }
  return writeQuotas(stage, found, stages);
}

function asJson(results: readonly Found[], written: string | undefined): object {
  return {
    checks: results.map(({ name, finding: { verdict, says, whatToDo } }) => ({
      name,
      verdict,
      says,
      whatToDo: whatToDo ?? null,
    })),
    written: written ?? null,
  };
}

const VERDICTS: Readonly<Record<Finding['verdict'], LocalizedText>> = {
  fine: { ja: '正常', en: 'fine' },
  'to-do': { ja: '要対応', en: 'to do' },
  unknown: { ja: '未確認', en: 'not known' },
  none: { ja: '対象外', en: '-' },
};

function describe(results: readonly Found[], written: string | undefined, language: keyof LocalizedText): string[] {
  const columns =
    language === 'ja'
      ? [{ title: '項目' }, { title: '結果' }, { title: '内容' }]
      : [{ title: 'check' }, { title: 'result' }, { title: 'what was seen, and what to do' }];
  const rows = results.map(({ name, title = TITLES[name], finding: { verdict, says, whatToDo } }) => [
    title[language],
    VERDICTS[verdict][language],
    whatToDo ? `${says[language]} → ${whatToDo[language]}` : says[language],
  ]);
  const count = (verdict: Finding['verdict']) =>
    String(results.filter((each) => each.finding.verdict === verdict).length);
  const summary = {
    ja: `正常 ${count('fine')}件、要対応 ${count('to-do')}件、未確認 ${count('unknown')}件`,
    en: `${count('fine')} fine, ${count('to-do')} to do, ${count('unknown')} not known`,
  };
  return [
    ...table(columns, rows, screen().width),
    '',
    summary[language],
    ...(written === undefined ? [] : [{ ja: `${written}に書き込みました`, en: `written into ${written}` }[language]]),
  ];
}

export interface Flags extends CommonFlags {
  write?: true;
}

/**
 * Puts the quotas found into the file of a stage, and lowers its starts to what they allow; everything else of it
 * stays, and the vendor's patience with it. Returns what it wrote to; throws before it writes what synth would refuse.
 */
export async function writeQuotas(stage: string, { quotas, ...starts }: QuotasFound, stages = STAGES): Promise<string> {
  const file = new URL(`${encodeURIComponent(stage)}.json`, stages);
  const settings = JSON.parse(await readFile(file, 'utf8')) as { quotas?: object };
  const changed = { ...settings, ...starts, quotas: { ...settings.quotas, ...quotas } };
  parseStageSettings(stage, changed);
  // Loaded by the one run that writes.
  const { format } = await import('prettier');
  await writeFile(
    file,
    await format(JSON.stringify(changed), { parser: 'json', printWidth: 120, objectWrap: 'collapse' }),
  );
  return `stages/${stage}.json`;
}
