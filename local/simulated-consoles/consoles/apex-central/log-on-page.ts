import { form } from '../web/form.ts';
import { type Html, html } from '../../../../lambdas/domain/html.ts';
import type { PageRequest } from '../web/page-request.ts';
import { PROBLEMS } from '../web/problems.ts';
import { apexCentralPage } from './frame.ts';
import { APEX_CENTRAL_TEXTS } from './texts.ts';

/** Guide 3-6 and 3-19: ログオン. */
export function logOnPage(request: PageRequest, { name = '', wrong = false } = {}): Html {
  const { language, client } = request;
  const texts = APEX_CENTRAL_TEXTS[language];
  const notice = client.notice && PROBLEMS[language][client.notice];
  return apexCentralPage(
    language,
    texts.logOn,
    html`<main class="center">
      <h1>${texts.logOn}</h1>
      ${notice && html`<p class="notice" role="status">${notice}</p>`}
      ${wrong && html`<p class="alert" role="alert">${texts.wrong}</p>`}
      ${form(
        request,
        '/log-on',
        html`<label for="name">${texts.userName}</label>
          <input type="text" id="name" name="name" value="${name}" autocomplete="username" />
          <label for="password">${texts.password}</label>
          <input type="password" id="password" name="password" autocomplete="current-password" />
          <button class="primary">${texts.logOn}</button>`,
      )}
    </main>`,
  );
}
