import { describe, expect, test, vi } from 'vitest';
import {
  ConnectionOverdueError,
  ConsentNotGivenError,
  ManualActionRequiredError,
  LicenceNotReadyError,
  PageChangedError,
  PersonNeededError,
  SessionExpiredError,
  SignInRefusedError,
  StaleRecordError,
  UnknownAnswerError,
  UpdateStateUnknownError,
  VendorNotReadyError,
  VendorUnavailableError,
} from '../../lambdas/domain/errors.ts';
import type { ProductInstanceRow } from '../../lambdas/domain/product-instance.ts';
import type { Tenant } from '../../lambdas/domain/tenant.ts';
import { endOfRetryWindow } from '../../lambdas/domain/when-to-look-again.ts';
import type { ConsoleAccess } from '../../lambdas/ports/console-access.ts';
import type { PressAnswer } from '../../lambdas/ports/vision-one.ts';
import { claimTenant } from '../../lambdas/steps/claim-tenant.ts';
import { startUpdate } from '../../lambdas/steps/start-update.ts';
import { aBatch, aBatchTenant, anIntakeRow, BATCH_ID, EXECUTION } from '../builders.ts';
import {
  aConsent,
  aProductInstance,
  aTenantAt,
  DAY,
  FIRST_LOOK,
  fromNow,
  HOUR,
  MINUTE,
  NOT_READY_YET,
  NOW,
  portsWith,
  PRIMARY_PASSWORD,
  recordOf,
  runOf,
  signIn,
  UNKNOWN,
  UPDATED,
  UPDATING,
  type Given,
  type TestPorts,
  TURN,
} from './kit.ts';
import { because, says } from '../in-words.ts';

/** The console as it stands: its row, what it answers to the press, and how often the final press was made. */
function aConsole({
  row = aProductInstance(),
  says = { kind: 'started' },
}: {
  row?: ProductInstanceRow;
  says?: PressAnswer;
}) {
  const pressed = vi.fn();
  const readProductInstance = vi.fn(async (_: ConsoleAccess): Promise<ProductInstanceRow | undefined> => row);
  const startUpdate = async (access: ConsoleAccess, beforePress: () => Promise<void>): Promise<PressAnswer> => {
    await beforePress();
    pressed(access);
    return says;
  };
  return { pressed, visionOne: { readProductInstance, startUpdate } };
}

function portsFor(tenant: Partial<Tenant>, visionOne: Given['visionOne'], given: Given = {}): TestPorts {
  return portsWith({ tenants: [aTenantAt('connected', tenant)], visionOne, ...given });
}

async function startUpdateWith(ports: TestPorts) {
  return startUpdate(ports, await runOf(ports));
}

/** Guide 3-15 was the answer to the last press. */
function refusedAt(at: string, overrides: Partial<Tenant> = {}): Partial<Tenant> {
  return {
    updateRequestedAt: at,
    firstUpdateRequestedAt: at,
    temporaryProblem: { at, message: NOT_READY_YET, count: 1 },
    ...overrides,
  };
}

