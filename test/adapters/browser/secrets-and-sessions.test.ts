import { inspect } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { browserHands } from '../../../lambdas/adapters/browser/browser-hands.ts';
import { Scrubber } from '../../../lambdas/adapters/browser/scrub.ts';
import { SessionStore } from '../../../lambdas/adapters/browser/session-store.ts';
import { stateOf } from '../../../lambdas/domain/product-instance.ts';
import { Secret } from '../../../lambdas/domain/secret.ts';
import { MemoryEvidence } from '../../../local/memory/memory-evidence.ts';
import { MemoryVault } from '../../../local/memory/memory-vault.ts';
import { aWorld, lastCodeTo, walkTo } from '../../local/simulated-consoles/a-world.ts';
import { browse, type Browsing, launch, spoil } from './a-browser.ts';

const opened: Browsing[] = [];

afterEach(async () => {
  await Promise.all(opened.splice(0).map((browsing) => browsing.close()));
});

async function start(...args: Parameters<typeof browse>) {
  const browsing = await browse(...args);
  opened.push(browsing);
  return browsing;
}

describe('sessions', () => {
  it('are signed in once per console, however many steps there are', async () => {
    const world = aWorld();
    const { hands, opened: sessions, vault } = await start(world);
    await hands.licensingPortal.readLicence(world.clp);
    await hands.apexCentral.readRegistration(world.clp);
    await hands.apexCentral.readUserAccounts(world.clp);
    await hands.apexCentral.readAgentCounts(world.clp);
    expect(sessions).toEqual(['clp', 'apexCentral']);
    expect(await vault.purposes(world.row.tenantId)).toEqual(['session:apex-central', 'session:clp']);
  });

  it('go on in another process, because they lie in the vault', async () => {
    const world = aWorld();
    await walkTo(world, 'connected');
    const { hands, opened: sessions, vault, origins } = await start(world);
    sessions.length = 0;
    await hands.visionOne.readProductInstance(world.primary);
    const others = browserHands({ origins, vault, evidence: new MemoryEvidence(), clock: world.clock, launch });
    await others.visionOne.readProductInstance(world.primary);
    await others.apexCentral.readRegistration(world.primary);
    expect(sessions).toEqual(['visionOne', 'apexCentral']);
  });

  describe('remember where Product Instance was, so that a look', () => {
    async function looking() {
      const world = aWorld();
      await walkTo(world, 'updating');
      const asked: string[] = [];
      const browsing = await start(world, {
        tamper: ({ console, method, path }) => void (console === 'visionOne' && asked.push(`${method} ${path}`)),
      });
      const signedIn: unknown[] = [];
      const access = { ...world.primary, onSignedIn: async (shown: unknown) => void signedIn.push(shown) };
      const look = async () => {
        asked.length = 0;
        return stateOf(await browsing.hands.visionOne.readProductInstance(access));
      };
      expect(await look()).toBe('updating');
      return { ...browsing, world, access, asked, signedIn, look };
    }

    it('goes straight there, reads who is signed in all the same, and photographs a running update once', async () => {
      const { look, asked, signedIn, pictures } = await looking();
      expect(await look()).toBe('updating');
      expect(asked).toEqual(['GET /product-instance']);
      expect(signedIn).toHaveLength(2);
      expect(signedIn[1]).toEqual(signedIn[0]);
      expect(pictures()).toEqual(['3-16-updating']);
    });

    it.each([
      ['a page that is no more', '/nowhere'],
      ['another page of the console', '/license-information'],
    ])('that finds %s there goes by the menu, and forgets the address', async (_, path) => {
      const { look, asked, vault, origins, world } = await looking();
      const store = new SessionStore(vault);
      const kept = () => store.open(world.row.tenantId, 'visionOne', world.primary.account);
      const before = await kept();
      if (!before) throw new Error('no session was kept');
      await store.seal(world.row.tenantId, 'visionOne', { ...before, page: origins.visionOne + path });
      expect(await look()).toBe('updating');
      expect(asked.filter((route) => route === `GET ${path}`)).toHaveLength(1);
      expect(await kept()).toEqual(before);
    });
  });

  it('of an account whose name was exchanged are destroyed', async () => {
    const world = aWorld();
    const { hands, vault } = await start(world);
    await hands.visionOne.claimPrimaryAccount(world.clp, {
      email: world.row.primaryEmail,
      newPassword: new Secret('N3w-Passw0rd!'),
      waitForCode: async () => new Secret(lastCodeTo(world, world.row.primaryEmail)),
      beforeReset: () => Promise.resolve(),
    });
    expect(await vault.purposes(world.row.tenantId)).toEqual([]);
  });

  it('are kept zipped when they are large, and not at all when they are too large for the vault', async () => {
    const vault = new MemoryVault();
    const store = new SessionStore(vault);
    const sessionOf = (value: string) => ({
      account: 'aaa',
      home: 'http://x/',
      cookies: [],
      storages: [{ origin: 'http://x', local: [{ name: 'n', value }], session: [] }],
    });
    await store.seal('t-1', 'clp', sessionOf('a'.repeat(300_000)));
    expect((await vault.open('t-1', 'session:clp'))?.reveal().length).toBeLessThan(10_000);
    expect(await store.open('t-1', 'clp', 'aaa')).toEqual(sessionOf('a'.repeat(300_000)));
    expect(await store.open('t-1', 'clp', 'bbb')).toBeUndefined();
    const random = Array.from({ length: 60_000 }, (_, index) => (index * 2_654_435_761).toString(36)).join('');
    await store.seal('t-1', 'clp', sessionOf(random));
    expect(await vault.purposes('t-1')).toEqual([]);
  });
});

