import { readFile, rm } from 'node:fs/promises';
import { createInterface } from 'node:readline/promises';
import { buffer } from 'node:stream/consumers';
import { Command } from 'commander';
import { inParallel } from '../../../lambdas/adapters/dynamo/in-parallel.ts';
import type { Vault } from '../../../lambdas/ports/vault.ts';
import { EXIT } from '../../../local/run/exit-codes.ts';
import { deploymentOptions, type DeploymentFlags } from '../deployment/deployment-options.ts';
import { findDeployment } from '../deployment/find-deployment.ts';
import { vaultOf } from '../deployment/stores.ts';
import { CommandError } from '../shared/command-error.ts';
import { givenPath } from '../shared/given-path.ts';
import { jsonOption, printJson, type JsonFlag } from '../shared/json.ts';
import { languageOption, type LanguageFlag } from '../shared/language.ts';
import { screen } from '../shared/screen.ts';
import { readCredential } from './credential.ts';
import type { CredentialProblem } from './credential-problems.ts';
import { describeImport, publicProblems, type Import } from './describe-import.ts';
import { askForSecret } from './hidden-prompt.ts';
import { readCredentials, type Credential, type CredentialsFile } from './read-credentials.ts';

interface Flags extends DeploymentFlags, LanguageFlag, JsonFlag {
  tenant?: string;
  system?: string;
  account?: string;
  replace?: true;
  delete?: true;
}

/** Secrets sealed at once: KMS and the table take many times more. */
const AT_ONCE = 16;

/** `credentials import`: what customers gave us goes into the vault, sealed on this computer, and nowhere else. */
export function importCredentials(): Command {
  const command = new Command('import')
    .description('seal passwords and seeds on this computer and put them into the vault')
    .argument('[file]', 'CSV with tenant_id, system, account, secret; - for stdin; without it one secret is asked for')
    .option('--tenant <id>', 'without a file: whose secret it is')
    .option('--system <system>', 'without a file: clp, totp or apex-central')
    .option('--account <name>', 'without a file: the user account of Apex Central')
    .option('--replace', 'replace what is in the vault already')
    .option('--delete', 'delete the file afterwards without asking')
    .addOption(languageOption())
    .addOption(jsonOption());
  for (const option of deploymentOptions()) command.addOption(option);
  return command
    .addHelpText(
      'after',
      `
Examples:
  npm run -s visionlift -- credentials import passwords.csv --stage prod
  npm run -s visionlift -- credentials import --tenant t-001 --system clp --stage prod

A secret is never an argument: others on this computer could read it.
With a bad line nothing is imported (2).`,
    )
    .action(run);
}

async function run(file: string | undefined, flags: Flags): Promise<void> {
  const { credentials, problems } = await read(file, flags);
  if (problems.length > 0) {
    refuse(problems, flags);
    return;
  }
  const vault = vaultOf(await findDeployment(flags));
  const present = await alreadyThere(vault, credentials);
  if (present.length > 0 && !flags.replace) {
    refuse(present, flags);
    return;
  }
  const imported = await sealAll(vault, credentials, flags.replace ?? false);
  const deleted = file !== undefined && file !== '-' && (await deleteFile(file, flags));
  const answer: Import = {
    imported: imported.length,
    replaced: present.length,
    tenants: new Set(credentials.map(({ tenantId }) => tenantId)).size,
    deleted,
    problems: [],
  };
  print(answer, flags);
}

async function read(file: string | undefined, flags: Flags): Promise<CredentialsFile> {
  if (file === undefined) return ask(flags);
  if (file === '-') return readCredentials(await buffer(process.stdin));
  try {
    return await readCredentials(await readFile(givenPath(file)));
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === undefined) throw cause;
    const failure = {
      code: 'file-unreadable',
      message: `${file} cannot be read (${code})`,
      whatToDo: 'check the path and its permissions',
      exitCode: EXIT.refused,
    };
    throw new CommandError(failure, { cause });
  }
}

async function ask({ tenant = '', system = '', account = '' }: Flags): Promise<CredentialsFile> {
  // What was said on the command line is looked at before anybody types a secret.
  const before = readCredential(null, { tenant_id: tenant, system, account, secret: 'AAAAAAAAAAAAAAAA' });
  if ('problems' in before) return { credentials: [], problems: before.problems };
  const secret = await askForSecret(`${tenant} ${system} ${account}`.trim());
  const reading = readCredential(null, { tenant_id: tenant, system, account, secret: secret.reveal() });
  if ('problems' in reading) return { credentials: [], problems: reading.problems };
  return { credentials: [{ line: null, tenantId: tenant, purpose: reading.purpose, secret }], problems: [] };
}

/** Every credential that the vault has already, so that all of them are told at once. */
async function alreadyThere(vault: Vault, credentials: readonly Credential[]): Promise<CredentialProblem[]> {
  const byTenant = Map.groupBy(credentials, ({ tenantId }) => tenantId);
  const problems: CredentialProblem[] = [];
  await inParallel(AT_ONCE, [...byTenant], async ([tenantId, ofTenant]) => {
    const purposes = await vault.purposes(tenantId);
    for (const { line, purpose } of ofTenant) {
      if (purposes.includes(purpose)) problems.push({ line, column: null, code: 'already-there' });
    }
  });
  return problems.sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
}

async function sealAll(vault: Vault, credentials: readonly Credential[], replace: boolean): Promise<Credential[]> {
  const sealed: Credential[] = [];
  try {
    await inParallel(AT_ONCE, credentials, async (credential) => {
      const { tenantId, purpose, secret } = credential;
      if (replace) await vault.seal(tenantId, purpose, secret);
      // Between our look and our write somebody else may have imported it: theirs stands.
      else if (!(await vault.sealNew(tenantId, purpose, secret))) return;
      sealed.push(credential);
    });
  } catch (cause) {
    throw new CommandError(
      {
        code: 'import-interrupted',
        message: `${String(sealed.length)} of ${String(credentials.length)} secrets were imported: ${(cause as Error).message}`,
        whatToDo: 'remove what is in the way and import the file again with --replace',
      },
      { cause },
    );
  }
  return sealed;
}

/** Asks on a terminal; elsewhere a file is deleted only where that was said beforehand. */
async function deleteFile(file: string, flags: Flags): Promise<boolean> {
  if (!flags.delete && !(process.stdin.isTTY && (await isWanted(file, flags)))) return false;
  await rm(givenPath(file));
  return true;
}

async function isWanted(file: string, { language }: Flags): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const question = language === 'ja' ? `${file} を削除しますか? [Y/n] ` : `Delete ${file}? [Y/n] `;
  const answer = await terminal.question(question);
  terminal.close();
  return /^(?:y|yes|はい)?$/iu.test(answer.trim());
}

function refuse(problems: readonly CredentialProblem[], flags: Flags): void {
  print({ imported: 0, replaced: 0, tenants: 0, deleted: false, problems }, flags);
  process.exitCode = EXIT.refused;
}

function print(answer: Import, { json, language }: Flags): void {
  if (json) printJson({ ...answer, problems: publicProblems(answer.problems, language) });
  else process.stdout.write(`${describeImport(answer, language, screen())}\n`);
}
