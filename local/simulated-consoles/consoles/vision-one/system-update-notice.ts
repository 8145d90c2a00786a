import type { Session } from '../../../../lambdas/simulated-vendor/sessions.ts';
import { form } from '../web/form.ts';
import { type Html, html } from '../../../../lambdas/domain/html.ts';
import type { PageRequest } from '../web/page-request.ts';
import { cancelLink, modalDialog } from './dialog.ts';
import { VISION_ONE_TEXTS } from './texts.ts';

/** Guide 3-14: システムアップデートの通知, whose last button is the final press. */
export function systemUpdateNotice(request: PageRequest, { tenant: { language, generation } }: Session): Html {
  const texts = VISION_ONE_TEXTS[language];
  const press = generation === 'newer' ? texts.startUpdate : texts.connectAndTransfer;
  return modalDialog(html`
    <h2 id="dialog-title">${texts.notice}</h2>
    <p>${texts.noticeIntro}</p>
    <ul>
      <li><b>${texts.permanent}</b>${texts.permanentText}</li>
      <li><b>${texts.compliance}</b>${texts.complianceText}</li>
      <li><b>${texts.forcedSignOut}</b>${texts.forcedSignOutText}</li>
      <li><b>${texts.afterwards}</b>${texts.afterwardsText} <a href="#">${texts.accessControlNotice}</a></li>
    </ul>
    <p>${texts.questions}</p>
    ${form(
      request,
      '/product-instance/start',
      html`<label class="agree"><input type="checkbox" id="understood" name="understood" /> ${texts.understood}</label>
        <footer>
          ${cancelLink(texts.cancel)}
          <button class="primary" id="press" disabled>${press}</button>
        </footer>`,
    )}
  `);
}

/** The tick enables the button; the server asks for it again. */
export const TICK_SCRIPT = `var t=document.getElementById('understood'),p=document.getElementById('press');(t.onchange=function(){p.disabled=!t.checked})()`;
