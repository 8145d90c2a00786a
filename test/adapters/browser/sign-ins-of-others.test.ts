import { afterEach, describe, expect, it } from 'vitest';
import { browserHands } from '../../../lambdas/adapters/browser/browser-hands.ts';
import { SystemClock } from '../../../lambdas/adapters/system-clock.ts';
import {
  ManualActionRequiredError,
  SignInRefusedError,
  type StepError,
  VendorUnavailableError,
} from '../../../lambdas/domain/errors.ts';
import { Secret } from '../../../lambdas/domain/secret.ts';
import type { ConsoleAccess } from '../../../lambdas/ports/console-access.ts';
import { MemoryEvidence } from '../../../local/memory/memory-evidence.ts';
import { MemoryVault } from '../../../local/memory/memory-vault.ts';
import { launch, SHORT } from './a-browser.ts';
import { PlayedPerson } from './a-person-at-the-window.ts';
import { consoleOfOthers, type OtherConsole, type OtherPages } from './a-console-of-others.ts';

const opened: OtherConsole[] = [];

afterEach(async () => {
  await Promise.all(opened.splice(0).map((console) => console.close()));
});

const ACCESS: ConsoleAccess = {
  tenantId: 'tenant-1',
  apexCentralHost: 'abc.manage.trendmicro.com',
  region: 'Japan',
  account: 'aaa@test.com',
  password: new Secret('Right-0ne!'),
};

const form = (extra = ''): string => `<h1>サインイン</h1><form method="post" action="/sign-in">
  <label>メールアドレス <input name="email"></label> <label>パスワード <input type="password" name="password"></label>
  ${extra} <button>サインイン</button></form>`;

const HOME = '<nav><a href="#">Service Management</a></nav>';

async function visionOne(pages: OtherPages, person?: PlayedPerson) {
  const console = await consoleOfOthers(pages);
  opened.push(console);
  const origins = { clp: console.origin, apexCentral: console.origin, visionOne: `${console.origin}/` };
  const options = { vault: new MemoryVault(), evidence: new MemoryEvidence(), clock: new SystemClock() };
  const patience = { ...SHORT, navigation: 20_000, call: 40_000 };
  const window = person && { person, launch: person.before(launch) };
  const hands = browserHands({ origins, ...options, launch, patience, ...window });
  return { ...hands.visionOne, asked: console.asked };
}

describe('what a sign-in page says', () => {
  it.each([
    ['wrong', SignInRefusedError, '<div role="alert">メールアドレスまたはパスワードが正しくありません。</div>'],
    [
      'beside the field',
      SignInRefusedError,
      '<span class="e">パスワードが違います。あと 2 回でロックされます。</span>',
    ],
    ['locked', ManualActionRequiredError, '<p class="e">アカウントがロックされています。30 分後にお試しください。</p>'],
    ['CAPTCHA', ManualActionRequiredError, '<p class="e">画像認証を完了してください。</p>'],
    ['second factor', ManualActionRequiredError, '<div role="alert">多要素認証の設定が必要です。</div>'],
  ])('decides, and reaches the error word for word: %s', async (_, kind, extra) => {
    const { readProvisioning, asked } = await visionOne({
      'GET /': () => form(),
      'POST /sign-in': () => form(extra),
    });
    const error = await readProvisioning(ACCESS).catch((caught: unknown) => caught);
    const words = extra.replace(/<[^>]*>/gu, '');
    expect(error).toBeInstanceOf(kind);
    expect((error as StepError).reason).toMatchObject({ said: words });
    if (kind === ManualActionRequiredError) expect(error).not.toBeInstanceOf(SignInRefusedError);
    // A second try may be the one that locks the account.
    expect(asked.filter((route) => route === 'POST /sign-in')).toHaveLength(1);
  });

  it('is read where a script writes it beside a field without sending anything', async () => {
    const { readProvisioning } = await visionOne({
      'GET /': () =>
        `${form('<p id="e"></p>')}<script>document.forms[0].onsubmit = () => { e.textContent = 'このアドレスは使用できません'; return false }</script>`,
    });
    await expect(readProvisioning(ACCESS)).rejects.toThrow(/このアドレスは使用できません/u);
  });

  it('locked is no answer to whether a password is the right one', async () => {
    const pages = {
      'GET /': () => form(),
      'POST /sign-in': () => form('<div role="alert">Your account has been locked.</div>'),
    };
    await expect((await visionOne(pages)).canSignIn(ACCESS)).rejects.toThrow(/has been locked/u);
    const wrong = { 'GET /': () => form(), 'POST /sign-in': () => form('<div role="alert">Wrong password.</div>') };
    expect(await (await visionOne(wrong)).canSignIn(ACCESS)).toBe(false);
  });
});

