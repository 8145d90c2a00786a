import type { ConsoleLanguage } from '../../../../lambdas/simulated-vendor/labels.ts';
import type { ConsoleName } from '../../../../lambdas/simulated-vendor/tenant-scenario.ts';
import type { VendorTenant } from '../../../../lambdas/simulated-vendor/vendor-tenant.ts';
import type { ModernFace } from '../modern/face.ts';
import type { Answer, PageAnswer } from './answers.ts';
import type { PageRequest } from './page-request.ts';

export type Handler = (request: PageRequest) => Answer;

/** `GET /path` or `POST /path`; a GET only shows. */
export type Routes = Readonly<Record<string, Handler>>;

/** One console as `PageServer` serves it. */
export interface PageConsole {
  name: ConsoleName;
  /** Ports share their cookies, so each console has a name of its own for them. */
  cookie: string;
  /** How many parts of the path stand before the pages: 1 where each tenant has its own address. */
  baseDepth: 0 | 1;
  routes: Routes;
  /** Where somebody goes who is not signed in. */
  signInPath: string;
  /** Whose pages these are, as far as the address tells it. */
  tenantOf: (request: PageRequest) => VendorTenant | undefined;
  /** Answers before any page does, such as the wake-up portal. */
  before?: (request: PageRequest) => Answer | undefined;
  /** The console as a newer front end draws it: for the tenants whose scenario says `face: modern`. */
  modern: { routes: Routes; faceOf: (request: PageRequest) => ModernFace | undefined };
  /** A page of this console that says what went wrong. */
  problem: (language: ConsoleLanguage, status: number, text: string) => PageAnswer;
}
