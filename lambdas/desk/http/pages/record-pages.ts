import { taskPath } from '../../../adapters/signed-links.ts';
import type { Batch } from '../../../domain/batch.ts';
import type { DeskTask } from '../../../domain/desk-task.ts';
import { html, type Html } from '../../../domain/html.ts';
import type { JournalEvent } from '../../../domain/journal.ts';
import { sayingIn, type Language } from '../../../domain/language.ts';
import { journalLine } from '../../../domain/statements/journal-line.ts';
import { TENANT_FIGURES, type RecordedOutcome, type TenantFigure } from '../../../domain/outcome.ts';
import { batchPath, executionInAws, executionName, tenantPath, type Places } from '../../../domain/operator-pages.ts';
import type { Tenant } from '../../../domain/tenant.ts';
import { formatInstant } from '../../../domain/texts/instants.ts';
import { ENDING_NAMES, FIGURE_NAMES } from '../../../domain/texts/outcomes.ts';
import { reasonIn } from '../../../domain/texts/reasons.ts';
import { STAGE_NAMES } from '../../../domain/texts/stages.ts';
import { describeTask } from '../../../domain/texts/tasks.ts';
import type { PageOfTenants } from '../../../ports/batch-store.ts';

interface Reader {
  language: Language;
  zone: string;
}

/** Events that are shown: the latest, which is what somebody who was called asks for. */
const EVENTS = 100;

export interface TenantRecord {
  tenant: Tenant;
  /** In its latest batch. */
  outcome: RecordedOutcome | undefined;
  /** Where its execution can be looked at. */
  places: Places;
  tasks: readonly DeskTask[];
  events: readonly JournalEvent[];
}

/** One tenant: what became of it or what it waits for, its tasks with their pictures, and its journal. */
export function tenantRecordPage({ tenant, outcome, tasks, events, places }: TenantRecord, reader: Reader): Html {
  const { language } = reader;
  const say = sayingIn(language);
  const { row, stage, batchId, lease } = tenant;
  const open = tasks.filter(({ closed }) => !closed);
  const latest = events.slice(-EVENTS).toReversed();
  const facts: readonly (readonly [string, Html | string])[] = [
    ...(outcome
      ? [[say('結果', 'Outcome'), `${FIGURE_NAMES[outcome.outcome][language]}${reasonAfter(outcome, reader)}`] as const]
      : []),
    [say('段階', 'Stage'), STAGE_NAMES[stage][language]],
    [say('バッチ', 'Batch'), html`<a href="${batchPath(batchId)}">${batchId}</a>`],
    ...(lease ? [[say('実行', 'Execution'), executionLink(lease.execution, places)] as const] : []),
    ['Apex Central', row.apexCentralHost],
    [say('プライマリユーザアカウント', 'Primary user account'), row.primaryEmail],
    [say('通知先', 'Stakeholders'), row.notifyEmails.join(', ')],
  ];
  return html`<h1><bdi>${row.companyName}</bdi> <span class="hint">${tenant.tenantId}</span></h1>
    <section>
      <h2>${say('状況', 'How it stands')}</h2>
      <dl>
        ${facts.map(
          ([name, value]) =>
            html`<dt>${name}</dt>
              <dd><bdi>${value}</bdi></dd>`,
        )}
      </dl>
      ${open.length === 0 && html`<p>${say('対応待ちの作業はありません。', 'Nothing of it waits for a person.')}</p>`}
    </section>
    ${
      tasks.length > 0 &&
      html`<section>
        <h2>${say('作業', 'Tasks')}</h2>
        <ul>
          ${[...open, ...tasks.filter(({ closed }) => closed)].map((task) => taskLine(task, reader))}
        </ul>
      </section>`
    }
    <section>
      <h2>${say('記録', 'Journal')}</h2>
      ${events.length > EVENTS && html`<p class="hint">${say(`最新の${String(EVENTS)}件`, `The latest ${String(EVENTS)}`)}</p>`}
      <div class="wide">
        <table class="rows">
          <thead>
            <tr>
              <th scope="col">${say('日時', 'When')}</th>
              <th scope="col">${say('作業', 'Step')}</th>
              <th scope="col">${say('内容', 'What')}</th>
              <th scope="col">${say('実行者', 'By')}</th>
            </tr>
          </thead>
          <tbody>
            ${latest.map((event) => eventLine(event, reader))}
          </tbody>
        </table>
      </div>
    </section>
    <p><a href="/">${say('作業一覧へ', 'To the open tasks')}</a></p>`;
}

function executionLink(arn: string, places: Places): Html {
  const href = executionInAws(arn, places);
  const name = executionName(arn);
  return href === undefined
    ? html`${name}`
    : html`<a href="${href}" target="_blank" rel="noopener noreferrer">${name}</a>`;
}

