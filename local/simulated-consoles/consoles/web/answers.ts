import type { Html } from '../../../../lambdas/domain/html.ts';

/** A page as the browser gets it. */
export interface PageAnswer {
  html: Html;
  /** HTTP status; 200 where it is left out. */
  status?: number;
}

/** After a form was posted: where to look at what came of it. */
export interface RedirectAnswer {
  location: string;
}

export type Answer = PageAnswer | RedirectAnswer;