describe('secrets', () => {
  it('are in no error and in no name of a picture, whatever a page does with them', async () => {
    const world = aWorld();
    const password = new Secret('c&nary "73" 密');
    const shown = `<h1>canary ${password.reveal()}</h1><button>${encodeURIComponent(password.reveal())}</button>`;
    const { hands, evidence } = await start(world, {
      tamper: spoil({ console: 'clp', path: /./u, method: 'POST' }, () => ({ status: 200, html: shown })),
    });
    const error = await hands.licensingPortal.readLicence({ ...world.clp, password }).then(
      () => new Error('it was let in'),
      (caught: unknown) => caught as Error,
    );
    const everything = inspect(error, { depth: 9 }) + JSON.stringify(error);
    expect(everything).toContain('***');
    expect(everything).not.toMatch(/c&nary|c%26nary/u);
    expect(JSON.stringify(evidence.pictures.map(({ key, name }) => [key, name]))).not.toMatch(/nary/u);
  });

  it('are taken out of a text in all their encodings', () => {
    const scrubber = new Scrubber();
    scrubber.learn(new Secret('p&ss "w" <1>'));
    const encodings = [
      'p&ss "w" <1>',
      encodeURIComponent('p&ss "w" <1>'),
      JSON.stringify('p&ss "w" <1>'),
      Buffer.from('p&ss "w" <1>').toString('base64'),
      'p&amp;ss &quot;w&quot; &lt;1&gt;',
    ];
    for (const text of encodings) expect(scrubber.scrub(text)).toMatch(/^["']?\*\*\*=*["']?$/u);
  });
});

describe('the browser', () => {
  it('contacts nobody but the consoles', async () => {
    const asked: string[] = [];
    const stranger = await start(aWorld(), {
      tamper: ({ path }) => {
        asked.push(path);
        return undefined;
      },
    });
    const world = aWorld();
    const lure = ['<img src="URL/pixel">', '<script src="URL/spy.js"></script>', '<iframe src="URL/frame"></iframe>']
      .join('')
      .replaceAll('URL', stranger.origins.clp);
    const { hands } = await start(world, {
      launch,
      // Without the policy of the pages themselves, which would stop the requests before we do.
      tamper: spoil({ console: 'clp', path: /./u }, (html) => ({
        html: html.replace(/<meta http-equiv[^>]*>/u, '').replace('</body>', `${lure}</body>`),
      })),
    });
    expect(await hands.licensingPortal.readLicence(world.clp)).toMatchObject({ status: 'valid' });
    expect(asked).toEqual([]);
  });
});
