import type { IntegrationSettings } from '../../../../lambdas/simulated-vendor/apex-central.ts';
import type { Session } from '../../../../lambdas/simulated-vendor/sessions.ts';
import { form } from '../web/form.ts';
import { type Html, html } from '../../../../lambdas/domain/html.ts';
import type { PageRequest } from '../web/page-request.ts';
import { apexCentralConsolePage } from './frame.ts';
import { APEX_CENTRAL_TEXTS } from './texts.ts';

/** Guide 3-7 to 3-10: Trend Vision Oneの統合設定; `pressed` right after [登録]. */
export function integrationSettingsPage(
  request: PageRequest,
  session: Session,
  { registered, status }: IntegrationSettings,
  { pressed = false } = {},
): Html {
  const { language, labels } = session.tenant;
  const texts = APEX_CENTRAL_TEXTS[language];
  return apexCentralConsolePage(request, session, {
    title: texts.integrationTitle,
    entry: 'visionOne',
    content: html`${pressed && registered && html`<p class="success" role="status">${labels.nowRegistered}</p>`}
      ${pressed && !registered && html`<p class="alert" role="alert">${texts.tokenRefused}</p>`}
      <section class="panel">
        <h2>${texts.registration}</h2>
        <p>${texts.getToken} <a href="#">${texts.moreInformation}</a></p>
        <p>${texts.serviceStatus} <strong>${status}</strong></p>
        ${
          !registered &&
          form(
            request,
            '/integration-settings',
            html`<div class="line">
                <label for="token">${texts.registrationToken}</label>
                <textarea id="token" name="token" spellcheck="false" autocomplete="off"></textarea>
              </div>
              <button class="primary">${texts.register}</button>`,
          )
        }
      </section>`,
  });
}
