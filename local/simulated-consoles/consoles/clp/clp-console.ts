import type { ConsoleContext } from '../console-context.ts';
import { Refusal } from '../../../../lambdas/simulated-vendor/refusal.ts';
import type { Session } from '../../../../lambdas/simulated-vendor/sessions.ts';
import type { Answer } from '../web/answers.ts';
import { html } from '../../../../lambdas/domain/html.ts';
import type { PageConsole } from '../web/page-console.ts';
import { field, type PageRequest } from '../web/page-request.ts';
import { isSignedIn, signedIn, signOut } from '../web/signed-in.ts';
import { modernClp } from '../modern/clp.ts';
import { clpPage } from './frame.ts';
import { productsPage } from './products-page.ts';
import { signInPage } from './sign-in-page.ts';

/** The pages of the Customer Licensing Portal. */
export function clpConsole(context: ConsoleContext): PageConsole {
  const { vendor, tickets, origins } = context;
  const { clp } = vendor;

  const signIn = (request: PageRequest): Answer => {
    const name = field(request, 'name');
    const isPerson = request.form.has('challenge');
    try {
      request.client.session = clp.signIn(name, field(request, 'password'), { isPerson });
      request.client.notice = undefined;
      return { location: '/products' };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (error.kind === 'signIn') return { html: signInPage(request, { name, wrong: true }) };
      if (error.kind === 'challenge') return { html: signInPage(request, { name, challenged: true }) };
      throw error;
    }
  };

  const openConsole = (_: PageRequest, session: Session): Answer => {
    const opened = clp.openApexCentral(session);
    return { location: `${origins.apexCentralOf(opened.tenant)}/sso?ticket=${tickets.issue(opened)}` };
  };

  return {
    name: 'clp',
    cookie: 'clp_session',
    baseDepth: 0,
    signInPath: '/',
    tenantOf: () => undefined,
    modern: modernClp(context),
    problem: (language, status, text) => ({
      status,
      html: clpPage(language, text, html`<main><h1>${text}</h1></main>`),
    }),
    routes: {
      'GET /': (request) => (isSignedIn(vendor, request) ? { location: '/products' } : { html: signInPage(request) }),
      'POST /sign-in': signIn,
      'GET /products': signedIn((request, session) => {
        const licences = clp.products(session);
        return { html: productsPage(request, session, licences) };
      }),
      'POST /console': signedIn(openConsole),
      'POST /sign-out': signOut(vendor),
    },
  };
}
