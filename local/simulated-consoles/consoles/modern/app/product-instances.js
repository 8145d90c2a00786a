import { button, call, config, h, has, leave, loading, Part, pause, texts } from './kit.js';
import { grid } from './grid.js';
import { closeWindow, openWindow, tick, title } from './window.js';

/** Guide 3-1 to 3-5 and 3-11 to 3-17: the list, and the windows over it. */
export class ProductInstances extends Part {
  static style = `
.bar .filters{display:flex;gap:16px;margin-left:auto}
.bar select,.bar input{width:auto}
.token{display:flex;gap:8px}`;

  /** @type {any} */
  page = { rows: [] };

  connectedCallback() {
    void this.#load();
  }

  /** @param {string} [message] */
  #load(message) {
    return this.act(async () => {
      this.show(loading());
      this.page = await call('GET', '/product-instances');
      this.#draw(message);
    });
  }

  /** @param {string} [message] */
  #draw(message) {
    const { rows, trialEndsOn } = this.page;
    const isNewer = config.generation === 'newer';
    const filter = (/** @type {string} */ name) =>
      h('label', {}, name, ': ', h('select', {}, h('option', {}, texts.all)));
    if (trialEndsOn) {
      const detail = texts.trialStarted.replace('{day}', trialEndsOn);
      this.dispatchEvent(new CustomEvent('banner', { detail, bubbles: true, composed: true }));
    }
    this.show(
      message && h('div', { class: 'toast', role: 'alert' }, message),
      h(
        'div',
        { class: 'bar' },
        button(isNewer ? texts.addExistingProductNewer : texts.addExistingProduct, () => this.#add(), {
          class: 'main',
        }),
        button(texts.createInstance, () => undefined),
        h(
          'div',
          { class: 'filters' },
          filter(texts.instanceType),
          filter(texts.status),
          h('input', { type: 'search', placeholder: texts.search }),
        ),
      ),
      grid({
        pager: 'words',
        resorts: true,
        empty: texts.noInstances,
        columns: [
          { key: 'name', title: texts.displayName },
          { key: 'status', title: texts.status },
          { key: 'id', title: texts.instanceId },
          { key: 'type', title: texts.instanceType },
          { key: 'region', title: texts.region },
          { key: 'description', title: texts.description },
        ],
        rows: rows.map((/** @type {any} */ row) => this.#row(row)),
      }),
    );
  }

  /** @param {any} row */
  #row({ displayName, status, instanceId, instanceType, region, description, updateOffered }) {
    const isOrnate = has('ORNATE_STATUS');
    return {
      cells: {
        name: {
          text: displayName,
          ...(updateOffered && { press: { name: config.labels.update, act: () => this.#update(instanceId) } }),
        },
        status: {
          text: status,
          mark: '',
          ...(isOrnate && { note: texts.lastSynchronised.replace('{time}', '2026-12-01 09:00') }),
        },
        id: { text: instanceId },
        type: { text: instanceType },
        region: { text: region },
        description: { text: description },
      },
    };
  }

  #cancel() {
    return button(texts.cancel, () => closeWindow(this));
  }

  /** Guide 3-1. */
  #add() {
    return this.act(async () => {
      const { types, message } = await call('POST', '/product-instances/add');
      if (message === undefined) this.#connection(types);
      else this.#draw(message);
    });
  }

  /** Guide 3-2, 3-3. @param {string[]} types */
  #connection(types) {
    const isNewer = config.generation === 'newer';
    const select = h(
      'select',
      {},
      h('option', { value: '' }, texts.choose),
      types.map((type) => h('option', {}, type)),
    );
    const generate = () =>
      this.act(async () => {
        const { token } = await call('POST', '/product-instances/token', { instanceType: select.value });
        if (token !== undefined) this.#token(select.value, token);
      });
    openWindow(this, {
      title: title(texts.productConnection),
      content: [
        h('p', {}, texts.connectionWhy),
        h('label', { class: 'field' }, h('span', {}, texts.instanceType), select),
        h(
          'p',
          {},
          texts.token,
          ' ',
          isNewer
            ? button(texts.generateTokenNewer, generate)
            : button(texts.generateToken, generate, { class: 'plain' }),
        ),
        h(
          'footer',
          {},
          this.#cancel(),
          button(texts.save, () => undefined, { class: 'main', disabled: true }),
        ),
      ],
    });
  }

  /** Guide 3-3, 3-4: the token shows once. @param {string} type @param {string} token */
  #token(type, token) {
    const shown = h('input', { type: 'text', readonly: true, value: token, 'aria-label': texts.token });
    const copy = () => {
      shown.select();
      void navigator.clipboard?.writeText(token).catch(() => undefined);
    };
    const save = () =>
      this.act(async () => {
        const { next } = await call('POST', '/product-instances/save');
        if (next === 'confirmTransfer') this.#confirmTransfer();
        else await this.#load();
      });
    openWindow(this, {
      title: title(texts.productConnection),
      content: [
        h('p', {}, texts.connectionWhy),
        h('p', {}, texts.instanceType, ': ', h('b', {}, type)),
        h('p', {}, texts.token),
        h('div', { class: 'token' }, shown, button(texts.copy, copy)),
        h('p', {}, texts.tokenOnce),
        h('footer', {}, this.#cancel(), button(texts.save, save, { class: 'main' })),
      ],
    });
  }

  /** Guide 3-5. */
  #confirmTransfer() {
    const press = () =>
      this.act(async () => {
        await call('POST', '/product-instances/transfer');
        await this.#load();
      });
    openWindow(this, {
      title: title(texts.confirmTransfer),
      content: [
        h('p', {}, texts.confirmTransferText),
        h('footer', {}, this.#cancel(), button(texts.connectAndTransfer, press, { class: 'main' })),
      ],
    });
  }

  /** Guide 3-12, 3-13. @param {string} instanceId */
  #update(instanceId) {
    return this.act(async () => {
      const { product, agree, legal } = await call('POST', '/product-instances/update', { instanceId });
      const accept = () =>
        this.act(async () => {
          await call('POST', '/product-instances/agree');
          this.#notice();
        });
      const paragraph = h('div', {});
      paragraph.innerHTML = legal;
      const heading = h(
        'div',
        { class: 'tabs', role: 'tablist' },
        h('span', { role: 'tab', 'aria-selected': 'false' }, texts.settings),
        h('span', { role: 'tab', id: 'title', 'aria-selected': 'true' }, texts.updateSolution),
      );
      openWindow(this, {
        look: 'aside',
        title: has('NAMELESS_DIALOG') ? '' : h('h2', {}, product),
        content: [
          heading,
          h('h3', {}, 'Trend Vision One Endpoint Security - Standard Endpoint Protection'),
          h('p', {}, texts.updateWhy),
          h('p', {}, texts.shared),
          h(
            'ul',
            {},
            [texts.sharedEndpoints, texts.sharedRoles, texts.sharedScopes, texts.sharedUsers].map((each) =>
              h('li', {}, each),
            ),
          ),
          h(
            'p',
            { class: 'note' },
            texts.licenceFirst,
            ' ',
            h('a', { href: `${config.base}/license-information` }, texts.showDetails),
          ),
          paragraph,
          h('p', {}, texts.agreeing),
          h('div', { class: 'bar' }, button(agree, accept, { class: 'main' }), this.#cancel()),
          h('p', {}, h('a', { href: `${config.base}/endpoint-security/trial` }, texts.tryFirst)),
        ],
      });
    });
  }

  /** Guide 3-14, whose last button is the final press. */
  #notice() {
    let isTicked = false;
    const name = config.generation === 'newer' ? texts.startUpdate : texts.connectAndTransfer;
    const press = button(name, () => (has('ASKS_ONCE_MORE') ? this.#onceMore() : this.#start(isTicked)), {
      class: 'main',
      disabled: true,
    });
    const consequence = (/** @type {string} */ what, /** @type {string} */ why, /** @type {any} */ more) =>
      h('li', {}, h('b', {}, what), why, more);
    openWindow(this, {
      look: has('BAR_OVER_BUTTON') ? 'tall' : undefined,
      title: title(texts.notice),
      content: [
        h('p', {}, texts.noticeIntro),
        h(
          'ul',
          {},
          consequence(texts.permanent, texts.permanentText, undefined),
          consequence(texts.compliance, texts.complianceText, undefined),
          consequence(texts.forcedSignOut, texts.forcedSignOutText, undefined),
          consequence(texts.afterwards, `${texts.afterwardsText} `, h('a', { href: '#' }, texts.accessControlNotice)),
        ),
        h('p', {}, texts.questions),
        tick(texts.understood, (ticked) => {
          isTicked = ticked;
          press.disabled = !ticked;
        }),
        h('footer', {}, this.#cancel(), press),
        has('BAR_OVER_BUTTON') && h('div', { class: 'over', role: 'note' }, texts.bar),
      ],
    });
  }

  #onceMore() {
    openWindow(this, {
      title: title(texts.onceMore),
      content: [
        h('p', {}, texts.onceMoreText),
        h(
          'footer',
          {},
          this.#cancel(),
          button(texts.start, () => this.#start(true), { class: 'main' }),
        ),
      ],
    });
  }

  /** Guide 3-14 to 3-16. @param {boolean} understood */
  #start(understood) {
    return this.act(async () => {
      const { message, rows, signsOutAfter } = await call('POST', '/product-instances/start', { understood });
      closeWindow(this);
      if (message !== undefined) {
        await this.#load(message);
        return;
      }
      this.page.rows = rows;
      this.#draw();
      await pause(signsOutAfter);
      leave(`${config.base}/`);
    });
  }
}

customElements.define('ui-product-instances', ProductInstances);
