import { PRODUCT_NAMES } from '../../../../lambdas/simulated-vendor/labels.ts';
import type { Session } from '../../../../lambdas/simulated-vendor/sessions.ts';
import { form } from '../web/form.ts';
import { type Html, html } from '../../../../lambdas/domain/html.ts';
import type { PageRequest } from '../web/page-request.ts';
import { cancelLink, modalDialog } from './dialog.ts';
import { legalParagraph } from './legal-texts.ts';
import { VISION_ONE_TEXTS } from './texts.ts';

/** Guide 3-13: ソリューションをアップデート, with its legal texts, its decoy link, and the button that agrees. */
export function updatePanel(request: PageRequest, { tenant: { language } }: Session, agree: string): Html {
  const texts = VISION_ONE_TEXTS[language];
  return modalDialog(
    html`
      <h2>${PRODUCT_NAMES.beforeUpdate.displayName}</h2>
      <div class="tabs">
        <span>${texts.settings}</span>
        <span id="dialog-title" aria-current="true">${texts.updateSolution}</span>
      </div>
      <h3>Trend Vision One Endpoint Security - Standard Endpoint Protection</h3>
      <p>${texts.updateWhy}</p>
      <p>${texts.shared}</p>
      <ul>
        <li>${texts.sharedEndpoints}</li>
        <li>${texts.sharedRoles}</li>
        <li>${texts.sharedScopes}</li>
        <li>${texts.sharedUsers}</li>
      </ul>
      <p class="notice">
        <span>${texts.licenceFirst} <a href="/license-information">${texts.showDetails}</a></span>
      </p>
      ${legalParagraph(language)}
      <p>${texts.agreeing}</p>
      ${form(
        request,
        '/product-instance/agree',
        html`<footer>
          <button class="primary">${agree}</button>
          ${cancelLink(texts.cancel)}
        </footer>`,
      )}
      <p style="margin-top:18px"><a href="/endpoint-security/trial">${texts.tryFirst}</a></p>
    `,
    'drawer',
  );
}
