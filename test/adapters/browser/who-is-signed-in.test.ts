import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Launched } from '../../../lambdas/adapters/browser/chromium/launch.ts';
import { signedInAs } from '../../../lambdas/adapters/browser/signed-in-as.ts';
import type { SignedIn } from '../../../lambdas/domain/signed-in.ts';
import { Secret } from '../../../lambdas/domain/secret.ts';
import { businessIdOf } from '../../../lambdas/simulated-vendor/business-id.ts';
import { aWorld, walkTo } from '../../local/simulated-consoles/a-world.ts';
import { browse, type Browsing, launch } from './a-browser.ts';
import { aBrowserSession, type BrowserSessionUnderTest } from './a-browser-session.ts';

let chromium: Launched;
const opened: (Browsing | BrowserSessionUnderTest)[] = [];

beforeAll(async () => {
  chromium = await launch(['127.0.0.1']);
}, 60_000);

afterAll(() => chromium.end());

afterEach(async () => {
  await Promise.all(opened.splice(0).map((each) => each.close()));
});

describe.each(['plain', 'modern'] as const)('on %s pages the hands', (face) => {
  it('say who is signed in at each session, also in a session that was kept, and press nothing when that is a stop', async () => {
    const world = aWorld({ face });
    const browsing = await browse(world);
    opened.push(browsing);
    await walkTo(world, 'connected');
    const { primary, tenant, row } = world;
    const shown: SignedIn[] = [];
    const access = { ...primary, onSignedIn: async (who: SignedIn) => void shown.push(who) };
    await browsing.hands.visionOne.readProductInstance(access);
    await browsing.hands.visionOne.readProductInstance(access);
    const who = { account: primary.account, businessName: row.companyName, businessId: businessIdOf(tenant) };
    expect(shown).toEqual([who, who]);

    const stopped = { ...primary, onSignedIn: () => Promise.reject(new Error('another business')) };
    const press = browsing.hands.visionOne.startUpdate(stopped, () => Promise.resolve());
    await expect(press).rejects.toThrow('another business');
    expect(tenant.counters.updatePressed).toBe(0);
    // Guide 3-6: on the way to Apex Central.
    const register = browsing.hands.apexCentral.register(stopped, new Secret('a-token'));
    await expect(register).rejects.toThrow('another business');
    await browsing.hands.apexCentral.readRegistration(access);
    expect(shown).toEqual([who, who, who]);

    await walkTo(world, 'updated');
    await browsing.hands.visionOne.readStandardEndpointProtection(access);
    expect(shown.slice(3)).toEqual([{ account: primary.account }]);
  });
});

describe('who is signed in', () => {
  it.each<[string, string, SignedIn]>([
    ['nowhere', '<h1>Product Instance</h1><p>お問い合わせ: support@example.com</p>', {}],
    [
      'in one line',
      '<p>ビジネス名: 見本商事株式会社 ビジネスID: b-12345</p>',
      { businessName: '見本商事株式会社', businessId: 'b-12345' },
    ],
    [
      'in a table, in English',
      '<table><tr><th>Business name</th><td>Example Ltd.</td></tr><tr><th>Business ID</th><td>AB12-34</td></tr></table>',
      { businessName: 'Example Ltd.', businessId: 'AB12-34' },
    ],
    [
      'with an ID that is hidden',
      '<p>ビジネス名: 見本商事</p><p>ビジネスID: ********</p>',
      { businessName: '見本商事' },
    ],
    [
      'by the account alone',
      '<header><div class="menu">aaa@example.com</div></header>',
      { account: 'aaa@example.com' },
    ],
    ['by two accounts, which is none', '<header><i>a@example.com</i><i>b@example.com</i></header>', {}],
  ])('is read as it is shown: %s', async (_, html, expected) => {
    const under = await aBrowserSession(chromium.browser, html);
    opened.push(under);
    expect(await signedInAs(under.session)).toEqual(expected);
  });
});
