import { type Session, sessionGone } from '../../../../lambdas/simulated-vendor/sessions.ts';
import type { Vendor } from '../../../../lambdas/simulated-vendor/vendor.ts';
import type { Answer } from './answers.ts';
import type { Handler } from './page-console.ts';
import type { PageRequest } from './page-request.ts';

/** A page for somebody who is signed in; anybody else is sent to the sign-in page. */
export function signedIn(page: (request: PageRequest, session: Session) => Answer): Handler {
  return (request) => {
    const { session } = request.client;
    if (!session) throw sessionGone();
    return page(request, session);
  };
}

/** Whether the sign-in page has nothing to ask. */
export function isSignedIn(vendor: Vendor, { client: { session } }: PageRequest): boolean {
  return session !== undefined && vendor.sessions.isAlive(session);
}

export function signOut(vendor: Vendor): Handler {
  return ({ client }) => {
    if (client.session) vendor.sessions.end(client.session);
    client.session = undefined;
    client.notice = undefined;
    return { location: '/' };
  };
}
