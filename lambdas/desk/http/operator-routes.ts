import { isCustomers, type OpenTask } from '../../domain/desk-task.ts';
import { html } from '../../domain/html.ts';
import { sayingIn, type Language } from '../../domain/language.ts';
import { count, emptyFigures } from '../../domain/report.ts';
import { type BatchFigures } from '../../domain/outcome.ts';
import type { Batch } from '../../domain/batch.ts';
import type { Scope } from '../../domain/switch.ts';
import { describeSwitch } from '../switches/halt-notice.ts';
import type { Ports } from '../../ports/index.ts';
import type { Visit } from './desk-site.ts';
import { indexPage, type Sought } from './pages/index-page.ts';
import type { RouteAnswer } from './task-routes.ts';

/** Tasks on one page, which keeps it below 50 kB; those behind them come up when these are done. */
const SHOWN = 60;
/** Tasks that are looked through; with more, a person looks for a tenant or a batch. */
const LOOKED_THROUGH = 5000;
const BATCHES = 5;
/** A batch with more tenants is counted by its own machine, not for everybody who opens a page. */
const COUNTED = 2000;

/** The first page of a signed-in operator. */
export async function showIndex({ ports, request, language }: Visit): Promise<RouteAnswer> {
  const sought = { tenant: (request.query.get('tenant') ?? '').trim(), step: (request.query.get('step') ?? '').trim() };
  const [{ tasks, found }, batches, halted] = await Promise.all([
    openTasks(ports, sought),
    progressOf(ports, language),
    switchAt(ports, 'everything', language),
  ]);
  const say = sayingIn(language);
  const page = indexPage({
    language,
    now: ports.clock.now(),
    zone: ports.settings.zone,
    tasks,
    found,
    sought,
    batches,
    halted,
  });
  const done =
    request.query.has('done') &&
    html`<p class="box good" role="status">${say('回答を受け付けました。', 'Your answer was taken.')}</p>`;
  return { status: 200, title: say('作業一覧', 'Open tasks'), body: html`${done}${page}` };
}

async function openTasks({ desk }: Pick<Ports, 'desk'>, { tenant, step }: Sought) {
  const tasks: OpenTask[] = [];
  let count = 0;
  let seen = 0;
  for await (const task of desk.open()) {
    if (++seen > LOOKED_THROUGH) break;
    // Customers have 60 days for these: between them nobody would find what waits for an operator.
    if (isCustomers(task) && tenant === '' && step === '') continue;
    if (tenant !== '' && !task.subject.includes(tenant) && !task.batchId.includes(tenant)) continue;
    if (step !== '' && !task.step.toLowerCase().includes(step.toLowerCase())) continue;
    count++;
    if (tasks.length < SHOWN) tasks.push(task);
  }
  return { tasks, found: { count, andMore: seen > LOOKED_THROUGH } };
}

async function progressOf(ports: Pick<Ports, 'batches' | 'switches' | 'settings'>, language: Language) {
  const { batches } = ports;
  const latest = await batches.latest(BATCHES);
  return Promise.all(
    latest.map(async (batch) => ({
      batch,
      figures: await figuresOf(batches, batch),
      // A batch that is over waits for nobody.
      halted: batch.ending === undefined ? await switchAt(ports, { batchId: batch.batchId }, language) : undefined,
    })),
  );
}

async function switchAt(
  { switches, settings }: Pick<Ports, 'switches' | 'settings'>,
  scope: Scope,
  language: Language,
): Promise<string | undefined> {
  const set = await switches.read(scope);
  return set && describeSwitch(set, { isOfBatch: scope !== 'everything', settings, language });
}

async function figuresOf(batches: Ports['batches'], batch: Batch): Promise<BatchFigures | undefined> {
  if (batch.accepted > COUNTED) return undefined;
  const figures = emptyFigures(batch);
  for await (const tenant of batches.tenants(batch.batchId)) count(figures, tenant);
  return figures;
}
