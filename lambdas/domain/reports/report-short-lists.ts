import { html, type Html, type Part } from '../html.ts';
import { sayingIn } from '../language.ts';
import { clip, oneLine } from '../one-line.ts';
import { formatDuration } from '../texts/instants.ts';
import { undeliveredLine } from '../undelivered.ts';
import type { BatchReport } from './batch-report.ts';
import { durationOf } from './report-tenant.ts';
import { nameOf } from './report-tenant-html.ts';

/** Characters of one user's line. */
const MOST_OF_A_LINE = 120;

/** The slowest tenants, those the vendor sent away for a while, users still to upgrade, mails that did not arrive. */
export function shortLists(report: BatchReport): Html {
  return html`${slowestList(report)}${retriedList(report)}${usersList(report)}${undeliveredList(report)}`;
}

function slowestList({ lists, language }: BatchReport): Part {
  const { slowest } = lists;
  if (slowest.length < 2) return false;
  const items = slowest.map(
    (tenant) => html`<li>${nameOf(tenant)}: ${formatDuration(durationOf(tenant) ?? 0, language)}</li>\n`,
  );
  return html`<h2>${sayingIn(language)('時間のかかったテナント', 'Slowest tenants')}</h2>\n<ol>${items}</ol>\n`;
}

function retriedList({ lists, language }: BatchReport): Part {
  const { retried, counts } = lists;
  if (retried.length === 0) return false;
  const say = sayingIn(language);
  const items = retried.map((tenant) => {
    const times = String(tenant.notReadyAnswers);
    return html`<li>${nameOf(tenant)}: ${say(`${times}回`, `${times} times`)}</li>\n`;
  });
  return html`<h2>${say('再試行したテナント（3-15）', 'Retried tenants (3-15)')}</h2>
<ul>${items}</ul>
${moreThan(retried.length, counts.retried, language)}`;
}

function usersList({ lists, language }: BatchReport): Part {
  const { usersOpen, counts } = lists;
  if (usersOpen.length === 0) return false;
  const say = sayingIn(language);
  const [all, upgraded] = [String(counts.usersAll), String(counts.usersUpgraded)];
  const items = usersOpen.map((tenant) => {
    const { users } = tenant;
    const names = users.open.map(({ name, email }) => clip(oneLine(`${name} (${email})`), MOST_OF_A_LINE)).join(', ');
    return html`<details><summary>${nameOf(tenant)}: ${users.upgraded} / ${users.all}</summary><p>${names}</p></details>\n`;
  });
  return html`<h2>${say('アップグレードがお済みでないユーザ', 'Users still to upgrade')}</h2>
<p>${say(`${all}名中${upgraded}名が完了`, `${upgraded} of ${all} are done`)}</p>
${items}${moreThan(usersOpen.length, counts.usersOpen, language)}`;
}

function undeliveredList({ lists, language }: BatchReport): Part {
  const { undelivered, counts } = lists;
  if (undelivered.length === 0) return false;
  const items = undelivered.map((tenant) => {
    const lines = tenant.undelivered.map((each) => html`<br>${undeliveredLine(each, language)}`);
    return html`<li>${nameOf(tenant)}${lines}</li>\n`;
  });
  return html`<h2>${sayingIn(language)('届かなかったメール', 'Mails that did not arrive')}</h2>
<ul>${items}</ul>
${moreThan(undelivered.length, counts.undelivered, language)}`;
}

function moreThan(shown: number, all: number, language: BatchReport['language']): Part {
  const more = String(all - shown);
  return all > shown && html`<p>${sayingIn(language)(`ほか${more}件`, `and ${more} more`)}</p>\n`;
}
