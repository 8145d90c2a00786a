import { setTimeout as timeout } from 'node:timers/promises';
import {
  ManualActionRequiredError,
  PageChangedError,
  SessionExpiredError,
  SignInRefusedError,
  UnknownAnswerError,
  UpdateStateUnknownError,
} from '../../domain/errors.ts';
import { isTemporaryProblem, type ProductInstanceRow, stateOf } from '../../domain/product-instance.ts';
import type { Reason } from '../../domain/statements/catalogue.ts';
import type { ConsoleAccess } from '../../ports/console-access.ts';
import type { ClaimAnswer, PressAnswer, PrimaryAccountClaim, VisionOne } from '../../ports/vision-one.ts';
import { answerOf } from './answer-to-press.ts';
import { AccountWizard } from './pages/account-wizard.ts';
import { ProductInstancePage } from './pages/product-instance-page.ts';
import { ProvisionConsolePage } from './pages/provision-console-page.ts';
import { VisionOneHome } from './pages/vision-one-home.ts';
import { visionOneSignInPage } from './pages/vision-one-sign-in-page.ts';
import type { Sight } from './root.ts';
import { isSignIn } from './sign-in-form.ts';
import { reportWhoIsSignedIn } from './signed-in-as.ts';
import type { BrowserSession } from './browser-session.ts';
import type { BrowserRunner } from './browser-runner.ts';
import {
  signInToVisionOne,
  signInToVisionOneConsole,
  signInToVisionOneHere,
  isAtApexCentral,
  openApexCentralFromClp,
} from './sign-in-to-consoles.ts';

const PROVISIONING = { region: 'none', provision: 'none', provisioning: 'provisioning', home: 'provisioned' } as const;

/** Which of the states that the guide photographs a row is in. */
const PHOTOGRAPHED: Partial<Record<ReturnType<typeof stateOf>, string>> = {
  connected: '3-11-connected',
  updating: '3-16-updating',
  updated: '3-17-updated',
};

/** Trend Vision One by its pages. */
export function browserVisionOne(runner: BrowserRunner): VisionOne {
  const visionOne = <T>(what: string, access: ConsoleAccess, work: (session: BrowserSession) => Promise<T>) =>
    runner.run({ what, access, sessions: ['visionOne'] }, work);

  return {
    canSignIn: async (access) => {
      await runner.forget({ access, sessions: ['visionOne'] });
      try {
        return await visionOne('canSignIn', access, async (session) => {
          session.hasAnotherWay = true;
          session.guideStep = '2-10';
          await signInToVisionOne(session, access);
          return true;
        });
      } catch (error) {
        if (error instanceof SignInRefusedError) return false;
        throw error;
      }
    },

    claimPrimaryAccount: async (access, claim) => {
      const call = { what: 'claimPrimaryAccount', access, sessions: ['clp'] as const, waitsForMail: true };
      const found = await runner.run(call, (session) => claimFrom(session, access, claim));
      // The sign-in name that these sessions belong to is dead.
      if (found === 'claimed') await runner.forget({ access, sessions: ['clp', 'apexCentral'] });
      return found;
    },

    readProvisioning: (access) =>
      visionOne('readProvisioning', access, async (session) => {
        session.guideStep = '2-12';
        const { name } = await signInToVisionOne(session, access);
        if (name === 'home') await session.photograph('2-12-console');
        return PROVISIONING[name];
      }),

    provisionConsole: (access) =>
      visionOne('provisionConsole', access, async (session) => {
        const { name, root } = await signInToVisionOne(session, access);
        if (PROVISIONING[name] === 'none') await new ProvisionConsolePage(session, root).provision(access.region);
      }),

    readProductInstance: (access) =>
      visionOne('readProductInstance', access, async (session) => {
        session.guideStep = '3-11';
        const page = await openProductInstance(session, access);
        const row = await page.read();
        await photographRow(session, row);
        return row;
      }),

    issueRegistrationToken: (access, issue) =>
      visionOne('issueRegistrationToken', access, async (session) => {
        session.guideStep = '3-1';
        const page = await openProductInstance(session, access);
        const connection = await page.addExistingProduct();
        await connection.issueToken(issue);
      }),

    startUpdate: (access, beforePress) =>
      visionOne('startUpdate', access, (session) => startUpdate(session, access, beforePress)),

    readStandardEndpointProtection: (access) =>
      visionOne('readStandardEndpointProtection', access, async (session) => {
        session.guideStep = '3-18';
        const home = await signInToVisionOneConsole(session, access);
        const page = await home.openStandardEndpointProtection();
        if (page) await reportWhoIsSignedIn(session, access, { byGuide: false });
        const counts = await page?.read();
        if (!counts) return undefined;
        await session.photograph('3-18-standard-endpoint-protection');
        return { ...counts, ...(await page?.readLists()) };
      }),
  };
}

