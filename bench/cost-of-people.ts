import { browserHands } from '../lambdas/adapters/browser/browser-hands.ts';
import { chromiumLauncher } from '../lambdas/adapters/browser/chromium/launch.ts';
import {
  actionsAtDesk,
  actionsOfGuide,
  BATCH,
  CAPTCHA,
  hoursWithCaptchas,
  secondsOfPerson,
  START_OF_ASSIST,
  type Actions,
} from '../lambdas/domain/estimate/person-time.ts';
import type { WhenAsked } from '../lambdas/simulated-vendor/tenant-scenario.ts';
import { machineArn } from '../local/deployment.ts';
import { inMemoryStack } from '../local/in-memory-stack.ts';
import { MemoryEvidence } from '../local/memory/memory-evidence.ts';
import { startConsoles } from '../local/simulated-consoles/consoles/start-consoles.ts';
import { PlayedPerson } from '../test/adapters/browser/a-person-at-the-window.ts';
import { manyTenants, tenantIdOf, TENANTS } from './many-tenants.ts';
import type { Figures, Section } from './section.ts';

/** What a clean tenant costs a person, each way of doing it, by a model of keys and presses. */
export const costOfPeople: Section = {
  name: 'costOfPeople',
  what: "what a clean tenant costs a person, by the Keystroke-Level Model: the guide as its text says, the desk as docs/desk.md counts it with the guide's presses at the consoles, and attended hands, whose CAPTCHAs are counted in a run of real browsers over the simulated consoles; nothing was timed with people, and waiting is not counted; hours of 1,000 tenants include release and report, but for the guide's",
  run: async () => {
    const once = await captchasOf('once');
    const always = await captchasOf('everySignIn');
    const guide = secondsOfPerson(actionsOfGuide());
    const desk = secondsOfPerson(actionsAtDesk());
    const captcha = secondsOfPerson(CAPTCHA);
    const byBrowser = { browser: TENANTS, operator: 0 };
    return {
      ...counted('guide', '(a) the guide by hand', actionsOfGuide()),
      ...counted('desk', '(b) the desk by hand', actionsAtDesk()),
      ...counted('captcha', 'one CAPTCHA before attended hands', CAPTCHA),
      ...attended('once', '(c) attended, a CAPTCHA at each console once', once),
      ...attended('always', '(d) attended, a CAPTCHA at every sign-in', always),
      ...seconds('unattended', '(e) unattended', 0),
      ...seconds('batch', 'once a batch, release and report', secondsOfPerson(BATCH)),
      ...seconds('start', 'once a batch, the start of `assist`', secondsOfPerson(START_OF_ASSIST)),
      ...share('onceOfGuide', '(c) of (a)', once * captcha, guide, 1 / 6),
      ...share('onceOfDesk', '(c) of (b)', once * captcha, desk, 1 / 3),
      ...share('oneOfGuide', 'one CAPTCHA a tenant, of (a)', captcha, guide, 1 / 15),
      ...share('alwaysOfGuide', '(d) of (a)', always * captcha, guide),
      ...thousand('Guide', '(a)', (TENANTS * guide) / 3600),
      ...thousand('Desk', '(b)', hoursWithCaptchas({ browser: 0, operator: TENANTS }, 0)),
      ...thousand('Once', '(c)', hoursWithCaptchas(byBrowser, once)),
      ...thousand('One', 'one CAPTCHA each', hoursWithCaptchas(byBrowser, 1), { atMost: 6 }),
      ...thousand('Always', '(d)', hoursWithCaptchas(byBrowser, always)),
      ...thousand('Unattended', '(e)', hoursWithCaptchas(byBrowser, 0)),
    };
  },
};

function counted(name: string, says: string, actions: Actions): Figures {
  const { clicks, keys, homings, looks, switches } = actions;
  const figure = (key: string, value: number, what = key): Figures => ({
    [`${name}.${key}`]: { says: `${says}: ${what}`, value, unit: '' },
  });
  return {
    ...figure('clicks', clicks),
    ...figure('keys', keys),
    ...figure('homings', homings, 'moves of a hand between mouse and keyboard'),
    ...figure('looks', looks),
    ...figure('switches', switches, 'switches of window'),
    ...seconds(name, says, secondsOfPerson(actions)),
  };
}

function attended(name: string, says: string, captchas: number): Figures {
  return {
    [`${name}.captchas`]: { says: `${says}: CAPTCHAs`, value: captchas, unit: '' },
    ...seconds(name, says, captchas * secondsOfPerson(CAPTCHA)),
  };
}

function seconds(name: string, says: string, value: number): Figures {
  return { [`${name}.seconds`]: { says: `${says}: a person's time`, value, unit: 's' } };
}

function share(name: string, says: string, part: number, whole: number, atMost?: number): Figures {
  const goal = atMost === undefined ? {} : { atMost: 100 * atMost };
  return { [name]: { says, value: (100 * part) / whole, unit: '%', ...goal } };
}

function thousand(name: string, says: string, value: number, goal: { atMost?: number } = {}): Figures {
  return { [`thousand${name}`]: { says: `1,000 tenants, ${says}`, value, unit: 'h', ...goal } };
}

/** How often a person is asked while one clean tenant is migrated by browsers, where each console asks for a CAPTCHA. */
async function captchasOf(when: WhenAsked): Promise<number> {
  const tenantId = tenantIdOf(0);
  const asks = { clp: { captcha: when }, apexCentral: { captcha: when }, visionOne: { captcha: when } };
  const stack = inMemoryStack({ scenario: new Map([[tenantId, { faults: [], asks }]]) });
  const { clock, vendor, ports } = stack;
  const consoles = await startConsoles({ vendor, clock });
  const person = new PlayedPerson();
  const { clpOrigin: clp, apexCentralOrigin: apexCentral, visionOneOrigin: visionOne } = consoles;
  const hands = browserHands({
    origins: { clp, apexCentral, visionOne },
    vault: ports.vault,
    evidence: new MemoryEvidence(),
    clock,
    person,
    launch: person.before(chromiumLauncher()),
  });
  Object.assign(ports, hands);
  try {
    await stack.upload('incoming/one.csv', manyTenants(1));
    await stack.engine.idle();
    if (stack.engine.listExecutions(machineArn('migrate-tenant'), 'SUCCEEDED').length !== 1) {
      throw new Error('the tenant was not migrated');
    }
    if (person.asked.some((what) => what !== 'captcha')) throw new Error(`asked was ${person.asked.join(', ')}`);
    return person.passings;
  } finally {
    await consoles.close();
    stack.close();
  }
}
