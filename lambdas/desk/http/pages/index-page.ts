import { taskPath } from '../../../adapters/signed-links.ts';
import type { Batch } from '../../../domain/batch.ts';
import { dueAt, reasonCodeOf, type DeskList, type DeskTask } from '../../../domain/desk-task.ts';
import { html, type Html, type Part } from '../../../domain/html.ts';
import { sayingIn, type Language } from '../../../domain/language.ts';
import { AWAIT_RELEASE } from '../../../domain/release.ts';
import { TENANT_FIGURES, type BatchFigures } from '../../../domain/outcome.ts';
import { formatDuration, formatInstant } from '../../../domain/texts/instants.ts';
import { FIGURE_NAMES } from '../../../domain/texts/outcomes.ts';
import { headingOf } from '../../../domain/texts/reasons.ts';
import { describeTask, TASK_STATES } from '../../../domain/texts/tasks.ts';
import { accountOf } from '../../../domain/user-upgrade.ts';
import type { Sought } from '../../../ports/desk.ts';
import { batchPath, tenantPath } from '../../../domain/operator-pages.ts';
import { csrfField, haltedBox } from './task-page.ts';

/** What the address of the list asks for. */
export interface ListAsked {
  /** As they were typed. */
  words: Readonly<Record<'tenant' | 'batch' | 'step' | 'reason' | 'assignee', string | undefined>>;
  sought: Sought;
  newestFirst: boolean;
  /** Where the page begins. */
  after: string | undefined;
}

export interface TaskLine {
  task: DeskTask;
  /** Of the tenant; a release has none. */
  company: string | undefined;
  /** Who works on it at this moment, in words for people. */
  atWork: string | undefined;
}

export interface IndexPage {
  language: Language;
  now: Date;
  zone: string;
  asked: ListAsked;
  lines: readonly TaskLine[];
  next: string | undefined;
  /** Of what is sought, in both lists. */
  counts: Readonly<Record<DeskList, number>>;
  batches: readonly { batch: Batch; figures: BatchFigures | undefined; halted: string | undefined }[];
  /** That everything is paused or stopped. */
  halted: string | undefined;
  csrf: string;
}

/** What waits for people, the longest first, and how far each batch is. */
export function indexPage(page: IndexPage): Html {
  const say = sayingIn(page.language);
  return html`<h1>${say('作業一覧', 'Open tasks')}</h1>
    ${page.halted !== undefined && haltedBox(page.halted)} ${lists(page)} ${openTasks(page)} ${search(page)}
    <h2>${say('バッチの進捗', 'Progress of the batches')}</h2>
    <p>
      <a href="/switches"
        >${say('一時停止の状況（一時停止と再開）', 'Pauses: hold everything or a batch, and let it go on')}</a
      >
    </p>
    ${page.batches.length === 0 ? html`<p class="box">${say('バッチはまだありません。', 'There is no batch yet.')}</p>` : page.batches.map((each) => progress(each, page))}`;
}

/** What the address asks for; a word that names no step finds nothing, as one that names no tenant does. */
export function askedBy(query: URLSearchParams, language: Language): ListAsked {
  const word = (name: string): string | undefined => query.get(name)?.trim() || undefined;
  const step = word('step');
  const assignee = word('assignee');
  return {
    words: { tenant: word('tenant'), batch: word('batch'), step, reason: word('reason'), assignee },
    newestFirst: query.get('sort') === 'newest',
    after: word('after'),
    sought: {
      list: query.get('list') === 'customers' ? 'customers' : 'ours',
      tenant: word('tenant'),
      batchId: word('batch'),
      steps: step === undefined ? undefined : TASK_STATES.filter((state) => isNamed(state, step, language)),
      reason: word('reason'),
      assignee: assignee === '-' ? null : assignee,
    },
  };
}

function isNamed(state: string, word: string, language: Language): boolean {
  return [state, describeTask(state, language)].some((name) => name.toLowerCase().includes(word.toLowerCase()));
}

/** The address of the same list, with something else asked for; a page always begins anew then. */
function address({ words, sought, newestFirst }: ListAsked, change: Record<string, string | undefined>): string {
  const asked = { ...words, list: sought.list === 'customers' ? 'customers' : undefined };
  const all = { ...asked, sort: newestFirst ? 'newest' : undefined, ...change };
  const given = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const query = new URLSearchParams(given).toString();
  return query === '' ? '/' : `/?${query}`;
}

/** A list that is narrowed to like tasks is worked through in a row: the page of each leads on to the next. */
function inARow(asked: ListAsked): string {
  const { step, reason } = asked.words;
  if (step === undefined && reason === undefined) return '';
  return `?${new URLSearchParams({ row: address(asked, { after: undefined }).slice(2) }).toString()}`;
}