describe('the final press', () => {
  test('is made once, and the update is watched from 20 minutes after it on', async () => {
    const { pressed, visionOne } = aConsole({});
    const ports = portsFor({}, visionOne);

    expect(await startUpdateWith(ports)).toEqual({ started: true, lookAgainAt: fromNow(FIRST_LOOK) });
    expect(pressed).toHaveBeenCalledTimes(1);
    expect(await recordOf(ports)).toMatchObject({
      stage: 'updateStarted',
      updateRequestedAt: NOW,
      firstUpdateRequestedAt: NOW,
    });
  });

  test('is made as the primary user account, because the CLP name is dead by then', async () => {
    const { pressed, visionOne } = aConsole({});

    await startUpdateWith(portsFor({}, visionOne));

    const [access] = pressed.mock.calls[0] as [ConsoleAccess];
    expect(signIn(access)).toEqual({ account: 'aaa@test.com', password: PRIMARY_PASSWORD });
  });

  test('has its mark in the record before it is made, so that a crash in between is seen', async () => {
    const { visionOne } = aConsole({});
    const seen: (string | undefined)[] = [];
    const ports = portsFor(
      {},
      {
        ...visionOne,
        startUpdate: async (_, beforePress) => {
          seen.push((await recordOf(ports)).updateRequestedAt);
          await beforePress();
          seen.push((await recordOf(ports)).updateRequestedAt);
          return { kind: 'started' };
        },
      },
    );

    await startUpdateWith(ports);

    expect(seen).toEqual([undefined, NOW]);
  });

  test('bears the instant of the press, not of the look at the row before it', async () => {
    const { visionOne } = aConsole({});
    const ports = portsFor(
      {},
      {
        ...visionOne,
        startUpdate: (access, beforePress) => {
          ports.clock.pass(3 * MINUTE);
          return visionOne.startUpdate(access, beforePress);
        },
      },
    );

    const answer = await startUpdateWith(ports);

    expect((await recordOf(ports)).updateRequestedAt).toBe(fromNow(3 * MINUTE));
    expect(answer).toEqual({ started: true, lookAgainAt: fromNow(FIRST_LOOK + 3 * MINUTE) });
  });

  test('is not made when its mark cannot be written', async () => {
    const { pressed, visionOne } = aConsole({});
    const ports = portsFor({}, visionOne);
    const run = await runOf(ports);
    await ports.tenants.change(run.tenant, EXECUTION, { registeredAt: NOW });

    await expect(startUpdate(ports, run)).rejects.toThrow(StaleRecordError);
    expect(pressed).not.toHaveBeenCalled();
    expect(await recordOf(ports)).not.toHaveProperty('updateRequestedAt');
  });

  test.each([
    ['a 503', new VendorUnavailableError(because('the console answered with 503'))],
    ['the forced sign-out', new SessionExpiredError(because('the console signed us out'))],
    [
      'a sign-in that is refused while the update runs',
      new SignInRefusedError(because('Vision One refused the sign-in')),
    ],
    ['a page that is neither', new PageChangedError(because('expected the page Product Instance'))],
    ['no answer at all', new UpdateStateUnknownError(because('the console shows neither'))],
  ])('is followed by a look at the row alone when its answer was lost to %s', async (_, lost) => {
    const { pressed, visionOne } = aConsole({});
    const ports = portsFor(
      {},
      {
        ...visionOne,
        startUpdate: async (access, beforePress) => {
          await visionOne.startUpdate(access, beforePress);
          throw lost;
        },
      },
    );

    // Nobody is called for it, and what was lost is on record.
    expect(await startUpdateWith(ports)).toEqual({ started: true, lookAgainAt: fromNow(FIRST_LOOK) });
    expect(await startUpdateWith(ports)).toEqual({ started: true, lookAgainAt: fromNow(FIRST_LOOK) });
    expect(pressed).toHaveBeenCalledTimes(1);
    expect(await recordOf(ports)).toMatchObject({ stage: 'connected', updateRequestedAt: NOW });
    const said = (await ports.tenants.events((await recordOf(ports)).tenantId)).map(({ what }) => what);
    expect(said).toContainEqual({ code: 'answerLost', error: lost.name, reason: lost.reason });
  });

  test.each([
    [
      'words that nobody knows',
      new UnknownAnswerError(because('the console answered with words we do not know: "本当に?"')),
    ],
    ['the next question to a person', new PersonNeededError(because('press it'), { ask: 'press' })],
  ])('is put before a person after %s', async (_, error) => {
    const { visionOne } = aConsole({});
    const ports = portsFor(
      {},
      {
        ...visionOne,
        startUpdate: async (access, beforePress) => {
          await visionOne.startUpdate(access, beforePress);
          throw error;
        },
      },
    );

    await expect(startUpdateWith(ports)).rejects.toBe(error);
  });
});

