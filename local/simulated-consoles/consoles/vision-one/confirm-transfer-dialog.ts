import type { Session } from '../../../../lambdas/simulated-vendor/sessions.ts';
import { form } from '../web/form.ts';
import { type Html, html } from '../../../../lambdas/domain/html.ts';
import type { PageRequest } from '../web/page-request.ts';
import { cancelLink, modalDialog } from './dialog.ts';
import { VISION_ONE_TEXTS } from './texts.ts';

/** Guide 3-5: the confirmation with [Connect and Transfer]; the newer console has none. */
export function confirmTransferDialog(request: PageRequest, { tenant: { language } }: Session): Html {
  const texts = VISION_ONE_TEXTS[language];
  return modalDialog(html`
    <h2 id="dialog-title">${texts.confirmTransfer}</h2>
    <p>${texts.confirmTransferText}</p>
    ${form(
      request,
      '/product-instance/transfer',
      html`<footer>
        ${cancelLink(texts.cancel)}
        <button class="primary">${texts.connectAndTransfer}</button>
      </footer>`,
    )}
  `);
}
