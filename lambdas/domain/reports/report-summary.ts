import { failureGroups, type FailureGroup } from '../failure-groups.ts';
import { clip, oneLine } from '../one-line.ts';
import { html, type Html, type Part } from '../html.ts';
import { sayingIn } from '../language.ts';
import { problemLines } from '../problem-lines.ts';
import { rejectedKey, reportJsonKey, reportKey, reportPrefix } from '../report-keys.ts';
import type { BatchFigures } from '../outcome.ts';
import { describeGuideStep } from '../texts/guide-steps.ts';
import { FIGURE_NAMES } from '../texts/outcomes.ts';
import { headingOf } from '../texts/reasons.ts';
import { remedyFor } from '../texts/remedies.ts';
import type { BatchReport } from './batch-report.ts';

/** The rows of the file, and what became of them: the sum is shown, so that nobody has to add up. */
export function summarySection({ figures, language }: BatchReport): Html {
  const say = sayingIn(language);
  const all = Object.keys(FIGURE_NAMES) as (keyof BatchFigures)[];
  const names = all.filter((name) => name !== 'rows' && figures[name] > 0);
  const sum = names.map((name) => `${FIGURE_NAMES[name][language]} ${String(figures[name])}`).join(' + ');
  const share = (figure: number): string => ((100 * figure) / Math.max(1, figures.rows)).toFixed(1);
  const rows = names.map(
    (name) =>
      html`<tr><td>${FIGURE_NAMES[name][language]}</td><td class="n">${figures[name]}</td><td class="n">${share(figures[name])}</td></tr>\n`,
  );
  return html`<h2>${say('結果の概要', 'Summary')}</h2>
<p>${say('行数', 'Rows')} ${figures.rows}${sum !== '' && ` = ${sum}`}</p>
${bar(names, figures)}<table><tr><th scope="col">${say('結果', 'Outcome')}</th><th scope="col" class="n">${say('件数', 'Number')}</th><th scope="col" class="n">%</th></tr>
${rows}<tr><th scope="row">${FIGURE_NAMES.rows[language]}</th><th class="n">${figures.rows}</th><th class="n">${share(figures.rows)}</th></tr></table>
`;
}

/** The figures as parts of one bar; the sum above and the table below say the same. */
function bar(names: readonly (keyof BatchFigures)[], figures: BatchFigures): Html {
  let x = 0;
  const parts = names.map((name) => {
    const width = Math.round((1000 * figures[name]) / figures.rows);
    const part = html`<rect class="${name}" x="${x}" width="${width}" height="12"/>`;
    x += width;
    return part;
  });
  if (parts.length === 0) return html``;
  return html`<svg class="bar" viewBox="0 0 1000 12" preserveAspectRatio="none" aria-hidden="true">${parts}</svg>\n`;
}

/** What was found in the file: why it was refused, or which of its rows were rejected. */
export function problemSection({ batch, language }: BatchReport): Part {
  const lines = problemLines(batch, language);
  if (lines.length === 0) return false;
  return html`<h2>${sayingIn(language)('ファイルの不備', 'Problems of the file')}</h2>
<ul>${lines.map((line) => html`<li>${line}</li>\n`)}</ul>
`;
}

/** Why tenants stopped, with what to do; the tenants themselves stand in the list of all. */
export function attentionSection({ lists, language }: BatchReport): Part {
  const say = sayingIn(language);
  const stopped = lists.groups().find(({ outcome }) => outcome === 'needsAttention');
  if (!stopped) return false;
  const groups = failureGroups(stopped.shown.map(({ inBatch }) => inBatch));
  return html`<h2>${say('要対応：理由と対応方法', 'Needs attention: reasons and what to do')}</h2>
${groups.map(
  (group) => html`<h3>${headingOf(group, language)}${say('：', ': ')}${group.tenants.length}</h3>
<p>${describeGuideStep(group.guideStep, language)}</p>
<ol>${remedyFor(group, language).map((remedy) => html`<li>${remedy}</li>`)}</ol>
${whoStopped(group, language)}`,
)}`;
}

