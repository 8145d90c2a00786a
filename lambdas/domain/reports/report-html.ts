import { html, type Part, trusted } from '../html.ts';
import { sayingIn } from '../language.ts';
import { ENDING_NAMES, FIGURE_NAMES } from '../texts/outcomes.ts';
import { formatInstant, formatDuration } from '../texts/instants.ts';
import type { BatchReport } from './batch-report.ts';
import { factsTable } from './facts-table.ts';
import { shortLists } from './report-short-lists.ts';
import { attentionSection, nextSteps, problemSection, summarySection } from './report-summary.ts';
import { STYLE } from './report-style.ts';
import { tenantItem } from './report-tenant-html.ts';
import { funnelSection, histogram } from './report-charts.ts';
import { axisLine, legend, patterns, type Axis } from './timeline-picture.ts';
import { PHASE_NAMES } from '../texts/phases.ts';
import { GUIDE_UPDATE, type Spread } from './durations.ts';
import { PHASES } from './timeline.ts';

/** A group of so many is open when the report is. */
const OPEN_UP_TO = 50;

/**
 * `report.html`: one file, for a screen and for paper; all it needs is in it, and it can be read without its script.
 */
export function* reportHtml(report: BatchReport): Generator<string> {
  const { batch, language, lists } = report;
  const say = sayingIn(language);
  const axis = axisOf(report);
  const title = say('移行結果報告書', 'Migration report');
  yield html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>${title} ${batch.batchId}</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<h1>${title}</h1>
<p>${batch.batchId}${say('：', ': ')}${ENDING_NAMES[report.ending][language]}</p>
<p class="aside"><a href="${report.other}" lang="${say('en', 'ja')}">${say('English', '日本語')}</a></p>
</header>
<main>
${factsTable(headPairs(report))}
${summarySection(report)}
${problemSection(report)}
${attentionSection(report)}
${nextSteps(report)}
${durationSection(report)}
${funnelSection(report)}
${shortLists(report)}
<h2>${say('テナント一覧', 'All tenants')}</h2>
${patterns(axis)}${legend(language)}
<p class="aside search" hidden><label>${say('テナント、会社名、理由などで絞り込む', 'Find tenants, companies, reasons')}<br><input type="search"></label> <output></output></p>
${axisLine(axis, language)}`.text;
  for (const { outcome, count, shown } of lists.groups()) {
    const isOpen = outcome === 'needsAttention' || outcome === 'notReady' || shown.length <= OPEN_UP_TO;
    yield html`<details${isOpen && html` open`}><summary>${FIGURE_NAMES[outcome][language]}${say('：', ': ')}${count}</summary>
<ul class="tenants">
`.text;
    for (const tenant of shown) yield tenantItem(tenant, report, axis).text;
    const more = String(count - shown.length);
    yield html`</ul>
${count > shown.length && html`<p>${say(`ほか${more}件はreport.csvに記載しています。`, `${more} more are in report.csv.`)}</p>`}</details>
`.text;
  }
  yield html`</main>
<script>${SEARCH}</script>
</body>
</html>
`.text;
}

/** One for all tenants of the batch; where nobody has begun there is nothing to stand on it. */
function axisOf({ durations, zone, writtenAt }: BatchReport): Axis {
  const at = Date.parse(writtenAt);
  return { ...(durations.span ?? { from: at, to: at }), zone };
}

function headPairs({ batch, operatorName, zone, writtenAt, language }: BatchReport): [string, Part][] {
  const say = sayingIn(language);
  const time = (instant: string): string => formatInstant(instant, zone, language);
  const { object, dryRun, createdAt, release } = batch;
  const by = release?.by === 'automatic' ? say('自動', 'automatically') : release?.by;
  return [
    [say('ファイル', 'File'), object.key],
    ...(dryRun
      ? [[say('種別', 'Kind'), say('事前確認（変更なし）', 'dry run (nothing was changed)')] as [string, Part]]
      : []),
    [say('受付日時', 'Read in'), time(createdAt)],
    [say('開始の承認', 'Released'), release ? `${time(release.at)}${say('、', ', ')}${by ?? ''}` : say('なし', 'no')],
    [say('報告書の作成日時', 'Report written'), time(writtenAt)],
    [say('作成者', 'By'), operatorName],
  ];
}

/** How long it took, against the guide's own figure, and what the time went into. */
function durationSection({ durations, language }: BatchReport): Part {
  const say = sayingIn(language);
  const { updates, tenants, perHour, phases, withinGuide } = durations;
  const spent = PHASES.filter((phase) => phases[phase] > 0);
  if (!updates && !tenants && spent.length === 0) return false;
  const time = (milliseconds: number): string => formatDuration(milliseconds, language);
  const row = (name: string, spread: Spread | undefined): Part => {
    if (!spread) return false;
    const { count, least, median, ninetieth, most } = spread;
    const cells = [String(count), ...[least, median, ninetieth, most].map(time)];
    return html`<tr><th scope="row">${name}</th>${cells.map((cell) => html`<td class="n">${cell}</td>`)}</tr>\n`;
  };
  const heads = [say('件数', 'Number'), say('最短', 'Least'), say('中央値', 'Median'), '90 %', say('最長', 'Most')];
  const [least, most] = [GUIDE_UPDATE.least, GUIDE_UPDATE.most].map((limit) => String(limit / 60_000));
  const [within, all] = [String(withinGuide), String(updates?.count ?? 0)];
  return html`<h2>${say('所要時間', 'Durations')}</h2>
${
  (updates ?? tenants) &&
  html`<table><tr><th scope="col">${say('区間', 'From - to')}</th>${heads.map((head) => html`<th scope="col" class="n">${head}</th>`)}</tr>
${row(say('アップデート（3-14～3-17）', 'Update (3-14 to 3-17)'), updates)}${row(say('テナント全体（移行完了まで）', 'Whole tenant (to migrated)'), tenants)}</table>
`
}${
    updates &&
    html`<p>${say(
      `メーカーの検証実績は${least ?? ''}～${most ?? ''}分です。${most ?? ''}分以内に完了したアップデート：${all}件中${within}件。完了は定期的な確認で検出するため、実際よりやや長く記録されます。`,
      `The vendor's own tests took ${least ?? ''}-${most ?? ''} minutes. Done within ${most ?? ''}: ${within} of ${all}. The end is seen by looking now and then, and so a little late.`,
    )}</p>\n`
  }${
    perHour !== undefined &&
    html`<p>${say(`1時間あたりの移行完了：${perHour.toFixed(1)}件`, `Migrated an hour: ${perHour.toFixed(1)}`)}</p>\n`
  }${histogram({ durations, language })}<h3>${say('時間の内訳（全テナント合計）', 'Where the time went (all tenants together)')}</h3>
<table>${spent.map((phase) => html`<tr><th scope="row">${PHASE_NAMES[phase][language]}</th><td class="n">${time(phases[phase])}</td></tr>\n`)}</table>
`;
}

