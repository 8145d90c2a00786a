import type { Batch } from '../../../domain/batch.ts';
import type { OpenTask } from '../../../domain/desk-task.ts';
import { html, type Html } from '../../../domain/html.ts';
import { sayingIn, type Language } from '../../../domain/language.ts';
import type { BatchFigures } from '../../../domain/outcome.ts';
import { formatDuration, formatInstant } from '../../../domain/texts/instants.ts';
import { describeTask } from '../../../domain/texts/tasks.ts';
import { FIGURE_NAMES } from '../../../domain/texts/outcomes.ts';
import { haltedBox } from './task-page.ts';
import { taskPath } from '../../../adapters/signed-links.ts';

/** What a person looks for among the open tasks; everything without. */
export interface Sought {
  tenant: string;
  step: string;
}

export interface IndexPage {
  language: Language;
  now: Date;
  zone: string;
  tasks: readonly OpenTask[];
  /** Open tasks in all that fit what is sought; more than are shown where there are many. */
  found: { count: number; andMore: boolean };
  sought: Sought;
  batches: readonly { batch: Batch; figures: BatchFigures | undefined; halted: string | undefined }[];
  /** That everything is paused or stopped. */
  halted: string | undefined;
}

/** What waits for people, the longest first, and how far each batch is. */
export function indexPage(page: IndexPage): Html {
  const say = sayingIn(page.language);
  return html`<h1>${say('作業一覧', 'Open tasks')}</h1>
    ${page.halted !== undefined && haltedBox(page.halted)} ${openTasks(page)}
    <h2>${say('バッチの進捗', 'Progress of the batches')}</h2>
    <p>
      <a href="/switches"
        >${say('一時停止の状況（一時停止と再開）', 'Pauses: hold everything or a batch, and let it go on')}</a
      >
    </p>
    ${page.batches.length === 0 ? html`<p class="box">${say('バッチはまだありません。', 'There is no batch yet.')}</p>` : page.batches.map((each) => progress(each, page))}`;
}

function openTasks(page: IndexPage): Html {
  const { tasks, found, sought, now, language } = page;
  const say = sayingIn(language);
  const count = `${String(found.count)}${found.andMore ? '+' : ''}`;
  const isSought = sought.tenant !== '' || sought.step !== '';
  const list =
    tasks.length === 0
      ? html`<p class="box good">${say('お待ちの作業はありません。', 'Nothing waits for a person.')}</p>`
      : html`<div class="box wide">
          <table class="rows">
            <caption>
              ${say(`${count} 件の作業が待っています（古い順）`, `${count} waiting, the oldest first`)}
            </caption>
            <thead>
              <tr>
                <th scope="col">${say('テナント', 'Tenant')}</th>
                <th scope="col">${say('作業', 'Step')}</th>
                <th scope="col">${say('待ち時間', 'Waiting for')}</th>
                <th scope="col">${say('バッチ', 'Batch')}</th>
              </tr>
            </thead>
            <tbody>
              ${tasks.map((task) => row(task, now, language))}
            </tbody>
          </table>
        </div>`;
  // Few are found by looking.
  return html`${list}${(found.count > 5 || isSought) && search(page)}
    <p><a href="/">${say('表示を更新', 'Load again')}</a></p>`;
}

function search({ sought, language }: IndexPage): Html {
  const say = sayingIn(language);
  return html`<form class="box" method="get" action="/" role="search">
    <div class="field">
      <label for="tenant">${say('テナントID・バッチIDで絞り込み', 'Only this tenant or batch')}</label
      ><input type="text" id="tenant" name="tenant" value="${sought.tenant}" autocomplete="off" />
    </div>
    <div class="field">
      <label for="step">${say('作業の名称で絞り込み（例：StartUpdate）', 'Only this step, such as StartUpdate')}</label
      ><input type="text" id="step" name="step" value="${sought.step}" autocomplete="off" />
    </div>
    <button>${say('絞り込む', 'Show')}</button>
  </form>`;
}

function row(task: OpenTask, now: Date, language: Language): Html {
  const say = sayingIn(language);
  const { subject, step, filedAt, batchId } = task;
  const what = describeTask(step, language);
  return html`<tr>
    <td data-label="${say('テナント', 'Tenant')}"><bdi>${subject}</bdi></td>
    <td data-label="${say('作業', 'Step')}">
      <a href="${taskPath(task)}">${what}</a>${what !== step && html`<br /><span class="hint">${step}</span>`}
    </td>
    <td data-label="${say('待ち時間', 'Waiting for')}">
      ${formatDuration(now.getTime() - Date.parse(filedAt), language)}
    </td>
    <td data-label="${say('バッチ', 'Batch')}"><bdi>${batchId}</bdi></td>
  </tr>`;
}

function progress({ batch, figures, halted }: IndexPage['batches'][number], { language, zone }: IndexPage): Html {
  const say = sayingIn(language);
  const numbers: (keyof BatchFigures)[] = [
    'rows',
    'migrated',
    'skipped',
    'ready',
    'notReady',
    'needsAttention',
    'open',
    'rejected',
  ];
  return html`<section>
    <h2><bdi>${batch.batchId}</bdi>${batch.dryRun && say('（事前確認のみ）', ' (dry run)')}</h2>
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
                    <dd>${figures[name]}</dd>`,
              )}
          </dl>`
        : html`<p>
            ${say(`${String(batch.accepted)} テナント。件数が多いため、内訳はダッシュボードと報告書をご覧ください。`, `${String(batch.accepted)} tenants: too many to count here; the dashboard and the report have the figures.`)}
          </p>`
    }
  </section>`;
}
