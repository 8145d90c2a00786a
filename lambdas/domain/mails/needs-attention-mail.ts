import type { BatchTenant } from '../batch.ts';
import { sayingIn } from '../language.ts';
import { describeGuideStep } from '../texts/guide-steps.ts';
import { remedyFor } from '../texts/remedies.ts';
import { reasonLine } from './failure-sections.ts';
import type { RenderedMail } from './letter.ts';
import { operatorMail } from './operator-letter.ts';
import type { Signatory } from './signature.ts';

/** To the operator, where no batch is left to gather failures: which tenant stopped, at which step, why, what to do. */
export function needsAttentionMail(tenant: BatchTenant, signatory: Signatory): RenderedMail {
  const { batchId, tenantId, row, outcome, execution } = tenant;
  const language = signatory.operatorLanguage;
  const say = sayingIn(language);
  return operatorMail(
    {
      about: `${tenantId} ${row.companyName}`,
      tone: 'stop',
      title: say('移行が停止しました', 'needs attention'),
      sections: [
        {
          sentences: [say('次のテナントの移行が停止しました。', 'The migration of this tenant has stopped.')],
          pairs: [
            [say('テナント', 'Tenant'), say(`${tenantId}（${row.companyName}）`, `${tenantId} (${row.companyName})`)],
            [say('手順', 'Step'), describeGuideStep(outcome?.guideStep ?? null, language)],
            [say('理由', 'Reason'), reasonLine(tenant, language, signatory.zone)],
            [say('バッチ', 'Batch'), batchId],
          ],
        },
        { heading: say('対応方法', 'What to do'), steps: remedyFor(outcome ?? { reason: null, code: null }, language) },
      ],
      leads: { tenantId, batchId, execution: { of: 'tenant', name: execution }, runbook: 'tenant-failed' },
    },
    signatory,
  );
}