describe('no press', () => {
  test.each([
    ['without any consent', undefined],
    ['with the consent to another plan', aConsent(anIntakeRow({ primaryEmail: 'other@test.com' }))],
  ])('%s, and the console is not even opened', async (_, consent) => {
    const { pressed, visionOne } = aConsole({});

    await expect(startUpdateWith(portsFor({ consent }, visionOne))).rejects.toThrow(ConsentNotGivenError);
    expect(pressed).not.toHaveBeenCalled();
    expect(visionOne.readProductInstance).not.toHaveBeenCalled();
  });

  test.each([
    ['runs', UPDATING],
    ['is finished', UPDATED],
  ])('when the row says that the update %s: it is watched instead', async (_, row) => {
    const { pressed, visionOne } = aConsole({ row });
    const ports = portsFor({}, visionOne);

    expect(await startUpdateWith(ports)).toEqual({ started: true, lookAgainAt: fromNow(FIRST_LOOK) });
    expect(pressed).not.toHaveBeenCalled();
    expect(await recordOf(ports)).toMatchObject({ stage: 'updateStarted', updateRequestedAt: NOW });
  });

  test.each([
    ['shows a row that the guide does not', UNKNOWN, 'Trend Micro Apex One SaaS · 接続済み'],
    ['shows an unknown status beside the button', aProductInstance({ status: '停止中' }), '停止中 · with the button'],
  ])('when the page %s: a person is told what it shows', async (_, row, words) => {
    const { pressed, visionOne } = aConsole({ row });
    const start = startUpdateWith(portsFor({}, visionOne));

    await expect(start).rejects.toThrow(PageChangedError);
    await expect(start).rejects.toSatisfy(says(words));
    expect(pressed).not.toHaveBeenCalled();
  });

  test.each([
    [
      'goes back to waiting for the connection where it was there and is not now',
      {},
      { started: false, why: 'vendorNotReady' },
    ],
    ['watches where a press may have gone through', { updateRequestedAt: fromNow(-5 * MINUTE) }, { started: true }],
  ])('%s', async (_, marks, answer) => {
    const { pressed, visionOne } = aConsole({ row: aProductInstance({ status: '接続待ち', updateOffered: false }) });

    expect(await startUpdateWith(portsFor(marks, visionOne))).toMatchObject(answer);
    expect(pressed).not.toHaveBeenCalled();
  });

  test('waits for a lost connection as long as for the first one, and counts anew once it was there', async () => {
    const { visionOne } = aConsole({ row: aProductInstance({ status: '接続待ち', updateOffered: false }) });
    const lost = portsFor({ registeredAt: fromNow(-DAY) }, visionOne);
    await startUpdateWith(lost);
    expect((await recordOf(lost)).connectionLostAt).toBe(NOW);

    await expect(startUpdateWith(portsFor({ connectionLostAt: fromNow(-DAY) }, visionOne))).rejects.toThrow(
      ConnectionOverdueError,
    );
    const back = portsFor({ connectionLostAt: fromNow(-DAY) }, aConsole({}).visionOne);
    await startUpdateWith(back);
    expect((await recordOf(back)).connectionLostAt).toBeUndefined();
  });

  test('when the page has no row for the product', async () => {
    const { pressed, visionOne } = aConsole({});
    const ports = portsFor({}, { ...visionOne, readProductInstance: async () => undefined });

    await expect(startUpdateWith(ports)).rejects.toSatisfy(says('does not offer the update: no row'));
    expect(pressed).not.toHaveBeenCalled();
  });

  test.each([
    ['no word of the vendor after it', undefined],
    ['only a message that answered the press before', { at: fromNow(-HOUR), message: NOT_READY_YET, count: 1 }],
  ])(
    'when a mark stands with %s: the press may have gone through, so the row is watched',
    async (_, temporaryProblem) => {
      const { pressed, visionOne } = aConsole({});
      const ports = portsFor({ updateRequestedAt: fromNow(-5 * MINUTE), temporaryProblem }, visionOne);

      expect(await startUpdateWith(ports)).toEqual({ started: true, lookAgainAt: fromNow(FIRST_LOOK - 5 * MINUTE) });
      expect(pressed).not.toHaveBeenCalled();
      expect((await recordOf(ports)).updateRequestedAt).toBe(fromNow(-5 * MINUTE));
    },
  );

  test('when such a mark is older than the deadline: one more look, at once, decides', async () => {
    const { pressed, visionOne } = aConsole({});
    const ports = portsFor({ updateRequestedAt: fromNow(-DAY) }, visionOne);

    expect(await startUpdateWith(ports)).toEqual({ started: true, lookAgainAt: NOW });
    expect(pressed).not.toHaveBeenCalled();
  });

  test.each(['updateStarted', 'updated', 'verified', 'told'] as const)(
    'for a tenant at %s, which answers at once without opening a console',
    async (stage) => {
      const ports = portsWith({ tenants: [aTenantAt(stage, { updateRequestedAt: fromNow(-5 * MINUTE) })] });

      expect(await startUpdateWith(ports)).toEqual({ started: true, lookAgainAt: fromNow(FIRST_LOOK - 5 * MINUTE) });
    },
  );
});

