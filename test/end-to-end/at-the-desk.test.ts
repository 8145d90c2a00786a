import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { chromiumLauncher, type Launched } from '../../lambdas/adapters/browser/chromium/launch.ts';
import { INTAKE_BUCKET } from '../../local/deployment.ts';
import { startEmbeddedStack, type EmbeddedStack } from '../../local/embedded-stack.ts';
import { writeObject } from '../../local/objects.ts';
import { People } from '../../local/run/people.ts';
import { readRunFiles } from '../../local/run/read-files.ts';
import { effortsInTheDocs } from '../docs/efforts-at-the-desk.ts';
import { aBrowserOf, PersonInABrowser, press, Seen } from './a-person-in-a-browser.ts';
import { aFolder, REPOSITORY } from './a-run.ts';
import { codeIn, linkIn, recipients, until } from './mails-of-a-run.ts';

const TEN_MINUTES = 600_000;

/** Besides the sample: a browser does one after a yes, with a code that goes to the customer; one customer says no. */
const MORE = [
  'o-006,Example Clinic Ltd.,Sam Example,example-clinic,vision-one@clinic.example.com,https://example-06.manage.trendmicro.com,,it@clinic.example.com,,,,en,director@clinic.example.com,browser',
  'o-007,例示印刷株式会社,例示 五郎,reiji-insatsu,vision-one@insatsu.example.jp,https://example-07.manage.trendmicro.com,,it@insatsu.example.jp,,,,ja,shacho@insatsu.example.jp,',
];
const BY_BROWSER = 'o-006';

let chromium: Launched;
beforeAll(async () => {
  chromium = await chromiumLauncher()(['127.0.0.1']);
}, 60_000);
afterAll(() => chromium.end());

it('the sample batch is migrated at the desk alone, by people with real browsers', { timeout: 300_000 }, async () => {
  const sample = await readRunFiles(`${REPOSITORY}/samples/tenants.csv`);
  const stack = await aStackByHand(sample.scenario);
  const seen = new Seen();
  const open = () => aBrowserOf(chromium.browser, seen);
  const [first, second, outside, strict] = [await open(), await open(), await open(), await strictPage()];
  const operator = new PersonInABrowser(first, stack, seen, (path) => /AskForConsent|o-006/u.test(path));
  await operator.signIn('見本 花子');
  await new PersonInABrowser(second, stack, seen).signIn('例示 太郎');
  await stack.clock.busy(() => writeObject(INTAKE_BUCKET, 'incoming/tenants.csv', withMore(sample.csv)));

  const plan = await until(() => linkIn(stack, 'operator@msp.example.jp', /\/tasks\/\S+\/AwaitRelease/u));
  await first.goto(plan);
  await seen.lookAt(first, 'release');
  await press(first, 'confirm:');
  await seen.lookAt(first, 'release by one');
  expect(recipients(stack)).toEqual(new Set(['operator@msp.example.jp']));
  await second.goto(plan);
  await press(second, 'confirm:');

  const [batch] = await stack.ports.batches.latest(1);
  const outcomeOf = async (tenantId: string) =>
    (await stack.ports.batches.readTenant(batch?.batchId ?? '', tenantId))?.outcome;
  const byHand = ['t-001', 't-002', 't-003', 't-004', 't-005', 'o-007'];
  const isOver = async () => (await Promise.all(byHand.map(outcomeOf))).every((outcome) => outcome !== undefined);
  let haveAnswered = false;
  await Promise.all([
    customersAnswer({ stack, seen, page: outside, strict }).then(() => {
      haveAnswered = true;
    }),
    (async () => {
      await operator.sendsNothingFirst('t-001');
      await operator.isOvertakenBy(second, 't-001');
      while (!(await isOver())) {
        if ((await operator.doAll()) > 0) continue;
        // Nobody lets ten minutes pass while somebody else is at work, or has a code that is good for ten.
        if (haveAnswered && !stack.clock.isBusy) stack.clock.pass(TEN_MINUTES);
        else await sleep(20);
      }
    })(),
  ]);

  for (const tenantId of ['t-001', 't-002', 't-003', 't-004']) {
    expect(await outcomeOf(tenantId), tenantId).toMatchObject({ outcome: 'migrated' });
    const presses = tenantId === 't-002' ? 3 : 1;
    const { counters } = stack.vendor.tenant(tenantId);
    expect(counters, tenantId).toMatchObject({ updatePressed: presses, passwordResets: 1, transferPressed: 1 });
  }
  // What the browser does from there on is no person's; its code was typed by one.
  expect(stack.vendor.tenant(BY_BROWSER).counters).toMatchObject({ passwordResets: 1 });
  expect(await outcomeOf('t-005')).toMatchObject({ outcome: 'needsAttention', guideStep: '1-1' });
  expect(await outcomeOf('o-007')).toMatchObject({ outcome: 'skipped', code: 'declined' });
  expect(seen.complaints).toEqual([]);
  // The desk and its sign-in, and nobody else.
  expect(seen.asked.size).toBe(2);
  for (const [name, { clicks, keys }] of seen.efforts) expect(clicks + keys, name).toBeLessThanOrEqual(30);
  expect(await effortsInTheDocs()).toEqual(new Map([...seen.efforts].sort()));
});

