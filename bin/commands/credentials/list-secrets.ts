import type { Vault, SealedSecret } from '../../../lambdas/ports/vault.ts';
import { findDeployment } from '../deployment/find-deployment.ts';
import { vaultOf } from '../deployment/vault.ts';
import { printJson } from '../shared/json.ts';
import { screen, type Screen } from '../../../terminal/screen.ts';
import type { CommonFlags } from '../shared/with-options.ts';
import type { Language } from '../../../lambdas/domain/language.ts';
import { ageIn } from '../../../terminal/age.ts';
import { table } from '../../../terminal/table.ts';
import { wrap } from '../../../terminal/wrap.ts';

/** The work of `credentials list`. */
export async function listSecrets(tenantId: string | undefined, flags: CommonFlags): Promise<void> {
  const vault = vaultOf(await findDeployment(flags));
  const tenants = tenantId === undefined ? await ofEachTenant(vault) : [await ofTenant(vault, tenantId)];
  if (flags.json) printJson({ tenants });
  else process.stdout.write(`${describeSecrets(tenants, new Date(), flags.language, screen())}\n`);
}

async function ofTenant(vault: Vault, tenantId: string): Promise<TenantSecrets> {
  return { tenantId, secrets: await vault.list(tenantId) };
}

async function ofEachTenant(vault: Vault): Promise<TenantSecrets[]> {
  const tenants: TenantSecrets[] = [];
  for await (const { tenantId, ...secret } of vault.given()) {
    const last = tenants.at(-1);
    if (last?.tenantId === tenantId) last.secrets.push(secret);
    else tenants.push({ tenantId, secrets: [secret] });
  }
  return tenants;
}

/** What `credentials list --json` prints for each tenant. */
export interface TenantSecrets {
  tenantId: string;
  secrets: SealedSecret[];
}

const WORDS = {
  ja: { titles: ['テナント', '用途', '登録から'], none: '登録されていません。', unknown: '不明' },
  en: { titles: ['tenant', 'purpose', 'age'], none: 'There is none.', unknown: 'unknown' },
} as const;

/** One line for each secret: whose, what for, and how long it has been there. */
export function describeSecrets(
  tenants: readonly TenantSecrets[],
  now: Date,
  language: Language,
  screen: Screen,
): string {
  const words = WORDS[language];
  const rows = tenants.flatMap(({ tenantId, secrets }) =>
    secrets.map(({ purpose, sealedAt }) => [
      tenantId,
      purpose,
      sealedAt === null ? words.unknown : ageIn(language, sealedAt, now),
    ]),
  );
  if (rows.length === 0) return wrap(words.none, screen.width).join('\n');
  const [tenant, purpose, age] = words.titles;
  return table([{ title: tenant }, { title: purpose }, { title: age }], rows, screen.width).join('\n');
}
