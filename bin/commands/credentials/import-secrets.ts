import { rm, readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline/promises';
import { EXIT } from '../../../terminal/exit-codes.ts';
import { findDeployment } from '../deployment/find-deployment.ts';
import { vaultOf } from '../deployment/vault.ts';
import { givenPath } from '../shared/given-path.ts';
import { printJson } from '../shared/json.ts';
import { screen } from '../../../terminal/screen.ts';
import type { CredentialProblem } from './credential-problems.ts';
import { describeImport, publicProblems, type Import } from './describe-import.ts';
import type { CommonFlags } from '../shared/with-options.ts';
import { buffer } from 'node:stream/consumers';
import { CommandError } from '../shared/command-error.ts';
import { readCredential } from './credential.ts';
import { readCredentials, type CredentialsFile, type Credential } from './read-credentials.ts';
import { Writable } from 'node:stream';
import { Secret } from '../../../lambdas/domain/secret.ts';
import { inParallel } from '../../../lambdas/domain/in-parallel.ts';
import type { Vault } from '../../../lambdas/ports/vault.ts';

/** The work of `credentials import`. */
export async function importSecrets(file: string | undefined, flags: Flags): Promise<void> {
  const { credentials, problems } = await readSecrets(file, flags);
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

/** Asks on a terminal; elsewhere a file is deleted only where that was said beforehand. */
async function deleteFile(file: string, flags: Flags): Promise<boolean> {
  if (!flags.delete && !(process.stdin.isTTY && (await isWanted(file, flags)))) return false;
  await rm(givenPath(file));
  return true;
}

async function isWanted(file: string, { language }: Flags): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const question = language === 'ja' ? `${file}を削除しますか? [Y/n] ` : `Delete ${file}? [Y/n] `;
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

export interface Flags extends CommonFlags, AskedFor {
  replace?: true;
  delete?: true;
}

/** Whose secret is asked for, where none is read from a file. */
export interface AskedFor {
  tenant?: string;
  system?: string;
  account?: string;
}

/** The secrets to import: of a file, of stdin (`-`), or a single one that is typed in unseen. */
export async function readSecrets(file: string | undefined, asked: AskedFor): Promise<CredentialsFile> {
  if (file === undefined) return ask(asked);
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

async function ask({ tenant = '', system = '', account = '' }: AskedFor): Promise<CredentialsFile> {
  if (tenant === '' && system === '') throw nothingNamed();
  // What was said on the command line is looked at before anybody types a secret.
  const before = readCredential(null, { tenant_id: tenant, system, account, secret: 'AAAAAAAAAAAAAAAA' });
  if ('problems' in before) return { credentials: [], problems: before.problems };
  const secret = await askForSecret(`${tenant} ${system} ${account}`.trim());
  const reading = readCredential(null, { tenant_id: tenant, system, account, secret: secret.reveal() });
  if ('problems' in reading) return { credentials: [], problems: reading.problems };
  return { credentials: [{ line: null, tenantId: tenant, purpose: reading.purpose, secret }], problems: [] };
}

function nothingNamed(): CommandError {
  return new CommandError({
    code: 'nothing-named',
    message: 'neither a file nor whose secret it is was given',
    whatToDo: 'name a CSV, - for stdin, or --tenant and --system of a single secret that is then asked for',
    exitCode: EXIT.refused,
  });
}

/** Asks for a secret on the terminal without showing what is typed, and without keeping it in a history. */
export async function askForSecret(question: string, input = process.stdin, output = process.stderr): Promise<Secret> {
  if (!input.isTTY) {
    throw new CommandError({
      code: 'no-terminal',
      message: 'a secret is asked for on a terminal, and this is none',
      whatToDo: 'give a file, or - to read one from stdin',
    });
  }
  output.write(`${question}: `);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input, output: nowhere, terminal: true, historySize: 0 });
  try {
    return new Secret(await terminal.question(''));
  } finally {
    terminal.close();
    output.write('\n');
  }
}

/** Secrets sealed at once: KMS and the table take many times more. */
const AT_ONCE = 16;

/** Every credential that the vault has already, so that all of them are told at once. */
export async function alreadyThere(vault: Vault, credentials: readonly Credential[]): Promise<CredentialProblem[]> {
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

/** Seals them one by one, and gives those that it sealed; says how far it came where it is cut off. */
export async function sealAll(
  vault: Vault,
  credentials: readonly Credential[],
  replace: boolean,
): Promise<Credential[]> {
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
