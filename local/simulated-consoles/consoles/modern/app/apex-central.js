import { box, button, call, config, h, has, leave, link, loading, Part, passwordBox, path, texts } from './kit.js';
import { figures, TABS } from './figures.js';
import { grid } from './grid.js';
import { list } from './lists.js';
import { overlays } from './window.js';

/** Apex Central. */
class ApexCentral extends Part {
  static style = `
header{display:flex;align-items:center;gap:16px;padding:12px 28px;background:#1b1f27;color:#fff}
header .who{margin-left:auto;opacity:.85}
nav{position:relative;display:flex;gap:4px;padding:0 20px;background:#2a303b}
nav>*>button,nav>*>a{display:block;padding:11px 14px;border:0;border-radius:0;background:none;color:#e6e9ee}
nav .entry{position:relative}
.menu{position:absolute;z-index:5;top:100%;left:0;min-width:220px;padding:6px 0;background:#fff;border-radius:0 0 10px 10px;box-shadow:0 10px 30px #0004}
.menu a,.menu button{display:block;width:100%;padding:9px 18px;border:0;border-radius:0;background:none;color:#1b1f27;text-align:left}
.menu .menu{position:static;box-shadow:none;padding:0 0 0 16px}
main{max-width:1180px;margin:24px auto;padding:0 28px}
main.narrow{max-width:480px;margin-top:64px}
iframe{width:100%;height:860px;border:0}
.status{display:flex;gap:8px;margin-bottom:16px}`;

  /** @type {any} */
  me = {};
  open = '';

  connectedCallback() {
    window.addEventListener('popstate', () => void this.#open());
    void this.#open();
  }

  #open() {
    return this.act(async () => {
      if (path() === '/sso') {
        await this.#enter();
        return;
      }
      this.me = await call('GET', '/me');
      const { state } = this.me;
      if (state === 'hibernated') this.#narrow(texts.hibernated, [texts.hibernatedWhy], texts.wakeUp, '/wake-up');
      else if (state === 'signIn') this.#logOn();
      else if (state === 'upgradeAsked')
        this.#narrow(texts.upgradeAccount, [texts.upgradeWhy, texts.upgradeHow], texts.continue, '/upgrade-account');
      else if (path() === '/') leave(`${config.base}/dashboard`);
      else this.#console();
    });
  }