function lists({ asked, counts, language }: IndexPage): Html {
  const say = sayingIn(language);
  const tab = (list: DeskList, name: string): Html => {
    const words = `${name} (${String(counts[list])})`;
    return asked.sought.list === list
      ? html`<strong aria-current="page">${words}</strong>`
      : html`<a href="${address(asked, { list: list === 'customers' ? list : undefined })}">${words}</a>`;
  };
  return html`<nav class="lists" aria-label="${say('一覧の切り替え', 'Lists')}">
    ${tab('ours', say('対応待ちの作業', 'Waiting for us'))}
    ${tab('customers', say('お客様の回答待ち', 'Waiting for the customer'))}
  </nav>`;
}

function openTasks(page: IndexPage): Html {
  const { lines, asked, next, counts, language, csrf } = page;
  const say = sayingIn(language);
  const isSought = Object.values(asked.words).some((word) => word !== undefined);
  if (lines.length === 0) {
    const nothing =
      asked.after !== undefined
        ? say('このページより後に作業はありません。', 'There is nothing beyond this page.')
        : isSought
          ? say('条件に合う作業はありません。', 'Nothing that waits fits.')
          : say('未対応の作業はありません。', 'Nothing waits.');
    return html`<p class="box good">
      ${nothing} ${(asked.after ?? isSought) && html`<a href="/">${say('すべて表示', 'Show all')}</a>`}
    </p>`;
  }
  const count = String(counts[asked.sought.list]);
  const order = asked.newestFirst ? say('新しい順', 'the latest first') : say('古い順', 'the oldest first');
  const turn = asked.newestFirst ? say('古い順に並べる', 'Oldest first') : say('新しい順に並べる', 'Latest first');
  return html`<form class="box wide" method="post" action="/tasks" autocomplete="off">
    ${csrfField(csrf)}
    <table class="rows">
      <caption>
        ${say(`${count}件（${order}）`, `${count} waiting, ${order}`)}
        <a href="${address(asked, { sort: asked.newestFirst ? undefined : 'newest' })}">${turn}</a>
      </caption>
      <thead>
        <tr>
          <th scope="col">${say('選択', 'Choose')}</th>
          <th scope="col">${say('お客様', 'Company')}</th>
          <th scope="col">${say('作業と理由', 'Step and reason')}</th>
          <th scope="col">${say('経過', 'Since')}</th>
          <th scope="col">${say('期限', 'Due')}</th>
          <th scope="col">${say('担当', 'Who')}</th>
        </tr>
      </thead>
      <tbody>
        ${lines.map((line) => row(line, page))}
      </tbody>
    </table>
    ${next !== undefined && html`<p><a class="button" href="${address(asked, { after: next })}">${say('次のページ', 'Next page')}</a></p>`}
    <details>
      <summary>${say('選択した作業をまとめて処理する', 'Do something with those chosen')}</summary>
      ${many(asked.sought.list, language)}
    </details>
  </form>`;
}

function many(list: DeskList, language: Language): Html {
  const say = sayingIn(language);
  return html`<div class="field">
      <label for="assignee">${say('担当者（空欄はご自身）', 'Who does them (empty: yourself)')}</label
      ><input type="text" id="assignee" name="assignee" />
      <p><button name="do" value="assign">${say('担当者を変更する', 'Hand them over')}</button></p>
    </div>
    ${
      list === 'customers' &&
      html`<p>
        <button name="do" value="repeat">${say('同意の依頼を再送する', 'Send the requests for consent again')}</button>
      </p>`
    }
    ${
      list === 'ours' &&
      html`<div class="field">
        <label for="why">${say('作業できない理由', 'Why they cannot be done')}</label>
        <p class="hint" id="why-hint">
          ${say(
            '選択したお客様の移行は停止し、「要対応」として報告されます。',
            'The migrations of these tenants stop and are reported as "needs attention".',
          )}
        </p>
        <input type="text" id="why" name="why" aria-describedby="why-hint" />
        <p><button class="danger" name="do" value="giveBack">${say('作業できません', 'I cannot do these')}</button></p>
      </div>`
    }`;
}

