import { describe, expect, it } from 'vitest';
import { aJourney, aRow, type Cells, csvOf, EACH_ONCE, type Given, sealedPasswordOpens } from './a-journey.ts';
import { PersonAtTheDesk, type PersonOptions } from './a-person-at-the-desk.ts';

const BY_HAND: Given = { settings: { defaultHands: 'operator' } };

describe('a tenant whose steps are all done by hand', () => {
  it('is migrated, each point of no return passed once, and each step asked once', async () => {
    const { journey, person } = await walkWithPerson([aRow({ tenant_id: 't-1' })], BY_HAND);

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

async function walkWithPerson(rows: readonly Cells[], given: Given, options: PersonOptions = {}) {
  const journey = aJourney(given);
  const person = new PersonAtTheDesk(journey.stack, options);
  const ended = journey.run(csvOf(...rows)).finally(() => {
    person.stop();
  });
  // Whatever goes wrong at the desk ends the test; nothing else does before the batch has ended.
  await Promise.race([ended, person.work()]);
  return { journey, person };
}
