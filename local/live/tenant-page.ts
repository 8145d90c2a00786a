import { taskPath } from '../../lambdas/adapters/signed-links.ts';
import type { DeskTask } from '../../lambdas/domain/desk-task.ts';
import { html, type Html } from '../../lambdas/domain/html.ts';
import { sayingIn, type Language } from '../../lambdas/domain/language.ts';
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
export async function tenantPage(stack: EmbeddedStack, tenant: TenantOnTheWay, language: Language): Promise<Html> {
  const say = sayingIn(language);
  const { tenantId, migration, stops, handOver, handOverStops, inBatch } = tenant;
  const [tasks, pictures] = await Promise.all([stack.ports.desk.of(tenantId), stack.ports.keptEvidence.of(tenantId)]);
  const openSteps = tasks.filter(({ closed }) => !closed).map(({ step }) => step);
  const { words, kind, reason } = outcomeOf(tenant, openSteps, language);
  return html`${liveHead(stack, language, inBatch?.row.apexCentralHost)}
    <main>
      <section>
        <h2>migrate-tenant</h2>
        ${drawGraph(MIGRATION, say(`${tenantId}の経過（migrate-tenant）`, `The way of ${tenantId} through migrate-tenant`), marksOf(stops, migration.status), { language })}
        ${handOver && html`<h2>hand-over-tenant</h2>`}
        ${handOver && drawGraph(HAND_OVER, say(`${tenantId}の経過（hand-over-tenant）`, `The way of ${tenantId} through hand-over-tenant`), marksOf(handOverStops, handOver.status), { language })}
      </section>
      <div>
        <section>
          <h1>${tenantId} <bdi>${inBatch?.row.companyName}</bdi></h1>
          <p><span class="word ${kind}">${words}</span>${reason !== undefined && html`${say('：', ': ')}${reason}`}</p>
          <p class="muted">${say('実行', 'Execution')} ${migration.name}</p>
          ${outcomeHasReport(tenant) && html`<p><a href="/tenants/${tenantId}/completion-report">${say('作業完了報告書', 'Completion report')}</a></p>`}
        </section>
        ${section(say('デスクの作業', 'At the desk'), tasks, (task) => taskLine(stack.desk.origin, task, language))}
        ${section(say('メール', 'Mails'), mailsOf(tenant, stack.aws.ses.messages()), (mail) => mailLine(mail, language))}
        ${picturesOf(pictures, language)}
        ${section(say('経過', 'Its way'), [...stops, ...handOverStops].reverse(), (stop) => stopLine(stop, language))}
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

function taskLine(origin: string, { subject, step, closed, because }: DeskTask, language: Language): Html {
  const say = sayingIn(language);
  return html`<tr>
    <td class="word"><a href="${origin}${taskPath({ subject, step })}">${step}</a></td>
    <td>${closed ? say('終了', 'closed') : say('未対応', 'open')}</td>
    <td>${reasonIn(language, because, ZONE)}</td>
  </tr>`;
}

function mailLine({ messageId, at, to, subject }: SesMessage, language: Language): Html {
  return html`<tr>
    <td class="time">${shownAt(at)}</td>
    <td>
      <a href="/mails/${messageId}">${subject}</a><br /><span class="muted"
        >${sayingIn(language)('宛先', 'to')} ${to.join(', ')}</span
      >
    </td>
  </tr>`;
}

function stopLine(stop: Stop, language: Language): Html {
  return html`<tr>
    <td class="time">${shownAt(stop.at)}</td>
    <td>${stopInWords(stop, language)}</td>
  </tr>`;
}

function picturesOf(pictures: readonly KeptPicture[], language: Language): Html | undefined {
  const say = sayingIn(language);
  if (pictures.length === 0) return undefined;
  return html`<section>
    <h2>${say('画面の記録', 'Evidence')}</h2>
    <ul class="pictures">
      ${pictures.map(({ key, name, at }) => {
        const address = `/evidence?key=${encodeURIComponent(key)}`;
        return html`<li>
          <a href="${address}"
            ><img src="${address}" alt="${say(`${name}の画面`, `The console at ${name}`)}" loading="lazy" />${name}</a
          >
          <br /><span class="muted time">${shownAt(at)}</span>
        </li>`;
      })}
    </ul>
  </section>`;
}
