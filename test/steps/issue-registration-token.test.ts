import { describe, expect, test, vi } from 'vitest';
import {
  ConsentNotGivenError,
  NotShownYetError,
  PageChangedError,
  StaleRecordError,
} from '../../lambdas/domain/errors.ts';
import type { ProductInstanceRow } from '../../lambdas/domain/product-instance.ts';
import { Secret } from '../../lambdas/domain/secret.ts';
import type { Tenant } from '../../lambdas/domain/tenant.ts';
import type { ConsoleAccess } from '../../lambdas/ports/console-access.ts';
import type { TokenIssue } from '../../lambdas/ports/vision-one.ts';
import { issueRegistrationToken } from '../../lambdas/steps/issue-registration-token.ts';
import { EXECUTION } from '../builders.ts';
import {
  aProductInstance,
  aTenantAt,
  CONNECTING,
  DAY,
  fromNow,
  NOW,
  portsWith,
  PRIMARY_PASSWORD,
  recordOf,
  runOf,
  runOfOneWhoLooked,
  sealedIn,
  UNKNOWN,
  UPDATED,
  UPDATING,
} from './kit.ts';

function portsFor(row: ProductInstanceRow | undefined, tenant: Partial<Tenant> = {}, token?: string) {
  const transferred = vi.fn();
  const issue = vi.fn(async (_: ConsoleAccess, { keep, beforeTransfer }: TokenIssue) => {
    await keep(new Secret('a new token'));
    await beforeTransfer();
    transferred();
  });
  const ports = portsWith({
    tenants: [aTenantAt('consoleProvisioned', tenant)],
    secrets: { 'primary-account-password': PRIMARY_PASSWORD, ...(token && { 'registration-token': token }) },
    visionOne: { readProductInstance: async () => row, issueRegistrationToken: issue },
  });
  return { ports, issue, transferred };
}

test.each([CONNECTING, UPDATING, UPDATED])(
  'a product in another region than planned stops before anything is pressed, at %o',
  async (row) => {
    const { ports, issue } = portsFor({ ...row, region: 'United States' });

    await expect(issueRegistrationToken(ports, await runOf(ports))).rejects.toThrow(/United States/u);
    expect(issue).not.toHaveBeenCalled();
    expect((await recordOf(ports)).stage).toBe('consoleProvisioned');
  },
);

describe('a product that is not there yet', () => {
  test('is added, and its token is in the vault', async () => {
    const { ports, transferred } = portsFor(undefined);

    expect(await issueRegistrationToken(ports, await runOf(ports))).toEqual({ done: true });
    expect(await sealedIn(ports, 'registration-token')).toBe('a new token');
    expect(transferred).toHaveBeenCalledTimes(1);
    expect(await recordOf(ports)).toMatchObject({ stage: 'tokenIssued', transferRequestedAt: NOW });
  });

  test('is added without a mark in a console that has no [Connect and Transfer]', async () => {
    const { ports, issue } = portsFor(undefined);
    issue.mockImplementation((_, { keep }) => keep(new Secret('a new token')));

    expect(await issueRegistrationToken(ports, await runOf(ports))).toEqual({ done: true });
    const record = await recordOf(ports);
    expect(record.stage).toBe('tokenIssued');
    expect(record).not.toHaveProperty('transferRequestedAt');
  });

  test('is not transferred when the mark cannot be written', async () => {
    const { ports, transferred } = portsFor(undefined);
    const run = await runOf(ports);
    await ports.tenants.change(run.tenant, EXECUTION, { registeredAt: NOW });

    await expect(issueRegistrationToken(ports, run)).rejects.toThrow(StaleRecordError);
    expect(transferred).not.toHaveBeenCalled();
  });

  test('is not added again while the row of a press that was marked may still come, and then a person is asked', async () => {
    const { ports, issue } = portsFor(undefined, { transferRequestedAt: NOW }, 'a token');

    await expect(issueRegistrationToken(ports, await runOf(ports))).rejects.toThrow(NotShownYetError);
    ports.clock.pass(10 * 60_000);
    await expect(issueRegistrationToken(ports, await runOf(ports))).rejects.toMatchObject({
      guideStep: '3-5',
      reason: { code: 'effectNeverShown' },
    });
    expect(issue).not.toHaveBeenCalled();
  });

  test('is added again by the word of a person who has looked', async () => {
    const { ports, issue } = portsFor(undefined, { transferRequestedAt: fromNow(-DAY) }, 'a token');

    expect(await issueRegistrationToken(ports, await runOfOneWhoLooked(ports))).toEqual({ done: true });
    expect(issue).toHaveBeenCalledTimes(1);
    expect((await recordOf(ports)).transferRequestedAt).toBe(NOW);
  });

  test('is not added without a consent', async () => {
    const { ports, issue } = portsFor(undefined, { consent: undefined });

    await expect(issueRegistrationToken(ports, await runOf(ports))).rejects.toThrow(ConsentNotGivenError);
    expect(issue).not.toHaveBeenCalled();
  });
});

