import type { BatchTenant } from '../batch.ts';
import type { FailureGroup } from '../failure-groups.ts';
import { sayingIn } from '../language.ts';
import type { Outcome } from '../outcome.ts';
import { FIGURE_NAMES } from '../texts/outcomes.ts';
import { failureSections } from './failure-sections.ts';
import type { RenderedMail } from './letter.ts';
import { operatorMail } from './operator-letter.ts';
import type { Signatory } from './signature.ts';

export interface PilotEnded {
  batchId: string;
  /** Those that went ahead; each has its outcome. */
  tenants: readonly BatchTenant[];
  /** Of those that need attention. */
  groups: readonly FailureGroup[];
}

/** To the operator, once for each pilot: how its tenants ended, and that the others wait to be resumed. */
export function pilotEndedMail({ batchId, tenants, groups }: PilotEnded, signatory: Signatory): RenderedMail {
  const language = signatory.operatorLanguage;
  const say = sayingIn(language);
  const count = String(tenants.length);
  return operatorMail(
    {
      about: batchId,
      tone: groups.length > 0 ? 'stop' : 'action',
      title: say('先行実施が終わりました', 'the pilot has ended'),
      sections: [
        {
          sentences: [
            say(
              `先に開始した${count}テナントの結果が揃いました。残りのテナントは、再開されるまで開始しません。`,
              `Each of the ${count} tenants that went ahead has ended. The others begin when somebody lets them go on.`,
            ),
          ],
          pairs: outcomesOf(tenants).map(([outcome, number]) => [FIGURE_NAMES[outcome][language], String(number)]),
        },
        ...failureSections(groups, signatory),
        {
          heading: say('次にすること', 'What to do'),
          items: say(
            [
              `結果に問題がなければ、再開してください（デスクの一時停止の状況、または visionlift resume ${batchId}）。`,
              `残りを移行しない場合は、visionlift stop ${batchId} --why "理由" で終了してください。`,
              '7日間再開されない場合、残りのテナントは何も操作しないまま「要対応」となります。',
            ],
            [
              `If that is as it should be, let the others go on (on the desk, or with visionlift resume ${batchId}).`,
              `If they are not to be migrated, end them with visionlift stop ${batchId} --why "the reason".`,
              'A tenant that has waited for 7 days needs attention, with nothing pressed.',
            ],
          ),
        },
      ],
      leads: { batchId, switches: true, ...(groups.length > 0 && { runbook: 'tenant-failed' }) },
    },
    signatory,
  );
}

/** The most frequent first. */
function outcomesOf(tenants: readonly BatchTenant[]): [Outcome, number][] {
  const counts = new Map<Outcome, number>();
  for (const { outcome } of tenants) if (outcome) counts.set(outcome.outcome, (counts.get(outcome.outcome) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a);
}
