import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { ManualActionRequiredError, SignInRefusedError } from '../../../lambdas/domain/errors.ts';
import { Secret } from '../../../lambdas/domain/secret.ts';
import { hostsOf, isAllowed, CHALLENGE_HOSTS } from '../../../lambdas/adapters/browser/origins.ts';
import { browserHands } from '../../../lambdas/adapters/browser/browser-hands.ts';
import { aWorld, walkTo, type WorldOptions } from '../../local/simulated-consoles/a-world.ts';
import { browse, type Browsing, kept, SHORT, spoil } from './a-browser.ts';
import { type Does, passes, PlayedPerson } from './a-person-at-the-window.ts';

const opened: Browsing[] = [];

afterEach(async () => {
  await Promise.all(opened.splice(0).map((browsing) => browsing.close()));
});

async function start(options: WorldOptions = {}, does?: Does, tamper?: Parameters<typeof browse>[1]) {
  const world = aWorld(options);
  const person = new PlayedPerson(does);
  const browsing = await browse(world, { person, launch: person.before(kept.launch), ...tamper });
  opened.push(browsing);
  const { origins, vault, evidence } = browsing;
  /** The hands of a Lambda, which has nobody at a window. */
  const alone = browserHands({
    ...{ origins, vault, evidence },
    clock: world.clock,
    patience: SHORT,
    launch: kept.launch,
  });
  return { ...world, ...browsing, ...browsing.hands, world, person, alone };
}

describe('browser hands with a person at the window', () => {
  it('wait at a CAPTCHA until the person has passed it, and go on by themselves to the end', async () => {
    const { licensingPortal, clp, person } = await start({ asks: { clp: { captcha: 'once' } } });
    expect(await licensingPortal.readLicence(clp)).toMatchObject({ product: 'Apex One SaaS' });
    expect(person.asked).toEqual(['captcha']);
    expect(person.passings).toBe(1);
  });

  it('fill in the name and the sealed password for the person, where the CAPTCHA stands in the form itself', async () => {
    const { licensingPortal, clp, person } = await start({ faults: ['CAPTCHA'] });
    expect(await licensingPortal.readLicence(clp)).toMatchObject({ product: 'Apex One SaaS' });
    expect(person.asked).toEqual(['captcha']);
  });

  it('keep the session that the person opened, so that the next step goes on in a Lambda without a person', async () => {
    const {
      licensingPortal,
      alone,
      clp,
      person,
      opened: sessions,
    } = await start({
      asks: { clp: { captcha: 'everySignIn' } },
    });
    await licensingPortal.readLicence(clp);
    expect(await alone.licensingPortal.readLicence(clp)).toMatchObject({ product: 'Apex One SaaS' });
    expect(person.asked).toEqual(['captcha']);
    expect(sessions).toEqual(['clp']);
  });

  it('make a task again of a session that is refused elsewhere, and never a second sign-in by themselves', async () => {
    const {
      licensingPortal,
      alone,
      clp,
      tenant,
      opened: sessions,
    } = await start({
      asks: { clp: { captcha: 'once' } },
    });
    await licensingPortal.readLicence(clp);
    tenant.signEverybodyOut();
    const refused = alone.licensingPortal.readLicence(clp);
    await expect(refused).rejects.toThrow(ManualActionRequiredError);
    await expect(refused).rejects.toThrow(/attendedSessionRefused/u);
    expect(sessions).toEqual(['clp']);
  });

  it("keep it as the person's through further steps before a person, and so refused elsewhere it is a task still", async () => {
    const {
      licensingPortal,
      alone,
      clp,
      tenant,
      opened: sessions,
    } = await start({ asks: { clp: { captcha: 'once' } } });
    await licensingPortal.readLicence(clp);
    await licensingPortal.readLicence(clp);
    tenant.signEverybodyOut();
    await expect(alone.licensingPortal.readLicence(clp)).rejects.toThrow(/attendedSessionRefused/u);
    expect(sessions).toEqual(['clp']);
  });

  it('wait for a code of the mail or the app at any console, and for each of several checks', async () => {
    const asks = { visionOne: { captcha: 'once', codeByMail: 'once', codeByApp: 'once' } } as const;
    const { visionOne, primary, person, world } = await start({ asks });
    await walkTo(world, 'provisioned');
    expect(await visionOne.readProvisioning(primary)).toBe('provisioned');
    expect([...person.asked].sort()).toEqual(['captcha', 'code', 'code']);
    // Vision One shows the account in its head: nobody has to say who it is.
    expect(person.askedWho).toEqual([]);
  });

  it('wait while the person chooses another password, and go on in the session', async () => {
    const { licensingPortal, clp, person } = await start({ asks: { clp: { newPassword: 'once' } } });
    expect(await licensingPortal.readLicence(clp)).toMatchObject({ product: 'Apex One SaaS' });
    expect(person.asked).toEqual(['newPassword']);
  });

  it('say without a person that another password is asked for, not that the right one was refused', async () => {
    const { alone, clp } = await start({ asks: { clp: { newPassword: 'once' } } });
    const refused = alone.licensingPortal.readLicence(clp);
    await expect(refused).rejects.toThrow(/newPasswordAsked/u);
    await expect(refused).rejects.not.toThrow(SignInRefusedError);
  });

  it('never try a refused password again: the person signs in by hand', async () => {
    const world = aWorld();
    const { password } = world.clp;
    const { licensingPortal, clp, person } = await start({}, (page) => signsIn(page, 'aaa', password.reveal()));
    const asWith = { ...clp, password: new Secret('of-last-year') };
    expect(await licensingPortal.readLicence(asWith)).toMatchObject({ product: 'Apex One SaaS' });
    expect(person.asked).toEqual(['refused']);
  });

  it('stop where the person signed in as somebody else', async () => {
    const { visionOne, primary, world, vendor } = await start({ faults: [] }, (page) =>
      signsIn(page, 'ccc@other.example.jp', other.password),
    );
    await walkTo(world, 'claimed');
    const row = {
      ...world.row,
      tenantId: 'other',
      primaryEmail: 'ccc@other.example.jp',
      clpLoginId: 'ccc',
      apexCentralHost: 'other.manage.trendmicro.com',
    };
    vendor.admit(row, { faults: [{ name: 'ALREADY_HAS_VISION_ONE' }] });
    const other = { password: vendor.credentials('other').clp.password };
    const stopped = visionOne.readProvisioning({ ...primary, password: new Secret('of-last-year') });
    await expect(stopped).rejects.toThrow(/wrongAccount/u);
  });

  it('ask once more for what was not passed, until it is', async () => {
    let tries = 0;
    const { licensingPortal, clp, person } = await start(
      { asks: { clp: { captcha: 'once' } } },
      async (page, asked) => {
        if (tries++ > 0) return passes(page, asked);
        await page.getByRole('button', { name: '続行' }).click();
      },
    );
    expect(await licensingPortal.readLicence(clp)).toMatchObject({ product: 'Apex One SaaS' });
    expect(person.asked).toEqual(['captcha', 'captcha']);
  });

  it('leave the step as it was when the person closes the window or leaves it', async () => {
    const left = new Error('left to the desk');
    const {
      licensingPortal,
      clp,
      person,
      opened: sessions,
    } = await start({ asks: { clp: { captcha: 'once' } } }, () => Promise.reject(left));
    await expect(licensingPortal.readLicence(clp)).rejects.toThrow('left to the desk');
    expect(person.passings).toBe(0);
    expect(sessions).toEqual(['clp']);
  });

  it('ask about an unknown page in the middle of a step, and look again instead of pressing what they did not find', async () => {
    let isSpoilt = true;
    const { apexCentral, clp, person } = await start(
      {},
      async (page) => {
        isSpoilt = false;
        await page.reload();
      },
      {
        tamper: (asked, response) =>
          isSpoilt
            ? spoil({ console: 'apexCentral', path: /^\/integration-settings/u }, () => ({
                html: '<title>お知らせ</title><main><h1>重要なお知らせ</h1><button>閉じる</button></main>',
              }))(asked, response)
            : undefined,
      },
    );
    expect(await apexCentral.readRegistration(clp)).toBeDefined();
    expect(person.asked).toEqual(['unknown']);
  });

  it('ask nobody where an unknown page is an answer', async () => {
    const { visionOne, primary, person, world } = await start();
    await walkTo(world, 'claimed');
    expect(await visionOne.canSignIn({ ...primary, password: new Secret('not-this-one') })).toBe(false);
    expect(person.asked).toEqual([]);
  });
});

