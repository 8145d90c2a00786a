import type { FailureGroup } from '../failure-groups.ts';
import { sayingIn } from '../language.ts';
import type { Undelivered } from '../undelivered.ts';
import { failureSections } from './failure-sections.ts';
import type { RenderedMail } from './letter.ts';
import { undeliveredSection } from './undelivered-section.ts';
import { operatorMail } from './operator-letter.ts';
import type { Signatory } from './signature.ts';

export interface Failures {
  batchId: string;
  /** Of every tenant of the batch that needs attention by now, those of earlier mails included. */
  groups: readonly FailureGroup[];
  /** Mails that did not reach somebody, those of earlier mails included. */
  undelivered?: readonly Undelivered[];
  /** How many tenants of the batch were accepted. */
  accepted: number;
}

/** To the operator, at most once a day for each batch: which tenants stopped, by reason, and what to do about each. */
export function failuresMail(
  { batchId, groups, undelivered = [], accepted }: Failures,
  signatory: Signatory,
): RenderedMail {
  const language = signatory.operatorLanguage;
  const say = sayingIn(language);
  const count = String(groups.reduce((sum, { tenants }) => sum + tenants.length, 0));
  return operatorMail(
    {
      about: batchId,
      tone: groups.length > 0 ? 'stop' : 'action',
      // Without a figure or a date: the mails of all days are one thread.
      title:
        groups.length > 0
          ? say('停止したテナントがあります', 'tenants that need attention')
          : say('届かなかったメールがあります', 'mails that did not arrive'),
      sections: [
        {
          sentences: [
            groups.length > 0
              ? say(
                  `このバッチの${String(accepted)}件のうち${count}件が停止しています。ほかのテナントの処理は続いています。`,
                  `${count} of the ${String(accepted)} tenants of this batch have stopped. The others go on.`,
                )
              : say(
                  '停止したテナントはありませんが、お客様へのメールの一部が届きませんでした。',
                  'No tenant has stopped, but some mails did not reach the customers.',
                ),
            say(
              '本日これ以降の分は、翌日のメールまたはバッチ完了時のメールでまとめてお知らせします。',
              'What happens later today is in the mail of tomorrow, or in the one at the end of the batch.',
            ),
          ],
        },
        ...failureSections(groups, signatory),
        ...undeliveredSection(undelivered, signatory),
      ],
      leads: {
        batchId,
        execution: { of: 'batch', name: batchId },
        runbook: groups.length > 0 ? 'tenant-failed' : 'bounce-rate',
      },
    },
    signatory,
  );
}
