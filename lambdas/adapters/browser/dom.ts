/**
 * The little of a page's own objects that functions sent into a page use. The project is compiled without the browser's
 * types, so that no handler can reach for a `window` that is not there.
 */
export interface PageNode {
  /** 1 is an element, 3 a text. */
  readonly nodeType: number;
  readonly textContent: string | null;
  readonly parentElement: PageElement | null;
  readonly childNodes: Iterable<PageNode>;
  getRootNode(): { readonly host?: PageElement; readonly children?: Iterable<PageElement> };
}

export interface PageElement extends PageNode {
  readonly tagName: string;
  readonly innerText: string;
  readonly children: Iterable<PageElement>;
  readonly isConnected: boolean;
  /** An open one only: nobody can look into a closed one. */
  readonly shadowRoot: PageRoot | null;
  readonly labels?: Iterable<PageElement> | null;
  readonly clientHeight: number;
  readonly scrollHeight: number;
  scrollTop: number;
  checked?: boolean;
  value?: string;
  src?: string;
  title?: string;
  colSpan?: number;
  disabled?: boolean;
  getAttribute(name: string): string | null;
  matches(selector: string): boolean;
  closest(selector: string): PageElement | null;
  contains(other: PageNode | null): boolean;
  querySelectorAll(selector: string): Iterable<PageElement>;
  getClientRects(): { length: number };
  getBoundingClientRect(): PageBox;
  cloneNode(deep: true): PageElement;
  remove(): void;
  checkVisibility?(options: { visibilityProperty: boolean }): boolean;
  checkValidity?(): boolean;
}

/** A document, or an open shadow root. */
export interface PageRoot {
  readonly childNodes: Iterable<PageNode>;
  querySelectorAll(selector: string): Iterable<PageElement>;
}

/** In pixels of the window. */
export interface PageBox {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly width: number;
  readonly height: number;
}

export interface PageDocument extends PageRoot {
  readonly body: PageElement | null;
  readonly title: string;
  readonly scripts: { readonly length: number };
  readonly scrollingElement: PageElement | null;
  elementsFromPoint(x: number, y: number): PageElement[];
}

export interface PageStyle {
  readonly display: string;
  readonly cursor: string;
  readonly overflowY: string;
  readonly position: string;
  readonly pointerEvents: string;
}

export interface PageStorage {
  setItem(key: string, value: string): void;
  getItem(key: string): string | null;
}
