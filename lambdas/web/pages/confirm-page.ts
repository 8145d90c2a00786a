import { html, type Html } from '../../domain/html.ts';
import { sayingIn, type Language } from '../../domain/language.ts';
import { csrfField } from './task-page.ts';

export interface ConfirmPage {
  /** What was posted; it comes once more with the confirmation. */
  form: URLSearchParams;
  reason: string;
  revision: number;
  action: string;
  language: Language;
  csrf?: string | undefined;
}

const OURS = new Set(['csrf', 'revision', 'confirmed']);

/** Asked before an answer that stops the tenant: is this what you saw? */
export function confirmPage({ form, reason, revision, action, language, csrf }: ConfirmPage): Html {
  const say = sayingIn(language);
  const given = [...form].filter(([name]) => !OURS.has(name));
  return html`<div class="box warn" role="alert">
      <h1>${say('この回答で移行を停止します', 'With this answer the tenant stops')}</h1>
      <p><bdi>${reason}</bdi></p>
      <p>
        ${say('画面の表示と一致していることをご確認ください。', 'Please check that this is what the console shows.')}
      </p>
    </div>
    <form class="box" method="post" action="${action}">
      ${csrfField(csrf)}<input type="hidden" name="revision" value="${revision}" /><input
        type="hidden"
        name="confirmed"
        value="yes"
      />
      ${given.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
      <div class="actions">
        <button class="danger">${say('間違いありません。停止します', 'Yes, stop this tenant')}</button
        ><a class="button" href="${action}">${say('入力に戻る', 'Back to the task')}</a>
      </div>
    </form>`;
}
