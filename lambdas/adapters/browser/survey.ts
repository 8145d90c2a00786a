import type { PageDocument, PageElement, PageRoot } from './dom.ts';
import { label } from './label.ts';
import type { Root } from './root.ts';

declare const document: PageDocument;

/** What a page shows, in the few words that help a person who was not there. */
export interface Survey {
  title: string;
  headings: string[];
  buttons: string[];
  alerts: string[];
  /** Whether nothing at all can be read. */
  blank: boolean;
  /** Whether a challenge of one of the known providers shows. */
  challenge: boolean;
  passwordFields: number;
}

const NOTHING: Survey = {
  title: '',
  headings: [],
  buttons: [],
  alerts: [],
  blank: true,
  challenge: false,
  passwordFields: 0,
};

/** Looks at the page as it is; gives nothing for one that went away or does not answer. */
export async function survey(root: Root): Promise<Survey> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<Survey>((resolve) => {
    // A page that is busy with itself for ever does not answer at all.
    timer = setTimeout(resolve, 1_500, NOTHING);
  });
  try {
    return await Promise.race([root.evaluate(surveyInPage, label('captcha').source), tooLate]);
  } catch {
    return NOTHING;
  } finally {
    clearTimeout(timer);
  }
}

/** Runs in the page: helpers are methods, because a bundle wraps what else has a name (`keepNames`). */
function surveyInPage(captcha: string): Survey {
  const page = {
    isVisible(element: PageElement): boolean {
      return element.getClientRects().length > 0;
    },
    /** With those in open shadow roots. */
    all(selector: string, within: PageRoot = document): PageElement[] {
      const inner = [...within.querySelectorAll('*')].flatMap(({ shadowRoot }) =>
        shadowRoot ? page.all(selector, shadowRoot) : [],
      );
      return [...within.querySelectorAll(selector), ...inner];
    },
    textsOf(selector: string): string[] {
      return page
        .all(selector)
        .filter((element) => page.isVisible(element))
        .map((element) =>
          (
            element.innerText ||
            (element.value ?? '') ||
            (element.getAttribute('aria-label') ?? element.getAttribute('alt') ?? '')
          )
            .replace(/\s+/g, ' ')
            .trim(),
        )
        .filter((text) => text !== '')
        .map((text) => text.slice(0, 120))
        .slice(0, 12);
    },
  };
  const frames = page.all('iframe').filter((frame) => {
    const { width, height } = frame.getBoundingClientRect();
    return width > 60 && height > 60;
  });
  const asks = new RegExp(captcha, 'iu');
  const provider = /captcha|turnstile|arkoselabs|funcaptcha/i;
  return {
    title: document.title,
    headings: page.textsOf('h1, h2, h3, h4, [role="heading"], legend'),
    buttons: page.textsOf('button, [role="button"], input[type="submit"], input[type="button"]'),
    alerts: page.textsOf('[role="alert"], [role="alertdialog"]'),
    blank: (document.body?.innerText ?? '').trim() === '' && page.all('input, img, iframe, svg').length === 0,
    challenge:
      frames.some((frame) =>
        provider.test(`${frame.src ?? ''} ${frame.title ?? ''} ${frame.getAttribute('name') ?? ''}`),
      ) ||
      page
        .textsOf('h1, h2, h3, h4, label, legend, [role="heading"], [role="checkbox"], img[alt]')
        .some((text) => asks.test(text)),
    passwordFields: page.all('input[type="password"]').filter((element) => page.isVisible(element)).length,
  };
}