function taskLine(task: DeskTask, { language, zone }: Reader): Html {
  const say = sayingIn(language);
  const { step, because, filedAt, closed, assignee } = task;
  const since = formatInstant(filedAt, zone, language);
  const state = closed
    ? say(
        `終了 ${formatInstant(closed.at, zone, language)}（${closed.by}）`,
        `closed ${formatInstant(closed.at, zone, language)} by ${closed.by}`,
      )
    : say(`未対応（${since}から）`, `waiting since ${since}`);
  const who = assignee === undefined ? '' : say(`、担当：${assignee}`, `, taken over by ${assignee}`);
  return html`<li>
    <p>
      ${closed ? describeTask(step, language) : html`<a href="${taskPath(task)}">${describeTask(step, language)}</a>`}${say('：', ': ')}${state}${who}<br />
      <span class="hint">${reasonIn(language, because, zone)}</span>
      ${because.picture !== undefined && !closed && html` <a href="${taskPath(task)}/picture">${say('画面の記録', 'Picture')}</a>`}
    </p>
  </li>`;
}

function eventLine({ at, by, step, what }: JournalEvent, { language, zone }: Reader): Html {
  const say = sayingIn(language);
  return html`<tr>
    <td data-label="${say('日時', 'When')}">${formatInstant(at, zone, language)}</td>
    <td data-label="${say('作業', 'Step')}">${describeTask(step, language)}</td>
    <td data-label="${say('内容', 'What')}">${journalLine(what, language, zone)}</td>
    <td data-label="${say('実行者', 'By')}"><bdi>${executionName(by)}</bdi></td>
  </tr>`;
}

function reasonAfter(outcome: RecordedOutcome, { language, zone }: Reader): string {
  const reason = reasonIn(language, outcome, zone);
  return reason === '' ? '' : sayingIn(language)(`：${reason}`, `: ${reason}`);
}

/** Tenants of a batch, a page at a time; all, or those that count as one figure. */
export function batchRecordPage(
  { batch, tenants, figure, next }: PageOfTenants & { batch: Batch; figure: TenantFigure | undefined },
  reader: Reader,
): Html {
  const { language } = reader;
  const say = sayingIn(language);
  const path = batchPath(batch.batchId);
  return html`<h1><bdi>${batch.batchId}</bdi></h1>
    <p class="hint">
      ${batch.ending === undefined ? say('処理中', 'Under way') : ENDING_NAMES[batch.ending][language]}・${formatInstant(batch.createdAt, reader.zone, language)}
    </p>
    <nav class="lists" aria-label="${say('結果で絞り込み', 'By outcome')}">
      ${figure === undefined ? html`<strong aria-current="page">${say('すべて', 'All')}</strong>` : html`<a href="${path}">${say('すべて', 'All')}</a>`}
      ${TENANT_FIGURES.map((name) =>
        name === figure
          ? html`<strong aria-current="page">${FIGURE_NAMES[name][language]}</strong>`
          : html`<a href="${path}?outcome=${name}">${FIGURE_NAMES[name][language]}</a>`,
      )}
    </nav>
    <p>
      <a href="/?batch=${encodeURIComponent(batch.batchId)}"
        >${say('このバッチの対応待ちの作業', 'What waits of this batch')}</a
      >
    </p>
    ${
      tenants.length === 0
        ? html`<p class="box">${say('該当するお客様はありません。', 'There is no such tenant.')}</p>`
        : html`<div class="box wide">
            <table class="rows">
              <thead>
                <tr>
                  <th scope="col">${say('お客様', 'Company')}</th>
                  <th scope="col">${say('結果', 'Outcome')}</th>
                  <th scope="col">${say('理由', 'Reason')}</th>
                </tr>
              </thead>
              <tbody>
                ${tenants.map(
                  (tenant) =>
                    html`<tr>
                      <td data-label="${say('お客様', 'Company')}">
                        <a href="${tenantPath(tenant.tenantId)}"><bdi>${tenant.row.companyName}</bdi></a
                        ><br /><span class="hint">${tenant.tenantId}</span>
                      </td>
                      <td data-label="${say('結果', 'Outcome')}">
                        ${FIGURE_NAMES[tenant.outcome?.outcome ?? 'open'][language]}
                      </td>
                      <td data-label="${say('理由', 'Reason')}">
                        ${tenant.outcome && reasonIn(language, tenant.outcome, reader.zone)}
                      </td>
                    </tr>`,
                )}
              </tbody>
            </table>
          </div>`
    }
    ${next !== undefined && html`<p><a class="button" href="${path}?${new URLSearchParams({ ...(figure && { outcome: figure }), after: next }).toString()}">${say('次のページ', 'Next page')}</a></p>`}
    <p><a href="/">${say('作業一覧へ', 'To the open tasks')}</a></p>`;
}
