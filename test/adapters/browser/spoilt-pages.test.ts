import { says } from '../../in-words.ts';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { PageChangedError, SessionExpiredError, VendorUnavailableError } from '../../../lambdas/domain/errors.ts';
import { stateOf } from '../../../lambdas/domain/product-instance.ts';
import type { Tamper } from '../../../local/simulated-consoles/consoles/web/tamper.ts';
import { aWorld, walkTo, type WorldOptions } from '../../local/simulated-consoles/a-world.ts';
import { browse, type Browsing, spoil } from './a-browser.ts';

const opened: Browsing[] = [];

afterEach(async () => {
  await Promise.all(opened.splice(0).map((browsing) => browsing.close()));
});

async function start(tamper: Tamper, options: WorldOptions = {}) {
  const world = aWorld(options);
  const browsing = await browse(world, { tamper });
  opened.push(browsing);
  return { ...world, ...browsing, world };
}

const PRODUCTS = { console: 'clp', path: /product/u } as const;
const INSTANCES = { console: 'visionOne', path: /instance/u } as const;

describe('a page of CLP', () => {
  it.each([
    ['is blank', () => ({ html: '' }), VendorUnavailableError],
    [
      'is cut off on its way',
      (html: string) => ({ html, cutOffAfter: html.indexOf('<tbody') }),
      VendorUnavailableError,
    ],
    ['looks well and is a 500', (html: string) => ({ html, status: 500 }), VendorUnavailableError],
    [
      'says that the service is unavailable',
      () => ({ html: '<h1>503 Service Unavailable</h1>' }),
      VendorUnavailableError,
    ],
    ['is another one', () => ({ html: '<h1>お知らせ</h1><p>新しいポータル</p>' }), PageChangedError],
    [
      'has no line of Apex One SaaS',
      (html: string) => ({ html: html.replaceAll('Apex One SaaS', 'Other') }),
      PageChangedError,
    ],
    ['lost a cell', (html: string) => ({ html: html.replace(/<td>[^<]*製品版[^<]*<\/td>/u, '') }), PageChangedError],
  ])('that %s is an error by its name, with a picture', async (_, how, error) => {
    const { hands, clp, pictures } = await start(spoil(PRODUCTS, how));
    await expect(hands.licensingPortal.readLicence(clp)).rejects.toThrow(error);
    expect(pictures()).toEqual(['failed-readLicence']);
  });

  it('that nobody knows is described by what it shows', async () => {
    const { hands, clp } = await start(spoil(PRODUCTS, () => ({ html: '<h1>お知らせ</h1><button>戻る</button>' })));
    await expect(hands.licensingPortal.readLicence(clp)).rejects.toSatisfy(
      says(/headings "お知らせ", buttons "戻る"/u),
    );
  });

  it('that shows markup as text is read as text', async () => {
    const how = (html: string) => ({ html: html.replace('製品版', '&lt;b&gt;製品版&lt;/b&gt;') });
    const { hands, clp } = await start(spoil(PRODUCTS, how));
    expect(await hands.licensingPortal.readLicence(clp)).toMatchObject({ kind: '<b>製品版</b>' });
  });
});

describe('the wizard', () => {
  it('whose fields look like those of a sign-in page is the wizard: no password is typed there', async () => {
    const like = (html: string) => ({
      html: html.replace('New account email:', 'Email address').replace('Verify Email<', 'Continue<'),
    });
    const { hands, clp, primary, world } = await start(
      spoil({ console: 'visionOne', path: /account/u, method: 'GET' }, like),
    );
    const claim = { email: primary.account, newPassword: primary.password, resetBefore: false };
    const waitForCode = vi.fn(() => Promise.reject(new Error('no code is asked for')));
    const beforeReset = vi.fn(() => Promise.resolve());
    const claimed = hands.visionOne.claimPrimaryAccount(clp, { ...claim, waitForCode, beforeReset });
    await expect(claimed).rejects.toThrow(PageChangedError);
    await expect(claimed).rejects.toMatchObject({ guideStep: '2-4' });
    expect([waitForCode, beforeReset].flatMap((asked) => asked.mock.calls)).toEqual([]);
    expect(world.tenant.counters.passwordResets).toBe(0);
  });
});

