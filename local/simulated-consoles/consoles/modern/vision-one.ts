import { licenceOf } from '../../../../lambdas/simulated-vendor/licence.ts';
import { Refusal } from '../../../../lambdas/simulated-vendor/refusal.ts';
import { rowOf } from '../../../../lambdas/simulated-vendor/progress.ts';
import { REGIONS } from '../../../../lambdas/simulated-vendor/regions.ts';
import type { Session } from '../../../../lambdas/simulated-vendor/sessions.ts';
import type { ConsoleContext } from '../console-context.ts';
import { businessIdOf } from '../../../../lambdas/simulated-vendor/business-id.ts';
import { LEGAL_PATHS, legalParagraph } from '../vision-one/legal-texts.ts';
import { LICENSED_PRODUCTS } from '../vision-one/license-information-page.ts';
import { instanceTypeOf, OTHER_TYPES } from '../vision-one/product-connection-dialog.ts';
import { VISION_ONE_TEXTS } from '../vision-one/texts.ts';
import type { PageConsole } from '../web/page-console.ts';
import { field, type PageRequest } from '../web/page-request.ts';
import { PROBLEMS } from '../web/problems.ts';
import { isSignedIn } from '../web/signed-in.ts';
import { api, signedInApi } from './api.ts';
import { APP_ROUTES } from './app.ts';
import { branded, figuresTake } from './face.ts';
import { productOfPanel, withNeighbours } from './neighbours.ts';
import { type ConsoleProgram, page } from './page.ts';
import { wizardApi } from './wizard.ts';

const PAGES = [
  '/',
  '/sign-in/password',
  '/home',
  '/product-instance',
  '/license-information',
  '/standard-endpoint-protection',
  ...['/endpoint-security/trial', ...LEGAL_PATHS.map((path) => `/legal/${path}`)],
];

