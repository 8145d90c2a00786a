import type { ElementHandle, Frame, Page } from 'playwright-core';
import type { Secret } from '../../domain/secret.ts';
import type { Evidence } from '../../ports/evidence.ts';
import { cover, isFilled, swap, uncover } from './covered-in-page.ts';
import { within } from './patience.ts';
import { Scrubber } from './scrub.ts';

/** Milliseconds: a page that does not hold still is not photographed. */
const HOLDS_STILL_WITHIN = 3_000;
/** Milliseconds: a page that is busy for ever. A Lambda has this time at its end. */
const GIVES_UP_AFTER = 6_000;
const QUALITY = 60;
/** A clock on the page may change between two pictures: then they are taken again, for this many milliseconds. */
const PROVES_WITHIN = 3_000;
/** What a person types into, and boxes that a page puts a result in. */
const FIELDS =
  'input:not([type=checkbox], [type=radio], [type=submit], [type=button], [type=hidden]), textarea, output';
/** In all frames and shadow trees; a page without anything to hide needs no more than this. */
const HIDE_FIELDS = `
  ${FIELDS} {
    color: transparent !important; text-shadow: none !important; -webkit-text-fill-color: transparent !important;
    background: #b9c !important; caret-color: transparent !important;
  }
  ::placeholder { color: transparent !important; }`;
/** What draws by itself, and of which nobody can tell whether it draws a secret: hidden where a page shows one. */
const HIDE_DRAWINGS = `canvas, embed, object, video { visibility: hidden !important; }`;

export interface CameraOptions {
  /** Knows what must not show. */
  scrubber?: Scrubber;
  /** Told of each picture that was not kept, and why; for the journal. */
  notKept?: (name: string, why: string) => Promise<void>;
}

/** What a frame shows of what must not be seen. */
interface Found {
  frame: Frame;
  elements: ElementHandle[];
}

/**
 * Takes pictures for the evidence, in which nothing shows of what is typed nor of a secret. Never a trace or a recording,
 * because those hold passwords whatever is masked. A picture that fails fails nothing else.
 *
 * A mask is proven, not trusted: zoom, transforms, frames and the top layer have each put one beside the text that it was
 * meant for. Where a page shows something to hide it is covered, photographed, put in place of by other text under the same
 * cover, and photographed again. Only when both pictures are the same, byte for byte, does nothing of the text show in
 * them. Otherwise the picture is not kept, and the journal says so.
 */
export class Camera {
  readonly #evidence: Evidence;
  readonly #tenantId: string;
  readonly #scrubber: Scrubber;
  readonly #notKept: (name: string, why: string) => Promise<void>;
  readonly #keeping: Promise<unknown>[] = [];

  constructor(
    evidence: Evidence,
    tenantId: string,
    { scrubber = new Scrubber(), notKept = () => Promise.resolve() }: CameraOptions = {},
  ) {
    this.#evidence = evidence;
    this.#tenantId = tenantId;
    this.#scrubber = scrubber;
    this.#notKept = notKept;
  }

  /** From here on this text is covered wherever a page shows it. */
  mask(secret: Secret): void {
    this.#scrubber.learn(secret);
  }

  async photograph(page: Page, name: string): Promise<void> {
    const taken = await within(GIVES_UP_AFTER, this.#take(page)).catch(() => 'the page did not hold still' as const);
    // Kept while the work goes on.
    const kept =
      typeof taken === 'string'
        ? this.#notKept(name, taken)
        : this.#evidence.keep({ tenantId: this.#tenantId, name, image: taken });
    this.#keeping.push(kept.catch(() => undefined));
  }

  /** Until every picture lies where it is kept, or was given up. */
  async done(): Promise<void> {
    await Promise.all(this.#keeping);
  }

  /** The picture, or why there is none. */
  async #take(page: Page): Promise<Buffer | string> {
    const found = await within(HOLDS_STILL_WITHIN, this.#find(page));
    if (found.length > 0) return this.#prove(page);
    const image = await shoot(page, HIDE_FIELDS, 'allow');
    // What came up meanwhile may show in it.
    return (await this.#find(page)).length === 0 ? image : this.#prove(page);
  }

  async #prove(page: Page): Promise<Buffer | string> {
    for (const start = performance.now(); performance.now() - start < PROVES_WITHIN;) {
      const found = await this.#find(page);
      try {
        await inEach(found, cover);
        const shown = await shoot(page, HIDE_FIELDS + HIDE_DRAWINGS, 'disabled');
        await inEach(found, swap);
        // A page that has painted anew meanwhile has the secret in a new element, uncovered, in both pictures.
        const isGone = (await this.#find(page)).length === 0;
        const other = isGone ? await shoot(page, HIDE_FIELDS + HIDE_DRAWINGS, 'disabled') : undefined;
        if (other?.equals(shown) && (await this.#find(page)).length === 0) return shown;
      } finally {
        await inEach(found, uncover);
      }
    }
    return 'it could not be proven that no secret shows in it';
  }

  /** Everything to hide, by the frames that show it. */
  async #find(page: Page): Promise<Found[]> {
    const secrets = anyOf(this.#scrubber.needles);
    const inFrames = await Promise.all(
      page.frames().map(async (frame): Promise<Found> => {
        const [texts, fields] = await Promise.all([
          secrets ? frame.getByText(secrets).elementHandles() : [],
          frame.locator(FIELDS).elementHandles(),
        ]);
        const filled = fields.length === 0 ? [] : await frame.evaluate(isFilled, fields);
        return { frame, elements: [...texts, ...fields.filter((_, index) => filled[index])] };
      }),
    );
    return inFrames.filter(({ elements }) => elements.length > 0);
  }
}

/** Any of these texts, as pages show them: white space may have become wider, or a line break. */
function anyOf(texts: readonly string[]): RegExp | undefined {
  if (texts.length === 0) return undefined;
  const sources = texts.map((text) =>
    text
      .trim()
      .replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&')
      .replace(/\s+/gu, '\\s+'),
  );
  return new RegExp(sources.join('|'), 'u');
}

/** `disabled`: without anything that moves, so that two pictures of one page are the same. */
function shoot(page: Page, style: string, animations: 'allow' | 'disabled'): Promise<Buffer> {
  return page.screenshot({ type: 'jpeg', quality: QUALITY, style, animations, timeout: HOLDS_STILL_WITHIN });
}

async function inEach(found: readonly Found[], work: (elements: unknown) => void): Promise<void> {
  await Promise.all(found.map(({ frame, elements }) => frame.evaluate(work, elements)));
}
