import { call, config, h, has, Part, pause, texts } from './kit.js';

/** セキュリティ状態 (guide 2-2, 3-18): tiles, whose figures each come when the widget has asked for them. */
class Figures extends Part {
  static style = `
.tabs{display:flex;gap:20px;margin-bottom:20px;border-bottom:1px solid #e4e8ee}
.tabs button{padding:8px 2px;border:0;border-radius:0;background:none}
.tabs [aria-selected=true]{border-bottom:3px solid #d71920;font-weight:600}
.tiles{display:grid;grid-template-columns:repeat(3,1fr);gap:16px;margin-bottom:16px}
.tiles.two{grid-template-columns:repeat(2,1fr)}
.big{margin-right:8px;font-size:30px;font-weight:300}
.metric{display:flex;gap:12px;justify-content:space-between;padding:4px 0}
.metric .name{flex:1;color:#5b6472}`;

  /** @type {string[]} */
  tabs = [];
  tab = 'securityStatus';

  connectedCallback() {
    this.#draw();
  }

  #draw() {
    const panel = h('div', { role: 'tabpanel' });
    this.show(
      h(
        'div',
        { class: 'tabs', role: 'tablist' },
        this.tabs.map((tab) =>
          h(
            'button',
            {
              type: 'button',
              role: 'tab',
              'aria-selected': String(tab === this.tab),
              onclick: () => {
                this.tab = tab;
                this.#draw();
              },
            },
            texts[tab],
          ),
        ),
      ),
      panel,
    );
    if (this.tab !== 'securityStatus') panel.append(h('p', { class: 'card' }, texts.noData));
    else void this.act(() => this.#fill(panel));
  }

  /** @param {any} panel */
  async #fill(panel) {
    const figures = call('GET', '/figures');
    const early = has('ZERO_FIGURES')
      ? () => '0'
      : has('LATE_FIGURES')
        ? () => '-'
        : () => h('span', { class: 'skeleton' });
    panel.replaceChildren(...tiles(early));
    const { managedAgents, unmanagedEndpoints } = await figures;
    const compliance = managedAgents > 0 ? '100%' : '0%';
    /** @type {Record<string, string>} */
    const values = {
      compliance,
      managedAgents: managedAgents.toLocaleString('en'),
      unmanagedEndpoints: unmanagedEndpoints.toLocaleString('en'),
    };
    panel.replaceChildren(...tiles((name) => values[name] ?? '0'));
    if (has('UNSETTLED_FIGURES')) await this.#keepChanging(panel, managedAgents);
  }

  /** @param {any} panel @param {number} managedAgents */
  async #keepChanging(panel, managedAgents) {
    for (let turn = 1; panel.isConnected; turn++) {
      await pause(config.takes.betweenUnsettledFigures);
      panel.replaceChildren(...tiles((name) => (name === 'managedAgents' ? String(managedAgents + turn) : '0')));
    }
  }
}

/** @param {(name: string) => any} value */
function tiles(value) {
  const metric = (/** @type {string} */ name, /** @type {any[]} */ ...values) =>
    h(
      'div',
      { class: 'metric' },
      h('span', { class: 'name' }, texts[name]),
      values.map((each) => h('span', { class: 'value' }, each)),
    );
  const tile = (/** @type {any[]} */ ...content) => h('section', { class: 'card' }, content);
  const heading = (/** @type {any} */ figure, /** @type {string} */ name) =>
    h('h2', {}, h('span', { class: 'big' }, figure), texts[name]);
  const none = () => value('none');
  return [
    h(
      'div',
      { class: 'tiles' },
      tile(heading(value('compliance'), 'patternCompliance'), metric('endpointsWithOldPattern', none())),
      tile(heading(none(), 'criticalThreats'), h('div', {}, `${texts.affectedUsers} 0 (0)`)),
      tile(heading(none(), 'resolvedEvents'), h('div', {}, texts.unresolvedEvents)),
    ),
    h(
      'div',
      { class: 'tiles two' },
      tile(
        heading(value('compliance'), 'patternCompliance'),
        metric('averageChange', '+0%'),
        metric('managedAgents', value('managedAgents')),
        metric('patternCurrent', value('managedAgents'), value('compliance')),
        metric('patternOld', none(), '0%'),
        metric('offline', none()),
        metric('excluded', none()),
        metric('unmanagedEndpoints', value('unmanagedEndpoints')),
      ),
      tile(
        heading(none(), 'criticalThreats'),
        metric('averageChange', '+0%'),
        ...[
          'ransomware',
          'knownApt',
          'socialEngineering',
          'vulnerability',
          'lateralMovement',
          'unknownThreats',
          'callback',
        ].map((name) => metric(name, none())),
        h('div', {}, '0 ', texts.affectedUsersInAll),
      ),
    ),
  ];
}

customElements.define('ui-figures', Figures);

/** @param {string[]} tabs */
export const figures = (tabs) => h('ui-figures', { data: { tabs } });

export const TABS = ['summary', 'threatInvestigation', 'securityStatus', 'dataLoss', 'compliance', 'threatStatistics'];