  /** Guide 2-1, 3-6: [コンソールを開く] leads here. */
  async #enter() {
    const ticket = new URLSearchParams(location.search).get('ticket') ?? '';
    this.show(h('main', { class: 'narrow' }, h('p', { role: 'status' }, texts.signingIn), loading()));
    await call('POST', '/sso', { ticket });
    location.replace(`${config.base}/`);
  }

  #brand() {
    return h('span', {}, h('b', {}, 'Trend Micro'), ' Apex Central™');
  }

  /** Guide 3-6, 3-19. @param {string} [wrong] @param {string} [name] */
  #logOn(wrong, name = '') {
    const who = box(texts.userName, { type: 'text', name: 'userName', autocomplete: 'username', value: name });
    const secret = passwordBox(texts.password, { name: 'password', autocomplete: 'current-password' });
    const send = () =>
      this.act(async () => {
        const answer = await call('POST', '/log-on', { name: who.input.value, password: secret.input.value });
        if (answer.isSignedIn) leave(`${config.base}/`);
        else this.#logOn(answer.wrong, who.input.value);
      });
    this.show(
      h('header', {}, this.#brand()),
      h(
        'main',
        { class: 'narrow' },
        h('h1', {}, texts.logOn),
        this.me.notice && h('p', { class: 'note', role: 'status' }, this.me.notice),
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
          h('button', { class: 'main', type: 'submit' }, texts.logOn),
        ),
      ),
      ...overlays({ isSignedIn: false }),
    );
  }

  /** What stands before the console, with one button. @param {string} name @param {string[]} sentences @param {string} does @param {string} address */
  #narrow(name, sentences, does, address) {
    const press = () =>
      this.act(async () => {
        const { location = `${config.base}/` } = await call('POST', address);
        leave(location);
      });
    this.show(
      h('header', {}, this.#brand()),
      h(
        'main',
        { class: 'narrow' },
        h('h1', {}, name),
        sentences.map((sentence) => h('p', {}, sentence)),
        button(does, press, { class: 'main' }),
      ),
    );
  }

  #console() {
    const here = path();
    const isFrame = here.startsWith('/frame/');
    const content = h('main', {}, loading());
    const { account, company } = this.me;
    const header = h(
      'header',
      {},
      this.#brand(),
      h('span', { class: 'who' }, company, ' ', account),
      button(texts.logOff, () =>
        this.act(async () => {
          await call('POST', '/sign-out');
          leave(`${config.base}/`);
        }),
      ),
    );
    this.show(...(isFrame ? [content] : [header, this.#menuBar(), content, ...overlays({ isSignedIn: true })]));
    if (!isFrame && has('IN_A_FRAME')) {
      content.replaceChildren(h('iframe', { src: `${config.base}/frame${here}`, title: 'Apex Central' }));
      return;
    }
    void this.act(async () => {
      content.replaceChildren(...(await this.#page(here.replace('/frame', ''))));
    });
  }

  #menuBar() {
    const bar = h('nav', { 'aria-label': 'Apex Central' });
    /** @param {string} name @param {() => any[]} entries */
    const menu = (name, entries) => {
      const entry = h('div', { class: 'entry' });
      const toggle = button(
        name,
        () => {
          const isOpen = toggle.getAttribute('aria-expanded') === 'true';
          bar.querySelectorAll('.menu').forEach((/** @type {Element} */ each) => each.remove());
          bar
            .querySelectorAll('[aria-expanded]')
            .forEach((/** @type {Element} */ each) => each.setAttribute('aria-expanded', 'false'));
          if (isOpen) return;
          toggle.setAttribute('aria-expanded', 'true');
          entry.append(h('div', { class: 'menu', role: 'menu' }, entries()));
        },
        { 'aria-haspopup': 'menu', 'aria-expanded': 'false' },
      );
      entry.append(toggle);
      return entry;
    };
    const item = (/** @type {string} */ name, /** @type {string} */ to) => link(name, to, { role: 'menuitem' });
    const nothing = (/** @type {string} */ name) =>
      h(
        'div',
        { class: 'entry' },
        h('a', { href: '#', onclick: (/** @type {Event} */ event) => event.preventDefault() }, name),
      );
    bar.append(
      h('div', { class: 'entry' }, link(texts.dashboard, '/dashboard')),
      menu(texts.directories, () => [item(texts.productServers, '/product-servers')]),
      menu(texts.policies, () => [item(texts.policyManagement, '/policies')]),
      nothing(texts.threatIntelligence),
      nothing(texts.response),
      nothing(texts.reports),
      menu(texts.administration, () => [
        h(
          'div',
          { role: 'none' },
          h('b', { style: 'padding:9px 18px;color:#5b6472' }, texts.accountManagement),
          h('div', { class: 'menu' }, item(texts.userAccounts, '/user-accounts')),
        ),
      ]),
      nothing(texts.help),
      menu(config.brand, () => [
        this.me.role === 'master' && button(texts.accessVisionOne, () => this.#toVisionOne(), { role: 'menuitem' }),
        item(texts.integrationSettings, '/integration-settings'),
      ]),
    );
    return bar;
  }

  #toVisionOne() {
    return this.act(async () => leave((await call('POST', '/vision-one')).location));
  }

  /** @param {string} here @returns {Promise<any[]>} */
  async #page(here) {
    switch (here) {
      case '/user-accounts':
        return this.#userAccounts();
      case '/product-servers':
        return [h('h1', {}, texts.productServers), await list('product-servers')];
      case '/policies':
        return [h('h1', {}, texts.policyManagement), await list('policies')];
      case '/integration-settings':
        return this.#integration(await call('GET', '/integration-settings'));
      default:
        return [h('h1', {}, texts.dashboard), figures(TABS)];
    }
  }

  /** Guide 1-2. */
  async #userAccounts() {
    const { accounts } = await call('GET', '/user-accounts');
    const tools = () => [button(texts.add, () => undefined), button(texts.remove, () => undefined)];
    return [
      h('h1', {}, texts.userAccounts),
      h(
        'div',
        { class: 'bar' },
        tools(),
        button(texts.enableTwoFactor, () => undefined),
      ),
      grid({
        pager: 'icons',
        columns: [
          { key: 'user', title: texts.nameOrGroup },
          { key: 'name', title: texts.name },
          { key: 'kind', title: texts.kind },
          { key: 'role', title: texts.role },
        ],
        empty: texts.noData,
        rows: accounts.map((/** @type {any} */ account) => ({
          cells: {
            user: { text: account.name },
            name: { text: account.displayName },
            kind: { text: account.kindLabel },
            role: { text: account.role },
          },
        })),
      }),
      h('div', { class: 'bar' }, tools()),
    ];
  }

  /** Guide 3-7 to 3-10. @param {any} settings @param {{ pressed?: boolean }} [parts] @returns {any[]} */
  #integration({ registered, status }, { pressed = false } = {}) {
    const token = box(texts.registrationToken, { rows: 3, autocomplete: 'off' });
    const section = h('section', { class: 'card' });
    const register = () =>
      this.act(async () => {
        const settings = await call('POST', '/integration-settings', { token: token.input.value });
        section.parentNode?.replaceChildren(...this.#integration(settings, { pressed: true }));
      });
    section.append(
      h('h2', {}, texts.registration),
      h('p', {}, texts.getToken, ' ', h('a', { href: '#' }, texts.moreInformation)),
      h('div', { class: 'status' }, h('span', {}, texts.serviceStatus), h('strong', {}, status)),
    );
    if (!registered) section.append(token.row, button(texts.register, register, { class: 'main' }));
    return [
      h('h1', {}, texts.integrationTitle),
      pressed && registered && h('p', { class: 'note good', role: 'status' }, config.labels.nowRegistered),
      pressed && !registered && h('p', { class: 'toast', role: 'alert' }, texts.tokenRefused),
      section,
    ].filter(Boolean);
  }
}

customElements.define('app-apex-central', ApexCentral);
