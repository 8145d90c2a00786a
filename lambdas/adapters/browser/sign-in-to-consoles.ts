import { ManualActionRequiredError, PageChangedError } from '../../domain/errors.ts';
import type { ConsoleAccess } from '../../ports/console-access.ts';
import type { ConsoleName } from './origins.ts';
import { apexCentralLogOnPage } from './pages/apex-central-log-on-page.ts';
import { ApexCentralMenu } from './pages/apex-central-menu.ts';
import { clpSignInPage } from './pages/clp-sign-in-page.ts';
import { ProductsServicesPage } from './pages/products-services-page.ts';
import { ProvisionConsolePage } from './pages/provision-console-page.ts';
import { VisionOneHome } from './pages/vision-one-home.ts';
import { visionOneSignInPage } from './pages/vision-one-sign-in-page.ts';
import type { Root, Seen, Sight } from './root.ts';
import { signInForm } from './sign-in-form.ts';
import { reportWhoIsSignedIn } from './signed-in-as.ts';
import type { BrowserSession } from './browser-session.ts';

/** Signs in at the page that shows, or finds itself signed in already. */
type SignIn<Name extends string> = (arrived: Record<Name, Sight>) => Promise<Seen<Name>>;

/**
 * Opens a console: where its last session was, if one was brought along, else at its sign-in page. A session that has
 * ended shows a sign-in page too, and is signed in again there.
 */
async function enter<Name extends string>(
  session: BrowserSession,
  console: ConsoleName,
  arrived: Record<Name, Sight>,
  signIn: SignIn<Name>,
): Promise<Seen<Name>> {
  const seen =
    (await atHome(session, console, arrived, signIn)) ?? (await atFrontDoor(session, console, arrived, signIn));
  session.entered.set(console, session.page.url());
  return seen;
}

async function atHome<Name extends string>(
  session: BrowserSession,
  console: ConsoleName,
  arrived: Record<Name, Sight>,
  signIn: SignIn<Name>,
): Promise<Seen<Name> | undefined> {
  const home = session.options.homes.get(console);
  if (home === undefined) return undefined;
  try {
    await session.goTo(home);
    await refuseSecondSignIn(session, console, arrived);
    return await session.withAnotherWay(() => signIn(arrived));
  } catch (error) {
    // The address was good for once only; the front door always is.
    if (error instanceof PageChangedError) return undefined;
    throw error;
  }
}

/**
 * A session that a person opened at a window, and that is not let in here: a second sign-in would ask for a person
 * again, and a vendor that refuses another address would take it for a break-in.
 */
async function refuseSecondSignIn<Name extends string>(
  session: BrowserSession,
  console: ConsoleName,
  arrived: Record<Name, Sight>,
): Promise<void> {
  if (session.person || !session.options.openedByPerson?.has(console)) return;
  const sights: Record<string, Sight> = { ...arrived, '': (root) => signInForm.button(root).first() };
  const { name } = await session.see(sights, 'the console of the last session', { signingIn: true });
  if (name === '') throw new ManualActionRequiredError({ code: 'attendedSessionRefused', console: NAMES[console] });
}

const NAMES: Readonly<Record<ConsoleName, string>> = {
  clp: 'the Customer Licensing Portal',
  apexCentral: 'Apex Central',
  visionOne: 'Vision One',
};

async function atFrontDoor<Name extends string>(
  session: BrowserSession,
  console: ConsoleName,
  arrived: Record<Name, Sight>,
  signIn: SignIn<Name>,
): Promise<Seen<Name>> {
  await session.goTo(session.options.origins[console]);
  return signIn(arrived);
}

/** Guide 1-1: CLP, as the master account. */
export async function signInToClp(session: BrowserSession, access: ConsoleAccess): Promise<ProductsServicesPage> {
  const arrived = { products: ProductsServicesPage.sight };
  const { root } = await enter(session, 'clp', arrived, (sights) => clpSignInPage.signIn(session, access, sights));
  return new ProductsServicesPage(session, root);
}

export type VisionOneSight = 'region' | 'provision' | 'provisioning' | 'home';

const VISION_ONE: Record<VisionOneSight, Sight> = {
  provision: ProvisionConsolePage.sight,
  provisioning: ProvisionConsolePage.provisioning,
  home: VisionOneHome.sight,
  region: ProvisionConsolePage.region,
};

/** Guide 2-10: Vision One, as far as it is there. */
export async function signInToVisionOne(session: BrowserSession, access: ConsoleAccess): Promise<Seen<VisionOneSight>> {
  return enter(session, 'visionOne', VISION_ONE, (sights) => visionOneSignInPage.signIn(session, access, sights));
}

/** Guide 2-10, at the sign-in page that shows already. */
export async function signInToVisionOneHere(
  session: BrowserSession,
  access: ConsoleAccess,
): Promise<Seen<VisionOneSight>> {
  return visionOneSignInPage.signIn(session, access, VISION_ONE);
}

