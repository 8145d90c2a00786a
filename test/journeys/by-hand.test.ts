import { describe, expect, it } from 'vitest';
import {
  aJourney,
  aRow,
  type Cells,
  csvOf,
  EACH_ONCE,
  type Given,
  type Journey,
  sealedPasswordOpens,
  UNTOUCHED,
  walk,
} from './a-journey.ts';
import { overrideMethods } from '../../lambdas/adapters/override-methods.ts';
import { PersonAtTheDesk, type PersonOptions } from './a-person-at-the-desk.ts';

const BY_HAND: Given = { settings: { defaultHands: 'operator' } };

describe('a tenant whose steps are all done by hand', () => {
  it('is migrated, each point of no return passed once, and each step asked once', async () => {
    // The region, too, is the person's to choose.
    const given: Given = { ...BY_HAND, tenants: { 't-1': { faults: ['REGION_PAGE'] } } };
    const { journey, person } = await walkWithPerson([aRow({ tenant_id: 't-1' })], given);

    expect((await journey.tenant('t-1')).outcome).toMatchObject({ outcome: 'migrated' });
    expect(journey.presses('t-1')).toEqual(EACH_ONCE);
    expect(journey.violations()).toEqual([]);
    expect(await sealedPasswordOpens(journey, 't-1')).toBe(true);
    expect(person.given.map(({ task, answered }) => `${task.step} ${task.ask}: ${answered.kind}`)).toEqual([
      'ConfirmLicence work: done',
      'ConfirmUserAccounts work: done',
      'ClaimPrimaryAccount work: next',
      'ClaimPrimaryAccount reset: done',
      'ProvisionConsole work: next',
      'ProvisionConsole press: done',
      'CheckProvisioning work: done',
      'IssueRegistrationToken work: next',
      'IssueRegistrationToken transfer: done',
      'RegisterApexCentral work: done',
      'CheckConnection work: done',
      'StartUpdate work: next',
      'StartUpdate press: done',
      'CheckUpdate work: done',
      'VerifyConsole work: done',
    ]);
  });
});

/**
 * Faults that a browser must leave to a person (scripted hands meet them like one), and what the person makes of them.
 */
const FOR_A_PERSON = [
  'CAPTCHA',
  'MFA',
  'RENAMED_BUTTON',
  'SIGN_IN_REFUSED',
  'HIBERNATED',
  'CONNECTED_ELSEWHERE',
  'LATE_CODE',
  'SERVER_ERROR:10',
] as const;

describe('a tenant at which the browser cannot go on', () => {
  it.each(FOR_A_PERSON)(
    '%s: the person finishes the step, and the browser goes on with the next one',
    async (fault) => {
      const given: Given = { tenants: { 't-1': { faults: [fault] } } };
      const { journey, person } = await walkWithPerson([aRow({ tenant_id: 't-1' })], given);

      expect((await journey.tenant('t-1')).outcome).toMatchObject({ outcome: 'migrated' });
      expect(journey.presses('t-1')).toEqual(EACH_ONCE);
      expect(journey.violations()).toEqual([]);
      expect(person.given.length).toBeGreaterThan(0);
      // At every sign-in there is a code that only the person has.
      if (fault === 'MFA') return;
      expect(await sealedPasswordOpens(journey, 't-1')).toBe(true);
      // Anyone who had to do everything would not call it automated.
      expect(new Set(person.given.map(({ task }) => task.step)).size).toBeLessThanOrEqual(2);
    },
  );

  it('is pressed again after the message of the vendor, half an hour later and by the person', async () => {
    const given: Given = { ...BY_HAND, tenants: { 't-1': { faults: ['TEMPORARY_PROBLEM:1'] } } };
    const { journey, person } = await walkWithPerson([aRow({ tenant_id: 't-1' })], given);

    expect((await journey.tenant('t-1')).outcome).toMatchObject({ outcome: 'migrated' });
    expect(journey.presses('t-1')).toEqual({ ...EACH_ONCE, updatePressed: 2 });
    expect(journey.violations()).toEqual([]);
    const presses = person.given.filter(({ task }) => task.step === 'StartUpdate' && task.ask === 'press');
    expect(presses.map(({ form }) => form['action'])).toEqual(['message', 'started']);
  });
});

describe('a batch of fifty, with faults at three tenants of ten', () => {
  const ids = Array.from({ length: 50 }, (_, index) => `t-${String(index)}`);
  const rows = ids.map((tenant_id) => aRow({ tenant_id }));
  const faulty = ids.filter((_, index) => index % 10 < 3);
  const withFaults = (faults: readonly string[]): Given => ({
    tenants: Object.fromEntries(faulty.map((id, index) => [id, { faults: [faults[index % faults.length]] }])),
  });

  it('ends with every tenant migrated when somebody comes to the desk', async () => {
    const { journey } = await walkWithPerson(rows, withFaults(FOR_A_PERSON));

    for (const id of ids) {
      expect((await journey.tenant(id)).outcome, id).toMatchObject({ outcome: 'migrated' });
      expect(journey.presses(id), id).toEqual(EACH_ONCE);
    }
    expect(journey.violations()).toEqual([]);
  });

  // An unknown page at a press holds all of them, until somebody has looked.
  it('never holds up a clean tenant: nobody comes, and those take as long as with none beside them; the others say why', async () => {
    const alone = await walk(rows);
    const beside = await walk(rows, withFaults(FOR_A_PERSON.filter((fault) => fault !== 'RENAMED_BUTTON')));

    const clean = ids.filter((id) => !faulty.includes(id));
    expect((await timeOf(beside, clean)) / (await timeOf(alone, clean))).toBeLessThanOrEqual(1.05);
    for (const id of faulty) {
      const { outcome } = await beside.tenant(id);
      expect(outcome?.outcome, id).toBe('needsAttention');
      expect(outcome?.guideStep, id).toMatch(/^\d-\d+$/u);
      expect(outcome?.reason, id).toMatch(/had no answer in time: ./u);
    }
  });
});

