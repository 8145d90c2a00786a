import { afterEach, describe, expect, it } from 'vitest';
import type { Asks } from '../../../lambdas/simulated-vendor/tenant-scenario.ts';
import { parseScenario } from '../../../local/simulated-consoles/scenario.ts';
import {
  aConsoleWorld,
  closeConsoleWorlds,
  type ConsoleWorld,
  logInToClp,
  signInToVisionOne,
} from './a-console-world.ts';
import { textOf } from './a-page.ts';
import { walkTo } from './a-world.ts';

afterEach(closeConsoleWorlds);

function textOfPage({ browser }: ConsoleWorld): string {
  return textOf(browser.document);
}

async function answer({ browser }: ConsoleWorld, fields: Record<string, string>): Promise<void> {
  await browser.send('/security-check', { csrf: browser.csrf, ...fields });
}

async function clpAsking(asks: Asks['clp']): Promise<ConsoleWorld> {
  const world = await aConsoleWorld({ asks: { clp: asks } });
  await logInToClp(world);
  return world;
}

describe('a console that asks a person after the sign-in', () => {
  it('shows nothing else before the box is ticked and the right one of three pictures is chosen', async () => {
    const world = await clpAsking({ captcha: 'once' });
    const picture = world.vendor.asks.picture(world.tenant);
    const wrong = ['circle', 'triangle', 'square'].find((other) => other !== picture) ?? '';

    await answer(world, { picture });
    expect(textOfPage(world)).toContain('正しくありません');
    await answer(world, { ticked: 'on', picture: wrong });
    expect(textOfPage(world)).toContain('正しくありません');
    await world.browser.open('/products');
    expect(textOfPage(world)).toContain('私はロボットではありません');
    await answer(world, { ticked: 'on', picture });
    expect(textOfPage(world)).toContain('Apex One SaaS');
  });

  it('asks once until it was passed once: anyone who left before is asked again', async () => {
    const world = await clpAsking({ captcha: 'once' });
    await world.browser.send('/sign-out', { csrf: world.browser.csrf });
    await logInToClp(world);
    await answer(world, { ticked: 'on', picture: world.vendor.asks.picture(world.tenant) });
    expect(textOfPage(world)).toContain('Apex One SaaS');
    await world.browser.press('ログアウト');
    await logInToClp(world);
    expect(textOfPage(world)).toContain('Apex One SaaS');
  });

  it('asks at every sign-in where it is told to, and for the code of the mail where that is asked', async () => {
    const world = await clpAsking({ codeByMail: 'everySignIn' });
    await world.browser.press('続行', { 認証コード: world.vendor.asks.codeFor(world.tenant, 'codeByMail') });
    expect(textOfPage(world)).toContain('Apex One SaaS');
    await world.browser.press('ログアウト');
    await logInToClp(world);
    expect(textOfPage(world)).toContain('メールで送信された認証コード');
  });

  it('asks at some sign-ins where it is told to do so at random, the same ones in each run', async () => {
    const asked = async () => {
      const world = await clpAsking({ codeByApp: 'atRandom' });
      const pages: boolean[] = [];
      for (let signIn = 0; signIn < 8; signIn++) {
        pages.push(textOfPage(world).includes('認証アプリ'));
        await world.browser.send('/sign-out', { csrf: world.browser.csrf });
        await logInToClp(world);
      }
      return pages;
    };
    const pages = await asked();
    expect(new Set(pages).size).toBe(2);
    expect(await asked()).toEqual(pages);
  });

  it('opens with the changed password alone, after it made somebody change it', async () => {
    const world = await clpAsking({ newPassword: 'once' });
    const old = { 新しいパスワード: 'An0ther-Passw0rd', パスワードの確認: 'Not-the-same1' };
    await world.browser.press('続行', old);
    expect(textOfPage(world)).toContain('正しくありません');
    await world.browser.press('続行', { ...old, パスワードの確認: 'An0ther-Passw0rd' });
    expect(textOfPage(world)).toContain('Apex One SaaS');
    await world.browser.press('ログアウト');
    await logInToClp(world);
    expect(textOfPage(world)).toContain('ログインIDまたはパスワードが正しくありません');
  });

  it('asks at Vision One for the code that an app shows', async () => {
    const world = await aConsoleWorld({ asks: { visionOne: { codeByApp: 'once' } } });
    await walkTo(world, 'provisioned');
    await signInToVisionOne(world);
    expect(textOfPage(world)).toContain('認証アプリ');
    await world.browser.press('続行', { 認証コード: world.vendor.asks.codeFor(world.tenant, 'codeByApp') });
    expect(textOfPage(world)).toContain('Product Instance');
  });

  it('asks nothing where another console hands its session over', async () => {
    const world = await aConsoleWorld({ asks: { apexCentral: { captcha: 'everySignIn' } } });
    await logInToClp(world);
    await world.browser.press('コンソールを開く');
    expect(textOfPage(world)).not.toContain('私はロボットではありません');
  });
});

describe('what a scenario file may ask', () => {
  it('is a CAPTCHA, a code or another password, and when', () => {
    const parse = (asks: unknown, face?: string) =>
      parseScenario(JSON.stringify({ tenants: { 't-001': { asks, face } } }), ['t-001']);
    expect(parse({ clp: { captcha: 'once' }, visionOne: { codeByMail: 'everySignIn' } })).toMatchObject({
      kind: 'scenario',
    });
    expect(parse({ clp: { captcha: 'twice', riddle: 'once' }, desk: {} })).toEqual({
      kind: 'refused',
      problems: [
        {
          where: 'tenants.t-001.asks.clp.captcha',
          value: '"twice"',
          whatToDo: 'use "once", "everySignIn", "atRandom"',
        },
        {
          where: 'tenants.t-001.asks.clp.riddle',
          value: '"once"',
          whatToDo: 'no such field here; the fields are captcha, codeByMail, codeByApp, newPassword',
        },
        {
          where: 'tenants.t-001.asks.desk',
          value: '{}',
          whatToDo: 'no such field here; the fields are clp, apexCentral, visionOne',
        },
      ],
    });
    // Modern pages would silently ask nothing.
    expect(parse({ clp: { captcha: 'once' } }, 'modern')).toMatchObject({
      kind: 'refused',
      problems: [{ where: 'tenants.t-001.asks' }],
    });
  });
});
