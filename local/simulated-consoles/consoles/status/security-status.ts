import type { AgentCounts } from '../../../../lambdas/domain/tenant.ts';
import type { ConsoleLanguage } from '../../../../lambdas/simulated-vendor/labels.ts';
import { type Html, html } from '../../../../lambdas/domain/html.ts';
import { STATUS_TEXTS, type StatusTexts } from './texts.ts';

type Tab = Extract<
  keyof StatusTexts,
  'summary' | 'threatInvestigation' | 'securityStatus' | 'dataLoss' | 'compliance' | 'threatStatistics'
>;

/** Guide 2-2: the tabs of Apex Central's ダッシュボード. */
export const APEX_CENTRAL_TABS: readonly Tab[] = [
  'summary',
  'threatInvestigation',
  'securityStatus',
  'dataLoss',
  'compliance',
  'threatStatistics',
];

/** Guide 3-18: those of Standard Endpoint Protection. */
export const STANDARD_ENDPOINT_PROTECTION_TABS: readonly Tab[] = APEX_CENTRAL_TABS.filter(
  (tab) => tab !== 'threatInvestigation',
);

export const STATUS_STYLE = `
[role=tablist]{display:flex;gap:2px;margin-bottom:20px;border-bottom:1px solid #d5dae0}
[role=tab]{padding:9px 18px;color:#4a5360;border-bottom:3px solid transparent}
[role=tab][aria-selected=true]{color:#22272e;font-weight:600;border-color:var(--accent)}
.tiles{display:grid;grid-template-columns:repeat(3,1fr);gap:16px;margin-bottom:16px}
.tiles.wide{grid-template-columns:repeat(2,1fr)}
.tile{padding:18px 22px;background:#fff;border:1px solid #dfe3e8;border-radius:4px}
.tile h2{font-size:15px;font-weight:500}
.tile h2 b{margin-right:8px;font-size:34px;font-weight:300;color:#2a8f47}
.tile p{margin:4px 0 0;color:#4a5360;font-size:13px}
dl.figures{display:grid;grid-template-columns:1fr auto auto;gap:7px 18px;margin:14px 0 0}
dl.figures>div{display:contents}
dl.figures dt{color:#4a5360}
dl.figures dd{margin:0;text-align:right;font-variant-numeric:tabular-nums}
dl.figures dd:nth-of-type(1):last-child{grid-column:2/4}
`;

/** The tabs of a dashboard; `current` shows its figures, the others say that there is nothing to show. */
export function statusTabs(
  language: ConsoleLanguage,
  { tabs, address, current }: { tabs: readonly Tab[]; address: string; current: string | null },
  counts: AgentCounts,
): Html {
  const texts = STATUS_TEXTS[language];
  const selected = tabs.find((tab) => tab === current) ?? 'securityStatus';
  return html`<div role="tablist">
      ${tabs.map(
        (tab) =>
          html`<a role="tab" href="${address}?tab=${tab}" aria-selected="${String(tab === selected)}"
            >${texts[tab]}</a
          >`,
      )}
    </div>
    <div role="tabpanel">
      ${selected === 'securityStatus' ? figures(texts, counts) : html`<p class="tile">${texts.noData}</p>`}
    </div>`;
}

function figures(texts: StatusTexts, { managedAgents, unmanagedEndpoints }: AgentCounts): Html {
  const line = (name: string, ...values: string[]): Html =>
    html`<div>
      <dt>${name}</dt>
      ${values.map((value) => html`<dd>${value}</dd>`)}
    </div>`;
  const none = '0';
  const compliance = managedAgents > 0 ? '100%' : '0%';
  return html`<div class="tiles">
      <section class="tile">
        <h2><b>${compliance}</b>${texts.patternCompliance}</h2>
        <p>${texts.endpointsWithOldPattern} ${none}</p>
      </section>
      <section class="tile">
        <h2><b>0</b>${texts.criticalThreats}</h2>
        <p>${texts.affectedUsers} 0 (0)</p>
      </section>
      <section class="tile">
        <h2><b>0</b>${texts.resolvedEvents}</h2>
        <p>${texts.unresolvedEvents}</p>
      </section>
    </div>
    <div class="tiles wide">
      <section class="tile">
        <h2><b>${compliance}</b>${texts.patternCompliance}</h2>
        <dl class="figures">
          ${line(texts.averageChange, '+0%')} ${line(texts.managedAgents, grouped(managedAgents))}
          ${line(texts.patternCurrent, grouped(managedAgents), compliance)} ${line(texts.patternOld, none, '0%')}
          ${line(texts.offline, none)} ${line(texts.excluded, none)}
          ${line(texts.unmanagedEndpoints, grouped(unmanagedEndpoints))}
        </dl>
      </section>
      <section class="tile">
        <h2><b>0</b>${texts.criticalThreats}</h2>
        <dl class="figures">
          ${line(texts.averageChange, '+0%')} ${line(texts.ransomware, none)} ${line(texts.knownApt, none)}
          ${line(texts.socialEngineering, none)} ${line(texts.vulnerability, none)} ${line(texts.lateralMovement, none)}
          ${line(texts.unknownThreats, none)} ${line(texts.callback, none)}
        </dl>
        <p>0 ${texts.affectedUsersInAll}</p>
      </section>
    </div>`;
}

/** As consoles write numbers: `1,234`. */
function grouped(count: number): string {
  return count.toLocaleString('en');
}
