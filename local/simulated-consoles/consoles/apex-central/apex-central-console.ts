import type { ConsoleLanguage } from '../../../../lambdas/simulated-vendor/labels.ts';
import { Refusal } from '../../../../lambdas/simulated-vendor/refusal.ts';
import type { Session } from '../../../../lambdas/simulated-vendor/sessions.ts';
import type { ConsoleContext } from '../console-context.ts';
import type { StatusList } from '../status/lists.ts';
import type { Answer } from '../web/answers.ts';
import { type Html, html } from '../../../../lambdas/domain/html.ts';
import type { PageConsole } from '../web/page-console.ts';
import { field, type PageRequest } from '../web/page-request.ts';
import { PROBLEMS } from '../web/problems.ts';
import { isSignedIn, signedIn, signOut } from '../web/signed-in.ts';
import { modernApexCentral } from '../modern/apex-central.ts';
import { dashboardPage } from './dashboard-page.ts';
import { apexCentralPage } from './frame.ts';
import { integrationSettingsPage } from './integration-settings-page.ts';
import { listPage } from './list-page.ts';
import { logOnPage } from './log-on-page.ts';
import { upgradeAccountPage } from './upgrade-account-page.ts';
import { userAccountsPage } from './user-accounts-page.ts';
import { wakeUpPage } from './wake-up-page.ts';

/** The pages of Apex Central: each tenant's below its own host, as the first part of the path. */
export function apexCentralConsole(context: ConsoleContext): PageConsole {
  const { vendor, tickets, origins } = context;
  const { apexCentral } = vendor;
  const hostOf = ({ base }: PageRequest): string => base.slice(1);

  const logOn = (request: PageRequest): Answer => {
    const name = field(request, 'name');
    try {
      request.client.session = apexCentral.signIn(hostOf(request), name, field(request, 'password'));
    } catch (error) {
      if (!(error instanceof Refusal) || error.kind !== 'signIn') throw error;
      return { html: logOnPage(inTenantsLanguage(request), { name, wrong: true }) };
    }
    return entered(request);
  };

  const entered = ({ client }: PageRequest): Answer => {
    client.notice = undefined;
    return { location: '/dashboard' };
  };

  const singleSignOn = (request: PageRequest): Answer => {
    const session = tickets.redeem(request.query.get('ticket'));
    if (session?.console !== 'apexCentral') return { location: '/' };
    request.client.session = session;
    return entered(request);
  };

  const inTenantsLanguage = (request: PageRequest): PageRequest => {
    const tenant = vendor.tenantAt(hostOf(request));
    return tenant ? { ...request, language: tenant.language } : request;
  };

  /** The console, unless アカウントをアップグレードする stands before it. */
  const inConsole = (page: (request: PageRequest, session: Session) => Answer) =>
    signedIn((request, session) =>
      apexCentral.isUpgradeAsked(session) ? { html: upgradeAccountPage(request, session) } : page(request, session),
    );

  const list = (name: StatusList) =>
    inConsole((request, session) => ({ html: listPage(request, session, name, apexCentral.securityStatus(session)) }));

  const toWizard = (session: Session): Answer => ({
    location: `${origins.visionOne}/account/enter?ticket=${tickets.issue(session)}`,
  });

  return {
    name: 'apexCentral',
    cookie: 'apex_central_session',
    baseDepth: 1,
    signInPath: '/',
    tenantOf: (request) => vendor.tenantAt(hostOf(request)),
    modern: modernApexCentral(context),
    problem: (language, status, text) => ({ status, html: problemPage(language, text) }),
    before: (request) => {
      const host = hostOf(request);
      if (!vendor.tenantAt(host))
        return { status: 404, html: problemPage(request.language, PROBLEMS[request.language].notFound) };
      if (!apexCentral.isHibernated(host) || request.path === '/wake-up') return undefined;
      return { html: wakeUpPage(inTenantsLanguage(request)) };
    },
    routes: {
      'GET /': (request) =>
        isSignedIn(vendor, request) ? { location: '/dashboard' } : { html: logOnPage(inTenantsLanguage(request)) },
      'POST /log-on': logOn,
      'GET /sso': singleSignOn,
      'POST /sign-out': signOut(vendor),
      'POST /wake-up': (request) => {
        apexCentral.wakeUp(hostOf(request));
        return { location: '/' };
      },
      'GET /dashboard': inConsole((request, session) => ({
        html: dashboardPage(request, session, apexCentral.securityStatus(session)),
      })),
      'GET /product-servers': list('product-servers'),
      'GET /policies': list('policies'),
      'GET /user-accounts': inConsole((request, session) => ({
        html: userAccountsPage(request, session, apexCentral.userAccounts(session)),
      })),
      'GET /integration-settings': inConsole((request, session) => ({
        html: integrationSettingsPage(request, session, apexCentral.integrationSettings(session)),
      })),
      'POST /integration-settings': inConsole((request, session) => {
        const settings = apexCentral.register(session, field(request, 'token'));
        return { html: integrationSettingsPage(request, session, settings, { pressed: true }) };
      }),
      'POST /vision-one': inConsole((_, session) =>
        apexCentral.accessVisionOne(session) === 'wizard' ? toWizard(session) : { location: origins.visionOne },
      ),
      'POST /upgrade-account': signedIn((_, session) => {
        apexCentral.continueUpgrade(session);
        return toWizard(session);
      }),
    },
  };
}

function problemPage(language: ConsoleLanguage, text: string): Html {
  return apexCentralPage(language, text, html`<main><h1>${text}</h1></main>`);
}
