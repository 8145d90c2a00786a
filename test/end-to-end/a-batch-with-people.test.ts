import { expect, it, onTestFinished } from 'vitest';
import { isCustomers } from '../../lambdas/domain/desk-task.ts';
import { INTAKE_BUCKET, machineArn } from '../../local/deployment.ts';
import { startEmbeddedStack, type EmbeddedStack } from '../../local/embedded-stack.ts';
import { oneTimeCodeOf, totpSeedOf } from '../../lambdas/simulated-vendor/second-factor.ts';
import { writeObject } from '../../local/objects.ts';
import { SHORT } from '../adapters/browser/a-browser.ts';
import { aRow, csvOf, EACH_ONCE, scenarioOf } from '../journeys/a-journey.ts';
import { PersonAtTheDesk } from '../journeys/a-person-at-the-desk.ts';
import { PersonWithoutScripts } from './a-person-without-scripts.ts';
import { aFolder } from './a-run.ts';

const FIVE_MINUTES = 300_000;
const OURS = 'ours.example.jp';

/** What a browser must leave to a person, or is said to; each at a tenant of its own. */
const TENANTS = [
  'CAPTCHA',
  'MFA',
  'RENAMED_BUTTON',
  'SIGN_IN_REFUSED',
  'HIBERNATED',
  'REGION_PAGE',
  'CONNECTED_ELSEWHERE',
  'LATE_CODE',
].map((fault) => [fault.toLowerCase().replaceAll('_', '-'), fault] as const);
const IDS = TENANTS.map(([id]) => id);

/** With a browser at the consoles it takes minutes: `npm run test:people`. A script meets the same faults in seconds. */
const HANDS = process.env['PEOPLE_AND_BROWSERS'] === '1' ? 'browser' : 'scripted';

it(`every tenant at which ${HANDS} hands cannot go on is migrated with a person, and handed over to its customer`, async () => {
  const stack = await aStack();
  const { clock, ports, vendor } = stack;
  const operator = new PersonAtTheDesk(stack, { leaves: isCustomers });
  const customers = new Customers(stack);
  const rows = TENANTS.map(([tenant_id, fault]) =>
    aRow({
      tenant_id,
      // The mails of this address come to us: a browser finds its code, and the customer has to see the password.
      primary_email: `${tenant_id}@${OURS}`,
      ...(fault === 'HIBERNATED' && { user_accounts: 'bbb=bbb@a.example.jp;ccc=ccc@a.example.jp' }),
    }),
  );
  await clock.busy(() => writeObject(INTAKE_BUCKET, 'incoming/faults.csv', Buffer.from(csvOf(...rows))));
  for (let look = 0; look < 150 && !isAllOver(stack); look++) {
    await clock.sleep(FIVE_MINUTES);
    await clock.busy(async () => {
      await operator.lookOnce();
      await customers.lookOnce();
    });
  }

  for (const id of IDS) {
    expect(await ports.tenants.read(id), id).toMatchObject({ stage: 'handedOver' });
    expect(vendor.tenant(id).counters, id).toMatchObject(EACH_ONCE);
    expect(vendor.tenant(id).violations, id).toEqual([]);
    expect(await ports.vault.purposes(id), id).toEqual([]);
  }
  const asked = new Set(operator.given.map(({ task }) => task.subject));
  // A region page that offers the planned region is a browser's to answer.
  expect([...asked].sort()).toEqual(IDS.filter((id) => id !== 'region-page').sort());
  expect(customers.sawPasswordOf.sort()).toEqual([...IDS].sort());
  await everyLinkOpensSomething(stack);
}, 600_000);

