import { Refusal } from '../../../../lambdas/simulated-vendor/refusal.ts';
import { type Session, sessionGone } from '../../../../lambdas/simulated-vendor/sessions.ts';
import type { Handler } from '../web/page-console.ts';
import type { PageRequest } from '../web/page-request.ts';
import { PROBLEMS } from '../web/problems.ts';

/** What a script is told instead of an answer. */
export interface Refused {
  refused: Refusal['kind'];
  /** In the words of the console. */
  text: string;
}

/**
 * An address that a script of a page asks. A refusal is an answer: 401 for somebody who is signed out, 500, or 409 for
 * what cannot be done.
 */
export function api(work: (request: PageRequest) => object | undefined, takes?: number): Handler {
  return (request) => {
    const after = takes === undefined ? {} : { after: takes };
    try {
      return { data: work(request) ?? {}, ...after };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { ...refused(request, error), ...after };
    }
  };
}

/** An address for somebody who is signed in. */
export function signedInApi(
  work: (session: Session, request: PageRequest) => object | undefined,
  takes?: number,
): Handler {
  return api((request) => {
    const { session } = request.client;
    if (!session) throw sessionGone();
    return work(session, request);
  }, takes);
}

function refused(request: PageRequest, { kind }: Refusal): { data: Refused; status: number } {
  const { client } = request;
  const language = (client.session ?? client.wizard)?.tenant.language ?? request.language;
  const problems = PROBLEMS[language];
  if (kind === 'serverError') return { data: { refused: kind, text: problems.serverError }, status: 500 };
  if (kind !== 'sessionGone') return { data: { refused: kind, text: problems.notThere }, status: 409 };
  client.session = undefined;
  client.wizard = undefined;
  client.notice = 'sessionGone';
  return { data: { refused: kind, text: problems.sessionGone }, status: 401 };
}
