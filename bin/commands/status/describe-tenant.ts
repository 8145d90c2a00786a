import type { Language } from '../../../lambdas/domain/intake/choices.ts';
import { sentenceOf } from '../../../lambdas/domain/statements/sentence.ts';
import type { Tenant } from '../../../lambdas/domain/tenant.ts';
import { STAGE_NAMES } from '../../../lambdas/domain/texts/stages.ts';
import { pairs } from '../../../terminal/pairs.ts';
import type { Screen } from '../../../terminal/screen.ts';
import { wrap } from '../../../terminal/wrap.ts';

/** What `status TENANT --json` says: where the tenant is, and who has it; nothing of its people. */
export function publicTenant({ tenantId, row, stage, batchId, lease, lastStep, failure, updatedAt, toldAt }: Tenant) {
  return {
    tenantId,
    companyName: row.companyName,
    stage,
    batchId,
    /** ARN of the execution that works on it; null when none does. */
    heldBy: lease?.execution ?? null,
    lastStep: lastStep ?? null,
    failure: failure ?? null,
    updatedAt: updatedAt ?? null,
    toldAt: toldAt ?? null,
  };
}

const NAMES = {
  ja: { stage: '状態', batch: 'バッチ', heldBy: '実行', lastStep: '直近の処理', failure: '停止の理由', nobody: 'なし' },
  en: {
    stage: 'stage',
    batch: 'batch',
    heldBy: 'held by',
    lastStep: 'last step',
    failure: 'stopped by',
    nobody: 'nobody',
  },
} as const;

export function describeTenant(tenant: Tenant, language: Language, screen: Screen): string[] {
  const names = NAMES[language];
  const { tenantId, companyName, stage, batchId, heldBy, lastStep, failure } = publicTenant(tenant);
  const shown: (readonly [string, string])[] = [
    [names.stage, STAGE_NAMES[stage][language]],
    [names.batch, batchId],
    [names.heldBy, heldBy ?? names.nobody],
    [names.lastStep, lastStep ?? '-'],
    ...(failure ? ([[names.failure, `${failure.step}: ${sentenceOf(failure.reason, language)}`]] as const) : []),
  ];
  return [...wrap(`${tenantId}  ${companyName}`, screen.width).map(screen.bold), ...pairs(shown, screen.width)];
}