describe('Product Instance', () => {
  it('with two buttons of the same name in the row is not pressed', async () => {
    const twice = (html: string) => ({
      html: html.replace(/(<(button|a)[^>]*>\s*アップデート\s*<\/\2>)/u, '$1 $1'),
    });
    const { hands, primary, world } = await start(spoil(INSTANCES, twice));
    await walkTo(world, 'connected');
    const press = hands.visionOne.startUpdate(primary, () => Promise.resolve());
    await expect(press).rejects.toThrow(PageChangedError);
    expect(world.tenant.counters.updatePressed).toBe(0);
  });

  it('with two rows of the product is for a person', async () => {
    const twice = (html: string) => ({ html: html.replace(/<tbody>([\s\S]*?)<\/tbody>/u, '<tbody>$1$1</tbody>') });
    const { hands, primary, world } = await start(spoil(INSTANCES, twice));
    await walkTo(world, 'connected');
    await expect(hands.visionOne.readProductInstance(primary)).rejects.toThrow(PageChangedError);
  });

  it('whose status changes behind the open dialog is not pressed', async () => {
    const late = (html: string) => ({ html: html.replace('>接続済み<', '>アップデート<') });
    const { hands, primary, world } = await start(spoil({ ...INSTANCES, path: /notice/u }, late));
    await walkTo(world, 'connected');
    const beforePress = vi.fn(() => Promise.resolve());
    const press = hands.visionOne.startUpdate(primary, beforePress);
    // A console whose dialogs are pages of their own shows no row behind them, and nothing to contradict.
    await press.catch((error: unknown) => {
      expect(error).toBeInstanceOf(PageChangedError);
    });
    expect(world.tenant.counters.updatePressed).toBe(beforePress.mock.calls.length);
  });

  it('never follows the link that offers to try something first, nor presses twice', async () => {
    const paths: string[] = [];
    const { hands, primary, world } = await start(({ method, path }) => {
      paths.push(`${method} ${path}`);
      return undefined;
    });
    await walkTo(world, 'connected');
    expect(await hands.visionOne.startUpdate(primary, () => Promise.resolve())).toEqual({ kind: 'started' });
    expect(paths.filter((path) => /try|trial|preview/u.test(path))).toEqual([]);
    expect(world.tenant.counters).toMatchObject({ updatePressed: 1, updatesAccepted: 1 });
  });

  it('behind which the answer to the press was a 500 has been pressed, and is not pressed again', async () => {
    const lose: Tamper = ({ console, method }, response) => {
      const isPress = console === 'visionOne' && method === 'POST' && world.tenant.counters.updatePressed > 0;
      return isPress ? { status: 500, html: response.html } : undefined;
    };
    const { hands, primary, world } = await start(lose);
    await walkTo(world, 'connected');
    const lost = hands.visionOne.startUpdate(primary, () => Promise.resolve());
    await expect(lost).rejects.toThrow(VendorUnavailableError);
    expect(world.tenant.counters.updatePressed).toBe(1);
  });

  it('is read again after one sign-in when a session that was brought along has died', async () => {
    const { hands, primary, world, opened: sessions } = await start(() => undefined);
    await walkTo(world, 'connected');
    sessions.length = 0;
    await hands.visionOne.readProductInstance(primary);
    world.tenant.signEverybodyOut();
    expect(stateOf(await hands.visionOne.readProductInstance(primary))).toBe('connected');
    expect(sessions).toEqual(['visionOne', 'visionOne']);
  });

  it('is given up when signing in again does not help', async () => {
    const { hands, primary, world } = await start(() => undefined, { faults: ['SESSION_EXPIRED:9'] });
    await walkTo(world, 'connected');
    await expect(hands.visionOne.readProductInstance(primary)).rejects.toThrow(SessionExpiredError);
  });
});
