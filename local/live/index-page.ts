import { html, type Html } from '../../lambdas/domain/html.ts';
import type { BatchLine } from '../../lambdas/domain/batch.ts';
import { sayingIn, type Language } from '../../lambdas/domain/language.ts';
import type { EmbeddedStack } from '../embedded-stack.ts';
import { batchTable } from './batch-table.ts';
import { drawGraph, type Mark } from './draw-graph.ts';
import { liveHead } from './live-head.ts';
import { STAND_NAMES, STANDS, standOf, type Stand } from './live-words.ts';
import { MIGRATION } from './state-graph.ts';
import { openTasks, type TaskOf } from './task-of.ts';
import { tenantTable } from './tenant-table.ts';
import { executionsOf, findTenant, type Executions } from './tenants-of.ts';

/** Tenants on one page; each costs a walk through its history, twice a second. */
const SHOWN = 50;

/** What the address asks for: `/?q=shop&state=StartUpdate&stand=needsAttention&page=2`; a word that is none asks for all. */
export interface Asked {
  /** Part of a tenant's id or company. */
  words: string;
  state: string | undefined;
  stand: Stand | undefined;
  page: number;
}

export function askedBy(query: URLSearchParams): Asked {
  const stand = STANDS.find((name) => name === query.get('stand'));
  const state = MIGRATION.nodes.find(({ name }) => name === query.get('state'))?.name;
  const page = Math.max(1, Math.trunc(Number(query.get('page'))) || 1);
  return { words: (query.get('q') ?? '').trim(), state, stand, page };
}

function addressOf({ words, state, stand, page }: Partial<Asked>): string {
  const query = new URLSearchParams({
    ...(words && { q: words }),
    ...(state && { state }),
    ...(stand && { stand }),
    ...(page !== undefined && page > 1 && { page: String(page) }),
  });
  return query.size === 0 ? '/' : `/?${query.toString()}`;
}

/** Where a CSV is dropped and tenants are sought; it stays as it is while what is below changes. */
export function besideThePage(asked: Asked, language: Language): Html {
  const say = sayingIn(language);
  return html`<section class="drop" aria-label="${say('テナントのCSV', 'A CSV of tenants')}">
      <div>
        <label
          >${say('テナントのCSVをここにドロップするか、選択してください：', 'Drop a CSV of tenants here, or choose one:')}
          <input type="file" accept=".csv,.txt"
        /></label>
        <form method="post" action="/sample">
          <button>${say('サンプルの5テナントを実行', 'Run the sample of five tenants')}</button>
        </form>
        <form method="post" action="/again">
          <button>${say('最新のファイルをもう一度実行', 'Run the latest file again')}</button>
        </form>
      </div>
      <p role="status" class="muted">
        ${say('担当者のアップロードと同じように、受付バケットに置かれます。', 'It goes to the intake bucket, as an operator would upload it.')}
      </p>
    </section>
    <form class="seek" method="get" action="/" role="search">
      <label
        >${say('テナントIDまたは会社名', 'Tenant or company')} <input type="search" name="q" value="${asked.words}"
      /></label>
      ${asked.state !== undefined && html`<input type="hidden" name="state" value="${asked.state}" />`}
      ${asked.stand !== undefined && html`<input type="hidden" name="stand" value="${asked.stand}" />`}
      <button>${say('検索', 'Search')}</button>
    </form>`;
}

/** Every batch and tenant, and how many tenants are in each state; what needs somebody comes first. */
export async function indexPage(stack: EmbeddedStack, asked: Asked, language: Language): Promise<Html> {
  const say = sayingIn(language);
  const batches: BatchLine[] = [];
  for await (const batch of stack.ports.batches.list()) batches.push(batch);
  const taskOf = await openTasks(stack);
  const executions = executionsOf(stack);
  const all = placesOf(stack, executions, taskOf);
  const found = await matching(stack, executions, all, asked);
  const pages = Math.max(1, Math.ceil(found.length / SHOWN));
  const page = Math.min(asked.page, pages);
  const ids = found.slice((page - 1) * SHOWN, page * SHOWN).map(({ tenantId }) => tenantId);
  const tenants = await Promise.all(ids.map((tenantId) => findTenant(stack, executions, tenantId)));
  const title = say(
    'migrate-tenantの各ステートにいるテナント数',
    'The states of migrate-tenant, with the tenants in each',
  );
  return html`${liveHead(stack, language)}
    <main>
      <section>
        <h1 class="plain">${say('migrate-tenant：各ステートのテナント数', 'migrate-tenant: how many are where')}</h1>
        ${drawGraph(MIGRATION, title, crowdOf(all), { language, linkOf: (state) => addressOf({ ...asked, page: 1, state }) })}
      </section>
      <div>
        <section>
          <h2>${say('バッチ', 'Batches')}</h2>
          ${batches.length === 0 ? html`<p class="muted">${say('まだありません。', 'None yet.')}</p>` : batchTable(stack, batches, taskOf, language)}
        </section>
        <section>
          <h2>${say('テナント', 'Tenants')}</h2>
          ${all.length > 0 && standsOf(all, asked, language)}
          ${tenants.length === 0 && html`<p class="muted">${all.length === 0 ? say('この実行では、まだ開始されていません。', 'None has started in this run.') : say('該当するテナントはありません。', 'There is no such tenant.')}</p>`}
          ${
            tenants.length > 0 &&
            tenantTable(
              tenants.filter((tenant) => tenant !== undefined),
              taskOf,
              language,
            )
          }
          ${pages > 1 && pager({ ...asked, page }, pages, language)}
        </section>
      </div>
    </main>`;
}