describe('when the vendor is not ready yet (guide 3-15)', () => {
  test('its message is recorded, and the next press waits for the retry window', async () => {
    const { visionOne } = aConsole({ says: { kind: 'message', text: NOT_READY_YET } });
    const ports = portsFor({}, visionOne);

    expect(await startUpdateWith(ports)).toEqual({
      started: false,
      why: 'vendorNotReady',
      lookAgainAt: endOfRetryWindow('tenant-1', { at: NOW, count: 1 }),
    });
    expect(await recordOf(ports)).toMatchObject({
      stage: 'connected',
      updateRequestedAt: NOW,
      temporaryProblem: { at: NOW, message: NOT_READY_YET, count: 1 },
    });
  });

  test('nothing is pressed a moment before the window is over, no matter who starts the step', async () => {
    const { pressed, visionOne } = aConsole({});
    const ports = portsFor(refusedAt(NOW), visionOne);
    const lookAgainAt = endOfRetryWindow('tenant-1', { at: NOW, count: 1 });
    ports.clock.set(lookAgainAt);
    ports.clock.pass(-1);

    expect(await startUpdateWith(ports)).toEqual({ started: false, why: 'vendorNotReady', lookAgainAt });
    expect(pressed).not.toHaveBeenCalled();
  });

  test('after the window it is pressed again, behind a renewed mark that leaves the first press on record', async () => {
    const { pressed, visionOne } = aConsole({});
    const ports = portsFor(refusedAt(NOW), visionOne);
    ports.clock.set(endOfRetryWindow('tenant-1', { at: NOW, count: 1 }));

    expect(await startUpdateWith(ports)).toMatchObject({ started: true });
    expect(pressed).toHaveBeenCalledTimes(1);
    expect(await recordOf(ports)).toMatchObject({
      stage: 'updateStarted',
      updateRequestedAt: endOfRetryWindow('tenant-1', { at: NOW, count: 1 }),
      firstUpdateRequestedAt: NOW,
    });
  });

  test('each refusal counts, so that a person sees how often the vendor said so', async () => {
    const { visionOne } = aConsole({ says: { kind: 'message', text: NOT_READY_YET } });
    const ports = portsFor(refusedAt(NOW), visionOne);
    ports.clock.pass(HOUR);

    await startUpdateWith(ports);

    expect((await recordOf(ports)).temporaryProblem).toEqual({ at: fromNow(HOUR), message: NOT_READY_YET, count: 2 });
  });

  test('a second press whose answer was lost is not followed by a third', async () => {
    const { pressed, visionOne } = aConsole({});
    const ports = portsFor(refusedAt(NOW), {
      ...visionOne,
      startUpdate: async (access, beforePress) => {
        await visionOne.startUpdate(access, beforePress);
        throw new VendorUnavailableError(because('the connection was lost after the press'));
      },
    });
    ports.clock.pass(HOUR);

    expect(await startUpdateWith(ports)).toMatchObject({ started: true });
    expect(await startUpdateWith(ports)).toMatchObject({ started: true });
    expect(pressed).toHaveBeenCalledTimes(1);
  });

  test.each([
    ['of another wording', '一時的な問題が発生しました。'],
    ['that contains it', `${NOT_READY_YET} (4000013)`],
    ['that says nothing', ''],
  ])('a message %s goes to a person and permits no other press', async (_, text) => {
    const { pressed, visionOne } = aConsole({ says: { kind: 'message', text } });
    const ports = portsFor({}, visionOne);
    const start = startUpdateWith(ports);

    await expect(start).rejects.toThrow(ManualActionRequiredError);
    await expect(start).rejects.toMatchObject({
      guideStep: '3-15',
      message: expect.stringContaining(`"${text}"`) as string,
    });
    ports.clock.pass(HOUR);
    expect(await startUpdateWith(ports)).toMatchObject({ started: true });
    expect(pressed).toHaveBeenCalledTimes(1);
  });

  test('it is tried for a day, because without a budget one trial pressed 1,423 times', async () => {
    const { pressed, visionOne } = aConsole({});
    const temporaryProblem = { at: fromNow(-HOUR), message: NOT_READY_YET, count: 30 };
    const first = (firstUpdateRequestedAt: string) =>
      portsFor(refusedAt(fromNow(-HOUR), { firstUpdateRequestedAt, temporaryProblem }), visionOne);

    await expect(startUpdateWith(first(fromNow(-DAY)))).rejects.toThrow(VendorNotReadyError);
    await expect(startUpdateWith(first(fromNow(-DAY)))).rejects.toMatchObject({
      guideStep: '3-15',
      reason: { code: 'vendorNotReady', presses: 30, message: NOT_READY_YET },
    });
    expect(pressed).not.toHaveBeenCalled();
    expect(await startUpdateWith(first(fromNow(1 - DAY)))).toMatchObject({ started: true });
  });

  test('a new batch gets a day of its own, or the tenant could never be pressed again', async () => {
    const { pressed, visionOne } = aConsole({});
    const ports = portsFor(refusedAt(fromNow(-2 * DAY)), visionOne);
    await ports.batches.create(aBatch());
    await ports.batches.addTenants([aBatchTenant()]);

    await claimTenant(ports, { batchId: BATCH_ID, tenantId: 'tenant-1', execution: EXECUTION });
    // Its presses are counted anew as well, so that its retries come as soon as those of a first run.
    expect((await recordOf(ports)).temporaryProblem?.count).toBe(0);
    await startUpdateWith(ports);

    expect(pressed).toHaveBeenCalledTimes(1);
  });

  test('an update that somebody else started meanwhile is watched from now, not from the refused press', async () => {
    const { visionOne } = aConsole({ row: UPDATING });
    const ports = portsFor(refusedAt(fromNow(-16 * HOUR)), visionOne);

    expect(await startUpdateWith(ports)).toEqual({ started: true, lookAgainAt: fromNow(FIRST_LOOK) });
  });
});

