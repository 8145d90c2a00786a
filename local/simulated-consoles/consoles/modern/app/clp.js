import { box, button, call, config, go, h, leave, loading, Part, passwordBox, path, texts } from './kit.js';
import { grid } from './grid.js';
import { overlays } from './window.js';

const APEX_ONE = 'Apex One SaaS';

/** The Customer Licensing Portal. */
class Clp extends Part {
  static style = `
header{display:flex;align-items:center;gap:16px;padding:14px 40px;border-bottom:1px solid #e4e8ee}
header b{color:#d71920;font-size:18px}
header .who{margin-left:auto;color:#5b6472}
nav{display:flex;gap:28px;padding:0 40px;background:#f7f8fa}
nav a{padding:12px 0}
main{max-width:1080px;margin:32px auto;padding:0 40px}
main.narrow{max-width:460px}
.legend{display:flex;gap:24px;margin-top:16px;color:#5b6472;font-size:13px}
.robot{display:flex;align-items:center;gap:12px;width:300px;margin:0 0 16px;padding:20px 14px;border:1px solid #d3d3d3}
.robot input{width:auto}`;

  connectedCallback() {
    window.addEventListener('popstate', () => void this.#open());
    void this.#open();
  }

  #open() {
    return this.act(async () => {
      this.show(this.#top(), h('main', {}, loading()));
      const me = await call('GET', '/me');
      if (!me.isSignedIn) this.#signIn({ notice: me.notice });
      else if (path() === '/products') await this.#products(me);
      else leave(`${config.base}/products`);
    });
  }

  /** @param {string} [account] */
  #top(account) {
    const who = account !== undefined && [
      h('span', { class: 'who' }, account),
      button(texts.logOut, () =>
        this.act(async () => {
          await call('POST', '/sign-out');
          leave(`${config.base}/`);
        }),
      ),
    ];
    return h('header', {}, h('b', {}, 'TREND Micro'), h('span', {}, 'Customer Licensing Portal'), who);
  }

  /** Guide 1-1. @param {{ notice?: string, wrong?: string, isChallenged?: boolean, name?: string }} [parts] */
  #signIn({ notice, wrong, isChallenged = false, name = '' } = {}) {
    const who = box(texts.loginId, { type: 'text', name: 'loginId', autocomplete: 'username', value: name });
    const secret = passwordBox(texts.password, { name: 'password', autocomplete: 'current-password' });
    const robot = h('input', { type: 'checkbox' });
    const send = () =>
      this.act(async () => {
        const fields = {
          name: who.input.value,
          password: secret.input.value,
          ...(robot.checked && { challenge: 'on' }),
        };
        const answer = await call('POST', '/sign-in', fields);
        if (answer.isSignedIn) leave(`${config.base}/products`);
        else this.#signIn({ ...answer, name: fields.name });
      });
    this.show(
      this.#top(),
      h(
        'main',
        { class: 'narrow' },
        h('h1', {}, texts.enterDetails),
        notice && h('p', { class: 'note', role: 'status' }, notice),
        wrong && h('p', { class: 'toast', role: 'alert' }, wrong),
        h(
          'form',
          {
            onsubmit: (/** @type {Event} */ event) => {
              event.preventDefault();
              void send();
            },
          },
          who.row,
          secret.row,
          h('p', {}, h('a', { href: '#' }, texts.resetPassword)),
          h('p', {}, h('label', {}, h('input', { type: 'checkbox', style: 'width:auto' }), ' ', texts.rememberLoginId)),
          isChallenged &&
            h(
              'div',
              { class: 'robot', role: 'group', 'aria-label': 'reCAPTCHA' },
              h('label', {}, robot, ' ', texts.challenge),
            ),
          h('button', { class: 'main', type: 'submit' }, texts.logIn),
        ),
      ),
      ...overlays({ isSignedIn: false }),
    );
  }

  /** Guide 1-1, 2-1. @param {any} me */
  async #products(me) {
    const { licences } = await call('GET', '/products');
    const columns = [
      { key: 'product', title: texts.products },
      { key: 'seats', title: texts.seats },
      { key: 'kind', title: texts.licenceKind },
      { key: 'expiresOn', title: texts.expiresOn },
      { key: 'action', title: texts.action },
    ];
    const rows = licences.map((/** @type {any} */ licence) => ({
      cells: {
        product: { text: licence.product, mark: texts[licence.status] },
        seats: { text: licence.seats.toLocaleString('en') },
        kind: { text: licence.kind },
        expiresOn: { text: licence.expiresOn.replaceAll('-', '/') },
        action: {
          text: '',
          press: { name: texts.openConsole, quiet: true, act: () => this.#openConsole(licence.product) },
        },
      },
    }));
    this.show(
      this.#top(me.account),
      h(
        'nav',
        {},
        h('a', { href: '#', 'aria-current': 'page' }, texts.products),
        h('a', { href: '#' }, texts.company),
        h('a', { href: '#' }, texts.help),
      ),
      h(
        'main',
        {},
        h('h1', {}, texts.products),
        grid({ columns, rows, pager: 'words' }),
        h(
          'div',
          { class: 'legend' },
          ['valid', 'expiringSoon', 'expired'].map((status) => h('span', {}, texts[status])),
        ),
      ),
      ...overlays({ isSignedIn: false }),
    );
  }

  /** @param {string} product */
  #openConsole(product) {
    return this.act(async () => {
      // The console of another product is another world.
      if (product !== APEX_ONE) go('/products');
      else leave((await call('POST', '/console')).location);
    });
  }
}

customElements.define('app-clp', Clp);
