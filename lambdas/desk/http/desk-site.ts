import type { Language } from '../../domain/language.ts';
import type { IdentityProvider } from '../../ports/identity-provider.ts';
import type { Ports } from '../../ports/index.ts';
import type { Signer } from '../../ports/signer.ts';
import type { Throttle } from '../../ports/throttle.ts';
import type { DeskPage, TaskRequest } from '../desk-page.ts';
import type { LinkRead, SignedLinks } from '../../adapters/signed-links.ts';
import type { PlainPage } from './pages/plain-pages.ts';
import type { Session, Sessions } from './sessions.ts';
import type { WebRequest } from './web-request.ts';

/** What the desk's pages need besides the ports of the steps. */
export interface DeskDoors {
  /** What there is to show and to answer; knows the steps. */
  tasks: DeskPage;
  signer: Signer;
  links: Pick<SignedLinks, 'read'>;
  sessions: Sessions;
  throttle: Throttle;
  identityProvider: IdentityProvider;
  pictures: Pictures;
  /** Completion reports, as the reports bucket keeps them. */
  reports: Pictures;
  /** Where the desk is reached. */
  origin: string;
}

/** Pictures of consoles, as the evidence bucket keeps them; `undefined` when their time was over. */
export interface Pictures {
  read(key: string): Promise<Uint8Array | undefined>;
}

/** One request on its way: who asks, and in which language they read. */
export interface RequestContext {
  ports: Ports;
  doors: DeskDoors;
  request: WebRequest;
  language: Language;
  /** What the address says, where it is a link. */
  link: LinkRead | undefined;
  session: Session | undefined;
}

/** A request to the page of a task. */
export type TaskRequestContext = RequestContext & TaskRequest;

/** The request ends with one of the plain pages. */
export class PlainPageError extends Error {
  readonly page: PlainPage;

  constructor(page: PlainPage) {
    super(page);
    this.page = page;
  }
}