/**
 * The search of the batch report. Without it everything is there all the same: the box is shown by the script that
 * serves it, and paper gets every list opened.
 */
const SEARCH = trusted(`
(function () {
  var box = document.querySelector('.search');
  var input = box.querySelector('input');
  var found = box.querySelector('output');
  var rows = Array.prototype.slice.call(document.querySelectorAll('.tenants > li'));
  var lists = Array.prototype.slice.call(document.querySelectorAll('details'));
  var texts = rows.map(function (row) { return row.textContent.normalize('NFKC').toLowerCase(); });
  var timer;
  box.hidden = false;
  input.addEventListener('input', function () {
    clearTimeout(timer);
    timer = setTimeout(search, 150);
  });
  function search() {
    var words = input.value.normalize('NFKC').toLowerCase().split(/\\s+/).filter(Boolean);
    var count = 0;
    rows.forEach(function (row, i) {
      var hit = words.every(function (word) { return texts[i].indexOf(word) !== -1; });
      row.hidden = !hit;
      if (hit) count++;
    });
    if (words.length > 0) lists.forEach(function (list) { if (list.querySelector('.tenants > li:not([hidden])')) list.open = true; });
    found.textContent = words.length > 0 ? String(count) : '';
  }
  window.addEventListener('beforeprint', function () { lists.forEach(function (list) { list.open = true; }); });
})();
`);
