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

/** What a script of a modern page asked for, as JSON beside the token for its next request. */
export interface DataAnswer {
  data: object;
  /** HTTP status; 200 where it is left out. */
  status?: number;
  /** Milliseconds of real time that the answer takes. */
  after?: number;
}

/** A script that a page loads. */
export interface ScriptAnswer {
  script: string;
}

export type Answer = PageAnswer | RedirectAnswer | DataAnswer | ScriptAnswer;
