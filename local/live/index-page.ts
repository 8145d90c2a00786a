import { html, type Html } from '../../lambdas/domain/html.ts';
import type { BatchLine } from '../../lambdas/domain/batch.ts';
import type { EmbeddedStack } from '../embedded-stack.ts';
import { batchTable } from './batch-table.ts';
import { drawGraph, type Mark } from './draw-graph.ts';
import { liveHead } from './live-head.ts';
import { MIGRATION } from './state-graph.ts';
import { openTasks } from './task-of.ts';
import { tenantTable } from './tenant-table.ts';
import { executionsOf, latestTenants, type Executions } from './tenants-of.ts';

/** Tenants that a page shows; each costs a walk through its history, twice a second. */
const MOST = 100;

/** Where a CSV is dropped; it stays as it is while what is below changes. */
export const dropZone = html`<section class="drop" aria-label="A CSV of tenants">
  <div>
    <label>Drop a CSV of tenants here, or choose one: <input type="file" accept=".csv,.txt" /></label>
    <form method="post" action="/sample"><button>Run the sample of five tenants</button></form>
  </div>
  <p role="status" class="muted">It goes to the intake bucket, as an operator would upload it.</p>
</section>`;

/** Every batch and tenant, and how many tenants are in each state. */
export async function indexPage(stack: EmbeddedStack): Promise<Html> {
  const batches: BatchLine[] = [];
  for await (const batch of stack.ports.batches.list()) batches.push(batch);
  const taskOf = await openTasks(stack);
  const executions = executionsOf(stack);
  const tenants = await latestTenants(stack, executions, MOST);
  const all = executions.migrationOf.size;
  return html`${liveHead(stack)}
    <main>
      <section>
        <h1 class="plain">migrate-tenant: how many are where</h1>
        ${drawGraph(MIGRATION, 'The states of migrate-tenant, with the tenants in each', crowdOf(stack, executions))}
      </section>
      <div>
        <section>
          <h2>Batches</h2>
          ${batches.length === 0 ? html`<p class="muted">None yet.</p>` : batchTable(stack, batches, taskOf)}
        </section>
        <section>
          <h2>Tenants</h2>
          ${tenants.length === 0 ? html`<p class="muted">None has started in this run.</p>` : tenantTable(tenants, taskOf)}
          ${all > MOST && html`<p class="muted">The latest ${MOST} of ${all} tenants; the address of any other is /tenants/ and its id.</p>`}
        </section>
      </div>
    </main>`;
}

/** In each state: those who are there now, or have ended there; of one that ran more than once, the last run counts. */
function crowdOf({ engine }: EmbeddedStack, { migrationOf }: Executions): Map<string, Mark> {
  const counts = new Map<string, number>();
  const running = new Set<string>();
  for (const { executionArn, status } of migrationOf.values()) {
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
