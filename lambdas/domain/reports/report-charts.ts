import { guideStepOf } from '../guide.ts';
import { html, type Html, type Part } from '../html.ts';
import { sayingIn } from '../language.ts';
import { isAtLeast, type Stage } from '../stage.ts';
import { STAGE_NAMES } from '../texts/stages.ts';
import type { BatchReport } from './batch-report.ts';
import { GUIDE_UPDATE, HISTOGRAM_STEP } from './durations.ts';

/** How far the tenants of a batch came, with the state of the guide that leads to each stage. */
const FUNNEL: readonly (readonly [stage: Stage, state: string])[] = [
  ['accepted', ''],
  ['licenceConfirmed', 'ConfirmLicence'],
  ['accountsConfirmed', 'ConfirmUserAccounts'],
  ['consented', 'AskForConsent'],
  ['primaryAccountClaimed', 'ClaimPrimaryAccount'],
  ['consoleProvisioned', 'CheckProvisioning'],
  ['tokenIssued', 'IssueRegistrationToken'],
  ['apexCentralRegistered', 'RegisterApexCentral'],
  ['connected', 'CheckConnection'],
  ['updateStarted', 'StartUpdate'],
  ['updated', 'CheckUpdate'],
  ['verified', 'VerifyConsole'],
  ['handedOver', 'UpgradeUserAccount'],
];

/** A table whose rows are bars as well; the figures stand beside them. */
function bar(share: number, kind: string): Html {
  return html`<td class="share" aria-hidden="true"><svg viewBox="0 0 100 12" preserveAspectRatio="none"><rect class="${kind}" width="${Math.round(100 * share)}" height="12"/></svg></td>`;
}

/** Where tenants are left behind on the way through the guide. Nothing for a dry run, which comes to no stage. */
export function funnelSection({ batch, lists, language }: BatchReport): Part {
  const { reached, stoppedAt } = lists;
  const all = reached.get('accepted') ?? 0;
  if (batch.dryRun || all === 0) return false;
  const say = sayingIn(language);
  const rows = FUNNEL.map(([stage, state], index) => {
    const count = reached.get(stage) ?? 0;
    // Anyone who stopped between two lines stopped before the second.
    const until = FUNNEL[index + 1]?.[0];
    const stopped = [...stoppedAt].reduce((sum, [at, each]) => (isBetween(at, stage, until) ? sum + each : sum), 0);
    return html`<tr><th scope="row">${STAGE_NAMES[stage][language]}</th><td>${guideStepOf(state) ?? ''}</td><td class="n">${count}</td>${bar(count / all, 'work')}<td class="n">${stopped === 0 ? '' : stopped}</td></tr>
`;
  });
  return html`<h2>${say('手順ごとの到達数', 'How far they came, by step of the guide')}</h2>
<table class="chart"><tr><th scope="col">${say('段階', 'Stage')}</th><th scope="col">${say('手順', 'Step')}</th><th scope="col" class="n">${say('到達', 'Reached')}</th><td class="share"></td><th scope="col" class="n">${say('ここで停止', 'Stopped there')}</th></tr>
${rows}</table>
`;
}

function isBetween(at: Stage, from: Stage, until: Stage | undefined): boolean {
  return isAtLeast(at, from) && (until === undefined || !isAtLeast(at, until));
}

/** How long the updates took, in steps of five minutes, beside what the guide says. */
export function histogram({ durations, language }: Pick<BatchReport, 'durations' | 'language'>): Part {
  const { histogram: bins } = durations;
  const [first, last] = [Math.min(...bins.keys()), Math.max(...bins.keys())];
  if (bins.size === 0) return false;
  const say = sayingIn(language);
  const most = Math.max(...bins.values());
  const rows = Array.from({ length: last - first + 1 }, (_, index) => {
    const from = (first + index) * HISTOGRAM_STEP;
    const count = bins.get(first + index) ?? 0;
    const [least, until] = [from, from + HISTOGRAM_STEP].map((each) => String(each / 60_000));
    const isOpen = first + index === durations.lastBin;
    const name = isOpen
      ? say(`${least ?? ''}分以上`, `${least ?? ''} min and more`)
      : say(`${least ?? ''}～${until ?? ''}分`, `${least ?? ''}-${until ?? ''} min`);
    const asInTheGuide = from >= GUIDE_UPDATE.least && from < GUIDE_UPDATE.most;
    return html`<tr${asInTheGuide && html` class="guide"`}><th scope="row">${name}${asInTheGuide && say('（メーカーの検証実績）', ' (as in the guide)')}</th><td class="n">${count}</td>${bar(count / most, 'update')}</tr>
`;
  });
  return html`<h3>${say('アップデートの所要時間の分布', 'Updates by their duration')}</h3>
<table class="chart"><tr><th scope="col">${say('所要時間', 'Duration')}</th><th scope="col" class="n">${say('件数', 'Number')}</th><td class="share"></td></tr>
${rows}</table>
`;
}
