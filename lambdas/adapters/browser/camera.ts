import type { Page } from 'playwright-core';
import type { Evidence } from '../../ports/evidence.ts';
import type { Secret } from '../../domain/secret.ts';

/** Milliseconds: a page that does not hold still is not photographed. */
const HOLDS_STILL_WITHIN = 3_000;
const QUALITY = 60;
/** In all frames; faster than a mask for each field. */
const HIDE_FIELDS = `
  input:not([type=checkbox], [type=radio], [type=submit], [type=button]), textarea, output {
    color: transparent !important; text-shadow: none !important; -webkit-text-fill-color: transparent !important;
    background: #b9c !important; caret-color: transparent !important;
  }
  ::placeholder { color: transparent !important; }`;

/**
 * Takes masked pictures for the evidence: of what is typed nothing shows, nor of a secret that a page shows. Never a
 * trace or a recording, because those hold passwords whatever is masked. A picture that fails fails nothing else.
 */
export class Camera {
  readonly #evidence: Evidence;
  readonly #tenantId: string;
  readonly #shown = new Set<string>();
  readonly #keeping: Promise<unknown>[] = [];

  constructor(evidence: Evidence, tenantId: string) {
    this.#evidence = evidence;
    this.#tenantId = tenantId;
  }

  /** From here on this text is masked wherever a page shows it. */
  mask(secret: Secret): void {
    this.#shown.add(secret.reveal());
  }

  async photograph(page: Page, name: string): Promise<void> {
    try {
      const image = await page.screenshot({
        type: 'jpeg',
        quality: QUALITY,
        style: HIDE_FIELDS,
        mask: [...this.#shown].flatMap((text) => page.frames().map((frame) => frame.getByText(text))),
        timeout: HOLDS_STILL_WITHIN,
      });
      // Kept while the work goes on.
      const kept = this.#evidence.keep({ tenantId: this.#tenantId, name, image });
      this.#keeping.push(kept.catch(() => undefined));
    } catch {
      // The page was busy or went away: the step matters more than its picture.
    }
  }

  /** Until every picture lies where it is kept, or was given up. */
  async done(): Promise<void> {
    await Promise.all(this.#keeping);
  }
}