describe('a step that a person gives back', () => {
  it('stops the tenant with their reason, and leaves nothing open', async () => {
    const journey = aJourney({ tenants: { 't-1': { faults: ['CAPTCHA'] } } });
    const person = new PersonAtTheDesk(journey.stack);
    person.consoles.says.set('ConfirmLicence work', { action: 'cannot', reason: 'お客様のご都合により\n中止' });
    await runWith(journey, person, [aRow({ tenant_id: 't-1' })]);

    expect((await journey.tenant('t-1')).outcome).toMatchObject({
      outcome: 'needsAttention',
      code: 'CannotBeDoneError',
      reason: 'operator@msp.example.jp could not do it: お客様のご都合により 中止',
      guideStep: '1-1',
    });
    expect((await journey.stack.ports.desk.of('t-1')).map(({ closed }) => closed?.as)).toEqual(['refused']);
    expect(journey.presses('t-1')).toEqual(UNTOUCHED);
  });
});

describe('what a person saw that stops the tenant', () => {
  it('is asked about once more before it does', async () => {
    const { journey, person } = await walkWithPerson([aRow({ tenant_id: 't-1' })], {
      ...BY_HAND,
      tenants: { 't-1': { faults: ['EXPIRED_LICENCE'] } },
    });

    expect(person.given.map(({ answered }) => answered.kind)).toEqual(['confirm', 'stopped']);
    expect((await journey.tenant('t-1')).outcome).toMatchObject({
      code: 'LicenceNotReadyError',
      reason: 'its licence expired on 2026-05-30',
    });
  });
});

describe('a press that was marked and never made', () => {
  it('is made once a person answers for nothing having been started, by name', async () => {
    let died = false;
    const disturb: Given['disturb'] = (ports, functions) => ({
      ...ports,
      visionOne: overrideMethods(ports.visionOne, {
        startUpdate: (access, beforePress) =>
          ports.visionOne.startUpdate(access, async () => {
            await beforePress();
            if (died) return;
            died = true;
            await functions.crash();
          }),
      }),
    });
    const journey = aJourney({ disturb });
    const person = new PersonAtTheDesk(journey.stack);
    await runWith(journey, person, [aRow({ tenant_id: 't-1' })]);

    expect(person.given.map(({ task, form }) => `${task.step}: ${String(form['action'])}`)).toEqual([
      'CheckUpdate: notStarted',
    ]);
    expect((await journey.tenant('t-1')).outcome).toMatchObject({ outcome: 'migrated' });
    expect(journey.presses('t-1')).toEqual(EACH_ONCE);
    expect(journey.violations()).toEqual([]);
    const journal = await journey.stack.ports.tenants.events('t-1');
    expect(journal.find(({ by }) => by === 'operator@msp.example.jp')).toMatchObject({ step: 'CheckUpdate' });
  });
});

describe('a user account', () => {
  it('is upgraded by hand where its password and its mailbox are ours', async () => {
    const { journey, person } = await walkWithPerson(
      [aRow({ tenant_id: 't-1', user_accounts: 'bbb=bbb@ours.example.jp' })],
      { settings: { defaultHands: 'operator', receivingDomain: 'ours.example.jp' } },
    );

    expect(person.given.at(-1)).toMatchObject({
      task: { step: 'UpgradeUserAccount:bbb' },
      answered: { kind: 'done' },
    });
    const [user] = await journey.stack.ports.users.list('t-1');
    expect(user?.upgradedAt).toBeDefined();
  });
});

async function walkWithPerson(rows: readonly Cells[], given: Given, options: PersonOptions = {}) {
  const journey = aJourney(given);
  const person = new PersonAtTheDesk(journey.stack, options);
  await runWith(journey, person, rows);
  return { journey, person };
}

/** Whatever goes wrong at the desk ends the test; nothing else does before everything has ended. */
async function runWith(journey: Journey, person: PersonAtTheDesk, rows: readonly Cells[]): Promise<void> {
  const ended = journey.run(csvOf(...rows)).finally(() => {
    person.stop();
  });
  await Promise.race([ended, person.work()]);
}

/** Virtual time that these tenants took, all together. */
async function timeOf(journey: Journey, tenantIds: readonly string[]): Promise<number> {
  const ends = await Promise.all(tenantIds.map((id) => journey.tenant(id)));
  return ends.reduce((sum, { execution: { startDate, stopDate } }) => sum + Number(stopDate) - Number(startDate), 0);
}
