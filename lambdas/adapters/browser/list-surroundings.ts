import type { PageDocument, PageElement, PageStyle } from './dom.ts';
import type { FoundList, RawRow } from './lists-in-page.ts';

declare const document: PageDocument;
declare function getComputedStyle(element: PageElement): PageStyle;

/** Sources of patterns, which are tried without regard to case. */
export interface SurroundingsQuery {
  noData: string;
  next: string;
  previous: string;
  more: string;
}

type Control = 'ready' | 'off' | undefined;

/** One list with what stands around it, as it shows. */
export interface ListView extends Omit<FoundList, 'element' | 'scroller'> {
  rows: RawRow[];
  /** What a count beside the list says, such as `1-10 / 25`. */
  count: { from?: number; to?: number; total: number } | undefined;
  /** `1 / 3 ページ`. */
  pages: { page: number; of: number } | undefined;
  next: Control;
  previous: Control;
  /** [もっと見る], which makes the list longer. */
  more: Control;
  /** What is typed into a box for searching beside it. */
  filteredBy: string | undefined;
  /** Numbers of pages of which none says that it is the one that shows. */
  isPagerUnclear: boolean;
  scroll: { atTop: boolean; atEnd: boolean } | undefined;
  /** Whether the page has scripts: without any, it shows what it shows. */
  isScripted: boolean;
}

/** What can be pressed or moved around a list; stays in the page. */
export interface ListControls extends FoundList {
  controls?: Partial<Record<'next' | 'previous' | 'more', PageElement>>;
}

/**
 * Runs in the page: adds to each list what is written and can be pressed beside it. Looks from the list outwards, as far
 * as the main part of the page, and takes the nearest.
 *
 * Helpers are methods, because a bundle wraps what else has a name (`keepNames`).
 */
