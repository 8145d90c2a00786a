import type { Licence } from '../../../../lambdas/domain/licence.ts';
import type { Session } from '../../../../lambdas/simulated-vendor/sessions.ts';
import { button } from '../web/form.ts';
import { type Html, html } from '../../../../lambdas/domain/html.ts';
import type { PageRequest } from '../web/page-request.ts';
import { businessIdOf } from '../../../../lambdas/simulated-vendor/business-id.ts';
import { businessLine, visionOneConsolePage } from './frame.ts';
import { VISION_ONE_TEXTS } from './texts.ts';

const CONSOLE_PRODUCT = 'Trend Micro Apex One™ as a Service';
/** What the guide's screen lists under Apex One as a Service. */
export const LICENSED_PRODUCTS = [
  'Apex One and Apex Central Full Feature for Windows and Mac',
  CONSOLE_PRODUCT,
  'Trend Micro Mobile Security - Suite Edition (standard)',
];

/** Guide 3-6: Administration > License Information; [コンソールを開く] shows to the primary user account only. */
export function licenseInformationPage(request: PageRequest, session: Session, licence: Licence, now: Date): Html {
  const { tenant, role } = session;
  const texts = VISION_ONE_TEXTS[tenant.language];
  const row = (product: string): Html =>
    html`<tr>
      <td>${product}</td>
      <td>${licence.kind}</td>
      <td>${texts.channelName}</td>
      <td>${licence.seats.toLocaleString('en')} ${texts.units}</td>
      <td><span class="ok">${licence.expiresOn}</span></td>
      <td>
        ${
          product === CONSOLE_PRODUCT &&
          role === 'master' &&
          button(request, '/license-information/console', texts.openConsole, html`class="link"`)
        }
      </td>
    </tr>`;
  return visionOneConsolePage(request, session, {
    title: 'License Information',
    path: '/license-information',
    content: html`<main>
      <p>${now.toISOString().slice(0, 16).replace('T', ' ')}</p>
      <p class="notice">${texts.licenceNote}</p>
      ${businessLine(session, businessIdOf(tenant))}
      <div class="card">
        <table>
          <thead>
            <tr>
              ${[texts.product, texts.licenceKind, texts.channel, texts.units, texts.expiresOn, texts.action].map(
                (heading) => html`<th scope="col">${heading}</th>`,
              )}
            </tr>
          </thead>
          <tbody>
            <tr class="group">
              <td colspan="6">Apex One as a Service (${tenant.state.origin.region})</td>
            </tr>
            ${LICENSED_PRODUCTS.map(row)}
          </tbody>
        </table>
      </div>
    </main>`,
  });
}
