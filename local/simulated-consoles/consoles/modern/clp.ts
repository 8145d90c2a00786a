import { Refusal } from '../../../../lambdas/simulated-vendor/refusal.ts';
import { CLP_TEXTS } from '../clp/texts.ts';
import type { ConsoleContext } from '../console-context.ts';
import type { PageConsole } from '../web/page-console.ts';
import { field } from '../web/page-request.ts';
import { isSignedIn } from '../web/signed-in.ts';
import { PROBLEMS } from '../web/problems.ts';
import { api, signedInApi } from './api.ts';
import { APP_ROUTES } from './app.ts';
import { withOtherLicences } from './neighbours.ts';
import { type ConsoleProgram, page } from './page.ts';

const PROGRAM: ConsoleProgram = { app: 'clp', name: 'Customer Licensing Portal', texts: CLP_TEXTS };

/** The Customer Licensing Portal as one page that draws itself; see `clp/` for the first face. */
export function modernClp({ vendor, tickets, origins }: ConsoleContext): PageConsole['modern'] {
  const { clp } = vendor;
  const shown = page(vendor, PROGRAM);
  return {
    faceOf: shown.faceOf,
    routes: {
      ...APP_ROUTES,
      'GET /': shown.handler,
      'GET /products': shown.handler,
      'GET /api/me': api((request) => {
        const { notice } = request.client;
        return {
          isSignedIn: isSignedIn(vendor, request),
          account: request.client.session?.account,
          notice: notice && PROBLEMS[request.language][notice],
        };
      }),
      'POST /api/sign-in': api((request) => {
        const texts = CLP_TEXTS[request.language];
        try {
          const isPerson = request.form.has('challenge');
          request.client.session = clp.signIn(field(request, 'name'), field(request, 'password'), { isPerson });
          request.client.notice = undefined;
          return { isSignedIn: true };
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          if (error.kind === 'signIn') return { wrong: texts.wrong };
          if (error.kind === 'challenge') return { wrong: texts.challengeAsked, isChallenged: true };
          throw error;
        }
      }),
      'POST /api/sign-out': api(({ client }) => {
        if (client.session) vendor.sessions.end(client.session);
        client.session = undefined;
        return undefined;
      }),
      'GET /api/products': signedInApi((session) => ({
        licences: withOtherLicences(session, clp.products(session)),
      })),
      'POST /api/console': signedInApi((session) => {
        const opened = clp.openApexCentral(session);
        return { location: `${origins.apexCentralOf(opened.tenant)}/sso?ticket=${tickets.issue(opened)}` };
      }),
    },
  };
}