function row({ task, company, atWork }: TaskLine, { now, zone, language, asked }: IndexPage): Html {
  const say = sayingIn(language);
  const { subject, step, filedAt, because, assignee, revision } = task;
  const what = describeTask(step, language);
  const account = accountOf(step);
  const chosen = `${encodeURIComponent(subject)}/${encodeURIComponent(step)}/${String(revision)}`;
  const isRelease = step === AWAIT_RELEASE;
  return html`<tr>
    <td data-label="${say('選択', 'Choose')}">
      <input
        type="checkbox"
        name="task"
        value="${chosen}"
        aria-label="${say(`${subject}の${what}を選択`, `Choose ${what} of ${subject}`)}"
      />
    </td>
    <td data-label="${say('お客様', 'Company')}">
      ${company !== undefined && html`<bdi>${company}</bdi><br />`}<a
        class="hint"
        href="${isRelease ? batchPath(subject) : tenantPath(subject)}"
        ><bdi>${subject}</bdi></a
      >
    </td>
    <td data-label="${say('作業と理由', 'Step and reason')}">
      <a href="${taskPath(task)}${inARow(asked)}">${what}</a
      >${account !== undefined && html` <bdi>${account}</bdi>`}<br />
      <a class="hint" href="${address(asked, { reason: reasonCodeOf(because), after: undefined })}"
        >${headingOf(because, language)}</a
      >
    </td>
    <td data-label="${say('経過', 'Since')}" title="${formatInstant(filedAt, zone, language)}">
      ${formatDuration(now.getTime() - Date.parse(filedAt), language)}
    </td>
    <td data-label="${say('期限', 'Due')}">${formatInstant(dueAt(task).toISOString(), zone, language)}</td>
    <td data-label="${say('担当', 'Who')}">
      ${assignee !== undefined && html`<bdi>${assignee}</bdi>`}
      ${atWork !== undefined && html`<span class="hint">${say('作業中：', 'at work: ')}<bdi>${atWork}</bdi></span>`}
    </td>
  </tr>`;
}

function search({ asked, language, counts }: IndexPage): Part {
  const { words, sought } = asked;
  // Few are found by looking.
  if (counts.ours + counts.customers <= 5 && Object.values(words).every((word) => word === undefined)) return undefined;
  const say = sayingIn(language);
  const text = (name: 'tenant' | 'batch' | 'assignee', label: string): Html =>
    html`<div class="field">
      <label for="by-${name}">${label}</label
      ><input type="text" id="by-${name}" name="${name}" value="${words[name] ?? ''}" autocomplete="off" />
    </div>`;
  return html`<form class="box" method="get" action="/" role="search">
    ${sought.list === 'customers' && html`<input type="hidden" name="list" value="customers" />`}
    ${words.reason !== undefined && html`<input type="hidden" name="reason" value="${words.reason}" />`}
    ${text('tenant', say('テナントID（一部でも可）', 'Tenant, or a part of its id'))}
    ${text('batch', say('バッチID', 'Batch'))}
    <div class="field">
      <label for="by-step">${say('作業', 'Step')}</label
      ><select id="by-step" name="step">
        <option value="">${say('すべて', 'All')}</option>
        ${TASK_STATES.map(
          (state) =>
            html`<option value="${state}" ${state === words.step && html` selected`}>
              ${describeTask(state, language)}
            </option>`,
        )}
      </select>
    </div>
    ${text('assignee', say('担当者（- は担当者なし）', 'Who does it (- for nobody)'))}
    <button>${say('絞り込む', 'Show')}</button> <a href="/">${say('すべて表示', 'Show all')}</a>
  </form>`;
}

function progress({ batch, figures, halted }: IndexPage['batches'][number], { language, zone }: IndexPage): Html {
  const say = sayingIn(language);
  const numbers = ['rows', ...TENANT_FIGURES, 'rejected'] as const;
  const path = batchPath(batch.batchId);
  return html`<section>
    <h2>
      <a href="${path}"><bdi>${batch.batchId}</bdi></a
      >${batch.dryRun && say('（事前確認のみ）', ' (dry run)')}
    </h2>
    <p class="hint">${formatInstant(batch.createdAt, zone, language)}</p>
    ${halted !== undefined && haltedBox(halted)}
    ${
      figures
        ? html`<dl>
            ${numbers
              .filter((name) => figures[name] > 0 || name === 'rows' || name === 'open')
              .map(
                (name) =>
                  html`<dt>${FIGURE_NAMES[name][language]}</dt>
                    <dd>
                      ${name !== 'rows' && name !== 'rejected' && figures[name] > 0 ? html`<a href="${path}?outcome=${name}">${figures[name]}</a>` : figures[name]}
                    </dd>`,
              )}
          </dl>`
        : html`<p>
            ${say(`${String(batch.accepted)}テナント。件数が多いため、内訳はダッシュボードと報告書をご覧ください。`, `${String(batch.accepted)} tenants: too many to count here; the dashboard and the report have the figures.`)}
          </p>`
    }
  </section>`;
}
