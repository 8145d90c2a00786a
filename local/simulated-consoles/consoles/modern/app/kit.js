/**
 * What the programs of all consoles stand on: the page's configuration, requests, elements, and addresses that change
 * without a new document.
 */

/** @typedef {Node | string | number | false | null | undefined} Child */

const written = document.getElementById('config')?.textContent ?? '{}';
/** What the server has written into the document. */
export const config = JSON.parse(written);
/** @type {Record<string, string>} */
export const texts = config.texts;

/** Whether the pages have this trait. @param {string} trait */
export const has = (trait) => config.traits.includes(trait);

/** @param {number} milliseconds */
export const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** An answer of the server that is not the one that was hoped for. */
export class RefusedError extends Error {
  /** @param {number} status @param {any} answer */
  constructor(status, answer) {
    super(answer?.text ?? texts.failed);
    this.status = status;
  }
}

let { csrf } = config;

/**
 * Asks the server, and waits as long as drawing takes. Somebody who is signed out is led to the sign-in.
 * @param {'GET' | 'POST'} method @param {string} path @param {Record<string, any>} [fields]
 */
export async function call(method, path, fields = {}) {
  const body = method === 'POST' ? new URLSearchParams({ ...fields, csrf }) : undefined;
  const response = await fetch(`${config.base}/api${path}`, { method, body });
  const answer = await response.json().catch(() => ({ csrf, data: { refused: 'sessionGone' } }));
  csrf = answer.csrf;
  if (answer.data.refused === 'sessionGone') {
    leave(`${config.base}/`);
    return new Promise(() => undefined);
  }
  await pause(has('SLOW_DRAWING') ? config.takes.slowDrawing : config.takes.drawing);
  if (!response.ok) throw new RefusedError(response.status, answer.data);
  return answer.data;
}

/** Opens another document, over the whole window. @param {string} address */
export function leave(address) {
  (window.top ?? window).location.assign(address);
}

/**
 * An element with what belongs to it; `on...` are listeners.
 * @param {string} tag @param {Record<string, any>} [attributes] @param {(Child | Child[])[]} children
 * @returns {any}
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    if (typeof value === 'function') element.addEventListener(name.slice(2), value);
    else if (name === 'data') Object.assign(element, value);
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(.../** @type {any[]} */ (children.flat().filter((child) => child || child === 0)));
  return element;
}

/** @type {Set<string>} */
const styled = new Set();

/** An element of the page's own, whose content is drawn anew each time: in a shadow root where the pages have such. */
export class Part extends HTMLElement {
  /** Its own style, on top of the common one. */
  static style = '';

  constructor() {
    super();
    /** @type {ShadowRoot | HTMLElement} */
    this.root = has('SHADOW_ROOTS') ? this.attachShadow({ mode: 'open' }) : this;
  }

  /** @param {(Child | Child[])[]} nodes */
  show(...nodes) {
    const { style } = /** @type {typeof Part} */ (this.constructor);
    const drawn = /** @type {Node[]} */ (nodes.flat().filter((node) => node instanceof Node));
    if (this.root !== this) {
      this.root.replaceChildren(h('style', {}, STYLE + style), ...drawn);
      return;
    }
    for (const rules of [STYLE, style.replaceAll(':host', this.localName)]) {
      if (!styled.has(rules)) document.head.append(h('style', {}, rules));
      styled.add(rules);
    }
    this.root.replaceChildren(...drawn);
  }

  /** Says what went wrong, above everything else of this part. @param {unknown} error */
  fail(error) {
    const text = error instanceof RefusedError ? error.message : texts.failed;
    this.forgive();
    this.root.prepend(h('div', { class: 'toast', role: 'alert' }, text));
  }

  /** Takes away what went wrong before. */
  forgive() {
    for (const child of [...this.root.children]) if (child.matches('.toast')) child.remove();
  }