/** The first of a group, each with the way to its line in the list of all; more than a few are folded. */
function whoStopped({ tenants }: FailureGroup, language: BatchReport['language']): Html {
  const shown = tenants.slice(0, MOST_NAMED);
  const more = String(tenants.length - shown.length);
  const say = sayingIn(language);
  const names = shown.map(
    ({ tenantId, row }) =>
      html`<li><a href="#${tenantId}">${tenantId}</a> ${clip(oneLine(row.companyName), 60)}</li>\n`,
  );
  return html`<details${shown.length <= NAMED_OPEN && html` open`}><summary>${say(`対象のテナント：${String(tenants.length)}件`, `Tenants: ${String(tenants.length)}`)}</summary>
<ul>${names}</ul>
${tenants.length > shown.length && html`<p>${say(`ほか${more}件はテナント一覧に記載しています。`, `${more} more are in the list of all tenants.`)}</p>`}</details>
`;
}

/** Tenants that stand under a reason, and how many of them without a press. */
const MOST_NAMED = 100;
const NAMED_OPEN = 10;

export function nextSteps(report: BatchReport): Html {
  const { batch, language } = report;
  const { batchId } = batch;
  const say = sayingIn(language);
  // They lie beside each other, wherever somebody has put them.
  const files = [
    reportKey(batchId),
    reportJsonKey(batchId),
    ...(report.figures.rejected > 0 && !batch.refused ? [rejectedKey(batchId)] : []),
  ];
  const nameIn = (key: string): string => key.slice(reportPrefix(batchId).length);
  const steps = stepsAhead(report);
  if (steps.length === 0) steps.push(say('対応の必要なものはありません。', 'Nothing is left to do.'));
  return html`<h2>${say('次にすること', 'What happens next')}</h2>
<ul>${steps.map((step) => html`<li>${step}</li>\n`)}</ul>
<p>${files.map((key, index) => html`${index > 0 && ' · '}<a href="${nameIn(key)}">${nameIn(key)}</a>`)} <small>${reportPrefix(batchId)}</small></p>
`;
}

function stepsAhead({ batch, figures, lists, language }: BatchReport): string[] {
  const say = sayingIn(language);
  const [csv, rejected] = [reportKey(batch.batchId), rejectedKey(batch.batchId)];
  const { notHandedOver, usersAll, usersUpgraded } = lists.counts;
  const [waiting, all, upgraded] = [notHandedOver, usersAll, usersUpgraded].map(String);
  const steps: [boolean, string, string][] = [
    [
      figures.needsAttention + figures.notReady > 0,
      `理由を解消してから${csv}を再投入してください（移行済みのテナントはスキップされます）。`,
      `Remove the reasons, then upload ${csv} again (migrated tenants are skipped).`,
    ],
    [
      figures.ready > 0,
      '移行可能なテナントは、同じファイルを incoming/ に投入すると移行されます。',
      'Tenants that are ready migrate when the same file is uploaded under incoming/.',
    ],
    [
      batch.refused,
      'ファイルを修正し、もう一度投入してください。移行は一件も始まっていません。',
      'Correct the file and upload it again. No migration was started.',
    ],
    [
      figures.rejected > 0 && !batch.refused,
      `不備のある行は${rejected}を修正して投入してください。`,
      `Correct the rejected rows in ${rejected} and upload it.`,
    ],
    [
      figures.open > 0,
      '処理中のテナントは継続しています。停止した場合はメールでお知らせします。',
      'Tenants under way go on; a mail tells of each that stops.',
    ],
    [
      notHandedOver > 0,
      `移行済み・引き継ぎ前：${waiting ?? ''}件（ユーザ ${all ?? ''}名中${upgraded ?? ''}名がアップグレード済み）。ユーザへの案内と引き継ぎが続きます。`,
      `Migrated, not handed over: ${waiting ?? ''}; ${upgraded ?? ''} of ${all ?? ''} users upgraded. Reminders and the hand-over go on.`,
    ],
  ];
  return steps.filter(([applies]) => applies).map(([, ja, en]) => say(ja, en));
}