/**
 * Guide 2-1 to 2-9. A sign-in page instead of the wizard means that the account has its address, and nothing of a
 * console: that is looked for behind it.
 */
async function claimFrom(
  session: BrowserSession,
  access: ConsoleAccess,
  claim: PrimaryAccountClaim,
): Promise<ClaimAnswer> {
  session.guideStep = '2-1';
  const menu = await openApexCentralFromClp(session, access);
  session.guideStep = '2-2';
  await menu.accessVisionOne();
  const elsewhere = (sight: Sight): Sight => {
    return (root) => (isAtApexCentral(session, root) ? root.locator('never-there') : sight(root));
  };
  let seen = await session.see<'wizard' | 'provision' | 'home' | 'signIn'>(
    {
      wizard: AccountWizard.sight,
      provision: elsewhere(ProvisionConsolePage.sight),
      home: elsewhere(VisionOneHome.sight),
      signIn: elsewhere(visionOneSignInPage.sight),
    },
    'Step 1 of the wizard, or Vision One',
    { arriving: true },
  );
  if (seen.name === 'signIn') {
    // A wizard that is still being drawn, by its first fields, may be taken for a sign-in page.
    await session.settled();
    seen = (await session.glance({ wizard: AccountWizard.sight })) ?? seen;
  }
  if (seen.name === 'provision') {
    throw new ManualActionRequiredError({ code: 'provisioningAskedTooEarly' });
  }
  if (seen.name === 'home') return 'alreadyThere';
  if (seen.name === 'signIn') {
    if (claim.resetBefore) return 'alreadyClaimed';
    session.guideStep = '2-10';
    const behind = await signInToVisionOneHere(session, { ...access, account: claim.email });
    return behind.name === 'home' ? 'alreadyThere' : 'alreadyClaimed';
  }
  await new AccountWizard(session, seen.root).walk({
    account: access.account,
    email: claim.email,
    currentPassword: access.password,
    newPassword: claim.newPassword,
    waitForCode: (prefix) => claim.waitForCode(prefix),
    beforeReset: () => claim.beforeReset(),
  });
  return 'claimed';
}

/**
 * Product Instance, where the last call found it, or by the menu. Who is signed in is read either way: an address says
 * nothing about whose page it leads to.
 */
async function openProductInstance(session: BrowserSession, access: ConsoleAccess): Promise<ProductInstancePage> {
  const page = (await productInstanceWhereItWas(session)) ?? (await productInstanceByMenu(session, access));
  session.pages.set('visionOne', session.page.url());
  await reportWhoIsSignedIn(session, access, { byGuide: true });
  return page;
}

/** Nothing where the address leads to anything else, a sign-in among it: the menu is the way then, and says what is wrong. */
async function productInstanceWhereItWas(session: BrowserSession): Promise<ProductInstancePage | undefined> {
  const [home, address] = [session.options.homes.get('visionOne'), session.pages.get('visionOne')];
  session.pages.delete('visionOne');
  if (home === undefined || address === undefined) return undefined;
  try {
    await session.goTo(address);
    const { root } = await session.see({ page: ProductInstancePage.sight }, 'the page Product Instance', {
      byHandsAlone: true,
    });
    session.entered.set('visionOne', home);
    return new ProductInstancePage(session, root);
  } catch {
    return undefined;
  }
}

async function productInstanceByMenu(session: BrowserSession, access: ConsoleAccess): Promise<ProductInstancePage> {
  const home = await signInToVisionOneConsole(session, access);
  return home.openProductInstance();
}

async function photographRow(session: BrowserSession, row: ProductInstanceRow | undefined): Promise<void> {
  const name = PHOTOGRAPHED[stateOf(row)];
  if (name === PHOTOGRAPHED.updating && name) await session.photographOnce(name);
  else if (name) await session.photograph(name);
}

