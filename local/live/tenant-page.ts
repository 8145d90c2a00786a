import { taskPath } from '../../lambdas/adapters/signed-links.ts';
import type { DeskTask } from '../../lambdas/domain/desk-task.ts';
import { html, type Html } from '../../lambdas/domain/html.ts';
import { reasonIn } from '../../lambdas/domain/texts/reasons.ts';
import type { KeptPicture } from '../../lambdas/ports/kept-evidence.ts';
import type { SesMessage } from '../aws/ses-message.ts';
import type { EmbeddedStack } from '../embedded-stack.ts';
import type { Stop } from '../state-timeline.ts';
import { drawGraph } from './draw-graph.ts';
import { liveHead } from './live-head.ts';
import { outcomeOf, shownAt, stopInWords, ZONE } from './live-words.ts';
import { mailsOf } from './mails-of.ts';
import { marksOf } from './marks-of.ts';
import { MIGRATION, stateGraph } from './state-graph.ts';
import type { TenantOnTheWay } from './tenants-of.ts';

const HAND_OVER = stateGraph('hand-over-tenant');

/** One tenant: its way through both machines, and everything that it has left behind. */
export async function tenantPage(stack: EmbeddedStack, tenant: TenantOnTheWay): Promise<Html> {
  const { tenantId, migration, stops, handOver, handOverStops, inBatch } = tenant;
  const [tasks, pictures] = await Promise.all([stack.ports.desk.of(tenantId), stack.ports.keptEvidence.of(tenantId)]);
  const openSteps = tasks.filter(({ closed }) => !closed).map(({ step }) => step);
  const { words, kind, reason } = outcomeOf(tenant, openSteps);
  return html`${liveHead(stack, inBatch?.row.apexCentralHost)}
    <main>
      <section>
        <h2>migrate-tenant</h2>
        ${drawGraph(MIGRATION, `The way of ${tenantId} through migrate-tenant`, marksOf(stops, migration.status))}
        ${handOver && html`<h2>hand-over-tenant</h2>`}
        ${handOver && drawGraph(HAND_OVER, `The way of ${tenantId} through hand-over-tenant`, marksOf(handOverStops, handOver.status))}
      </section>
      <div>
        <section>
          <h1>${tenantId} <bdi>${inBatch?.row.companyName}</bdi></h1>
          <p><span class="word ${kind}">${words}</span>${reason !== undefined && html`: ${reason}`}</p>
          <p class="muted">Execution ${migration.name}</p>
          ${outcomeHasReport(tenant) && html`<p><a href="/tenants/${tenantId}/completion-report">Completion report</a></p>`}
        </section>
        ${section('At the desk', tasks, (task) => taskLine(stack.desk.origin, task))}
        ${section('Mails', mailsOf(tenant, stack.aws.ses.messages()), mailLine)} ${picturesOf(pictures)}
        ${section('Its way', [...stops, ...handOverStops].reverse(), stopLine)}
      </div>
    </main>`;
}

const outcomeHasReport = ({ inBatch }: TenantOnTheWay): boolean => inBatch?.outcome?.outcome === 'migrated';

function section<T>(title: string, entries: readonly T[], line: (entry: T) => Html): Html | undefined {
  if (entries.length === 0) return undefined;
  return html`<section>
    <h2>${title}</h2>
    <table>
      <tbody>
        ${entries.map(line)}
      </tbody>
    </table>
  </section>`;
}

function taskLine(origin: string, { subject, step, closed, because }: DeskTask): Html {
  return html`<tr>
    <td class="word"><a href="${origin}${taskPath({ subject, step })}">${step}</a></td>
    <td>${closed ? 'closed' : 'open'}</td>
    <td>${reasonIn('en', because, ZONE)}</td>
  </tr>`;
}

function mailLine({ messageId, at, to, subject }: SesMessage): Html {
  return html`<tr>
    <td class="time">${shownAt(at)}</td>
    <td><a href="/mails/${messageId}">${subject}</a><br /><span class="muted">to ${to.join(', ')}</span></td>
  </tr>`;
}

function stopLine(stop: Stop): Html {
  return html`<tr>
    <td class="time">${shownAt(stop.at)}</td>
    <td>${stopInWords(stop)}</td>
  </tr>`;
}

function picturesOf(pictures: readonly KeptPicture[]): Html | undefined {
  if (pictures.length === 0) return undefined;
  return html`<section>
    <h2>Evidence</h2>
    <ul class="pictures">
      ${pictures.map(({ key, name, at }) => {
        const address = `/evidence?key=${encodeURIComponent(key)}`;
        return html`<li>
          <a href="${address}"><img src="${address}" alt="The console at ${name}" loading="lazy" />${name}</a>
          <br /><span class="muted time">${shownAt(at)}</span>
        </li>`;
      })}
    </ul>
  </section>`;
}
