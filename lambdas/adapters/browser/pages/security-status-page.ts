import type { AgentCounts } from '../../../domain/tenant.ts';
import { beginsWith, labelled } from '../label.ts';
import type { LabelName } from '../labels.ts';
import { visible, type Root, type Sight } from '../root.ts';
import type { Visit } from '../visit.ts';

/**
 * 概要 > セキュリティ状態 of Apex Central (guide 1-2), which Vision One shows after the update as Standard Endpoint
 * Protection (guide 3-18), perhaps in a frame.
 */
export class SecurityStatusPage {
  static readonly sight: Sight = (root) => visible(root.getByText(beginsWith('managedAgents'))).first();
  readonly #visit: Visit;
  readonly #root: Root;

  constructor(visit: Visit, root: Root) {
    this.#visit = visit;
    this.#root = root;
  }

  async read(): Promise<AgentCounts> {
    await this.#visit.refuseCutOff();
    const text = await this.#root.locator('body').innerText();
    const managedAgents = figure(text, 'managedAgents');
    const unmanagedEndpoints = figure(text, 'unmanagedEndpoints');
    if (managedAgents === undefined || unmanagedEndpoints === undefined) {
      throw await this.#visit.changed(
        'one figure each for 管理下のセキュリティエージェント and 管理対象外のエンドポイント',
      );
    }
    return { managedAgents, unmanagedEndpoints };
  }
}

/** The number behind the label; `undefined` when there is none, or when the page contradicts itself. */
function figure(text: string, name: LabelName): number | undefined {
  const found = [...text.matchAll(new RegExp(labelled(name).source, 'giu'))].map(([, behind = '']) =>
    /^([\d,]+)(?!\s*%|[\d.])/u.exec(behind.trim()),
  );
  const figures = new Set(found.map((match) => match?.[1]?.replaceAll(',', '')));
  const [only] = figures;
  return figures.size === 1 && only !== undefined ? Number(only) : undefined;
}
