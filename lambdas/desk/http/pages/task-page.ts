import type { Action, Field, Instruction, Passage, Receipt, Refusal, TaskView } from '../../task-view.ts';
import { html, type Html, type Part } from '../../../domain/html.ts';
import { sayingIn, type Language } from '../../../domain/language.ts';
import { describeGuideStep } from '../../../domain/texts/guide-steps.ts';
import { copyField, fieldOf } from './field.ts';
import { screenDrawing } from './screen-drawing.ts';

export interface TaskPage {
  view: TaskView;
  language: Language;
  /** Where the form goes: the page's own address. */
  action: string;
  revision: number;
  /** Of a signed-in operator's session; anyone who came by a link has none. */
  csrf?: string | undefined;
  refusals?: readonly Refusal[];
  /** What was typed, given back with what is wrong with it. */
  typed?: URLSearchParams | undefined;
  /** A secret that this very answer shows. */
  revealed?: { purpose: string; text: string } | undefined;
  /** Whether this person may see secrets and pictures. */
  isOperator: boolean;
  /** The operator who has taken it over. */
  assignee?: string | undefined;
  /** Until when somebody outside may answer, in words. */
  due?: string | undefined;
}

/** A task as its page: why, what to do, and what to hand back. Renders every view there is, and knows no step. */
export function taskPage(page: TaskPage): Html {
  const { view, language, refusals = [], action, isOperator } = page;
  const say = sayingIn(language);
  // Nobody outside has the guide.
  const step = view.guideStep === null || !isOperator ? undefined : describeGuideStep(view.guideStep, language);
  const { title, why, picture, passages = [], instructions, warnings } = view;
  return html`${step !== undefined && !title.includes(step) && html`<p class="step">${step}</p>`}
    <h1>${title}</h1>
    ${isOperator && page.assignee !== undefined && html`<p>${say('担当者', 'Taken over by')}: <bdi>${page.assignee}</bdi></p>`}
    ${page.due !== undefined && html`<p>${say('回答期限', 'Please answer by')}: <strong>${page.due}</strong></p>`}
    ${view.halted !== undefined && haltedBox(view.halted)} ${errorSummary(refusals, view.fields, language)}
    ${
      why !== '' &&
      html`<section class="why">
        <h2>${isOperator ? say('依頼の理由', 'Why you are asked') : say('ご案内', 'About this request')}</h2>
        <p><bdi>${why}</bdi></p>
        ${
          picture !== undefined &&
          isOperator &&
          html`<p>
            <a href="${pathOf(action)}/picture">${say('画面の記録を見る', 'Look at the picture of the page')}</a>
          </p>`
        }
      </section>`
    }
    ${view.attend !== undefined && isOperator && attended(view.attend, language)}
    ${passages.map((each, index) => passage(each, index, language))}
    ${
      warnings.length > 0 &&
      html`<section class="warn">
        <h2>${say('ご注意', 'Mind')}</h2>
        <ul>
          ${warnings.map((each) => html`<li>${each}</li>`)}
        </ul>
      </section>`
    }
    ${
      instructions.length > 0 &&
      html`<section>
        <h2>${say('作業内容', 'What to do')}</h2>
        <ol class="todo">
          ${instructions.map((each, index) => instruction(each, index, page))}
        </ol>
      </section>`
    }
    ${view.reloadAfter !== undefined && html`<p>${lookAgain(action, view.reloadAfter, say('表示を更新', 'Look again'))}</p>`}
    ${(view.fields.length > 0 || view.actions.length > 0) && form(page)}
    ${isOperator && view.actions.length > 0 && assignForm(page)}`;
}

/** Without what an address says of the list behind it. */
const pathOf = (address: string): string => address.split('?', 1)[0] ?? address;

/** The other way than the instructions, for an operator's own computer. */
function attended(command: string, language: Language): Html {
  const say = sayingIn(language);
  return html`<section>
    <h2>${say('ブラウザ操作で完了する場合', 'Let the browser finish it')}</h2>
    <p>
      ${say(
        'お使いのコンピュータで次のコマンドを実行すると、ウィンドウが開きます。CAPTCHAや認証コードだけを入力していただければ、残りは自動で行います。',
        'Run this on your computer: a window opens, you pass the CAPTCHA or type the code, and the hands do the rest.',
      )}
    </p>
    ${copyField({ id: 'attend', label: say('コマンド', 'Command'), value: command }, language)}
  </section>`;
}

/** What somebody outside has answered, and what happens now. */
export function receiptPage({ title, pairs, next }: Receipt, language: Language): Html {
  return html`<div class="box good"><h1>${title}</h1></div>
    ${passage({ heading: sayingIn(language)('ご回答の内容', 'What you have answered'), pairs }, 0, language)}
    ${passage({ heading: sayingIn(language)('今後の流れ', 'What happens now'), items: next }, 1, language)}`;
}

/** Also on the list of tasks. */
export function haltedBox(halted: string): Html {
  return html`<p class="box bad"><strong>${halted}</strong></p>`;
}

/** A link that the script of the page follows by itself, once there is something else to see. */
function lookAgain(href: string, seconds: number, label: string): Html {
  return html`<a class="button" href="${href}" data-again="${seconds}">${label}</a>`;
}

