import { html, type Part } from '../html.ts';
import { sayingIn } from '../language.ts';
import { ENDING_NAMES, FIGURE_NAMES } from '../texts/outcomes.ts';
import { formatInstant } from '../texts/instants.ts';
import type { BatchReport } from './batch-report.ts';
import { durationSection } from './report-durations.ts';
import { factsTable } from './facts-table.ts';
import { shortLists } from './report-short-lists.ts';
import { attentionSection, nextSteps, problemSection, summarySection } from './report-summary.ts';
import { SEARCH } from './report-script.ts';
import { STYLE } from './report-style.ts';
import { tenantItem } from './tenant-item.ts';
import { legend } from './timeline-picture.ts';

/** A group of so many is open when the report is. */
const OPEN_UP_TO = 50;

/** `report.html`: one file, for a screen and for paper; all it needs is in it, and it can be read without its script. */
export function* reportHtml(report: BatchReport): Generator<string> {
  const { batch, language, lists } = report;
  const say = sayingIn(language);
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
${shortLists(report)}
<h2>${say('テナント一覧', 'All tenants')}</h2>
${legend(language)}
<p class="aside search" hidden><label>${say('テナント、会社名、理由などで絞り込む', 'Find tenants, companies, reasons')}<br><input type="search"></label> <output></output></p>
`.text;
  for (const { outcome, count, shown } of lists.groups()) {
    const isOpen = outcome === 'needsAttention' || outcome === 'notReady' || shown.length <= OPEN_UP_TO;
    yield html`<details${isOpen && html` open`}><summary>${FIGURE_NAMES[outcome][language]}${say('：', ': ')}${count}</summary>
<ul class="tenants">
`.text;
    for (const tenant of shown) yield tenantItem(tenant, report).text;
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
