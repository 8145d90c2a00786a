import type { BatchLine } from '../../lambdas/domain/batch.ts';
import { html, type Html } from '../../lambdas/domain/html.ts';
import { ENDING_NAMES } from '../../lambdas/domain/texts/outcomes.ts';
import { machineArn } from '../deployment.ts';
import type { EmbeddedStack } from '../embedded-stack.ts';
import type { OpenAtTheDesk, TaskOf } from './task-of.ts';

/** Every batch, the latest first: its rows, and how far it is. */
export function batchTable({ engine }: EmbeddedStack, batches: readonly BatchLine[], taskOf: TaskOf): Html {
  const executions = engine.listExecutions(machineArn('migrate-batch'));
  const running = new Set(executions.filter(({ status }) => status === 'RUNNING').map(({ name }) => name));
  const latestFirst = batches.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt));
  return html`<div class="wide">
    <table>
      <thead>
        <tr>
          <th scope="col">Batch</th>
          <th scope="col">Rows</th>
          <th scope="col">Now</th>
        </tr>
      </thead>
      <tbody>
        ${latestFirst.map(
          (batch) =>
            html`<tr>
              <td>${batch.batchId}</td>
              <td>${rowsOf(batch)}</td>
              <td>${nowOf(batch, running.has(batch.batchId), taskOf(batch.batchId))}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/** Of a refused file none was used, and there is no list of those to correct. */
function rowsOf({ batchId, refused, rows, accepted, rejected }: BatchLine): Html {
  if (refused) return html`${rows}`;
  const list = rejected > 0 ? html`<a href="/batches/${batchId}/rejected.csv">${rejected} rejected</a>` : '0 rejected';
  return html`${rows} (${accepted} accepted, ${list})`;
}

/** What was under way when visionlift was stopped is not under way any more. */
function nowOf({ batchId, ending }: BatchLine, isRunning: boolean, task: OpenAtTheDesk | undefined): Html {
  if (ending !== undefined)
    return html`${ENDING_NAMES[ending].en}: <a href="/batches/${batchId}/report.html">report</a>`;
  if (!isRunning) return html`was interrupted; to go on, upload its file again`;
  return task ? html`waits for a person: ${task.link}` : html`runs`;
}
