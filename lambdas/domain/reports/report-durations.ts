import { html, type Part } from '../html.ts';
import { sayingIn } from '../language.ts';
import { formatDuration } from '../texts/instants.ts';
import { PHASE_NAMES } from '../texts/phases.ts';
import type { BatchReport } from './batch-report.ts';
import { GUIDE_UPDATE, type Spread } from './durations.ts';
import { PHASES } from './timeline.ts';

/** How long it took, against the guide's own figure, and what the time went into. */
export function durationSection({ durations, language }: BatchReport): Part {
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
  }<h3>${say('時間の内訳（全テナント合計）', 'Where the time went (all tenants together)')}</h3>
<table>${spent.map((phase) => html`<tr><th scope="row">${PHASE_NAMES[phase][language]}</th><td class="n">${time(phases[phase])}</td></tr>\n`)}</table>
`;
}
