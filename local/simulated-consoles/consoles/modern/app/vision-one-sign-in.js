import { button, call, config, h, leave, Part, texts } from './kit.js';
import { askToStay } from './window.js';

/** Guide 2-10: the name, then the password, in one page; a code where the account needs one. */
class SignIn extends Part {
  static style = `
.split{display:grid;grid-template-columns:1fr 1fr;min-height:100vh}
.pitch{padding:64px;background:#141c2b;color:#dfe4ec}
.entry{max-width:420px;margin:90px auto;padding:0 24px}
.entry button.main{width:100%;margin-bottom:16px}
.entry input{margin-bottom:16px}
.name{padding:8px 12px;border-radius:8px;background:#f1f3f7}`;

  /** @type {any} */
  me = {};

  connectedCallback() {
    if (this.me.name) this.#password(this.me.name);
    else this.#name();
  }

  /** @param {any[]} content @param {string} [wrong] */
  #entry(content, wrong) {
    this.show(
      h(
        'div',
        { class: 'split' },
        h(
          'div',
          { class: 'pitch' },
          h('p', {}, h('b', {}, config.brand), ' ', texts.suite),
          h('h2', {}, texts.pitch1),
          h('p', {}, texts.pitch1Text),
          h('h2', {}, texts.pitch2),
          h('p', {}, texts.pitch2Text),
          h('h2', {}, texts.pitch3),
          h('p', {}, texts.pitch3Text),
        ),
        h(
          'div',
          { class: 'entry', role: 'main' },
          h('h1', {}, texts.signIn),
          this.me.notice && h('p', { class: 'note', role: 'status' }, this.me.notice),
          wrong && h('div', { class: 'toast', role: 'alert' }, wrong),
          content,
        ),
      ),
    );
  }

  /** A form that `send` answers. @param {any} input @param {() => Promise<unknown>} send */
  #form(input, send) {
    const submit = (/** @type {Event} */ event) => {
      event.preventDefault();
      void this.act(send);
    };
    return h('form', { onsubmit: submit }, input, h('button', { type: 'submit', class: 'main' }, texts.continue));
  }

  #name() {
    const email = h('input', { type: 'email', id: 'username', autocomplete: 'username', placeholder: texts.email });
    const send = async () => {
      if (email.value.trim() === '') return;
      await call('POST', '/sign-in', { email: email.value });
      this.#password(email.value.trim());
    };
    this.#entry([this.#form(email, send), h('a', { href: '#' }, texts.needHelp)]);
  }

  /** @param {string} name @param {string} [wrong] */
  #password(name, wrong) {
    const password = h('input', {
      type: 'password',
      id: 'password',
      autocomplete: 'current-password',
      placeholder: texts.password,
    });
    const send = async () =>
      this.#answered(name, await call('POST', '/sign-in/password', { password: password.value }));
    this.#entry(
      [
        h('p', { class: 'name' }, name),
        this.#form(password, send),
        h('p', {}, h('a', { href: '#' }, texts.needHelp)),
        button(texts.otherAccount, () => this.#name(), { class: 'plain' }),
      ],
      wrong,
    );
  }

  /** @param {string} name @param {string} [wrong] */
  #code(name, wrong) {
    const code = h('input', {
      type: 'text',
      inputmode: 'numeric',
      autocomplete: 'one-time-code',
      placeholder: texts.code,
    });
    const send = async () => this.#answered(name, await call('POST', '/sign-in/code', { code: code.value }));
    this.#entry([h('p', { class: 'name' }, name), h('p', {}, texts.codeAsked), this.#form(code, send)], wrong);
  }

  /** @param {string} name @param {any} answer */
  #answered(name, answer) {
    if (answer.isSignedIn) askToStay(this, () => leave(`${config.base}/home`));
    else if (answer.isCodeAsked) this.#code(name, answer.wrong);
    else this.#password(name, answer.wrong);
  }
}

customElements.define('vision-one-sign-in', SignIn);

/** @param {any} me */
export const signIn = (me) => h('vision-one-sign-in', { data: { me } });
