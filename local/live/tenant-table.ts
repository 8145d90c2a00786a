import { html, type Html } from '../../lambdas/domain/html.ts';
import { sayingIn, type Language } from '../../lambdas/domain/language.ts';
import { outcomeOf, stopInWords } from './live-words.ts';
import { marksOf } from './marks-of.ts';
import { MIGRATION } from './state-graph.ts';
import type { OpenAtTheDesk, TaskOf } from './task-of.ts';
import type { TenantOnTheWay } from './tenants-of.ts';

/** What a strip is made of: the states that do something, those of waiting left out. */
const STRIP = MIGRATION.nodes.filter(({ type }) => type === 'Task').map(({ name }) => name);

/** Tenants, each with its way so far and what became of it. */
export function tenantTable(tenants: readonly TenantOnTheWay[], taskOf: TaskOf, language: Language): Html {
  const say = sayingIn(language);
  return html`<div class="wide">
    <table>
      <thead>
        <tr>
          <th scope="col">${say('テナント', 'Tenant')}</th>
          <th scope="col">${say('経過', 'Its way')}</th>
          <th scope="col">${say('結果', 'Outcome')}</th>
        </tr>
      </thead>
      <tbody>
        ${tenants.map((tenant) => tenantLine(tenant, taskOf(tenant.tenantId), language))}
      </tbody>
    </table>
  </div>`;
}

function tenantLine(tenant: TenantOnTheWay, task: OpenAtTheDesk | undefined, language: Language): Html {
  const { tenantId, migration, stops, handOver, handOverStops, inBatch } = tenant;
  const { words, kind, reason } = outcomeOf(tenant, task ? [task.step] : [], language);
  const marks = marksOf(stops, migration.status);
  const last = (handOver?.status === 'RUNNING' ? handOverStops : stops).at(-1);
  return html`<tr>
    <td><a href="/tenants/${tenantId}">${tenantId}</a><br /><bdi class="muted">${inBatch?.row.companyName}</bdi></td>
    <td>
      ${last && stopInWords(last, language)}
      <span class="strip" aria-hidden="true">
        ${STRIP.map((state) => html`<i class="${marks.get(state)?.look ?? 'ahead'}" title="${state}"></i>`)}
      </span>
    </td>
    <td>
      <span class="word ${kind}">${words}</span
      >${reason !== undefined && html`<br /><span class="muted">${reason}</span>`}${task && html`<br />${task.link}`}
    </td>
  </tr>`;
}