/** Guide 2-10: Vision One, where its console must be there; `PageChangedError` where it is not. */
export async function signInToVisionOneConsole(session: BrowserSession, access: ConsoleAccess): Promise<VisionOneHome> {
  const { name, root } = await signInToVisionOne(session, access);
  if (name !== 'home') throw await session.changed('the Vision One console');
  return new VisionOneHome(session, root);
}

type ApexCentralSight = 'menu' | 'asleep';

/** Apex Central; not another console, whose menu may have an entry of the same name. */
function apexCentralSights(session: BrowserSession): Record<ApexCentralSight, Sight> {
  const own = (sight: Sight): Sight => {
    return (root) => (isAtApexCentral(session, root) ? sight(root) : root.locator('never-there'));
  };
  return { menu: own(ApexCentralMenu.sight), asleep: own(ApexCentralMenu.asleep) };
}

export function isAtApexCentral(session: BrowserSession, root: Root): boolean {
  return originOf(root.url()) === originOf(session.options.origins.apexCentral);
}

function originOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : '';
}

/**
 * Apex Central as the master account: by its last session; else through CLP (guide 2-1), where the account is
 * CLP's; else through Vision One (guide 3-6) or its own ログオン. A password that one console has refused is not tried at
 * another: that may lock the account.
 */
export async function signInToApexCentral(session: BrowserSession, access: ConsoleAccess): Promise<ApexCentralMenu> {
  const back = await backToApexCentral(session);
  if (back) return back;
  if (access.isAtClp ?? !access.account.includes('@')) return openApexCentralFromClp(session, access);
  return (await openApexCentralFromVisionOne(session, access)) ?? logOnToApexCentral(session, access);
}

/** Guide 2-1: [コンソールを開く] at Apex One SaaS, without another sign-in, or with the same one where it is asked for. */
export async function openApexCentralFromClp(session: BrowserSession, access: ConsoleAccess): Promise<ApexCentralMenu> {
  const products = await signInToClp(session, access);
  await products.openConsole();
  return arriveAtApexCentral(session, access);
}

async function backToApexCentral(session: BrowserSession): Promise<ApexCentralMenu | undefined> {
  const home = session.options.homes.get('apexCentral');
  if (home === undefined) return undefined;
  await session.goTo(home);
  const sights = { ...apexCentralSights(session), signIn: apexCentralLogOnPage.sight };
  try {
    const seen = await session.see(sights, 'Apex Central', { signingIn: true, byHandsAlone: true });
    return seen.name === 'signIn' ? undefined : menuOf(session, seen.name, seen.root);
  } catch (error) {
    if (error instanceof PageChangedError) return undefined;
    throw error;
  }
}

async function openApexCentralFromVisionOne(
  session: BrowserSession,
  access: ConsoleAccess,
): Promise<ApexCentralMenu | undefined> {
  try {
    const { name, root } = await session.withAnotherWay(() => signInToVisionOne(session, access));
    if (name !== 'home') return undefined;
    const licences = await new VisionOneHome(session, root).openLicenseInformation();
    if (!licences) return undefined;
    await reportWhoIsSignedIn(session, access, { byGuide: true });
    if (!(await licences.openConsole())) return undefined;
  } catch (error) {
    // Its own ログオン stays the other way of the guide, where it is the page that is another one.
    if (error instanceof PageChangedError) return undefined;
    throw error;
  }
  return arriveAtApexCentral(session, access);
}

async function logOnToApexCentral(session: BrowserSession, access: ConsoleAccess): Promise<ApexCentralMenu> {
  await session.goTo(session.options.origins.apexCentral);
  return arriveAtApexCentral(session, access);
}

async function arriveAtApexCentral(session: BrowserSession, access: ConsoleAccess): Promise<ApexCentralMenu> {
  const sights = { ...apexCentralSights(session), signIn: ownLogOn(session) };
  const seen = await session.see(sights, 'Apex Central', { signingIn: true, arriving: true });
  const arrived =
    seen.name === 'signIn' ? await apexCentralLogOnPage.signIn(session, access, apexCentralSights(session)) : seen;
  const menu = menuOf(session, arrived.name as ApexCentralSight, arrived.root);
  session.entered.set('apexCentral', session.page.url());
  return menu;
}

function ownLogOn(session: BrowserSession): Sight {
  return (root) => (isAtApexCentral(session, root) ? apexCentralLogOnPage.sight(root) : root.locator('never-there'));
}

function menuOf(session: BrowserSession, name: ApexCentralSight, root: Root): ApexCentralMenu {
  if (name === 'asleep') {
    throw new ManualActionRequiredError({ code: 'hibernated' });
  }
  return new ApexCentralMenu(session, root);
}