/** What waited has been answered, so that its link says so (410); a completion report stays; an operator has to sign in. */
async function everyLinkOpensSomething({ aws, desk }: EmbeddedStack): Promise<void> {
  const links = new Map<string, string>();
  for (const { subject, text = '', html = '' } of aws.ses.messages()) {
    const ofText = new RegExp(`${desk.origin}/[^\\s）)」]*`, 'gu');
    for (const [link] of text.matchAll(ofText)) {
      links.set(link, subject);
      expect(html, subject).toContain(`href="${link}"`);
    }
  }
  const reports: string[] = [];
  for (const [link, subject] of links) {
    const answer = await fetch(link, { redirect: 'manual' });
    expect([200, 410], `${subject}: ${link}`).toContain(answer.status);
    const page = await answer.text();
    if (page.includes('<h1>作業完了報告書</h1>')) reports.push(link);
  }
  expect(reports).toHaveLength(IDS.length);
}

async function aStack(): Promise<EmbeddedStack> {
  const stack = await startEmbeddedStack({
    directory: await aFolder(),
    speed: 'max',
    hands: HANDS,
    scenario: scenarioOf(Object.fromEntries(TENANTS.map(([id, fault]) => [id, { faults: [fault] }]))),
    settings: { userMails: 'contact', receivingDomain: OURS },
    whilePeopleAreAsked: Infinity,
    patience: SHORT,
    onFault: (error) => {
      throw error;
    },
  });
  onTestFinished(() => stack.close());
  return stack;
}

/** Whether every hand-over has begun and ended. */
function isAllOver({ engine }: EmbeddedStack): boolean {
  const handOvers = engine.listExecutions(machineArn('hand-over-tenant'));
  return handOvers.length === IDS.length && handOvers.every(({ status }) => status !== 'RUNNING');
}

/** The contacts of all tenants, who do what their mails ask, on the pages that these lead to. */
class Customers {
  readonly sawPasswordOf: string[] = [];
  readonly #stack: EmbeddedStack;
  readonly #person = new PersonWithoutScripts();
  #read = 0;

  constructor(stack: EmbeddedStack) {
    this.#stack = stack;
  }

  async lookOnce(): Promise<void> {
    for (; this.#read < this.#mails.length; this.#read++) {
      const { subject, text = '' } = this.#mails[this.#read] ?? { subject: '' };
      const link = new RegExp(`${this.#stack.desk.origin}/\\S+`, 'u').exec(text)?.[0];
      if (link === undefined) continue;
      if (subject.includes('引き継ぎのお願い')) await this.#takeOver(link);
      if (subject.includes('アップグレードのお願い')) await this.#sayThatUsersAreDone(link);
    }
  }

  get #mails() {
    return this.#stack.aws.ses.messages();
  }

  async #takeOver(link: string): Promise<void> {
    await this.#person.open(link);
    await this.#seePassword();
    await this.#person.press('引き継ぎ完了', { mine: 'on' });
  }

  /** The code is mailed at that moment; what the page shows then opens the account. */
  async #seePassword(): Promise<void> {
    await this.#person.press('パスワードを表示する（確認コードを受け取る）');
    const code = /^\s*(\d{6})\s*$/mu.exec(this.#mails.at(-1)?.text ?? '')?.[1] ?? '';
    await this.#person.press('パスワードを表示する', { code });
    const [, tenantId = ''] = new RegExp(`([\\w-]+)@${OURS}`, 'u').exec(this.#person.text) ?? [];
    const shown = this.#person.valueOf(`${tenantId}@${OURS}`);
    const { vendor, clock } = this.#stack;
    // Their own telephone shows it, where the account asks for a second factor.
    await clock.sleep(vendor.newCodeIn(tenantId));
    const oneTimeCode = oneTimeCodeOf(totpSeedOf(vendor.tenant(tenantId), 'visionlift'), clock.now());
    vendor.visionOne.signIn(`${tenantId}@${OURS}`, shown, oneTimeCode);
    this.sawPasswordOf.push(tenantId);
  }

  async #sayThatUsersAreDone(link: string): Promise<void> {
    await this.#person.open(link);
    await this.#person.press('選択したユーザは完了', { 'user:bbb': 'on', 'user:ccc': 'on' });
  }
}