test('nothing is pressed for a product in another region than planned', async () => {
  const { pressed, visionOne } = aConsole({ row: aProductInstance({ region: 'US' }) });

  await expect(startUpdateWith(portsFor({}, visionOne))).rejects.toSatisfy(
    says('shows the region "US", the plan says Japan'),
  );
  expect(pressed).not.toHaveBeenCalled();
});

test('a tenant with an hour a night is given more than a day, because a day is a press or two there', async () => {
  const { pressed, visionOne } = aConsole({});
  const temporaryProblem = { at: fromNow(-HOUR), message: NOT_READY_YET, count: 2 };
  const ports = portsFor(
    refusedAt(fromNow(-HOUR), { firstUpdateRequestedAt: fromNow(-2 * DAY), temporaryProblem }),
    visionOne,
  );

  expect(await startUpdateWith(ports)).toMatchObject({ started: true });
  expect(pressed).toHaveBeenCalledTimes(1);
});

describe('the hours that the customer allows', () => {
  const nights = anIntakeRow({ window: { from: '22:00', to: '05:00', zone: 'Asia/Tokyo' } });

  test('outside of them nothing is pressed, and the machine waits for the opening', async () => {
    const { pressed, visionOne } = aConsole({});
    const ports = portsFor({ row: nights }, visionOne);

    // 21:00 in Tokyo.
    expect(await startUpdateWith(ports)).toEqual({
      started: false,
      why: 'windowClosed',
      lookAgainAt: fromNow(HOUR + TURN),
    });
    expect(pressed).not.toHaveBeenCalled();
    expect(await recordOf(ports)).not.toHaveProperty('updateRequestedAt');
  });

  test('inside of them the press is made', async () => {
    const { pressed, visionOne } = aConsole({});
    const ports = portsFor({ row: nights }, visionOne, { now: fromNow(HOUR) });

    expect(await startUpdateWith(ports)).toMatchObject({ started: true });
    expect(pressed).toHaveBeenCalledTimes(1);
  });

  test('nothing is pressed before not_before', async () => {
    const { pressed, visionOne } = aConsole({});
    const row = anIntakeRow({ notBefore: fromNow(3 * DAY) });

    expect(await startUpdateWith(portsFor({ row }, visionOne))).toEqual({
      started: false,
      why: 'windowClosed',
      lookAgainAt: fromNow(3 * DAY + TURN),
    });
    expect(pressed).not.toHaveBeenCalled();
  });

  test('a retry that falls outside of them waits for the next opening', async () => {
    const { pressed, visionOne } = aConsole({});
    const ports = portsFor(refusedAt(NOW, { row: nights }), visionOne, { now: '2026-12-05T20:00:00.000Z' });

    expect(await startUpdateWith(ports)).toEqual({
      started: false,
      why: 'windowClosed',
      lookAgainAt: fromNow(25 * HOUR + TURN),
    });
    expect(pressed).not.toHaveBeenCalled();
  });
});

describe('the licence at the hour of the press', () => {
  const licence = { product: 'Apex One SaaS', seats: 10, kind: '製品版', status: 'valid' } as const;

  test('stops the press when it has become too short since the tenant was prepared', async () => {
    const { pressed, visionOne } = aConsole({});
    const ports = portsFor({ licence: { ...licence, expiresOn: '2026-12-10' } }, visionOne);

    await expect(startUpdateWith(ports)).rejects.toThrow(LicenceNotReadyError);
    await expect(startUpdateWith(ports)).rejects.toThrow('2026-12-10');
    expect(pressed).not.toHaveBeenCalled();
  });

  test('lets it through with a week left', async () => {
    const { pressed, visionOne } = aConsole({});

    await startUpdateWith(portsFor({ licence: { ...licence, expiresOn: '2026-12-13' } }, visionOne));

    expect(pressed).toHaveBeenCalledTimes(1);
  });
});

test('without the primary password nothing is opened, and the vault is named', async () => {
  const { visionOne } = aConsole({});
  const ports = portsFor({}, visionOne, { secrets: { 'clp-password': 'x' } });

  await expect(startUpdateWith(ports)).rejects.toThrow('primary-account-password');
  expect(visionOne.readProductInstance).not.toHaveBeenCalled();
});
