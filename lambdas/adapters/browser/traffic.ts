import type { BrowserContext, Page, Request, Response } from 'playwright-core';

/** What the hands learn from the answers of a console, beside what its pages show. */
export class Traffic {
  /** Status of the document that each page shows. */
  readonly #statuses = new WeakMap<Page, number>();
  readonly #cutOff = new WeakMap<Page, string>();
  readonly #navigating = new Set<Request>();
  readonly #fetching = new Set<Request>();
  #failedFetch: string | undefined;
  #unanswered: string | undefined;

  readonly #isAllowed: (url: URL) => boolean;
  #strayedTo: string | undefined;

  /** `isAllowed`: whether an address is one of a console, or of one that a console may lead to. */
  constructor(context: BrowserContext, isAllowed: (url: URL) => boolean) {
    this.#isAllowed = isAllowed;
    context.on('request', (request) => {
      this.#began(request);
    });
    context.on('response', (response) => {
      this.#answered(response);
    });
    context.on('requestfinished', (request) => {
      this.#ended(request);
    });
    context.on('requestfailed', (request) => {
      this.#failed(request);
    });
  }

  /** Status of the page's document; `undefined` while none has answered. */
  statusOf(page: Page): number | undefined {
    return this.#statuses.get(page);
  }

  /** Why the page's document did not arrive whole. */
  whyCutOff(page: Page): string | undefined {
    return this.#cutOff.get(page);
  }

  /** Whether a document was asked for that has not answered yet. */
  get isNavigating(): boolean {
    return this.#navigating.size > 0;
  }

  /** Whether a page still loads what it shows. */
  get isFetching(): boolean {
    return this.#navigating.size + this.#fetching.size > 0;
  }

  /** A 5xx behind a page that looks well; since its document arrived. */
  get failedFetch(): string | undefined {
    return this.#failedFetch;
  }

  /** Why a request of the page's program got no answer at all, such as a connection that was reset. */
  get unanswered(): string | undefined {
    return this.#unanswered;
  }

  /** Where a redirect led a page that is no console's: a chain is held to the known origins at every hop. */
  get strayedTo(): string | undefined {
    return this.#strayedTo;
  }

  /** Before a press whose answer is looked for: what failed until then says nothing about it. */
  forgetFailedFetch(): void {
    this.#failedFetch = undefined;
    this.#unanswered = undefined;
  }

  #began(request: Request): void {
    // A first address is not let out where it is another's; a redirect is followed by the browser itself.
    if (isDocument(request) && request.redirectedFrom() && !this.#isAllowed(new URL(request.url())))
      this.#strayedTo = new URL(request.url()).origin;
    if (isDocument(request)) this.#navigating.add(request);
    else if (isFetch(request)) this.#fetching.add(request);
  }

  #answered(response: Response): void {
    const request = response.request();
    if (isDocument(request)) {
      const page = pageOf(request);
      // A redirect is not yet the page.
      if (page && (response.status() < 300 || response.status() >= 400)) {
        this.#statuses.set(page, response.status());
        this.#cutOff.delete(page);
        this.#failedFetch = undefined;
        this.#unanswered = undefined;
      }
      this.#navigating.delete(request);
    } else if (isFetch(request) && response.status() >= 500) {
      this.#failedFetch = String(response.status());
    }
  }

  #ended(request: Request): void {
    this.#navigating.delete(request);
    this.#fetching.delete(request);
  }

  #failed(request: Request): void {
    const page = isDocument(request) ? pageOf(request) : undefined;
    const why = request.failure()?.errorText ?? 'unknown';
    // ERR_ABORTED: the page itself went on to another one, or we did not let the request out.
    if (!why.includes('ERR_ABORTED') && !why.includes('ERR_FAILED')) {
      if (page) this.#cutOff.set(page, why);
      else if (isFetch(request)) this.#unanswered = why;
    }
    this.#ended(request);
  }
}

function isFetch(request: Request): boolean {
  return request.resourceType() === 'xhr' || request.resourceType() === 'fetch';
}

/** The document of a page itself, not of a frame within it. */
function isDocument(request: Request): boolean {
  if (!request.isNavigationRequest()) return false;
  const page = pageOf(request);
  return page === undefined || request.frame() === page.mainFrame();
}

function pageOf(request: Request): Page | undefined {
  try {
    return request.frame().page();
  } catch {
    // The frame of a new page is not known before its first answer.
    return undefined;
  }
}
