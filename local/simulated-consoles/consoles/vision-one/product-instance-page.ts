import type { ProductInstancePage } from '../../../../lambdas/simulated-vendor/vision-one.ts';
import type { InstanceRow } from '../../../../lambdas/simulated-vendor/progress.ts';
import type { Session } from '../../../../lambdas/simulated-vendor/sessions.ts';
import type { VendorTenant } from '../../../../lambdas/simulated-vendor/vendor-tenant.ts';
import { button } from '../web/form.ts';
import { type Html, html } from '../../../../lambdas/domain/html.ts';
import type { PageRequest } from '../web/page-request.ts';
import { businessIdOf } from '../../../../lambdas/simulated-vendor/business-id.ts';
import { businessLine, visionOneConsolePage } from './frame.ts';
import { VISION_ONE_TEXTS, type VisionOneTexts } from './texts.ts';

export interface ProductInstanceParts {
  page: ProductInstancePage;
  /** What the console says to the last press. */
  message?: string | undefined;
  dialog?: Html | undefined;
  script?: string | undefined;
}

/** Guide 3-1, 3-11, 3-16, 3-17: Service Management > Product Instance. */
export function productInstancePage(
  request: PageRequest,
  session: Session,
  { page: { rows, trialEndsOn }, message, dialog, script }: ProductInstanceParts,
): Html {
  const { language, generation } = session.tenant;
  const texts = VISION_ONE_TEXTS[language];
  const add = generation === 'newer' ? texts.addExistingProductNewer : texts.addExistingProduct;
  return visionOneConsolePage(request, session, {
    title: 'Product Instance',
    path: '/product-instance',
    banner: trialEndsOn && texts.trialStarted.replace('{day}', trialEndsOn),
    dialog,
    script,
    content: html`<main>
      ${message !== undefined && html`<p class="alert" role="alert">${message}</p>`}
      ${businessLine(session, businessIdOf(session.tenant))}
      <div class="toolbar">
        ${button(request, '/product-instance/add', add, html`class="primary"`)}
        <button type="button">${texts.createInstance}</button>
        <div class="filters">
          ${filter(texts.instanceType, texts)} ${filter(texts.status, texts)}
          <input type="search" aria-label="${texts.search}" placeholder="${texts.search}" />
        </div>
      </div>
      <div class="card">
        <table>
          <thead>
            <tr>
              ${[
                texts.displayName,
                texts.status,
                texts.instanceId,
                texts.instanceType,
                texts.region,
                texts.description,
              ].map((heading) => html`<th scope="col">${heading}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${rows.map((row) => instanceRow(request, row, session.tenant))}
            ${
              rows.length === 0 &&
              html`<tr>
                <td colspan="6">${texts.noInstances}</td>
              </tr>`
            }
          </tbody>
        </table>
      </div>
    </main>`,
  });
}

function filter(name: string, { all }: VisionOneTexts): Html {
  return html`<label
    >${name}:
    <select>
      <option>${all}</option>
    </select></label
  >`;
}

function instanceRow(request: PageRequest, row: InstanceRow, { labels }: VendorTenant): Html {
  const { displayName, status, instanceId, instanceType, region, description, updateOffered } = row;
  const look = { [labels.connected]: 'good', [labels.update]: 'busy' }[status] ?? '';
  // As on the guide's screens: the button stands below the name, and the manager after the update has a "+" before it.
  const isManager = instanceType === 'Standard Endpoint Protection';
  return html`<tr ${isManager && html`class="manager"`}>
    <td>
      <span class="name">${displayName}</span>
      ${updateOffered && button(request, '/product-instance/update', labels.update)}
    </td>
    <td><span class="state ${look}">${status}</span></td>
    <td><span class="id">${instanceId}</span></td>
    <td>${instanceType}</td>
    <td>${region}</td>
    <td>${description}</td>
  </tr>`;
}
