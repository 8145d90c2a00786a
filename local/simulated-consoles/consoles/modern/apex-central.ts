import { Refusal } from '../../../../lambdas/simulated-vendor/refusal.ts';
import type { Session } from '../../../../lambdas/simulated-vendor/sessions.ts';
import { APEX_CENTRAL_TEXTS } from '../apex-central/texts.ts';
import type { ConsoleContext } from '../console-context.ts';
import type { PageConsole } from '../web/page-console.ts';
import { field, type PageRequest } from '../web/page-request.ts';
import { PROBLEMS } from '../web/problems.ts';
import { isSignedIn } from '../web/signed-in.ts';
import { api, signedInApi } from './api.ts';
import { APP_ROUTES } from './app.ts';
import { figuresTake, TAKES } from './face.ts';
import { type ConsoleProgram, page } from './page.ts';

const PAGES = ['/', '/sso', '/dashboard', '/user-accounts', '/product-servers', '/policies', '/integration-settings'];

/** Apex Central as one page that draws itself; see `apex-central/` for the first face. */
export function modernApexCentral({ vendor, tickets, origins }: ConsoleContext): PageConsole['modern'] {
  const { apexCentral } = vendor;
  const hostOf = ({ base }: PageRequest): string => base.slice(1);
  const program: ConsoleProgram = {
    app: 'apex-central',
    name: 'Trend Micro Apex Central',
    texts: APEX_CENTRAL_TEXTS,
    tenantOf: (request) => vendor.tenantAt(hostOf(request)),
  };
  const shown = page(vendor, program);
  const languageOf = (request: PageRequest) => vendor.tenantAt(hostOf(request))?.language ?? request.language;

  const me = (request: PageRequest): object => {
    const { session, notice } = request.client;
    if (apexCentral.isHibernated(hostOf(request))) return { state: 'hibernated' };
    if (!session || !isSignedIn(vendor, request)) {
      return { state: 'signIn', notice: notice && PROBLEMS[languageOf(request)][notice] };
    }
    const state = apexCentral.isUpgradeAsked(session) ? 'upgradeAsked' : 'console';
    return { state, account: session.account, company: session.tenant.state.origin.companyName, role: session.role };
  };

  const logOn = (request: PageRequest): object => {
    try {
      request.client.session = apexCentral.signIn(hostOf(request), field(request, 'name'), field(request, 'password'));
      request.client.notice = undefined;
      return { isSignedIn: true };
    } catch (error) {
      if (!(error instanceof Refusal) || error.kind !== 'signIn') throw error;
      return { wrong: APEX_CENTRAL_TEXTS[languageOf(request)].wrong };
    }
  };

  const singleSignOn = (request: PageRequest): object => {
    const session = tickets.redeem(field(request, 'ticket'));
    if (session?.console !== 'apexCentral') return { isSignedIn: false };
    request.client.session = session;
    request.client.notice = undefined;
    return { isSignedIn: true };
  };

  const toWizard = (session: Session): object => ({
    location: `${origins.visionOne}/account/enter?ticket=${tickets.issue(session)}`,
  });

  return {
    faceOf: shown.faceOf,
    routes: {
      ...APP_ROUTES,
      ...Object.fromEntries(
        PAGES.flatMap((path) => [
          [`GET ${path}`, shown.handler],
          [`GET /frame${path}`, shown.handler],
        ]),
      ),
      'GET /api/me': api(me),
      'POST /api/log-on': api(logOn),
      'POST /api/sso': (request) =>
        api(
          singleSignOn,
          shown.faceOf(request)?.traits.has('SLOW_SINGLE_SIGN_ON') ? TAKES.slowSingleSignOn : TAKES.singleSignOn,
        )(request),
      'POST /api/sign-out': api(({ client }) => {
        if (client.session) vendor.sessions.end(client.session);
        client.session = undefined;
        return undefined;
      }),
      'POST /api/wake-up': api((request) => {
        apexCentral.wakeUp(hostOf(request));
        return undefined;
      }),
      'GET /api/user-accounts': signedInApi((session) => ({ accounts: apexCentral.userAccounts(session) })),
      'GET /api/figures': (request) =>
        signedInApi((session) => apexCentral.securityStatus(session), figuresTake(shown.faceOf(request)))(request),
      'GET /api/lists': signedInApi((session) => apexCentral.securityStatus(session)),
      'GET /api/integration-settings': signedInApi((session) => apexCentral.integrationSettings(session)),
      'POST /api/integration-settings': signedInApi((session, request) =>
        apexCentral.register(session, field(request, 'token')),
      ),
      'POST /api/vision-one': signedInApi((session) =>
        apexCentral.accessVisionOne(session) === 'wizard' ? toWizard(session) : { location: origins.visionOne },
      ),
      'POST /api/upgrade-account': signedInApi((session) => {
        apexCentral.continueUpgrade(session);
        return toWizard(session);
      }),
    },
  };
}