/** Where a tenant is, by its execution alone. */
interface Place {
  tenantId: string;
  state: string;
  stand: Stand;
}

function placesOf({ engine }: EmbeddedStack, { migrationOf }: Executions, taskOf: TaskOf): Place[] {
  return [...migrationOf].flatMap(([tenantId, { executionArn, status }]): Place[] => {
    const state = engine.figuresOf(executionArn).states.at(-1);
    if (state === undefined) return [];
    return [{ tenantId, state, stand: standOf(status, state, taskOf(tenantId)?.step === state) }];
  });
}

/** Those that are asked for, what needs somebody first, and the newest of each kind first. */
async function matching(
  stack: EmbeddedStack,
  executions: Executions,
  all: readonly Place[],
  { words, state, stand }: Asked,
): Promise<Place[]> {
  const narrowed = all.filter(
    (place) => (state ?? place.state) === place.state && (stand ?? place.stand) === place.stand,
  );
  const sorted = narrowed.toSorted((a, b) => STANDS.indexOf(a.stand) - STANDS.indexOf(b.stand));
  if (words === '') return sorted;
  const plain = (text: string): string => text.normalize('NFKC').toLowerCase();
  const hits = await Promise.all(
    sorted.map(async ({ tenantId }) => {
      if (plain(tenantId).includes(plain(words))) return true;
      const tenant = await findTenant(stack, executions, tenantId);
      return plain(tenant?.inBatch?.row.companyName ?? '').includes(plain(words));
    }),
  );
  return sorted.filter((_, index) => hits[index]);
}

/** In each state: those who are there now, or have ended there; of one that ran more than once, the last run counts. */
function crowdOf(all: readonly Place[]): Map<string, Mark> {
  const isUnderWay = ({ stand }: Place): boolean => stand === 'running' || stand === 'asked';
  const lookOf = (state: string, there: readonly Place[]): Mark['look'] => {
    if (there.some(isUnderWay)) return 'here';
    return state === 'TenantNeedsAttention' ? 'failed' : 'passed';
  };
  return new Map(
    [...Map.groupBy(all, ({ state }) => state)].map(([state, there]) => [
      state,
      { look: lookOf(state, there), label: String(there.length) },
    ]),
  );
}

function standsOf(all: readonly Place[], asked: Asked, language: Language): Html {
  const say = sayingIn(language);
  const here = all.filter(({ state }) => (asked.state ?? state) === state);
  const line = (stand: Stand | undefined, name: string, count: number): Html =>
    stand === asked.stand
      ? html`<strong aria-current="page">${name} ${count}</strong>`
      : html`<a href="${addressOf({ ...asked, page: 1, stand })}">${name} ${count}</a>`;
  const counts = Map.groupBy(here, ({ stand }) => stand);
  return html`<nav class="stands" aria-label="${say('結果で絞り込み', 'By outcome')}">
      ${line(undefined, say('すべて', 'all'), here.length)}
      ${STANDS.filter((stand) => counts.has(stand) || stand === asked.stand).map((stand) => line(stand, STAND_NAMES[stand][language], counts.get(stand)?.length ?? 0))}
    </nav>
    ${(asked.state !== undefined || asked.words !== '') && html`<p>${[asked.state, asked.words].filter(Boolean).join(say('、', ', '))} <a href="/">${say('絞り込みを解除', 'Show all')}</a></p>`}`;
}

function pager(asked: Asked, pages: number, language: Language): Html {
  const say = sayingIn(language);
  const { page } = asked;
  return html`<p class="stands">
    ${page > 1 && html`<a href="${addressOf({ ...asked, page: page - 1 })}">${say('前のページ', 'Previous page')}</a>`}
    <span>${page} / ${pages}</span>
    ${page < pages && html`<a href="${addressOf({ ...asked, page: page + 1 })}">${say('次のページ', 'Next page')}</a>`}
  </p>`;
}
