import { inParallel } from '../../../lambdas/domain/in-parallel.ts';
import type { Vault } from '../../../lambdas/ports/vault.ts';
import { CommandError } from '../shared/command-error.ts';
import type { CredentialProblem } from './credential-problems.ts';
import type { Credential } from './read-credentials.ts';

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