  /** Runs what a button does; a refusal is shown. @param {() => Promise<unknown>} work */
  async act(work) {
    this.forgive();
    try {
      await work();
    } catch (error) {
      this.fail(error);
    }
  }
}

export const loading = () =>
  h('div', { class: 'loading', role: 'progressbar', 'aria-label': texts.loading }, h('i'), h('i'), h('i'));

/** A button. @param {string} name @param {() => unknown} press @param {Record<string, any>} [attributes] */
export const button = (name, press, attributes = {}) =>
  h('button', { type: 'button', ...attributes, onclick: press }, name);

/** A box below its label. @param {string} name @param {Record<string, any>} attributes */
export function box(name, attributes) {
  const input = h(attributes.rows ? 'textarea' : 'input', { spellcheck: 'false', ...attributes });
  return { input, row: h('label', { class: 'field' }, h('span', {}, name), input) };
}

/** A box for a password, with its eye. @param {string} name @param {Record<string, any>} attributes */
export function passwordBox(name, attributes) {
  const { input, row } = box(name, { ...attributes, type: 'password' });
  const eye = button(
    '',
    () => {
      input.type = input.type === 'password' ? 'text' : 'password';
    },
    { class: 'eye', 'aria-label': texts.showPassword },
  );
  row.append(eye);
  return { input, row };
}

/** Shows another page of the same document. @param {string} path */
export function go(path) {
  history.pushState({}, '', config.base + path);
  window.dispatchEvent(new Event('popstate'));
}

/** A link to another page of the same document. @param {string} name @param {string} path @param {Record<string, any>} [attributes] */
export const link = (name, path, attributes = {}) =>
  h(
    'a',
    {
      ...attributes,
      href: config.base + path,
      onclick: (/** @type {Event} */ event) => {
        event.preventDefault();
        go(path);
      },
    },
    name,
  );

/** Where the window is, below the console's own address. */
export const path = () => location.pathname.slice(config.base.length) || '/';

export const STYLE = `
*{box-sizing:border-box}
app-clp,app-apex-central,app-vision-one,app-wizard,ui-grid,ui-figures,ui-product-instances,:host{display:block}
h1,h2,h3{margin:0 0 12px;font-weight:600;line-height:1.4}
h1{font-size:20px}h2{font-size:17px}h3{font-size:14px}
p{margin:0 0 12px}
a{color:#0a58c2;text-decoration:none}
button{font:inherit;padding:7px 18px;border:1px solid #c3c9d2;border-radius:20px;background:#fff;color:#1b1f27;cursor:pointer}
button.main{border-color:#d71920;background:#d71920;color:#fff}
button:disabled{opacity:.45;cursor:not-allowed}
button.plain{padding:0;border:0;background:none;color:#0a58c2}
input,select,textarea{font:inherit;padding:8px 12px;border:1px solid #c3c9d2;border-radius:8px;width:100%}
.field{position:relative;display:block;margin:0 0 16px}
.field>span{display:block;margin-bottom:4px;color:#5b6472;font-size:13px}
.eye{position:absolute;right:6px;bottom:6px;width:28px;height:26px;padding:0;border:0;border-radius:50%;background:#e9ecf1}
.toast,.note{margin:0 0 16px;padding:10px 16px;border-radius:8px;background:#fdecea;color:#8c1d18}
.note{background:#fff6dd;color:#5c4300}
.good{background:#e7f6ec;color:#14532d}
.loading{display:flex;flex-direction:column;gap:12px;padding:24px 0}
.loading i{height:14px;border-radius:7px;background:#edf0f4}
.loading i:nth-child(2){width:70%}.loading i:nth-child(3){width:40%}
.skeleton{display:inline-block;width:56px;height:12px;border-radius:6px;background:#edf0f4}
.card{padding:20px 24px;border:1px solid #e4e8ee;border-radius:12px;background:#fff}
.bar{display:flex;align-items:center;gap:10px;margin-bottom:16px}
`;