function passage(
  { heading, pairs = [], copy = [], items = [], links = [] }: Passage,
  index: number,
  language: Language,
): Html {
  return html`<section>
    <h2>${heading}</h2>
    ${
      pairs.length > 0 &&
      html`<dl>
        ${pairs.map(
          ([name, value]) =>
            html`<dt>${name}</dt>
              <dd><bdi>${value}</bdi></dd>`,
        )}
      </dl>`
    }
    ${copy.map(({ label, value }, at) => copyField({ id: `passage-${String(index)}-${String(at)}`, label, value }, language))}
    ${
      items.length > 0 &&
      html`<ul>
        ${items.map((item) => html`<li>${item}</li>`)}
      </ul>`
    }
    ${links.map(({ label, href }) => html`<p>${link(label, href)}</p>`)}
  </section>`;
}

function instruction(
  { text, link: to, copy = [], reveal = [], expect, screen }: Instruction,
  index: number,
  page: TaskPage,
): Html {
  const say = sayingIn(page.language);
  return html`<li>
    <p>${text}</p>
    ${to && html`<p>${link(to.label, to.href)}</p>`}
    ${copy.map(({ label, value }, at) => copyField({ id: `copy-${String(index)}-${String(at)}`, label, value }, page.language))}
    ${page.isOperator && reveal.map(({ label, purpose }) => revealOf(label, purpose, page, `secret-${String(index)}`))}
    ${expect !== undefined && html`<p class="expect">${say('表示例', 'Then')}${say('：', ': ')}${expect}</p>`}
    ${screen && screenDrawing(screen)}
  </li>`;
}

/** A secret is asked for by a press of its own, and stands in the answer to that press alone. */
function revealOf(label: string, purpose: string, { revealed, language, action, csrf }: TaskPage, id: string): Html {
  const say = sayingIn(language);
  if (revealed?.purpose === purpose) {
    return revealed.text.includes('\n')
      ? html`<div class="copy">
          <label for="${id}">${label}</label
          ><textarea id="${id}" rows="12" readonly dir="auto">${revealed.text}</textarea>
        </div>`
      : copyField({ id, label, value: revealed.text }, language);
  }
  return html`<form method="post" action="${action}">
    ${csrfField(csrf)}<input type="hidden" name="reveal" value="${purpose}" />
    <p><button>${say(`${label}を表示`, `Show: ${label}`)}</button></p>
  </form>`;
}

function form({ view, action, revision, csrf, language, typed, refusals = [] }: TaskPage): Html {
  const say = sayingIn(language);
  return html`<form class="box" method="post" action="${action}" autocomplete="off" novalidate>
    <h2>${say('ご回答', 'Your answer')}</h2>
    ${csrfField(csrf)}<input type="hidden" name="revision" value="${revision}" />
    ${view.fields.map((field) => fieldOf(field, { language, typed, refusals }))}
    <div class="actions">${view.actions.map(button)}</div>
  </form>`;
}

/** Who does it: for operators among each other, and no lock; anyone who comes first may answer. */
function assignForm({ action, revision, csrf, language, assignee = '' }: TaskPage): Html {
  const say = sayingIn(language);
  return html`<form class="box" method="post" action="${action}" autocomplete="off">
    ${csrfField(csrf)}<input type="hidden" name="revision" value="${revision}" />
    <div class="field">
      <label for="assignee">${say('担当者', 'Who does it')}</label>
      <p class="hint" id="assignee-hint">
        ${say('空欄のまま押すと、ご自身が担当者になります。', 'Leave it empty to take it over yourself.')}
      </p>
      <input type="text" id="assignee" name="assignee" value="${assignee}" aria-describedby="assignee-hint" />
    </div>
    <button name="assign" value="yes">${say('担当者を変更する', 'Hand it over')}</button>
  </form>`;
}

function button({ value, label, kind }: Action): Html {
  return html`<button class="${kind}" name="action" value="${value}">${label}</button>`;
}

export function csrfField(csrf: string | undefined): Part {
  return csrf !== undefined && html`<input type="hidden" name="csrf" value="${csrf}" />`;
}

function errorSummary(refusals: readonly Refusal[], fields: readonly Field[], language: Language): Part {
  if (refusals.length === 0) return undefined;
  const say = sayingIn(language);
  const known = new Set(fields.map(({ name }) => name));
  return html`<div class="box bad" role="alert">
    <h2>${say('確認が必要な項目があります', 'This answer was not taken')}</h2>
    <ul>
      ${refusals.map(
        ({ field, message }) =>
          html`<li>
            ${field !== undefined && known.has(field) ? html`<a href="#field-${field}">${message}</a>` : message}
          </li>`,
      )}
    </ul>
  </div>`;
}

/** Consoles open beside the page, so that it is still there to come back to; they learn nothing of where it is. */
function link(label: string, href: string): Html {
  return html`<a href="${safeAddress(href)}" target="_blank" rel="noopener noreferrer">${label}</a>`;
}

/** Addresses are made from rows of a spreadsheet: none of them may run anything. */
function safeAddress(href: string): string {
  return /^(https?:\/\/|\/)/iu.test(href) ? href : '#';
}

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
