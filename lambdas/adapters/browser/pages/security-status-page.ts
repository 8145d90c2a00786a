import { setTimeout as timeout } from 'node:timers/promises';
import { readConsoleFigure } from '../../../domain/console-figure.ts';
import type { AgentCounts } from '../../../domain/tenant.ts';
import type { PageDocument } from '../dom.ts';
import { beginsWith, labelled } from '../label.ts';
import type { LabelName } from '../labels.ts';
import { textOf } from '../page-text.ts';
import { visible, type Root, type Sight } from '../root.ts';
import type { BrowserSession } from '../browser-session.ts';

declare const document: PageDocument;

/** Milliseconds for which the figures of a page with scripts must stay what they are. */
const SETTLED = 500;
/** Milliseconds for which a 0 must stay, which is what many show before their figures come. */
const ZERO_SETTLED = 2_000;
const EACH_LOOK = 50;

/**
 * 概要 > セキュリティ状態 of Apex Central (guide 1-2), which Vision One shows after the update as Standard Endpoint
 * Protection (guide 3-18), perhaps in a frame.
 */
export class SecurityStatusPage {
  static readonly sight: Sight = (root) => visible(root.getByText(beginsWith('managedAgents'))).first();
  readonly #session: BrowserSession;
  readonly #root: Root;

  constructor(session: BrowserSession, root: Root) {
    this.#session = session;
    this.#root = root;
  }

  /** The figures once they have settled; 0 agents only where the page says so again after a reload. */
  async read(): Promise<AgentCounts> {
    const figures = await this.#settled(this.#root, SETTLED);
    if (figures.managedAgents > 0) return figures;
    await this.#session.page.reload({ waitUntil: 'commit', timeout: this.#session.options.patience.navigation });
    const { root } = await this.#session.see(
      { figures: SecurityStatusPage.sight },
      'the figures of セキュリティ状態, which were 0, after a reload',
    );
    return this.#settled(root, ZERO_SETTLED);
  }

  /** Two equal readings, with nothing being fetched between them. */
  async #settled(root: Root, zeroSettled: number): Promise<AgentCounts> {
    await this.#session.settled();
    const { patience, traffic } = this.#session.options;
    const start = performance.now();
    const isScripted = await root.evaluate(() => document.scripts.length > 0);
    let last = '';
    let since = start;
    for (;;) {
      const text = await textOf(root);
      const managed = figure(text, 'managedAgents');
      const unmanaged = figure(text, 'unmanagedEndpoints');
      const now = performance.now();
      const reading = JSON.stringify([managed, unmanaged]);
      if (reading !== last || traffic.isFetching) [last, since] = [reading, now];
      if (managed.count !== undefined && unmanaged.count !== undefined) {
        const long = managed.count === 0 ? zeroSettled : SETTLED;
        if (!isScripted || now - since >= long) {
          return { managedAgents: managed.count, unmanagedEndpoints: unmanaged.count };
        }
      }
      const mayChange = isScripted || traffic.isNavigating;
      if (
        now - start > patience.action ||
        (!mayChange && (managed.count === undefined || unmanaged.count === undefined))
      ) {
        throw await this.#session.changed(
          `one figure each, which does not change, for 管理下のセキュリティエージェント and 管理対象外のエンドポイント (read ${managed.said} and ${unmanaged.said})`,
        );
      }
      await timeout(EACH_LOOK);
    }
  }
}

/** The number behind the label; `undefined` when there is none, or when the page contradicts itself. */
function figure(text: string, name: LabelName): { count: number | undefined; said: string } {
  const behind = [...text.matchAll(new RegExp(labelled(name).source, 'giu'))].map(([, words = '']) => words.trim());
  const counts = new Set(behind.map(readConsoleFigure));
  const [only] = counts;
  const said = [...new Set(behind)].map((words) => `"${words.slice(0, 40)}"`).join(', ') || 'none';
  return { count: counts.size === 1 ? only : undefined, said };
}