/** As `npm start -- --hands operator` on a terminal; two release, and codes go to the customers' own mailboxes. */
async function aStackByHand(scenario: Awaited<ReturnType<typeof readRunFiles>>['scenario']): Promise<EmbeddedStack> {
  const stack = await startEmbeddedStack({
    directory: await aFolder(),
    speed: 'max',
    hands: 'operator',
    scenario,
    settings: { releaseBy: 'two', receivingDomain: 'mail.msp.example.jp' },
    throttle: { admit: async () => true },
    onFault: (error) => {
      throw error;
    },
  });
  const people = new People({ stack, onWaiting: () => undefined });
  people.watch();
  onTestFinished(async () => {
    people.stop();
    await stack.close();
  });
  return stack;
}

function withMore(sample: Uint8Array): Buffer {
  const [header = '', ...rows] = Buffer.from(sample).toString('utf8').trim().split('\n');
  return Buffer.from([`${header},approver_email,hands`, ...rows.map((row) => `${row},,`), ...MORE, ''].join('\n'));
}

/** A page whose policy holds: what the script of a page may ask for is seen here. */
async function strictPage(): Promise<Page> {
  return (await chromium.browser.newContext()).newPage();
}

interface Outside {
  stack: EmbeddedStack;
  seen: Seen;
  page: Page;
  strict: Page;
}

/** Approvers decide with a code; anyone who reads the primary address types the vendor's while a wizard stays open. */
async function customersAnswer(outside: Outside): Promise<void> {
  await decide(outside, { tenantId: 'o-006', who: 'director@clinic.example.com', as: 'agree', name: 'Sam Example' });
  await typeTheCode(outside, 'vision-one@clinic.example.com');
  await decide(outside, { tenantId: 'o-007', who: 'shacho@insatsu.example.jp', as: 'decline', name: '例示 五郎' });
}

interface Decision {
  tenantId: string;
  who: string;
  as: 'agree' | 'decline';
  name: string;
}

async function decide({ stack, seen, page }: Outside, { tenantId, who, as, name }: Decision): Promise<void> {
  const link = await until(() => linkIn(stack, who, /\/l\/\S+/u));
  // The mail is on its way before its task is there.
  await until(() => stack.ports.desk.read(tenantId, 'AskForConsent'));
  await page.goto(link);
  await seen.lookAt(page, as === 'agree' ? 'consent en' : 'consent');
  await page.locator('[name="name"]').fill(name);
  if (as === 'agree') await page.locator('[name="understood"]').check();
  await press(page, as);
  await seen.lookAt(page, 'consent code');
  await page.locator('[name="code"]').fill(await until(() => codeIn(stack, who, /\b\d{6}\b/u)));
  await press(page, 'confirm');
  await seen.lookAt(page, 'consent given');
}

async function typeTheCode({ stack, seen, page, strict }: Outside, who: string): Promise<void> {
  const link = await until(() => linkIn(stack, who, /\/l\/\S+/u));
  await until(() => stack.ports.desk.read(BY_BROWSER, 'ClaimPrimaryAccount'));
  await page.goto(link);
  await seen.lookAt(page, 'code first');
  await press(page, 'ready');
  await seen.lookAt(page, 'code soon');
  await strict.goto(link);
  // Comes up by itself, once the wizard is open.
  const code = strict.locator('[name="code"]');
  await code.waitFor();
  await page.goto(link);
  await seen.lookAt(page, 'code');
  await code.fill(await until(() => codeIn(stack, who, /(?<=\b[A-Z]{3}-)\d+/u)));
  await press(strict, 'code');
  await page.goto(link);
  await seen.lookAt(page, 'code sent');
}
