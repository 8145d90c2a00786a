import { button, h, has, Part, texts } from './kit.js';

/** A window in the top layer: `<ui-window>`; the page behind it cannot be used. */
class Window extends Part {
  static style = `
dialog{width:720px;max-width:calc(100vw - 48px);max-height:calc(100vh - 48px);padding:28px 32px;border:0;border-radius:14px;overflow:auto;box-shadow:0 18px 60px #0005}
dialog::backdrop{background:#0e1420a0}
dialog.aside{height:100vh;max-height:100vh;margin:0 0 0 auto;border-radius:0}
footer{display:flex;justify-content:flex-end;gap:12px;margin-top:20px}
.tabs{display:flex;gap:24px;margin-bottom:16px;border-bottom:1px solid #e4e8ee}
.tabs>*{padding:8px 0}.tabs>[aria-selected=true]{border-bottom:3px solid #d71920;font-weight:600}
.tick{display:flex;gap:10px;align-items:center;margin-top:16px}
.tick input{width:auto}
.styled{position:relative}
.styled input{position:absolute;opacity:0;width:18px;height:18px;margin:0;pointer-events:none}
.styled i{flex:none;width:18px;height:18px;border:2px solid #5b6472;border-radius:5px;cursor:pointer}
.styled input:checked+i{border-color:#d71920;background:#d71920}
.over{position:fixed;left:0;right:0;bottom:0;height:96px;padding:16px 32px;background:#fff6dd;border-top:1px solid #f1d48c;z-index:2}
.tall{height:100vh}
.tall footer{position:fixed;bottom:28px;right:calc(50% - 320px)}
li b{display:block}`;

  /** @type {{ title: any, content: any[], look?: string }} */
  parts = { title: '', content: [] };

  connectedCallback() {
    const { title, content, look } = this.parts;
    const shown = h('dialog', { class: look, 'aria-labelledby': 'title' }, title, content);
    this.show(shown);
    shown.showModal();
    shown.addEventListener('cancel', () => this.remove());
  }
}

customElements.define('ui-window', Window);

/** What a window is called, as its heading. @param {string} name */
export const title = (name) => h('h2', { id: 'title' }, name);

/** Opens a window in place of the one that is open. @param {Part} over @param {{ title: any, content: any[], look?: string }} parts */
export function openWindow(over, parts) {
  closeWindow(over);
  over.root.append(h('ui-window', { data: { parts } }));
}

/** @param {Part} over */
export function closeWindow(over) {
  over.root.querySelector('ui-window')?.remove();
}

/** A sentence with a box that is ticked by pressing it; `changed` is told. @param {string} sentence @param {(ticked: boolean) => void} changed */
export function tick(sentence, changed) {
  const input = h('input', { type: 'checkbox', onchange: () => changed(input.checked) });
  if (!has('STYLED_TICK')) return h('label', { class: 'tick' }, input, h('span', {}, sentence));
  input.tabIndex = -1;
  const turn = () => {
    input.checked = !input.checked;
    changed(input.checked);
  };
  return h('div', { class: 'tick styled' }, input, h('i', { onclick: turn }), h('span', { onclick: turn }, sentence));
}

/** What lies over a page until it is closed, or for good. */
class Overlay extends Part {
  static style = `
.cookies{position:fixed;z-index:8;left:0;right:0;bottom:0;display:flex;gap:16px;align-items:center;padding:20px 32px;background:#1b1f27;color:#fff}
.cookies p{flex:1;margin:0}
.veil{position:fixed;z-index:9;inset:0;background:#0e142080}
.tour{position:absolute;right:80px;top:120px;width:340px;padding:24px;border-radius:14px;background:#fff}
.tour footer{display:flex;justify-content:space-between}`;

  kind = 'cookies';

  connectedCallback() {
    const close = () => {
      sessionStorage.setItem(`closed ${this.kind}`, 'yes');
      this.remove();
    };
    if (this.kind === 'cookies') {
      this.show(
        h(
          'div',
          { class: 'cookies', role: 'region', 'aria-label': 'Cookie' },
          h('p', {}, texts.cookies),
          button(texts.cookiesReject, close),
          button(texts.cookiesAccept, close, { class: 'main' }),
        ),
      );
      return;
    }
    this.show(
      h(
        'div',
        { class: 'veil' },
        h(
          'div',
          { class: 'tour', role: 'dialog', 'aria-label': texts.tour },
          h('h2', {}, texts.tour),
          h('p', {}, texts.tourText),
          h(
            'footer',
            {},
            button(texts.tourSkip, close, { class: 'plain' }),
            button(texts.tourNext, () => undefined, { class: 'main' }),
          ),
        ),
      ),
    );
  }
}

customElements.define('ui-overlay', Overlay);

/** What the traits of these pages lay over them. @param {{ isSignedIn: boolean }} where */
export function overlays({ isSignedIn }) {
  const wanted = [has('COOKIE_BAR') && 'cookies', isSignedIn && has('GUIDED_TOUR') && 'tour'].filter(Boolean);
  return wanted
    .filter((kind) => sessionStorage.getItem(`closed ${String(kind)}`) === null)
    .map((kind) => h('ui-overlay', { data: { kind } }));
}

/** Asks whether to stay signed in, where these pages do; goes on with either answer. @param {Part} over @param {() => void} on */
export function askToStay(over, on) {
  if (!has('STAY_SIGNED_IN')) {
    on();
    return;
  }
  openWindow(over, {
    title: title(texts.staySignedIn),
    content: [
      h('p', {}, texts.staySignedInText),
      h('footer', {}, button(texts.no, on), button(texts.yes, on, { class: 'main' })),
    ],
  });
}
