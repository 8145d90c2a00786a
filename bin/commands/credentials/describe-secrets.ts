import type { Language } from '../../../lambdas/domain/intake/choices.ts';
import type { SealedSecret } from '../../../lambdas/ports/vault.ts';
import type { Screen } from '../../../terminal/screen.ts';
import { ageIn } from '../../../terminal/age.ts';
import { table } from '../../../terminal/table.ts';
import { wrap } from '../../../terminal/wrap.ts';

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
