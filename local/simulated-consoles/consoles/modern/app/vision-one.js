import { button, call, config, h, has, leave, link, loading, Part, pause, path, texts } from './kit.js';
import { figures, TABS } from './figures.js';
import { grid } from './grid.js';
import { list } from './lists.js';
import { ProductInstances } from './product-instances.js';
import { signIn } from './vision-one-sign-in.js';
import { overlays } from './window.js';

/** The menu, which is English in both languages (guide 3-6, 3-11, 3-18). */
const MENU = [
  { group: 'Endpoint Security', name: 'Standard Endpoint Protection', to: '/standard-endpoint-protection' },
  { group: 'Service Management', name: 'Product Instance', to: '/product-instance' },
  { group: 'Administration', name: 'License Information', to: '/license-information' },
];

/** Trend Vision One. */
class VisionOne extends Part {
  static style = `
.layout{display:grid;grid-template-columns:250px 1fr;min-height:100vh}
aside{padding:18px 12px;background:#141c2b;color:#fff}
aside .brand{padding:0 8px 16px;font-weight:600}
aside button,aside a{display:block;width:100%;padding:9px 12px;border:0;border-radius:8px;background:none;color:#dfe4ec;text-align:left}
aside a{padding-left:28px}
aside a[aria-current]{background:#2a3650}
.top{display:flex;align-items:center;gap:14px;padding:12px 28px;border-bottom:1px solid #e4e8ee}
.top h1{margin:0}
.top .who{margin-left:auto;color:#5b6472}
.banner{padding:10px 28px;background:#fff6dd}
main{padding:24px 28px}
main.narrow{max-width:520px;margin:80px auto}
iframe{width:100%;height:900px;border:0}
.business{display:flex;gap:28px;margin-bottom:16px;color:#5b6472}
.entries{display:flex;gap:20px;margin-bottom:16px}
.entries button{padding:0;border:0;background:none}`;

  /** @type {any} */
  me = {};

  connectedCallback() {
    window.addEventListener('popstate', () => void this.#open());
    void this.#open();
  }

  #open() {
    return this.act(async () => {
      this.show(loading());
      const me = await call('GET', '/me');
      this.me = me;
      const here = path().replace('/frame', '') || '/';
      if (here.startsWith('/legal/')) this.#single('Legal', []);
      else if (here === '/endpoint-security/trial') this.#single(texts.tryFirst, [h('p', {}, texts.tryFirstText)]);
      else if (me.state === 'signIn') this.#signIn(here);
      else if (here === '/' || here === '/sign-in/password') leave(`${config.base}/home`);
      else if (me.state === 'none') this.#provision();
      else if (me.state === 'regionAsked') this.#region();
      else if (me.state === 'provisioning') await this.#provisioning();
      else this.#console(here);
    });
  }

