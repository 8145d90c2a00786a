import { taskPath } from '../../adapters/signed-links.ts';
import type { Batch } from '../../domain/batch.ts';
import type { DeskTask } from '../../domain/desk-task.ts';
import { html } from '../../domain/html.ts';
import { sayingIn, type Language } from '../../domain/language.ts';
import type { BatchFigures } from '../../domain/outcome.ts';
import { count, emptyFigures } from '../../domain/report.ts';
import type { Scope } from '../../domain/switch.ts';
import type { Tenant } from '../../domain/tenant.ts';
import { describeTask } from '../../domain/texts/tasks.ts';
import type { Ports } from '../../ports/index.ts';
import { describeSwitch } from '../switches/halt-notice.ts';
import type { RequestContext } from './desk-site.ts';
import { askedBy, indexPage, type ListAsked, type TaskLine } from './pages/index-page.ts';
import type { RouteAnswer } from './task-routes.ts';

/** Tasks on one page, which keeps it below 50 kB. */
const SHOWN = 40;
const BATCHES = 5;
/** A batch with more tenants is counted by its own machine, not for everybody who opens a page. */
const COUNTED = 2000;

/** The first page of a signed-in operator: a page of one of the two lists of open tasks, and how far the batches are. */
export async function showIndex({ ports, request, language, session }: RequestContext): Promise<RouteAnswer> {
  const asked = askedBy(request.query, language);
  const { sought } = asked;
  const { desk } = ports;
  const answered = request.query.get('done') ?? '';
  const [found, ours, customers, batches, halted, next] = await Promise.all([
    pageOf(ports, asked),
    desk.count({ ...sought, list: 'ours' }),
    desk.count({ ...sought, list: 'customers' }),
    progressOf(ports, language),
    switchAt(ports, 'everything', language),
    answered === '' ? [] : desk.of(answered),
  ]);
  const say = sayingIn(language);
  const page = indexPage({
    ...{ language, now: ports.clock.now(), zone: ports.settings.zone, asked, ...found },
    ...{ counts: { ours, customers }, batches, halted, csrf: session?.csrf ?? '' },
  });
  const done =
    request.query.has('done') &&
    html`<div class="box good" role="status">
      <p>${say('回答を受け付けました。', 'Your answer was taken.')}</p>
      ${next
        .filter(({ closed }) => !closed)
        .map(
          (task) =>
            html`<p>
              ${say('同じお客様の次の作業：', 'Next of this tenant: ')}<a href="${taskPath(task)}"
                >${describeTask(task.step, language)}</a
              >
            </p>`,
        )}
    </div>`;
  return { status: 200, title: say('作業一覧', 'Open tasks'), body: html`${done}${page}` };
}

/** The tasks of a page as they now stand: the list may still have one that has just been closed. */
async function pageOf(
  { desk, tenants, clock }: Pick<Ports, 'desk' | 'tenants' | 'clock'>,
  { sought, after, newestFirst }: ListAsked,
): Promise<{ lines: TaskLine[]; next: string | undefined }> {
  const { tasks: entries, next } = await desk.search(sought, { most: SHOWN, after, newestFirst });
  const [tasks, companies] = await Promise.all([
    desk.readEach(entries),
    tenants.readEach([...new Set(entries.map(({ subject }) => subject))]),
  ]);
  const byKey = new Map(tasks.map((task) => [keyOf(task), task]));
  const lines = entries.flatMap((entry): TaskLine[] => {
    const task = byKey.get(keyOf(entry));
    if (!task || task.closed) return [];
    const tenant = companies.get(task.subject);
    return [{ task, company: tenant?.row.companyName, atWork: whoIsAtWork(task, tenant, clock.now()) }];
  });
  return { lines, next };
}

/** Who works on the task at this moment, such as with attended hands; nobody once their mark has run out. */
function whoIsAtWork({ step }: DeskTask, tenant: Tenant | undefined, now: Date): string | undefined {
  const running = tenant?.running;
  return running?.step === step && Date.parse(running.expiresAt) > now.getTime() ? running.by : undefined;
}

const keyOf = ({ subject, step }: Pick<DeskTask, 'subject' | 'step'>): string => `${subject}|${step}`;

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
  for await (const outcome of batches.outcomes(batch.batchId)) count(figures, { outcome });
  return figures;
}
