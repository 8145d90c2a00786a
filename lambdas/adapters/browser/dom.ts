/**
 * The little of a page's own objects that functions sent into a page use. The project is compiled without the browser's
 * types, so that no handler can reach for a `window` that is not there.
 */
export interface PageElement {
  readonly tagName: string;
  readonly innerText: string;
  readonly textContent: string | null;
  readonly children: Iterable<PageElement>;
  readonly isConnected: boolean;
  value?: string;
  src?: string;
  title?: string;
  colSpan?: number;
  disabled?: boolean;
  getAttribute(name: string): string | null;
  matches(selector: string): boolean;
  closest(selector: string): PageElement | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
  getClientRects(): { length: number };
  getBoundingClientRect(): { width: number; height: number };
  cloneNode(deep: true): PageElement;
  remove(): void;
  checkVisibility?(options: { visibilityProperty: boolean }): boolean;
  checkValidity?(): boolean;
}

export interface PageDocument {
  readonly body: PageElement | null;
  readonly title: string;
  querySelectorAll(selector: string): Iterable<PageElement>;
}

export interface PageStorage {
  setItem(key: string, value: string): void;
  getItem(key: string): string | null;
}