/** Trend Vision One as one page that draws itself; see `vision-one/` for the first face. */
export function modernVisionOne(context: ConsoleContext): PageConsole['modern'] {
  const { vendor, clock, tickets, origins } = context;
  const { visionOne } = vendor;
  const program: ConsoleProgram = { app: 'vision-one', name: 'Trend Vision One', texts: VISION_ONE_TEXTS };
  const shown = page(vendor, program);

  const textsOf = (session: Session, request: PageRequest) => {
    const texts = VISION_ONE_TEXTS[session.tenant.language];
    const face = shown.faceOf(request);
    return face ? branded(texts, face) : texts;
  };

  const me = (request: PageRequest): object => {
    const { session, notice, signIn } = request.client;
    if (!session || !isSignedIn(vendor, request)) {
      return { state: 'signIn', name: signIn?.name, notice: notice && PROBLEMS[request.language][notice] };
    }
    const home = visionOne.home(session);
    return {
      state: home === 'none' && visionOne.isRegionAsked(session) ? 'regionAsked' : home,
      regions: REGIONS,
      account: session.account,
      role: session.role,
      business: session.tenant.state.origin.companyName,
      businessId: businessIdOf(session.tenant),
    };
  };

  const signIn = (request: PageRequest, password: string, code?: string): object => {
    const { name = '' } = request.client.signIn ?? {};
    const texts = VISION_ONE_TEXTS[vendor.tenantNamed(name)?.language ?? request.language];
    try {
      request.client.session = visionOne.signIn(name, password, code);
      request.client.signIn = undefined;
      request.client.notice = undefined;
      return { isSignedIn: true };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (error.kind === 'signIn') return { wrong: texts.wrong };
      if (error.kind !== 'secondFactor') throw error;
      request.client.signIn = { name, password };
      return { isCodeAsked: true, ...(code !== undefined && { wrong: texts.codeWrong }) };
    }
  };

  return {
    faceOf: shown.faceOf,
    routes: {
      ...APP_ROUTES,
      ...wizardApi(context),
      ...Object.fromEntries(
        PAGES.flatMap((path) => [
          [`GET ${path}`, shown.handler],
          [`GET /frame${path}`, shown.handler],
        ]),
      ),
      'GET /api/me': api(me),
      'POST /api/sign-in': api((request) => {
        request.client.signIn = { name: field(request, 'email').trim() };
        return undefined;
      }),
      'POST /api/sign-in/password': api((request) => signIn(request, field(request, 'password'))),
      'POST /api/sign-in/code': api((request) =>
        signIn(request, request.client.signIn?.password ?? '', field(request, 'code')),
      ),
      'POST /api/sign-out': api(({ client }) => {
        if (client.session) vendor.sessions.end(client.session);
        client.session = undefined;
        return undefined;
      }),
      'POST /api/region': signedInApi((session, request) => {
        visionOne.chooseRegion(session, field(request, 'region'));
        return undefined;
      }),
      'POST /api/provision': signedInApi((session) => {
        visionOne.provisionConsole(session);
        return undefined;
      }),
      'GET /api/product-instances': signedInApi((session) => {
        const { rows, trialEndsOn } = visionOne.productInstances(session);
        return { rows: withNeighbours(session, rows), trialEndsOn };
      }),
      'POST /api/product-instances/add': signedInApi((session, request) => {
        const types = [instanceTypeOf(session), ...OTHER_TYPES].sort();
        try {
          visionOne.addExistingProduct(session);
          return { types };
        } catch (error) {
          if (!(error instanceof Refusal) || error.kind !== 'notThere') throw error;
          return { message: textsOf(session, request).alreadyConnected };
        }
      }),
      'POST /api/product-instances/token': signedInApi((session, request) =>
        field(request, 'instanceType') === instanceTypeOf(session) ? { token: visionOne.generateToken(session) } : {},
      ),
      'POST /api/product-instances/save': signedInApi((session) => ({ next: visionOne.saveProduct(session) })),
      'POST /api/product-instances/transfer': signedInApi((session) => {
        visionOne.connectAndTransfer(session);
        return undefined;
      }),
      'POST /api/product-instances/update': signedInApi((session, request) => {
        const product = productOfPanel(session, field(request, 'instanceId'));
        visionOne.openUpdatePanel(session, product.isOurs ? undefined : product.name);
        return {
          product: product.name,
          agree: visionOne.agreeButton(session),
          legal: legalParagraph(session.tenant.language).text,
        };
      }),
      'POST /api/product-instances/agree': signedInApi((session) => {
        visionOne.agreeToUpdate(session);
        return undefined;
      }),
      'POST /api/product-instances/start': signedInApi((session, request) => {
        const answer = visionOne.pressConnectAndTransfer(session, { ticked: field(request, 'understood') === 'true' });
        if (answer.kind === 'message') return { message: answer.text };
        // Guide 3-14: everybody is signed out, and the page notices it a little later.
        request.client.session = undefined;
        request.client.notice = 'updateStarted';
        const row = rowOf(session.tenant, clock.now());
        return {
          rows: withNeighbours(session, row ? [row] : []),
          signsOutAfter: session.tenant.amountOf('LATE_SIGN_OUT') ?? 0,
        };
      }),
      'GET /api/licences': signedInApi((session) => {
        visionOne.home(session);
        const now = clock.now();
        return {
          licence: licenceOf(session.tenant, now),
          products: LICENSED_PRODUCTS,
          region: session.tenant.state.origin.region,
          now: now.toISOString(),
        };
      }),
      'POST /api/licences/console': signedInApi((session) => {
        const opened = visionOne.openApexCentral(session);
        return { location: `${origins.apexCentralOf(opened.tenant)}/sso?ticket=${tickets.issue(opened)}` };
      }),
      'GET /api/figures': (request) =>
        signedInApi(
          (session) => visionOne.standardEndpointProtection(session) ?? {},
          figuresTake(shown.faceOf(request)),
        )(request),
      'GET /api/lists': signedInApi((session) => visionOne.standardEndpointProtection(session) ?? {}),
    },
  };
}
