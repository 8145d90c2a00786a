import type { BatchTenant } from '../batch.ts';
import { describeGuideStep } from '../texts/guide-steps.ts';
import { reasonIn } from '../texts/reasons.ts';
import { renderMail, type RenderedMail } from './render-mail.ts';
import { signatureOf, type Signatory } from './signature.ts';

/** To the operator: which tenant stopped, at which step of the guide, why, and what to do. */
export function needsAttentionMail(
  { batchId, tenantId, row, outcome }: BatchTenant,
  signatory: Signatory,
): RenderedMail {
  const japanese = signatory.operatorLanguage === 'ja';
  const step = describeGuideStep(outcome?.guideStep ?? null, signatory.operatorLanguage);
  const reason = outcome ? reasonIn(signatory.operatorLanguage, outcome) : '';
  return renderMail({
    to: signatory.operatorEmail,
    language: signatory.operatorLanguage,
    subject: japanese
      ? `【要対応】${tenantId} ${row.companyName}（バッチ ${batchId}）`
      : `[Needs attention] ${tenantId} ${row.companyName} (batch ${batchId})`,
    sections: [
      {
        sentences: [
          japanese
            ? '次のテナントの移行が止まりました。ほかのテナントの処理は続いています。'
            : 'The migration of this tenant has stopped. Other tenants go on.',
        ],
      },
      {
        pairs: japanese
          ? [
              ['テナント', `${tenantId}（${row.companyName}）`],
              ['手順', step],
              ['理由', reason],
              ['バッチ', batchId],
            ]
          : [
              ['Tenant', `${tenantId} (${row.companyName})`],
              ['Step', step],
              ['Reason', reason],
              ['Batch', batchId],
            ],
      },
      {
        heading: japanese ? '対応方法' : 'What to do',
        items: japanese
          ? [
              '理由を解消してから、このバッチの report.csv をもう一度投入してください。移行済みのテナントは自動的にスキップされます。',
              'アップデートの状態が不明な場合は、先に Product Instance 画面の行をご確認ください。もう一度ボタンを押さないでください。',
            ]
          : [
              'Remove the reason, then upload report.csv of this batch again: tenants that are migrated are skipped.',
              'Where the state of the update is unknown, look at the row on Product Instance first. Do not press the button again.',
            ],
      },
    ],
    signature: signatureOf(signatory, signatory.operatorLanguage),
  });
}