describe('browsers with a person at the window', () => {
  const origins = {
    clp: 'https://clp.trendmicro.com/',
    apexCentral: 'https://x.manage.trendmicro.com',
    visionOne: 'https://signin.v1.trendmicro.com/',
  };

  it('reach those who serve a CAPTCHA, which no browser of a Lambda does', () => {
    const recaptcha = new URL('https://www.google.com/recaptcha/api2/anchor');
    expect(isAllowed(origins, recaptcha)).toBe(false);
    expect(isAllowed(origins, recaptcha, CHALLENGE_HOSTS)).toBe(true);
    expect(isAllowed(origins, new URL('https://newassets.hcaptcha.com/x.js'), CHALLENGE_HOSTS)).toBe(true);
    expect(isAllowed(origins, new URL('http://www.google.com/recaptcha'), CHALLENGE_HOSTS)).toBe(false);
    expect(isAllowed(origins, new URL('https://www.google.com.evil.example/'), CHALLENGE_HOSTS)).toBe(false);
    expect(hostsOf(origins)).not.toContain('www.google.com');
    expect(hostsOf(origins, CHALLENGE_HOSTS)).toContain('www.google.com');
  });
});

/** By hand, from whichever screen of a sign-in shows. */
async function signsIn(page: Page, name: string, password: string): Promise<void> {
  const other = page.getByRole('link', { name: '別のアカウントでサインイン' });
  if (await other.isVisible()) await other.click();
  await page.locator('input[type="text"]').first().fill(name);
  const box = page.locator('input[type="password"]');
  if (!(await box.isVisible())) await page.getByRole('button', { name: '続行' }).click();
  await box.fill(password);
  await page.getByRole('button', { name: /続行|ログイン/u }).click();
}
