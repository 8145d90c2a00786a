import { describe, expect, test } from 'vitest';
import { ManualActionRequiredError, PageChangedError, UpdateStateUnknownError } from '../../lambdas/domain/errors.ts';
import type { ProductInstanceRow } from '../../lambdas/domain/product-instance.ts';
import type { Tenant } from '../../lambdas/domain/tenant.ts';
import { checkUpdate } from '../../lambdas/steps/check-update.ts';
import {
  aProductInstance,
  aTenantAt,
  FIRST_LOOK,
  fromNow,
  HOUR,
  MINUTE,
  NOW,
  portsWith,
  recordOf,
  runOf,
  runOfOneWhoLooked,
  UNKNOWN,
  UPDATED,
  UPDATING,
  type TestPorts,
} from './kit.ts';
import { says } from '../in-words.ts';

function portsFor(row: ProductInstanceRow | undefined, overrides: Partial<Tenant> = {}): TestPorts {
  const tenant = aTenantAt('updateStarted', { updateRequestedAt: NOW, ...overrides });
  return portsWith({ tenants: [tenant], visionOne: { readProductInstance: async () => row } });
}

async function checkWith(ports: TestPorts) {
  return checkUpdate(ports, await runOf(ports));
}

describe('the update', () => {
  test('is finished when the whole row is the one of Standard Endpoint Protection', async () => {
    const ports = portsFor(UPDATED, { updateRequestedAt: fromNow(-25 * MINUTE) });

    expect(await checkWith(ports)).toEqual({ done: true });
    expect(await recordOf(ports)).toMatchObject({ stage: 'updated', updatedAt: NOW });
  });

  test('went through after all where the fate of the press was unknown', async () => {
    const ports = portsFor(UPDATED, { stage: 'connected', updateRequestedAt: fromNow(-25 * MINUTE) });

    expect(await checkWith(ports)).toEqual({ done: true });
    expect(await recordOf(ports)).toMatchObject({ stage: 'updated', updatedAt: NOW });
  });

  test('is finished however late it is seen: a look after the deadline counts', async () => {
    const ports = portsFor(UPDATED, { updateRequestedAt: fromNow(-40 * HOUR) });

    expect(await checkWith(ports)).toEqual({ done: true });
  });

  test.each([
    ['still shows アップデート', UPDATING],
    ['shows 接続済み as before the press, which is no end', aProductInstance()],
    ['shows no row for the moment', undefined],
  ])('is looked at again while the page %s', async (_, row) => {
    const ports = portsFor(row, { updateRequestedAt: fromNow(-25 * MINUTE) });

    expect(await checkWith(ports)).toEqual({ done: false, lookAgainAt: fromNow(5_000) });
    expect((await recordOf(ports)).stage).toBe('updateStarted');
  });

  test('is first looked at 20 minutes after the press, wherever the run was meanwhile', async () => {
    const ports = portsFor(UPDATING, { updateRequestedAt: fromNow(-5 * MINUTE) });

    expect(await checkWith(ports)).toEqual({ done: false, lookAgainAt: fromNow(FIRST_LOOK - 5 * MINUTE) });
  });

  test('is first looked at when the setting of its region says, where that is not what the guide says', async () => {
    const tenant = aTenantAt('updateStarted', { updateRequestedAt: NOW });
    const settings = { updateMinutes: { [tenant.row.region]: { least: 40, most: 50 } } };
    const ports = portsWith({ tenants: [tenant], visionOne: { readProductInstance: async () => UPDATING }, settings });

    expect(await checkWith(ports)).toEqual({ done: false, lookAgainAt: fromNow(FIRST_LOOK + 20 * MINUTE) });
  });

  test.each([
    ['アップデート', UPDATING],
    ['no row', undefined],
  ])('past its deadline is "unknown", never "failed", with what is shown: %s', async (words, row) => {
    const ports = portsFor(row, { updateRequestedAt: fromNow(-4 * HOUR) });
    const check = checkWith(ports);

    await expect(check).rejects.toThrow(UpdateStateUnknownError);
    await expect(check).rejects.toSatisfy(says(/^update state unknown: /u));
    await expect(check).rejects.toSatisfy(says(words));
    await expect(check).rejects.not.toThrow(/fail/iu);
    expect((await recordOf(ports)).stage).toBe('updateStarted');
  });

  test('past its deadline is put before a person when the row is as before the press, which may never have been made', async () => {
    const check = checkWith(portsFor(aProductInstance(), { updateRequestedAt: fromNow(-4 * HOUR) }));

    await expect(check).rejects.toThrow(ManualActionRequiredError);
    await expect(check).rejects.toSatisfy(says(/^update state unknown: .*接続済み/u));
  });

  test('may be pressed again when a person who looked answers for nothing having been started', async () => {
    const ports = portsFor(aProductInstance(), { updateRequestedAt: fromNow(-HOUR) });

    expect(await checkUpdate(ports, await runOfOneWhoLooked(ports))).toEqual({
      done: false,
      pressAgain: true,
      lookAgainAt: NOW,
    });
    expect((await recordOf(ports)).notStarted).toEqual({ by: 'operator@msp.example', at: NOW });
  });

  test('is never pressed again on such a word while the row shows anything else', async () => {
    const ports = portsFor(UPDATING, { updateRequestedAt: fromNow(-HOUR) });

    expect(await checkUpdate(ports, await runOfOneWhoLooked(ports))).not.toHaveProperty('pressAgain');
  });

  test('is looked at by a person when the row is none that the guide shows', async () => {
    await expect(checkWith(portsFor(UNKNOWN))).rejects.toThrow(PageChangedError);
  });
});

test.each(['updated', 'verified', 'told'] as const)(
  'answers at once at %s, without opening a console',
  async (stage) => {
    expect(await checkWith(portsWith({ tenants: [aTenantAt(stage)] }))).toEqual({ done: true });
  },
);