describe('a product that waits for its registration', () => {
  test('keeps the token it has: a second product would be added otherwise', async () => {
    const { ports, issue } = portsFor(CONNECTING, {}, 'the first token');

    expect(await issueRegistrationToken(ports, await runOf(ports))).toEqual({ done: true });
    expect(issue).not.toHaveBeenCalled();
    expect(await sealedIn(ports, 'registration-token')).toBe('the first token');
    expect((await recordOf(ports)).stage).toBe('tokenIssued');
  });

  test('gets a new one when nobody kept it', async () => {
    const { ports } = portsFor(CONNECTING);

    await issueRegistrationToken(ports, await runOf(ports));

    expect(await sealedIn(ports, 'registration-token')).toBe('a new token');
  });
});

test.each([
  ['connected', aProductInstance()],
  ['updating', UPDATING],
  ['updated', UPDATED],
])('a product that is %s needs no token', async (_, row) => {
  const { ports, issue } = portsFor(row);

  expect(await issueRegistrationToken(ports, await runOf(ports))).toEqual({ done: true });
  expect(issue).not.toHaveBeenCalled();
  expect((await recordOf(ports)).stage).toBe('connected');
});

test('a row that the guide does not show goes to a person', async () => {
  const { ports, issue } = portsFor(UNKNOWN);

  await expect(issueRegistrationToken(ports, await runOf(ports))).rejects.toThrow(PageChangedError);
  expect(issue).not.toHaveBeenCalled();
});

test.each(['apexCentralRegistered', 'connected', 'told'] as const)(
  'answers at once at %s, without opening a console',
  async (stage) => {
    const ports = portsWith({ tenants: [aTenantAt(stage)] });

    expect(await issueRegistrationToken(ports, await runOf(ports))).toEqual({ done: true });
  },
);

describe('a token that was issued before', () => {
  test('is used as long as the vault has it, without opening a console', async () => {
    const ports = portsWith({ tenants: [aTenantAt('tokenIssued')], secrets: { 'registration-token': 'a token' } });

    expect(await issueRegistrationToken(ports, await runOf(ports))).toEqual({ done: true });
    expect(await sealedIn(ports, 'registration-token')).toBe('a token');
  });

  test('is replaced when it was thrown away, because no other run would ever have one', async () => {
    const { ports, issue } = portsFor(CONNECTING, { stage: 'tokenIssued' });

    expect(await issueRegistrationToken(ports, await runOf(ports))).toEqual({ done: true });
    expect(issue).toHaveBeenCalledTimes(1);
    expect(await sealedIn(ports, 'registration-token')).toBe('a new token');
    expect((await recordOf(ports)).stage).toBe('tokenIssued');
  });

  test('is not asked for when the product turns out to be connected', async () => {
    const { ports, issue } = portsFor(aProductInstance(), { stage: 'tokenIssued' });

    expect(await issueRegistrationToken(ports, await runOf(ports))).toEqual({ done: true });
    expect(issue).not.toHaveBeenCalled();
    expect((await recordOf(ports)).stage).toBe('connected');
  });
});
