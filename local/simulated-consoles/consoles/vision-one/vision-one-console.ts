import { licenceOf } from '../../../../lambdas/simulated-vendor/licence.ts';
import type { Session } from '../../../../lambdas/simulated-vendor/sessions.ts';
import type { ConsoleContext } from '../console-context.ts';
import type { StatusList } from '../status/lists.ts';
import type { Answer } from '../web/answers.ts';
import { html } from '../../../../lambdas/domain/html.ts';
import type { PageConsole, Routes } from '../web/page-console.ts';
import { field, type PageRequest } from '../web/page-request.ts';
import { signedIn } from '../web/signed-in.ts';
import { wizardRoutes } from '../wizard/wizard-routes.ts';
import { modernVisionOne } from '../modern/vision-one.ts';
import { visionOnePage } from './frame.ts';
import { homePage } from './home-page.ts';
import { LEGAL_PATHS } from './legal-texts.ts';
import { licenseInformationPage } from './license-information-page.ts';
import { productInstanceRoutes } from './product-instance-routes.ts';
import { provisioningPage, provisionPage, regionPage } from './provisioning-pages.ts';
import { signInRoutes } from './sign-in-routes.ts';
import { standardEndpointProtectionPage } from './standard-endpoint-protection-page.ts';
import { VISION_ONE_TEXTS } from './texts.ts';

/** The pages of Trend Vision One. */
export function visionOneConsole(context: ConsoleContext): PageConsole {
  const { vendor, clock, tickets, origins } = context;
  const { visionOne } = vendor;

  const home = (request: PageRequest, session: Session): Answer => {
    switch (visionOne.home(session)) {
      case 'provisioned':
        return { html: homePage(request, session) };
      case 'provisioning':
        return { html: provisioningPage(session) };
      case 'none':
        return { html: (visionOne.isRegionAsked(session) ? regionPage : provisionPage)(request, session) };
    }
  };

  /** A page that is there only once the console is. */
  const inConsole = (page: (request: PageRequest, session: Session) => Answer) =>
    signedIn((request, session) =>
      visionOne.home(session) === 'provisioned' ? page(request, session) : { location: '/home' },
    );

  const formerConsole = (list?: StatusList) =>
    inConsole((request, session) => {
      const counts = visionOne.standardEndpointProtection(session);
      return { html: standardEndpointProtectionPage(request, session, counts, list) };
    });

  const routes: Routes = {
    ...signInRoutes(context),
    ...wizardRoutes(context),
    ...productInstanceRoutes(context),
    'GET /home': signedIn(home),
    'POST /region': signedIn((request, session) => {
      visionOne.chooseRegion(session, field(request, 'region'));
      return { location: '/home' };
    }),
    'POST /provision': signedIn((_, session) => {
      visionOne.provisionConsole(session);
      return { location: '/home' };
    }),
    'GET /license-information': inConsole((request, session) => {
      const now = clock.now();
      return { html: licenseInformationPage(request, session, licenceOf(session.tenant, now), now) };
    }),
    'POST /license-information/console': inConsole((_, session) => {
      const opened = visionOne.openApexCentral(session);
      return { location: `${origins.apexCentralOf(opened.tenant)}/sso?ticket=${tickets.issue(opened)}` };
    }),
    'GET /standard-endpoint-protection': formerConsole(),
    'GET /standard-endpoint-protection/product-servers': formerConsole('product-servers'),
    'GET /standard-endpoint-protection/policies': formerConsole('policies'),
    // Guide 3-13: what the decoy link and the legal texts lead to.
    'GET /endpoint-security/trial': signedIn((_, { tenant: { language } }) => {
      const { tryFirst, tryFirstText } = VISION_ONE_TEXTS[language];
      const content = html`<main class="single">
        <h1>${tryFirst}</h1>
        <p>${tryFirstText}</p>
      </main>`;
      return { html: visionOnePage(language, tryFirst, content) };
    }),
    ...Object.fromEntries(LEGAL_PATHS.map((path) => [`GET /legal/${path}`, legalPage])),
  };

  return {
    name: 'visionOne',
    cookie: 'vision_one_session',
    baseDepth: 0,
    signInPath: '/',
    tenantOf: ({ client }) => client.wizard?.tenant,
    modern: modernVisionOne(context),
    problem: (language, status, text) => ({
      status,
      html: visionOnePage(language, text, html`<main class="single"><h1>${text}</h1></main>`),
    }),
    routes,
  };
}

/** The texts are the vendor's, and are not repeated here. */
function legalPage({ language }: PageRequest): Answer {
  const title = 'Legal';
  return { html: visionOnePage(language, title, html`<main class="single"><h1>${title}</h1></main>`) };
}
