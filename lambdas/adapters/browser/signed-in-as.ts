import type { Frame } from 'playwright-core';
import { ManualActionRequiredError } from '../../domain/errors.ts';
import type { SignedIn } from '../../domain/signed-in.ts';
import type { ConsoleAccess } from '../../ports/console-access.ts';
import type { PageDocument, PageElement, PageRoot } from './dom.ts';
import { labelled } from './label.ts';
import type { LabelName } from './labels.ts';
import { textOf } from './page-text.ts';
import type { BrowserSession } from './browser-session.ts';

declare const document: PageDocument;

/**
 * Tells the caller of the port whom the newest page shows to be signed in, before anything is pressed there. A page of
 * the guide's that should say it (3-6, 3-11) and does not is told of too; of another one only what it shows.
 */
export async function reportWhoIsSignedIn(
  session: BrowserSession,
  access: ConsoleAccess,
  { byGuide }: { byGuide: boolean },
) {
  const { onSignedIn } = access;
  if (!onSignedIn) return;
  const shown = await signedInAs(session);
  if (byGuide || Object.keys(shown).length > 0) await session.ofCaller(() => onSignedIn(shown));
}

/** Whom the newest page shows to be signed in: above its list (guide 3-6, 3-11), and in the head of the page. */
export async function signedInAs(session: BrowserSession): Promise<SignedIn> {
  await session.settled();
  const [texts, accounts] = await Promise.all([
    Promise.all(session.page.frames().map((frame) => textOfFrame(frame))),
    session.page.evaluate(accountsInHead),
  ]);
  const text = texts.join('\n');
  const businessName = behind(text, 'businessName', 'businessId');
  const businessId = /^[\p{L}\p{N}][\p{L}\p{N}._-]{2,63}$/u.exec(behind(text, 'businessId', 'businessName') ?? '')?.[0];
  const [account] = accounts;
  return {
    ...(accounts.length === 1 && account !== undefined && { account }),
    ...(businessName !== undefined && { businessName }),
    ...(businessId !== undefined && { businessId }),
  };
}

/**
 * Stops where somebody else is signed in than the step is for, after a person was at the sign-in. The pages are read for the
 * account's name, and for another's address in their heads; where they say neither, the person is asked.
 */
export async function refuseWrongAccount(session: BrowserSession, account: string, console: string): Promise<void> {
  const name = account.toLowerCase();
  const texts = await Promise.all(session.roots().map((root) => textOf(root).catch(() => '')));
  const words = texts
    .join('\n')
    .toLowerCase()
    .split(/[\s()<>[\]"'、。（）]+/u);
  if (words.includes(name)) return;
  const [other] = await session.page.evaluate(accountsInHead);
  if (other === undefined && (await session.person?.isSignedIn(account))) return;
  throw new ManualActionRequiredError({
    code: 'wrongAccount',
    console,
    account,
    ...(other !== undefined && { other }),
  });
}

/** None of a frame that has gone, such as an advertisement's. */
async function textOfFrame(frame: Frame): Promise<string> {
  try {
    return await textOf(frame);
  } catch (error) {
    if (frame.isDetached()) return '';
    throw error;
  }
}

/** What stands behind a label, up to the other one where both are in one line. */
function behind(text: string, name: LabelName, other: LabelName): string | undefined {
  const line = labelled(name).exec(text)?.[1];
  const [own = ''] = line?.split(new RegExp(`(?:${labelled(other).source})`, 'iu')) ?? [];
  const said = own.trim();
  return said === '' || /^[*\-–—•]+$/u.test(said) ? undefined : said;
}

/**
 * Runs in the page: addresses that stand by themselves in the head of the page, or where it says that an account is.
 *
 * Helpers are methods, because a bundle wraps what else has a name (`keepNames`).
 */
function accountsInHead(): string[] {
  const HEAD =
    'header, [role="banner"], [class*="account" i], [class*="user" i], [class*="avatar" i], [class~="who"], [aria-label*="アカウント"], [aria-label*="account" i]';
  const page = {
    all(selector: string, within: PageRoot | PageElement): PageElement[] {
      const inner = [...within.querySelectorAll('*')].flatMap(({ shadowRoot }) =>
        shadowRoot ? page.all(selector, shadowRoot) : [],
      );
      return [...within.querySelectorAll(selector), ...inner];
    },
    isShown(element: PageElement): boolean {
      return element.getClientRects().length > 0;
    },
  };
  const words = page
    .all(HEAD, document)
    .flatMap((head) => [head, ...page.all('*', head)])
    .filter(
      (element) =>
        page.isShown(element) && [...element.children].length === 0 && !element.closest('main, table, [role="grid"]'),
    )
    .map((element) => element.innerText.trim());
  return [...new Set(words.filter((word) => /^[\w.+-]+@[\w-]+(?:\.[\w-]+)+$/u.test(word)))];
}
