import { html, type Html, type Part } from '../html.ts';
import { sayingIn } from '../language.ts';
import { clip, oneLine } from '../one-line.ts';
import { describeGuideStep } from '../texts/guide-steps.ts';
import { formatDuration, formatInstant } from '../texts/instants.ts';
import { reasonIn } from '../texts/reasons.ts';
import type { BatchReport } from './batch-report.ts';
import { durationOf, type ReportTenant } from './report-tenant.ts';
import { timelinePicture, type Axis } from './timeline-picture.ts';

/** Characters: a report stays near a kilobyte for each tenant, whatever a name or a page of the vendor holds. */
const MOST_OF_A_NAME = 120;
const MOST_OF_A_REASON = 600;

/** Key and company, as every list of the report calls a tenant. */
export function nameOf({ inBatch: { tenantId, row } }: ReportTenant): string {
  return `${tenantId} ${clip(oneLine(row.companyName), MOST_OF_A_NAME)}`;
}

/** One tenant in the list of all: what became of it, where its time went, and the figures around it. */
export function tenantItem(tenant: ReportTenant, { zone, language, tenantPage }: BatchReport, axis: Axis): Html {
  const page = tenantPage(tenant.inBatch.tenantId);
  const name = page === undefined ? nameOf(tenant) : html`<a href="${page}">${nameOf(tenant)}</a>`;
  return html`<li id="${tenant.inBatch.tenantId}"><p><b>${name}</b></p>
${reasonOf(tenant, language, zone)}${timelinePicture(tenant.segments, axis, language)}
<small>${detailsOf(tenant, zone, language).join(' · ')}</small></li>
`;
}

function reasonOf({ outcome, inBatch }: ReportTenant, language: BatchReport['language'], zone: string): Part {
  const recorded = inBatch.outcome;
  if (!recorded?.reason) return false;
  const step = recorded.guideStep ? `${describeGuideStep(recorded.guideStep, language)}: ` : '';
  const reason = clip(oneLine(reasonIn(language, recorded, zone)), MOST_OF_A_REASON);
  return outcome === 'needsAttention' ? html`<p class="bad">${step}${reason}</p>\n` : html`<p>${step}${reason}</p>\n`;
}

function detailsOf(tenant: ReportTenant, zone: string, language: BatchReport['language']): string[] {
  const say = sayingIn(language);
  const { inBatch, outcome, startedAt, endedAt, users, before, after, handedOver } = tenant;
  const time = (instant: string): string => formatInstant(instant, zone, language);
  const duration = durationOf(tenant);
  const details: string[] = [];
  if (duration !== undefined && startedAt && endedAt)
    details.push(`${time(startedAt)} → ${time(endedAt)} (${formatDuration(duration, language)})`);
  if (before && after) {
    const change = (name: string, was: unknown, is: unknown): number =>
      details.push(`${name} ${String(was)} → ${String(is)}`);
    change(say('エージェント', 'agents'), before.managedAgents, after.managedAgents);
    if (before.policies !== undefined && after.policies !== undefined)
      change(say('ポリシー', 'policies'), before.policies, after.policies);
    if (before.agentsFqdn !== undefined && after.agentsFqdn !== undefined)
      details.push(
        before.agentsFqdn === after.agentsFqdn
          ? say('FQDN変更なし', 'same FQDN')
          : `FQDN ${before.agentsFqdn} → ${after.agentsFqdn}`,
      );
  }
  if (outcome === 'migrated') {
    const [all, upgraded] = [String(users.all), String(users.upgraded)];
    details.push(
      handedOver ? say('引き継ぎ済み', 'handed over') : say('移行済み・引き継ぎ前', 'migrated, not handed over'),
    );
    if (users.all > 0) details.push(say(`ユーザ ${all}名中${upgraded}名完了`, `${upgraded} of ${all} users upgraded`));
  }
  return [...details, inBatch.execution];
}