  /** @param {string} here */
  #signIn(here) {
    if (here === '/' || here === '/sign-in/password') this.show(signIn(this.me), ...overlays({ isSignedIn: false }));
    else leave(`${config.base}/`);
  }

  /** @param {string} name @param {any[]} content */
  #single(name, content) {
    this.show(h('main', { class: 'narrow' }, h('h1', {}, name), content));
  }

  /** Guide 2-11. */
  #provision() {
    const press = () =>
      this.act(async () => {
        await call('POST', '/provision');
        await this.#open();
      });
    this.#single(config.brand, [h('p', {}, texts.provision), button('Provision Console', press, { class: 'main' })]);
  }

  #region() {
    const select = h(
      'select',
      {},
      this.me.regions.map((/** @type {string} */ region) => h('option', {}, region)),
    );
    const choose = () =>
      this.act(async () => {
        await call('POST', '/region', { region: select.value });
        await this.#open();
      });
    this.#single(`Choose a region for ${config.brand}`, [
      h('p', {}, texts.regionWhy),
      h('label', { class: 'field' }, h('span', {}, texts.region), select),
      button(texts.continue, choose, { class: 'main' }),
    ]);
  }

  /** Guide 2-11, 2-12: the page looks by itself whether the console is there. */
  async #provisioning() {
    this.#single('Provisioning', [h('p', { role: 'status' }, texts.provisioning), loading()]);
    while (this.isConnected) {
      await pause(2_000);
      if ((await call('GET', '/me')).state === 'provisioning') continue;
      await this.#open();
      return;
    }
  }

  /** @param {string} here */
  #console(here) {
    const isFrame = path().startsWith('/frame/');
    const content = h('main', {}, loading());
    const banner = h('div', {});
    content.addEventListener('banner', (/** @type {any} */ { detail }) => {
      banner.replaceChildren(h('div', { class: 'banner', role: 'status' }, detail));
    });
    if (isFrame) this.show(banner, content);
    else this.#frame(here, banner, content);
    if (!isFrame && has('IN_A_FRAME') && here !== '/home') {
      content.replaceChildren(h('iframe', { src: `${config.base}/frame${here}`, title: 'App' }));
      return;
    }
    void this.act(async () => {
      content.replaceChildren(...(await this.#page(here)));
    });
  }

  /** The menu and the head around a page. @param {string} here @param {any} banner @param {any} content */
  #frame(here, banner, content) {
    const current = MENU.find(({ to }) => to === here);
    const { account } = this.me;
    const signOut = () =>
      this.act(async () => {
        await call('POST', '/sign-out');
        leave(`${config.base}/`);
      });
    this.show(
      h(
        'div',
        { class: 'layout' },
        h(
          'aside',
          { role: 'navigation', 'aria-label': texts.menu },
          h('div', { class: 'brand' }, config.brand),
          link('Home', '/home', { style: 'padding-left:12px' }),
          MENU.map((entry) => this.#group(entry, here)),
        ),
        h(
          'div',
          {},
          banner,
          h(
            'div',
            { class: 'top' },
            h('span', {}, `${config.brand.replace('™', '')}™`),
            h('h1', {}, current?.name ?? 'Home'),
            h('span', { class: 'who', title: texts.account }, account),
            button(texts.signOut, signOut),
          ),
          content,
        ),
      ),
      ...overlays({ isSignedIn: true }),
    );
  }

  /** A group of the menu, which unfolds when it is pressed. @param {(typeof MENU)[number]} entry @param {string} here */
  #group({ group, name, to }, here) {
    const inside = () => link(name, to, { 'aria-current': to === here ? 'page' : undefined });
    const folded = h('div', {});
    const isOpen = to === here;
    const toggle = button(
      group,
      () => {
        const opens = toggle.getAttribute('aria-expanded') !== 'true';
        toggle.setAttribute('aria-expanded', String(opens));
        folded.replaceChildren(...(opens ? [inside()] : []));
      },
      { 'aria-expanded': String(isOpen) },
    );
    if (isOpen) folded.append(inside());
    return h('div', {}, toggle, folded);
  }

  /** @param {string} here @returns {Promise<any[]>} */
  async #page(here) {
    switch (here) {
      case '/product-instance':
        return [this.#business(), new ProductInstances()];
      case '/license-information':
        return this.#licences();
      case '/standard-endpoint-protection':
        return this.#standardEndpointProtection();
      default:
        return [h('div', { class: 'card' }, h('h2', {}, texts.welcome), h('p', {}, texts.welcomeText))];
    }
  }

  #business() {
    const { business, businessId } = this.me;
    return h(
      'div',
      { class: 'business' },
      h('span', {}, texts.business, ' ', h('b', {}, business)),
      h('span', {}, texts.businessId, ' ', h('b', {}, businessId)),
    );
  }

  /** Guide 3-6. */
  async #licences() {
    const { licence, products, region, now } = await call('GET', '/licences');
    const open = () => this.act(async () => leave((await call('POST', '/licences/console')).location));
    const line = (/** @type {string} */ product) => ({
      cells: {
        product: { text: product },
        kind: { text: licence.kind },
        channel: { text: texts.channelName },
        units: { text: `${licence.seats.toLocaleString('en')} ${texts.units}` },
        expiresOn: { text: licence.expiresOn, mark: '' },
        action: {
          text: '',
          ...(/as a Service$/u.test(product) &&
            this.me.role === 'master' && { press: { name: texts.openConsole, act: open, quiet: true } }),
        },
      },
    });
    return [
      h('p', {}, now.slice(0, 16).replace('T', ' ')),
      h('p', { class: 'note' }, texts.licenceNote),
      this.#business(),
      grid({
        columns: [
          { key: 'product', title: texts.product },
          { key: 'kind', title: texts.licenceKind },
          { key: 'channel', title: texts.channel },
          { key: 'units', title: texts.units },
          { key: 'expiresOn', title: texts.expiresOn },
          { key: 'action', title: texts.action },
        ],
        rows: [
          { group: 'group', cells: { product: { text: `Apex One as a Service (${region})` } } },
          ...products.map(line),
        ],
      }),
    ];
  }

  /** Guide 3-18: the former Apex Central, inside. */
  async #standardEndpointProtection() {
    const { agentsFqdn } = await call('GET', '/lists');
    if (agentsFqdn === undefined) return [h('p', { class: 'note' }, texts.notAvailable)];
    const content = h('div', {}, figures(TABS.filter((tab) => tab !== 'threatInvestigation')));
    /** @param {() => any} draw */
    const show = (draw) => () => this.act(async () => content.replaceChildren(await draw()));
    /** @param {string} name @param {string} inside @param {'product-servers' | 'policies'} what */
    const entry = (name, inside, what) => {
      const open = h('span', {});
      return h(
        'span',
        {},
        button(
          name,
          () =>
            open.replaceChildren(
              ' ',
              button(
                inside,
                show(() => list(what)),
                { role: 'menuitem' },
              ),
            ),
          { 'aria-haspopup': 'menu' },
        ),
        open,
      );
    };
    return [
      h('h2', {}, 'Standard Endpoint Protection Manager: Standard Endpoint Protection for Group Company'),
      h(
        'div',
        { class: 'entries' },
        button(
          texts.dashboard,
          show(() => figures(TABS.filter((tab) => tab !== 'threatInvestigation'))),
        ),
        entry(texts.directories, texts.productServers, 'product-servers'),
        entry(texts.policies, texts.policyManagement, 'policies'),
        [texts.suspiciousObjects, texts.investigation, texts.logsAndReports, texts.administration].map((name) =>
          button(name, () => undefined),
        ),
      ),
      content,
    ];
  }
}

customElements.define('app-vision-one', VisionOne);
