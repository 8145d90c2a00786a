import { afterEach, describe, expect, it } from 'vitest';
import type { Tamper, TamperRequest } from '../../../local/simulated-consoles/consoles/web/tamper.ts';
import {
  aConsoleWorld,
  closeConsoleWorlds,
  logInToClp,
  openProductInstance,
  signInToVisionOne,
} from './a-console-world.ts';
import { walkTo } from './a-world.ts';

afterEach(closeConsoleWorlds);

/** Spoils one page, and leaves the others as they are. */
const at =
  (path: string, spoil: Tamper): Tamper =>
  (request, response) =>
    request.path === path ? spoil(request, response) : undefined;

describe('a page can be spoilt for a test', () => {
  it('blank', async () => {
    const world = await aConsoleWorld({ tamper: at('/products', (_, response) => ({ ...response, html: '' })) });
    const browser = await logInToClp(world);
    expect([browser.status, browser.html]).toEqual([200, '']);
  });

  it('cut off in the middle', async () => {
    const world = await aConsoleWorld({
      tamper: at('/products', (_, response) => ({ ...response, cutOffAfter: 300 })),
    });
    await expect(logInToClp(world)).rejects.toThrow('terminated');
  });

  it('as a 500 behind a happy page', async () => {
    const world = await aConsoleWorld({ tamper: at('/products', (_, response) => ({ ...response, status: 500 })) });
    const browser = await logInToClp(world);
    expect([browser.status, browser.heading]).toEqual([500, '製品/サービス']);
  });

  it('with two buttons of one name', async () => {
    const twice: Tamper = (_, { html, ...rest }) => ({
      ...rest,
      html: html.replace(/<button >アップデート<\/button>/u, '$&$&'),
    });
    const world = await aConsoleWorld({ tamper: at('/product-instance', twice) });
    await walkTo(world, 'connected');
    await signInToVisionOne(world);
    const browser = await openProductInstance(world);
    await expect(browser.press('アップデート')).rejects.toThrow('2 things are called "アップデート"');
  });

  it('by a sign-in page instead of the expected one', async () => {
    const signIn: Tamper = () => ({ status: 303, html: '', location: '/' });
    const world = await aConsoleWorld({ tamper: at('/product-instance', signIn) });
    await walkTo(world, 'connected');
    await signInToVisionOne(world);
    // Still signed in, so the home page is where that leads.
    expect((await openProductInstance(world)).heading).toBe('Home');
  });

  it('knowing whose page it is', async () => {
    const seen: TamperRequest[] = [];
    const world = await aConsoleWorld({ tamper: (request) => void seen.push(request) });
    await logInToClp(world).then((browser) => browser.press('コンソールを開く'));
    expect(seen).toEqual([
      { console: 'clp', method: 'GET', path: '/', tenantId: undefined },
      { console: 'clp', method: 'POST', path: '/sign-in', tenantId: 'tenant-1' },
      { console: 'clp', method: 'GET', path: '/products', tenantId: 'tenant-1' },
      { console: 'clp', method: 'POST', path: '/console', tenantId: 'tenant-1' },
      { console: 'apexCentral', method: 'GET', path: '/sso', tenantId: 'tenant-1' },
      { console: 'apexCentral', method: 'GET', path: '/dashboard', tenantId: 'tenant-1' },
    ]);
  });
});
