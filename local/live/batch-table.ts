import type { BatchLine } from '../../lambdas/domain/batch.ts';
import { html, type Html } from '../../lambdas/domain/html.ts';
import { sayingIn, type Language } from '../../lambdas/domain/language.ts';
import { ENDING_NAMES } from '../../lambdas/domain/texts/outcomes.ts';
import { machineArn } from '../deployment.ts';
import type { EmbeddedStack } from '../embedded-stack.ts';
import type { OpenAtTheDesk, TaskOf } from './task-of.ts';

/** Every batch, the latest first: its rows, and how far it is. */
export function batchTable(
  { engine }: EmbeddedStack,
  batches: readonly BatchLine[],
  taskOf: TaskOf,
  language: Language,
): Html {
  const say = sayingIn(language);
  const executions = engine.listExecutions(machineArn('migrate-batch'));
  const running = new Set(executions.filter(({ status }) => status === 'RUNNING').map(({ name }) => name));
  const latestFirst = batches.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt));
  return html`<div class="wide">
    <table>
      <thead>
        <tr>
          <th scope="col">${say('バッチ', 'Batch')}</th>
          <th scope="col">${say('行数', 'Rows')}</th>
          <th scope="col">${say('状況', 'Now')}</th>
        </tr>
      </thead>
      <tbody>
        ${latestFirst.map(
          (batch) =>
            html`<tr>
              <td>${batch.batchId}</td>
              <td>${rowsOf(batch, language)}</td>
              <td>${nowOf(batch, running.has(batch.batchId), taskOf(batch.batchId), language)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/** Of a refused file none was used, and there is no list of those to correct. */
function rowsOf({ batchId, refused, rows, accepted, rejected }: BatchLine, language: Language): Html {
  const say = sayingIn(language);
  if (refused) return html`${rows}`;
  const words = say(`不備 ${String(rejected)}`, `${String(rejected)} rejected`);
  const list = rejected > 0 ? html`<a href="/batches/${batchId}/rejected">${words}</a>` : words;
  const [open, close] = say(['（', '）'], [' (', ')']);
  const taken = say(`受付 ${String(accepted)}、`, `${String(accepted)} accepted, `);
  return html`${rows}${open}${taken}${list}${close}`;
}

/** What was under way when visionlift was stopped is not under way any more. */
function nowOf(
  { batchId, ending }: BatchLine,
  isRunning: boolean,
  task: OpenAtTheDesk | undefined,
  language: Language,
): Html {
  const say = sayingIn(language);
  if (ending !== undefined)
    return html`${ENDING_NAMES[ending][language]}${say('：', ': ')}<a href="/batches/${batchId}/report.html"
        >${say('報告書', 'report')}</a
      >`;
  if (!isRunning)
    return html`${say('中断されました。続けるには、同じファイルをもう一度投入してください', 'was interrupted; to go on, upload its file again')}`;
  return task ? html`${say('人の対応待ち：', 'waits for a person: ')}${task.link}` : html`${say('進行中', 'runs')}`;
}
