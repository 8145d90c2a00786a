import { type Html, html } from '../../../../lambdas/domain/html.ts';
import { form } from '../web/form.ts';
import type { PageRequest } from '../web/page-request.ts';
import { PROBLEMS } from '../web/problems.ts';
import { CLP_TEXTS } from './texts.ts';
import { clpPage } from './frame.ts';

/** Guide 1-1: 登録情報を入力してください; with `CAPTCHA`, the challenge after the first attempt. */
export function signInPage(request: PageRequest, { name = '', wrong = false, challenged = false } = {}): Html {
  const { language, client } = request;
  const texts = CLP_TEXTS[language];
  const notice = client.notice && PROBLEMS[language][client.notice];
  return clpPage(
    language,
    texts.logIn,
    html`<main class="sign-in">
      <h1>${texts.enterDetails}</h1>
      ${notice && html`<p class="notice" role="status">${notice}</p>`}
      ${wrong && html`<p class="alert" role="alert">${texts.wrong}</p>`}
      ${challenged && html`<p class="alert" role="alert">${texts.challengeAsked}</p>`}
      ${form(
        request,
        '/sign-in',
        html`<div class="field">
            <label for="name">${texts.loginId}</label>
            <input type="text" id="name" name="name" value="${name}" autocomplete="username" />
          </div>
          <div class="field">
            <label for="password">${texts.password}</label>
            <input type="password" id="password" name="password" autocomplete="current-password" />
          </div>
          <div class="below">
            <p><a href="#">${texts.resetPassword}</a></p>
            <p>
              <label><input type="checkbox" name="remember" /> ${texts.rememberLoginId}</label>
            </p>
            ${
              challenged &&
              html`<div class="challenge" role="group" aria-label="reCAPTCHA">
                <input type="checkbox" id="challenge" name="challenge" />
                <label for="challenge">${texts.challenge}</label>
              </div>`
            }
            <button class="primary">${texts.logIn}</button>
          </div>`,
      )}
    </main>`,
  );
}
