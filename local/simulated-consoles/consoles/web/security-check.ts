import { type Html, html, type Part } from '../../../../lambdas/domain/html.ts';
import { type Asks, type Given, type Picture, PICTURES } from '../../../../lambdas/simulated-vendor/asks.ts';
import type { ConsoleLanguage } from '../../../../lambdas/simulated-vendor/labels.ts';
import type { Session } from '../../../../lambdas/simulated-vendor/sessions.ts';
import type { ConsoleName, Asked } from '../../../../lambdas/simulated-vendor/tenant-scenario.ts';
import type { Answer } from './answers.ts';
import { document } from './document.ts';
import { form } from './form.ts';
import { field, type PageRequest } from './page-request.ts';
import { SIMULATED } from './simulated.ts';
import type { ConsoleClient } from './console-clients.ts';

const PATH = '/security-check';

const STYLE = `
:root{--accent:#c8102e}
main{max-width:480px;margin:64px auto;padding:32px 36px;background:#fff;border:1px solid #dfe3e8;border-radius:4px}
main h1{margin-bottom:18px;font-size:20px}
main label{display:block;margin-bottom:8px}
main input[type=password],main input[type=text]{display:block;width:100%;margin-bottom:12px}
.pictures{display:flex;gap:16px;margin:16px 0}
.pictures label{padding:8px;border:1px solid #d3d3d3;border-radius:3px;text-align:center}
.told{color:#6b7480;font-size:12px}
`;

/** Ours: the vendor's pages of this kind are not known. */
const TEXTS = {
  ja: {
    captcha: '画像認証',
    robot: '私はロボットではありません',
    choose: { circle: '円', triangle: '三角形', square: '四角形' } satisfies Record<Picture, string>,
    chooseThe: (what: string) => `${what}の画像を選択してください。`,
    wrong: '正しくありません。もう一度お試しください。',
    code: '2段階認証',
    codeByMail: 'メールで送信された認証コードを入力してください。',
    codeByApp: '認証アプリに表示されている認証コードを入力してください。',
    codeLabel: '認証コード',
    newPassword: 'パスワードの変更',
    mustChange: 'パスワードの有効期限が切れました。新しいパスワードを設定してください。',
    password: '新しいパスワード',
    again: 'パスワードの確認',
    go: '続行',
    mailSays: (code: string) => `シミュレーション: メールのコードは ${code} です`,
    appShows: (code: string) => `シミュレーション: アプリの表示は ${code} です`,
  },
  en: {
    captcha: 'Security check',
    robot: "I'm not a robot",
    choose: { circle: 'circle', triangle: 'triangle', square: 'square' } satisfies Record<Picture, string>,
    chooseThe: (what: string) => `Choose the picture of a ${what}.`,
    wrong: 'That is not right. Try again.',
    code: 'Two-step verification',
    codeByMail: 'Enter the verification code that was sent to you by email.',
    codeByApp: 'Enter the verification code that your authenticator app shows.',
    codeLabel: 'Verification code',
    newPassword: 'Change your password',
    mustChange: 'Your password has expired. Choose a new one.',
    password: 'New password',
    again: 'Confirm password',
    go: 'Continue',
    mailSays: (code: string) => `simulation: the mail says ${code}`,
    appShows: (code: string) => `simulation: the app shows ${code}`,
  },
} as const satisfies Record<ConsoleLanguage, unknown>;

const SHAPES: Record<Picture, Html> = {
  circle: html`<circle cx="32" cy="32" r="24"></circle>`,
  triangle: html`<path d="M32 8 L58 56 L6 56 Z"></path>`,
  square: html`<rect x="10" y="10" width="44" height="44"></rect>`,
};

/** Stands before every page of a console after a sign-in, until a person has passed what the scenario asks there. */
export class SecurityCheck {
  readonly #asks: Asks;

  constructor(asks: Asks) {
    this.#asks = asks;
  }

  /** After a sign-in at a page: what is asked before the console shows. */
  begin(console: ConsoleName, client: ConsoleClient): void {
    const { session } = client;
    client.asked = session?.role === 'master' ? this.#asks.atSignIn(session.tenant, console) : undefined;
  }

  /** The page that asks, in the place of any other; nothing where nothing is asked any more. */
  answer(console: ConsoleName, request: PageRequest, isKnown: boolean): Answer | undefined {
    const { session, asked = [] } = request.client;
    const [what] = asked;
    if (!session || what === undefined) return undefined;
    // [Sign out], and a sign-in as somebody else, are the ways out.
    if (request.method === 'POST' && request.path !== PATH) return undefined;
    if (request.method === 'GET') return this.#page(request, session, what, false);
    if (!isKnown || request.form.get('csrf') !== request.client.csrf) return { location: '/' };
    if (!this.#asks.pass(session.tenant, console, what, givenIn(request)[what]))
      return this.#page(request, session, what, true);
    request.client.asked = asked.slice(1);
    return { location: '/' };
  }

  #page(request: PageRequest, session: Session, what: Asked, wrong: boolean): Answer {
    const { language } = session.tenant;
    const texts = TEXTS[language];
    const title = what === 'captcha' || what === 'newPassword' ? texts[what] : texts.code;
    const body = html`<main>
        <h1>${title}</h1>
        ${wrong && html`<p class="alert" role="alert">${texts.wrong}</p>`}
        ${form(
          request,
          PATH,
          html`${this.#fields(session, what)} <button class="primary">${texts.go}</button>`,
          html`autocomplete="off"`,
        )}
      </main>
      ${SIMULATED}`;
    return { html: document({ language, title, style: STYLE, body }) };
  }

  #fields({ tenant }: Session, what: Asked): Part {
    const texts = TEXTS[tenant.language];
    switch (what) {
      case 'captcha':
        return html`<div role="group" aria-label="reCAPTCHA">
          <label><input type="checkbox" name="ticked" /> ${texts.robot}</label>
          <p>${texts.chooseThe(texts.choose[this.#asks.picture(tenant)])}</p>
          <div class="pictures">
            ${PICTURES.map(
              (picture) =>
                html`<label>
                  <svg width="64" height="64" role="img" aria-label="${texts.choose[picture]}">${SHAPES[picture]}</svg>
                  <input type="radio" name="picture" value="${picture}" />
                </label>`,
            )}
          </div>
        </div>`;
      case 'newPassword':
        return html`<p>${texts.mustChange}</p>
          <label for="password">${texts.password}</label>
          <input type="password" id="password" name="password" autocomplete="new-password" />
          <label for="again">${texts.again}</label>
          <input type="password" id="again" name="again" autocomplete="new-password" />`;
      case 'codeByMail':
      case 'codeByApp': {
        const code = this.#asks.codeFor(tenant, what);
        return html`<p>${texts[what]}</p>
          <label for="code">${texts.codeLabel}</label>
          <input type="text" id="code" name="code" inputmode="numeric" autocomplete="one-time-code" />
          <p class="told">${what === 'codeByMail' ? texts.mailSays(code) : texts.appShows(code)}</p>`;
      }
    }
  }
}

function givenIn(request: PageRequest): Given {
  const code = { code: field(request, 'code') };
  return {
    captcha: { ticked: request.form.has('ticked'), picture: field(request, 'picture') },
    codeByMail: code,
    codeByApp: code,
    newPassword: { password: field(request, 'password'), again: field(request, 'again') },
  };
}