export function surroundingsInPage(lists: ListControls[], query: SurroundingsQuery): ListView[] {
  const PRESSABLE = 'button, [role="button"], a[href], [role="link"], input[type="submit"], input[type="button"]';
  const CONTROL = `${PRESSABLE}, a, li, span, div, i, svg`;
  const OUTERMOST = 'body, main, [role="main"], [role="dialog"], dialog';
  const LEVELS = 6;
  const words = {
    next: new RegExp(query.next, 'iu'),
    previous: new RegExp(query.previous, 'iu'),
    more: new RegExp(query.more, 'iu'),
  };
  const noData = new RegExp(query.noData, 'iu');
  /** In the order in which they count: of › and », the second leads to the last page. */
  const glyphs = {
    next: [/^[›＞>→▶⟩❯]$/u, /^(?:[»≫]|>>)$/u],
    previous: [/^[‹＜<←◀⟨❮]$/u, /^(?:[«≪]|<<)$/u],
    more: [],
  };
  const classes = {
    next: /(?:^|[-_\s])next(?:$|[-_\s])/iu,
    previous: /(?:^|[-_\s])prev(?:ious)?(?:$|[-_\s])/iu,
    more: undefined,
  };

  const page = {
    isVisible(element: PageElement): boolean {
      return element.getClientRects().length > 0 && (element.checkVisibility?.({ visibilityProperty: true }) ?? true);
    },
    parentOf(element: PageElement): PageElement | undefined {
      return element.parentElement ?? element.getRootNode().host;
    },
    squeeze(text: string): string {
      return text
        .replace(/[\u200b-\u200f\u2060\ufeff\u00ad]/gu, '')
        .replace(/\s+/gu, ' ')
        .trim();
    },
    /** What stands beside the list, nearest first; each level what the ones before have not. */
    levels({ element }: FoundList): PageElement[][] {
      const inside = [
        ...element.querySelectorAll('tfoot, caption, [class*="pag" i], [class*="footer" i], [class*="overlay" i]'),
      ];
      const levels = [inside];
      let inner = element;
      for (let hops = 0; hops < LEVELS && !inner.matches(OUTERMOST); hops++) {
        const outer = page.parentOf(inner);
        if (!outer) break;
        const chain = inner;
        // Of the first in a shadow root, the others in it.
        const around = inner.parentElement ?? inner.getRootNode();
        levels.push([...(around.children ?? [])].filter((child) => child !== chain));
        inner = outer;
      }
      return levels.map((level) =>
        level.filter(
          (each) =>
            page.isVisible(each) && !each.matches('script, style, [role="dialog"], dialog, [aria-modal="true"]'),
        ),
      );
    },
    textOf(element: PageElement): string {
      let text = element.innerText;
      for (const list of element.querySelectorAll('select')) text = text.replace(list.innerText, ' ');
      return text
        .normalize('NFKC')
        .replace(/(\d),(?=\d{3})/gu, '$1')
        .replace(/[\u200b-\u200f\u2060\ufeff]/gu, '');
    },
    countIn(element: PageElement): ListView['count'] {
      if (element.matches('select')) return undefined;
      const text = page.textOf(element);
      const line = page.squeeze(text);
      const range =
        /(\d+)\s*件?(?:目)?\s*(?:[-–—~〜]|to|から)\s*(\d+)\s*件?(?:目)?\s*(?:[/(]|of|件?中|全)\s*(?:全|of)?\s*(\d+)/iu.exec(
          line,
        );
      const whole = /(\d+)\s*件?(?:中|のうち)[,、:\s]*(\d+)\s*(?:件目?)?\s*(?:[-–—~〜]|から)\s*(\d+)/u.exec(line);
      const [from, to, total] = range
        ? range.slice(1).map(Number)
        : whole
          ? [whole[2], whole[3], whole[1]].map(Number)
          : [];
      if (from !== undefined && to !== undefined && total !== undefined && from <= to && to <= total)
        return { from, to, total };
      for (const each of text.split('\n').map((part) => page.squeeze(part))) {
        const said =
          /(?:^|[^\p{L}])(?:全|合計|総件数|総数|total)\s*:?\s*(\d+)\s*(?:件|items?|records?|entries|results?|rows?)?(?:$|[^\p{L}\p{N}])/iu.exec(
            each,
          ) ?? /^(\d+)\s*(?:件|items?|records?|entries|results?|rows?)$/iu.exec(each);
        if (said) return { total: Number(said[1]) };
      }
      return undefined;
    },
    pagesIn(element: PageElement): ListView['pages'] {
      const line = page.squeeze(page.textOf(element));
      const said =
        /(?:ページ|page)\s*:?\s*(\d+)\s*(?:\/|of)\s*(\d+)/iu.exec(line) ??
        /(\d+)\s*\/\s*(\d+)\s*(?:ページ|pages?)/iu.exec(line);
      return said ? { page: Number(said[1]), of: Number(said[2]) } : undefined;
    },
    isPointed(element: PageElement): boolean {
      return element.matches(PRESSABLE) || getComputedStyle(element).cursor === 'pointer';
    },
    isOff(element: PageElement): boolean {
      const around = [element, element.closest('li') ?? element, ...element.querySelectorAll('button')];
      return (
        !page.isPointed(element) ||
        around.some(
          (each) =>
            each.disabled === true ||
            each.getAttribute('aria-disabled') === 'true' ||
            /(?:^|[-_\s])disabled(?:$|[-_\s])/iu.test(each.getAttribute('class') ?? '') ||
            getComputedStyle(each).pointerEvents === 'none',
        )
      );
    },
    /** How well an element is what leads there; 0 is best. */
    rankOf(element: PageElement, what: 'next' | 'previous' | 'more'): number | undefined {
      const own = page.squeeze(element.innerText || (element.value ?? ''));
      const said = [element.getAttribute('aria-label'), element.getAttribute('title')].map((text) =>
        page.squeeze(text ?? ''),
      );
      if ([own, ...said].some((text) => text !== '' && text.length < 30 && words[what].test(text))) return 0;
      const glyph = glyphs[what].findIndex((each) => [own, ...said].some((text) => each.test(text)));
      if (glyph >= 0) return 1 + glyph;
      const name = `${element.getAttribute('class') ?? ''} ${element.getAttribute('rel') ?? ''}`;
      return own === '' && page.isPointed(element) && classes[what]?.test(name) === true ? 3 : undefined;
    },
    controlIn(
      level: readonly PageElement[],
      what: 'next' | 'previous' | 'more',
    ): { element: PageElement; isOff: boolean } | undefined {
      const ranked = level
        .flatMap((each) => [each, ...each.querySelectorAll(CONTROL)])
        .filter((each) => each.matches(CONTROL) && page.isVisible(each))
        .flatMap((element) => {
          const rank = page.rankOf(element, what);
          return rank === undefined ? [] : [{ element, rank, isOff: page.isOff(element) }];
        });
      const best = Math.min(...ranked.map(({ rank }) => rank));
      // An arrow alone may fold a menu; beside another one it turns pages.
      if (best > 0 && what !== 'more' && !page.hasBoth(level)) return undefined;
      const all = ranked.filter(({ rank }) => rank === best);
      return (
        all.find(({ isOff, element }) => !isOff && element.matches(PRESSABLE)) ??
        all.find(({ isOff }) => !isOff) ??
        all[0]
      );
    },
    hasBoth(level: readonly PageElement[]): boolean {
      const all = level.flatMap((each) => [each, ...each.querySelectorAll(CONTROL)]);
      return (['next', 'previous'] as const).every((what) => all.some((each) => page.rankOf(each, what) !== undefined));
    },
    /** 1 2 3, of which one is not to be pressed, or says that it is the one. */
    numbersIn(level: readonly PageElement[]): { next?: PageElement; isUnclear: boolean } | undefined {
      const all = level
        .flatMap((each) => [each, ...each.querySelectorAll('a, button, li, span, [role="button"]')])
        .filter(
          (each) => /^\d{1,4}$/u.test(each.innerText.trim()) && [...each.children].length === 0 && page.isVisible(each),
        );
      const numbers = all.map((element) => ({ element, number: Number(element.innerText.trim()) }));
      if (numbers.filter(({ element }) => page.isPointed(element)).length === 0 || numbers.length < 2) return undefined;
      const isInOrder = numbers.every(({ number }, index) => index === 0 || number > (numbers[index - 1]?.number ?? 0));
      const current = numbers.filter(({ element }) => {
        const around = [element, element.closest('li') ?? element];
        return (
          !page.isPointed(element) ||
          element.disabled === true ||
          around.some(
            (each) =>
              !['false', null].includes(each.getAttribute('aria-current')) ||
              /(?:^|[-_\s])(?:active|current|selected)(?:$|[-_\s])/iu.test(each.getAttribute('class') ?? ''),
          )
        );
      });
      const [only] = current;
      if (!isInOrder || !only || current.length > 1) return { isUnclear: true };
      const next = numbers.find(({ number }) => number === only.number + 1)?.element;
      return {
        isUnclear: next === undefined && numbers.some(({ number }) => number > only.number),
        ...(next && { next }),
      };
    },
    filterIn(element: PageElement): string | undefined {
      const boxes = [element, ...element.querySelectorAll('input')].filter(
        (box) =>
          box.matches(
            'input[type="search"], input[role="searchbox"], input[placeholder*="検索"], input[placeholder*="search" i]',
          ) && page.isVisible(box),
      );
      return boxes.map(({ value = '' }) => value.trim()).find((value) => value !== '');
    },
    nearest<T>(levels: readonly PageElement[][], find: (element: PageElement) => T | undefined): T | undefined {
      for (const level of levels)
        for (const element of level) {
          const found = find(element);
          if (found !== undefined) return found;
        }
      return undefined;
    },
  };

  return lists.map((list) => {
    const levels = page.levels(list);
    const controls: NonNullable<ListControls['controls']> = {};
    const states: Partial<Record<'next' | 'previous' | 'more', Control>> = {};
    for (const what of ['next', 'previous', 'more'] as const) {
      for (const level of levels) {
        const control = page.controlIn(level, what);
        if (!control) continue;
        states[what] = control.isOff ? 'off' : 'ready';
        controls[what] = control.element;
        break;
      }
    }
    let isPagerUnclear = false;
    if (states.next === undefined) {
      const numbers = levels.map((level) => page.numbersIn(level)).find((found) => found !== undefined);
      isPagerUnclear = numbers?.isUnclear ?? false;
      if (numbers?.next) {
        controls.next = numbers.next;
        states.next = 'ready';
      }
    }
    list.controls = controls;
    const { element, scroller, rows, ...found } = list;
    const saysNoData =
      found.saysNoData ||
      (rows.length === 0 &&
        [[...element.querySelectorAll('*')], ...levels.slice(0, 3)].some((level) =>
          level.some((each) =>
            [each, ...each.querySelectorAll('*')].some(
              (part) => page.isVisible(part) && noData.test(page.squeeze(part.innerText)),
            ),
          ),
        ));
    delete (found as ListControls).controls;
    return {
      ...found,
      rows,
      saysNoData,
      count: page.nearest(levels, (each) => page.countIn(each)),
      pages: page.nearest(levels, (each) => page.pagesIn(each)),
      next: states.next,
      previous: states.previous,
      more: states.more,
      isPagerUnclear,
      filteredBy: page.nearest(levels, (each) => page.filterIn(each)),
      scroll: scroller && {
        atTop: scroller.scrollTop <= 2,
        atEnd: scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 2,
      },
      isScripted: document.scripts.length > 0,
    };
  });
}

/** Runs in the page: moves a list to its top, or on by most of what shows of it. */
export function scrollInPage(lists: ListControls[], to: 'top' | 'on'): void {
  const scroller = lists[0]?.scroller;
  if (scroller) scroller.scrollTop = to === 'top' ? 0 : scroller.scrollTop + Math.floor(0.8 * scroller.clientHeight);
}
