import { type Session, sessionGone } from '../../../../lambdas/simulated-vendor/sessions.ts';
import type { Vendor } from '../../../../lambdas/simulated-vendor/vendor.ts';
import type { Answer } from './answers.ts';
import type { Handler } from './page-console.ts';
import type { PageRequest } from './page-request.ts';

/** A page for somebody who is signed in; anybody else is sent to the sign-in page. */
export function signedIn(page: (request: PageRequest, session: Session) => Answer): Handler {
  return (request) => {
    const { session } = request.visit;
    if (!session) throw sessionGone();
    return page(request, session);
  };
}

/** Whether the sign-in page has nothing to ask. */
export function isSignedIn(vendor: Vendor, { visit: { session } }: PageRequest): boolean {
  return session !== undefined && vendor.sessions.isAlive(session);
}

export function signOut(vendor: Vendor): Handler {
  return ({ visit }) => {
    if (visit.session) vendor.sessions.end(visit.session);
    visit.session = undefined;
    visit.notice = undefined;
    return { location: '/' };
  };
}