/** Guide 3-12 to 3-15, the final press: the row is read, opened from, and read again behind the dialog. */
async function startUpdate(
  session: BrowserSession,
  access: ConsoleAccess,
  beforePress: () => Promise<void>,
): Promise<PressAnswer> {
  session.guideStep = '3-12';
  const page = await openProductInstance(session, access);
  const panel = await page.openUpdatePanel();
  const notice = await panel.agree();
  await notice.tick();
  const isSeenBehind = await page.confirmStillOffered(panel.product);
  // The notice of the guide names nobody: without a list behind it, it has to.
  if (!isSeenBehind && !(await notice.isNamed())) {
    throw await session.changed(`the row of "${panel.product.displayName}" behind システムアップデートの通知`);
  }
  const saidBefore = await notice.press(beforePress);
  session.guideStep = '3-15';
  return readAnswer(session, access, saidBefore);
}

/**
 * What the console says to the press: the row's status アップデート, or a message. The update signs everybody out (guide
 * 3-14), at any moment, so that a sign-in page is no answer yet: the row behind it is. Words that nobody knows are for
 * a person; where there are none, nobody knows what the press did, and the row is watched.
 */
async function readAnswer(
  session: BrowserSession,
  access: ConsoleAccess,
  saidBefore: readonly string[],
): Promise<PressAnswer> {
  const end = performance.now() + session.options.patience.action;
  while (performance.now() < end) {
    if (await isSignIn(session.page)) return startedBehindSignIn(session, access);
    const state = stateOf(await glanceAtRow(session));
    if (state === 'updating' || state === 'updated') return started(session);
    const message = await glanceAtMessage(session, saidBefore);
    // A page that came up in the meantime may be the sign-in page, which says why it came.
    if (message && !(await isSignIn(session.page))) return known(message);
    try {
      await session.see({ page: ProductInstancePage.sight }, 'the page Product Instance after the press', {
        patience: 1_000,
      });
    } catch (error) {
      if (error instanceof SessionExpiredError) return startedBehindSignIn(session, access);
      // A page that is still being drawn, such as that of the sign-in, is not known yet.
      if (!(error instanceof PageChangedError)) throw error;
    }
    await timeout(25);
  }
  throw unclear({ code: 'pressUnclear', signedOut: false });
}

/** The one message that may be acted on; a person reads any other, and sees its picture. */
function known(answer: PressAnswer): PressAnswer {
  if (answer.kind !== 'message' || isTemporaryProblem(answer.text)) return answer;
  throw new UnknownAnswerError({ code: 'unknownAnswer', said: answer.text }, { guideStep: '3-15' });
}

/** Nobody can say what became of the press: a later look at the row can. */
function unclear(reason: Extract<Reason, { code: 'pressUnclear' }>): UpdateStateUnknownError {
  return new UpdateStateUnknownError(reason, { guideStep: '3-15' });
}

/** The row as it shows right now; nothing while the page is on its way. */
async function glanceAtRow(session: BrowserSession): Promise<ProductInstanceRow | undefined> {
  const seen = await session.glance({ page: ProductInstancePage.sight });
  return seen && new ProductInstancePage(session, seen.root).glance().catch(() => undefined);
}

/** A message that is the console's last word: nothing is under way any more. */
async function glanceAtMessage(
  session: BrowserSession,
  saidBefore: readonly string[],
): Promise<PressAnswer | undefined> {
  for (const root of session.options.traffic.isFetching ? [] : session.roots()) {
    const answer = await answerOf(root, saidBefore);
    if (answer) return answer;
  }
  return undefined;
}

async function startedBehindSignIn(session: BrowserSession, access: ConsoleAccess): Promise<PressAnswer> {
  const page = await productInstanceBehindSignIn(session, access);
  const row = await page.read();
  const state = stateOf(row);
  if (state === 'updating' || state === 'updated') return started(session);
  throw unclear({ code: 'pressUnclear', signedOut: true, state });
}

/** The sign-in page shows: no address is worth a try. */
function productInstanceBehindSignIn(session: BrowserSession, access: ConsoleAccess): Promise<ProductInstancePage> {
  session.pages.delete('visionOne');
  return openProductInstance(session, access);
}

async function started(session: BrowserSession): Promise<PressAnswer> {
  await session.photographOnce('3-16-updating');
  return { kind: 'started' };
}