describe('a sign-in whose answer is a 500 behind a page that stays', () => {
  /** As a program in a page signs in. */
  const scripted = (said: string): string => `${form('<p id="e"></p>')}<script>
    document.forms[0].onsubmit = () => {
      fetch('/api/sign-in', { method: 'POST' }).then(({ ok }) => { if (!ok) e.textContent = '${said}' });
      return false;
    }</script>`;

  it('is a vendor that is not available, and no refusal', async () => {
    const { canSignIn, asked } = await visionOne({
      'GET /': () => scripted('エラーが発生しました。しばらくしてからお試しください。'),
      'POST /api/sign-in': () => ({ status: 500, html: '' }),
    });
    await expect(canSignIn(ACCESS)).rejects.toThrow(VendorUnavailableError);
    expect(asked.filter((route) => route === 'POST /api/sign-in')).toHaveLength(1);
  });

  it('is one as well where the connection is reset: nobody has refused the password', async () => {
    const { canSignIn } = await visionOne({
      'GET /': () =>
        `${form('<p id="e"></p>')}<script>document.forms[0].onsubmit = () => {
          fetch('/api/sign-in', { method: 'POST' }).catch(() => { e.textContent = 'エラーが発生しました。' });
          return false;
        }</script>`,
      'POST /api/sign-in': () => ({ isReset: true }),
    });
    await expect(canSignIn(ACCESS)).rejects.toThrow(VendorUnavailableError);
  });

  it('is a refusal all the same where the page says so: another try may lock the account', async () => {
    const { canSignIn } = await visionOne({
      'GET /': () => scripted('パスワードが正しくありません。'),
      'POST /api/sign-in': () => ({ status: 500, html: '' }),
    });
    expect(await canSignIn(ACCESS)).toBe(false);
  });
});

describe('a password that was refused before the eyes of a person', () => {
  const wrong = '<div role="alert">パスワードが正しくありません。</div>';
  const locked = '<div role="alert">アカウントがロックされています。</div>';

  it.each([
    ['wrong, behind a CAPTCHA that they passed', '<h2>画像認証</h2>', wrong, ['captcha', 'refused']],
    ['locked, behind a CAPTCHA that they passed', '<h2>画像認証</h2>', locked, ['captcha', 'refused']],
    [
      'in words that nobody knows, behind one',
      '<h2>画像認証</h2>',
      '<div role="alert">処理できません。</div>',
      ['captcha', 'refused'],
    ],
    ['without a word, behind one', '<h2>画像認証</h2>', '', ['captcha', 'refused']],
    ['locked', '', locked, ['refused']],
  ])('is not sent again by the hands, and they are asked to sign in: %s', async (_, before, after, asked) => {
    const person = new PlayedPerson(async (page, { what }) => {
      if (what !== 'captcha') throw new Error('left to the desk');
      await page.getByRole('button', { name: 'サインイン' }).click();
    });
    const { readProvisioning, asked: requests } = await visionOne(
      { 'GET /': () => form(before), 'POST /sign-in': () => form(after) },
      person,
    );
    await expect(readProvisioning(ACCESS)).rejects.toThrow('left to the desk');
    expect(person.asked).toEqual(asked);
    expect(requests.filter((route) => route === 'POST /sign-in')).toHaveLength(1);
  });

  it('is the answer, and nobody is asked to sign in, where the step asks whether it is the right one', async () => {
    const person = new PlayedPerson(async (page) => page.getByRole('button', { name: 'サインイン' }).click());
    const pages = { 'GET /': () => form('<h2>画像認証</h2>'), 'POST /sign-in': () => form(wrong) };
    expect(await (await visionOne(pages, person)).canSignIn(ACCESS)).toBe(false);
    expect(person.asked).toEqual(['captcha']);
  });
});

describe('single sign-on', () => {
  it.each([
    ['a page that says that it is on its way', '<p>サインインしています…</p>'],
    ['a blank page', '<div></div>'],
  ])(
    'that takes seven seconds over %s is waited for',
    async (_, html) => {
      const { readProvisioning } = await visionOne({
        'GET /': () => form(),
        'POST /sign-in': () => ({ location: '/sso' }),
        'GET /sso': () => `${html}<script>setTimeout(() => { location.href = '/home' }, 7000)</script>`,
        'GET /home': () => HOME,
      });
      expect(await readProvisioning(ACCESS)).toBe('provisioned');
    },
    40_000,
  );
});
