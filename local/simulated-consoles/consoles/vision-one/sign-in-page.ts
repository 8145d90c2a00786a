import { form } from '../web/form.ts';
import { type Html, html, type Part } from '../../../../lambdas/domain/html.ts';
import type { PageRequest } from '../web/page-request.ts';
import { PROBLEMS } from '../web/problems.ts';
import { visionOnePage } from './frame.ts';
import { VISION_ONE_TEXTS, type VisionOneTexts } from './texts.ts';

/** Guide 2-10, first screen: the sign-in name. */
export function signInPage(request: PageRequest): Html {
  const { language, client } = request;
  const texts = VISION_ONE_TEXTS[language];
  const notice = client.notice && PROBLEMS[language][client.notice];
  return entryPage(
    request,
    html`${notice && html`<p class="notice" role="status">${notice}</p>`}
    ${form(
      request,
      '/sign-in',
      html`<label for="email">${texts.email}</label>
        <input type="text" id="email" name="email" autocomplete="username" />
        <button class="primary">${texts.continue}</button>`,
    )}
    ${needHelp(texts)}`,
  );
}

/** Guide 2-10, second screen: the password. */
export function passwordPage(request: PageRequest, name: string, { wrong = false } = {}): Html {
  const texts = VISION_ONE_TEXTS[request.language];
  return entryPage(
    request,
    html`<p class="account">${name}</p>
      ${wrong && html`<p class="alert" role="alert">${texts.wrong}</p>`}
      ${form(
        request,
        '/sign-in/password',
        html`<label for="password">${texts.password}</label>
          <input type="password" id="password" name="password" autocomplete="current-password" />
          <button class="primary">${texts.continue}</button>`,
      )}
      ${needHelp(texts)}
      <p><a href="/">${texts.otherAccount}</a></p>`,
  );
}

/** `MFA`: the code of the authenticator app. */
export function secondFactorPage(request: PageRequest, name: string, { wrong = false } = {}): Html {
  const texts = VISION_ONE_TEXTS[request.language];
  return entryPage(
    request,
    html`<p class="account">${name}</p>
      ${wrong && html`<p class="alert" role="alert">${texts.codeWrong}</p>`}
      <p>${texts.codeAsked}</p>
      ${form(
        request,
        '/sign-in/code',
        html`<label for="code">${texts.code}</label>
          <input type="text" id="code" name="code" inputmode="numeric" maxlength="6" autocomplete="one-time-code" />
          <button class="primary">${texts.continue}</button>`,
      )}`,
  );
}

function needHelp({ needHelp: text }: VisionOneTexts): Html {
  return html`<p style="margin-top:16px"><a href="#">${text}</a></p>`;
}

function entryPage({ language }: PageRequest, content: Part): Html {
  const texts = VISION_ONE_TEXTS[language];
  return visionOnePage(
    language,
    texts.signIn,
    html`<div class="split">
      <aside class="pitch">
        <p class="product"><b>Trend Vision One</b> ${texts.suite}</p>
        <h2>${texts.pitch1}</h2>
        <p>${texts.pitch1Text}</p>
        <h2>${texts.pitch2}</h2>
        <p>${texts.pitch2Text}</p>
        <h2>${texts.pitch3}</h2>
        <p>${texts.pitch3Text}</p>
      </aside>
      <main class="entry">
        <h1>${texts.signIn}</h1>
        ${content}
      </main>
    </div>`,
  );
}
