import type { BatchTenant } from '../batch.ts';
import type { FailureGroup } from '../failure-groups.ts';
import { sayingIn, type Language } from '../language.ts';
import { describeGuideStep } from '../texts/guide-steps.ts';
import { meaningOf } from '../texts/meanings.ts';
import { headingOf, reasonIn } from '../texts/reasons.ts';
import { remedyFor } from '../texts/remedies.ts';
import { firstOf } from './first-of.ts';
import type { Link, Section } from './letter.ts';
import { tenantLine } from './operator-letter.ts';
import type { Signatory } from './signature.ts';

/** A mail explains this many reasons and names this many tenants of each; all of them are in the report. */
const GROUPS_SHOWN = 12;
const TENANTS_SHOWN = 10;

/** One section for each reason: what it means, at which step of the guide, whom it stopped, what to do. */
export function failureSections(groups: readonly FailureGroup[], signatory: Signatory): Section[] {
  const language = signatory.operatorLanguage;
  const say = sayingIn(language);
  const shown = groups.slice(0, GROUPS_SHOWN).map((group): Section => {
    const count = group.tenants.length;
    return {
      heading: say(
        `${headingOf(group, 'ja')}：${String(count)}件`,
        `${String(count)} ${count === 1 ? 'tenant' : 'tenants'}: ${headingOf(group, 'en')}`,
      ),
      pairs: [
        [say('手順', 'Step'), describeGuideStep(group.guideStep, language)],
        ...remedyFor(group, language).map(
          (remedy, index) => [say(`対応 ${String(index + 1)}`, `To do ${String(index + 1)}`), remedy] as const,
        ),
      ],
      items: firstOf(
        TENANTS_SHOWN,
        group.tenants.map((tenant) => lineOf(tenant, signatory)),
        language,
      ),
    };
  });
  const more = groups.length - shown.length;
  if (more === 0) return shown;
  return [
    ...shown,
    { sentences: [say(`ほか${String(more)}種類の理由があります。`, `There are ${String(more)} more reasons.`)] },
  ];
}

function lineOf({ tenantId, row, outcome }: BatchTenant, signatory: Signatory): string | Link {
  const language = signatory.operatorLanguage;
  const reason = outcome ? reasonIn(language, outcome, signatory.zone) : '';
  const said = reason && `${language === 'ja' ? '：' : ': '}${reason}`;
  const line =
    language === 'ja' ? `${tenantId}（${row.companyName}）${said}` : `${tenantId} (${row.companyName})${said}`;
  return tenantLine(tenantId, line, signatory);
}

/** The reason as one line, where there is one tenant only. */
export function reasonLine({ outcome }: BatchTenant, language: Language, zone: string): string {
  return (outcome && reasonIn(language, outcome, zone)) || meaningOf(outcome?.code ?? null, language);
}
