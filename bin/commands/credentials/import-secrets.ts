import { rm } from 'node:fs/promises';
import { createInterface } from 'node:readline/promises';
import { EXIT } from '../../../terminal/exit-codes.ts';
import { findDeployment } from '../deployment/find-deployment.ts';
import { vaultOf } from '../deployment/vault.ts';
import { givenPath } from '../shared/given-path.ts';
import { printJson } from '../shared/json.ts';
import { screen } from '../../../terminal/screen.ts';
import type { CredentialProblem } from './credential-problems.ts';
import { describeImport, publicProblems, type Import } from './describe-import.ts';
import { alreadyThere, sealAll } from './seal-all.ts';
import { readSecrets, type AskedFor } from './secrets-input.ts';
import { type CommonFlags } from '../shared/with-options.ts';

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

export interface Flags extends CommonFlags, AskedFor {
  replace?: true;
  delete?: true;
}
