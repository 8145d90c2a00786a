import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { EXIT } from '../../../terminal/exit-codes.ts';
import { CommandError } from '../shared/command-error.ts';
import { givenPath } from '../shared/given-path.ts';
import { readCredential } from './credential.ts';
import { askForSecret } from './hidden-prompt.ts';
import { readCredentials, type CredentialsFile } from './read-credentials.ts';

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
