import { html, type Html } from '../../lambdas/domain/html.ts';
import type { BatchLine } from '../../lambdas/domain/batch.ts';
import { ENDING_NAMES } from '../../lambdas/domain/texts/outcomes.ts';
import type { EmbeddedStack } from '../embedded-stack.ts';
import { drawGraph, type Mark } from './draw-graph.ts';
import { liveHead } from './live-head.ts';
import { outcomeOf, stopInWords } from './live-words.ts';
import { marksOf } from './marks-of.ts';
import { stateGraph } from './state-graph.ts';
import { executionsOf, latestTenants, type Executions, type TenantOnTheWay } from './tenants-of.ts';

/** Tenants that a page shows; each costs a walk through its history, twice a second. */
const MOST = 100;
const MIGRATION = stateGraph('migrate-tenant');
/** What a strip is made of: the states that do something, those of waiting left out. */
const STRIP = MIGRATION.nodes.filter(({ type }) => type === 'Task').map(({ name }) => name);

/** Where a CSV is dropped; it stays as it is while what is below changes. */
export const dropZone = html`<section class="drop" aria-label="A CSV of tenants">
  <div>
    <label>Drop a CSV of tenants here, or choose one: <input type="file" accept=".csv" /></label>
    <form method="post" action="/sample"><button>Run the sample of five tenants</button></form>
  </div>
  <p role="status" class="muted">It goes to the intake bucket, as an operator would upload it.</p>
</section>`;

/** Every batch and tenant, and how many tenants are in each state. */
export async function indexPage(stack: EmbeddedStack): Promise<Html> {
  const batches: BatchLine[] = [];
  for await (const batch of stack.ports.batches.list()) batches.push(batch);
  const executions = executionsOf(stack);
  const tenants = await latestTenants(stack, executions, MOST);
  const all = executions.migrationOf.size;
  return html`${liveHead(stack)}
    <main>
      <section>
        <h2>migrate-tenant: how many are where</h2>
        ${drawGraph(MIGRATION, 'The states of migrate-tenant, with the tenants in each', crowdOf(stack, executions))}
      </section>
      <div>
        <section>
          <h2>Batches</h2>
          ${batches.length === 0 ? html`<p class="muted">None yet.</p>` : batchTable(batches.sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1)))}
        </section>
        <section>
          <h2>Tenants</h2>
          ${tenants.length === 0 ? html`<p class="muted">None has started.</p>` : tenantTable(tenants)}
          ${all > MOST && html`<p class="muted">The latest ${MOST} of ${all} tenants; the address of any other is /tenants/ and its id.</p>`}
        </section>
      </div>
    </main>`;
}

/** In each state: those who are there now, or have ended there. */
function crowdOf({ engine }: EmbeddedStack, { migrations }: Executions): Map<string, Mark> {
  const counts = new Map<string, number>();
  const running = new Set<string>();
  for (const { executionArn, status } of migrations) {
    const last = engine.figuresOf(executionArn).states.at(-1);
    if (last === undefined) continue;
    counts.set(last, (counts.get(last) ?? 0) + 1);
    if (status === 'RUNNING') running.add(last);
  }
  const lookOf = (state: string): Mark['look'] => {
    if (running.has(state)) return 'here';
    return state === 'TenantNeedsAttention' ? 'failed' : 'passed';
  };
  return new Map([...counts].map(([state, count]) => [state, { look: lookOf(state), label: String(count) }]));
}

function batchTable(batches: readonly BatchLine[]): Html {
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
        ${batches.map(
          ({ batchId, rows, accepted, rejected, ending }) =>
            html`<tr>
              <td>${batchId}</td>
              <td>${rows} (${accepted} accepted, ${rejected} rejected)</td>
              <td>
                ${ending === undefined ? 'runs' : html`${ENDING_NAMES[ending].en}: <a href="/batches/${batchId}/report.html">report</a>`}
              </td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function tenantTable(tenants: readonly TenantOnTheWay[]): Html {
  return html`<div class="wide">
    <table>
      <thead>
        <tr>
          <th scope="col">Tenant</th>
          <th scope="col">Its way</th>
          <th scope="col">Outcome</th>
        </tr>
      </thead>
      <tbody>
        ${tenants.map(tenantLine)}
      </tbody>
    </table>
  </div>`;
}

function tenantLine(tenant: TenantOnTheWay): Html {
  const { tenantId, migration, stops, handOver, handOverStops, inBatch } = tenant;
  const { words, kind, reason } = outcomeOf(tenant);
  const marks = marksOf(stops, migration.status);
  const last = (handOver?.status === 'RUNNING' ? handOverStops : stops).at(-1);
  return html`<tr>
    <td><a href="/tenants/${tenantId}">${tenantId}</a><br /><bdi class="muted">${inBatch?.row.companyName}</bdi></td>
    <td>
      ${last && stopInWords(last)}
      <span class="strip" aria-hidden="true">
        ${STRIP.map((state) => html`<i class="${marks.get(state)?.look ?? 'ahead'}" title="${state}"></i>`)}
      </span>
    </td>
    <td>
      <span class="word ${kind}">${words}</span
      >${reason !== undefined && html`<br /><span class="muted">${reason}</span>`}
    </td>
  </tr>`;
}
