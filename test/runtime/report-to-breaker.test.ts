import { because } from '../in-words.ts';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { CIRCUIT_BREAKER } from '../../lambdas/domain/circuit-breaker.ts';
import { MailRefusedError, PageChangedError, VendorUnavailableError } from '../../lambdas/domain/errors.ts';
import { resume } from '../../lambdas/desk/switches/turn-switch.ts';
import { Secret } from '../../lambdas/domain/secret.ts';
import { PILOT } from '../../lambdas/domain/switch.ts';
import { MOST_RETRIES, type StepCall } from '../../lambdas/runtime/step-call.ts';
import { reportToBreaker } from '../../lambdas/runtime/report-to-breaker.ts';
import { checkPauses } from '../../lambdas/steps/scheduled/check-pauses.ts';
import { BATCH_ID, EXECUTION } from '../builders.ts';
import { DAY, HOUR, MINUTE, NOW, portsWith, type TestPorts } from '../steps/kit.ts';
import { turnTo } from '../turn-to.ts';
import { asSeen } from '../../local/desk/played-operator.ts';

let ports: TestPorts;

beforeEach(() => {
  vi.stubEnv('LOG_LEVEL', 'silent');
  ports = portsWith({ settings: { deskOrigin: 'https://desk.example.jp' } });
});

const callOf = (tenantId: string, more: Partial<StepCall> = {}): StepCall => ({
  ...{
    tenantId,
    batchId: BATCH_ID,
    execution: EXECUTION,
    taskToken: 'token',
    invocation: 'i',
    expiresAt: new Date(NOW),
  },
  ...more,
});
const changed = new PageChangedError(because('another page'));
const tell = (tenantId: string, { step = 'CheckConnection', error = changed, ...more } = {}): Promise<void> =>
  reportToBreaker(ports, step, callOf(tenantId, more), error);
const held = () => ports.switches.read('everything');

describe('the circuit breaker is tripped', () => {
  test('once by all who meet the same error at once, with one mail that says why and where to reset it', async () => {
    await Promise.all(['t-1', 't-2', 't-3', 't-4', 't-5'].map((id) => tell(id)));
    expect(await held()).toMatchObject({
      state: 'paused',
      by: CIRCUIT_BREAKER,
      at: NOW,
      trip: { code: 'PageChangedError' },
    });
    expect(ports.mailer.sent.map(({ key }) => key)).toEqual([`brake#${NOW}`]);
    expect(ports.mailer.sent[0]?.mail.text).toContain('https://desk.example.jp/switches');
    expect(ports.mailer.sent[0]?.mail.text).toContain('同じエラー');
  });

  test.each(['read', 'setIfAbsent'] as const)(
    'also where AWS does not take the %s of the switch at first',
    async (method) => {
      const throttled = Object.assign(new Error('Rate exceeded'), { name: 'ThrottlingException' });
      vi.spyOn(ports.switches, method).mockRejectedValueOnce(throttled);
      await tell('t-1', { step: 'StartUpdate' });
      expect(await held()).toBeDefined();
      expect(ports.mailer.sent).toHaveLength(1);
    },
  );

  test('by three tenants within half an hour, and not by one three times, nor by one before and two after', async () => {
    for (let n = 0; n < 3; n++) await tell('t-1');
    ports.clock.pass(31 * MINUTE);
    await tell('t-2');
    await tell('t-3');
    expect(await held()).toBeUndefined();
    ports.clock.pass(29 * MINUTE);
    await tell('t-4');
    expect(await held()).toBeDefined();
  });

  test('anew after a resume only by as many tenants again', async () => {
    for (const id of ['t-1', 't-2', 't-3']) await tell(id);
    await resume(ports, await asSeen(ports, { scope: 'everything', by: 'operator' }));
    await tell('t-4');
    await tell('t-5');
    expect(await held()).toBeUndefined();
    await tell('t-6');
    expect(await held()).toBeDefined();
  });
});

describe('the circuit breaker is left alone', () => {
  test('by what came while everything was held: it would trip it again, right after somebody has reset it', async () => {
    await turnTo(ports.switches, 'everything', { state: 'paused', by: 'operator', at: NOW, why: 'a question' });
    await tell('t-1');
    await tell('t-2');
    await turnTo(ports.switches, 'everything', undefined);
    await tell('t-3');
    expect(await held()).toBeUndefined();
  });

  test('where somebody tripped it a moment before: the mail is theirs', async () => {
    await turnTo(ports.switches, 'everything', { state: 'paused', by: 'operator', at: NOW, why: 'a question' });
    vi.spyOn(ports.switches, 'read').mockResolvedValueOnce(undefined);
    await tell('t-1', { step: 'StartUpdate' });
    expect(ports.mailer.sent).toEqual([]);
    expect(await held()).toMatchObject({ by: 'operator' });
  });

  test('by what the machine tries again, until all its tries are used up', async () => {
    const error = new VendorUnavailableError(because('503'));
    for (const id of ['t-1', 't-2', 't-3']) await tell(id, { error, retryCount: MOST_RETRIES - 1 } as object);
    expect(await held()).toBeUndefined();
    for (const id of ['t-1', 't-2', 't-3']) await tell(id, { error, retryCount: MOST_RETRIES } as object);
    expect(await held()).toBeDefined();
  });

  test('by a person at the desk, who has seen it and decides', async () => {
    await tell('t-1', { step: 'StartUpdate', person: 'operator' } as object);
    expect(await held()).toBeUndefined();
  });

  test('where somebody holds or has stopped everything already: their word stays', async () => {
    const stopped = { state: 'stopped', by: 'operator', at: NOW, why: 'wrong file' } as const;
    await turnTo(ports.switches, 'everything', stopped);
    await tell('t-1', { step: 'StartUpdate' });
    expect(await held()).toEqual(stopped);
    expect(ports.mailer.sent).toEqual([]);
  });
});

test('an error that cannot be counted does not hide itself behind another', async () => {
  vi.spyOn(ports.switches, 'noteError').mockRejectedValue(new Error('throttled'));
  await expect(tell('t-1')).resolves.toBeUndefined();
});

describe('a scheduled run', () => {
  test('sends the mail of a trip whose function died or was refused before it', async () => {
    vi.spyOn(ports.mailer, 'sendOnce').mockRejectedValueOnce(new MailRefusedError(because('paused')));
    await tell('t-1', { step: 'StartUpdate' });
    expect(await held()).toBeDefined();
    expect(ports.mailer.sent).toEqual([]);
    await checkPauses(ports);
    await checkPauses(ports);
    expect(ports.mailer.sent.map(({ key }) => key)).toEqual([`brake#${NOW}`]);
  });

  test('reminds daily of everything that is held, in one mail however many tenants wait', async () => {
    await tell('t-1', { step: 'StartUpdate' });
    for (const subject of ['t-1', 't-2', 't-3']) await fileAt(subject);
    // From Saturday evening to Monday morning.
    ports.clock.pass(36 * HOUR + 5 * HOUR);
    await checkPauses(ports);
    await checkPauses(ports);
    expect(ports.mailer.sent.map(({ mail }) => mail.subject)).toEqual([
      expect.stringContaining('開始を一時停止しました'),
      expect.stringContaining('一時停止したままです'),
    ]);
    ports.clock.pass(DAY);
    await checkPauses(ports);
    expect(ports.mailer.sent).toHaveLength(3);
  });

  test('lets a step go on that came to the desk while somebody resumed: nobody else would wake it', async () => {
    const paused = { state: 'paused', by: 'operator', at: NOW, why: 'a question' } as const;
    await turnTo(ports.switches, { batchId: BATCH_ID }, paused);
    await fileAt('t-1');
    expect(await checkPauses(ports)).toEqual([]);
    await turnTo(ports.switches, { batchId: BATCH_ID }, undefined);
    expect(await checkPauses(ports)).toMatchObject([{ subject: 't-1', step: 'StartUpdate' }]);
    expect(ports.executions.waiting.size).toBe(0);
  });
});

describe('a scheduled run, while a pilot goes ahead of its batch', () => {
  const pause = { state: 'paused', by: PILOT, at: NOW, why: 'the first tenants go ahead', spares: ['t-1'] } as const;

  test('lets a step of the pilot itself go on, which that pause does not hold', async () => {
    await turnTo(ports.switches, { batchId: BATCH_ID }, pause);
    for (const subject of ['t-1', 't-2']) await fileAt(subject);
    expect(await checkPauses(ports)).toMatchObject([{ subject: 't-1' }]);
  });

  test('reminds of it where somebody else of the batch waits, and only there', async () => {
    await turnTo(ports.switches, { batchId: BATCH_ID }, pause);
    await fileAt('t-1');
    ports.clock.pass(36 * HOUR + 5 * HOUR);
    await checkPauses(ports);
    expect(ports.mailer.sent).toEqual([]);
    for (const subject of ['t-2', 't-3']) await fileAt(subject);
    await checkPauses(ports);
    expect(ports.mailer.sent).toHaveLength(1);
  });
});

async function fileAt(subject: string): Promise<void> {
  await ports.vault.seal(subject, 'task-token:StartUpdate', new Secret(`token of ${subject}`));
  ports.executions.waiting.add(`token of ${subject}`);
  const because = { code: 'PersonNeededError', reason: 'paused', guideStep: '3-12' } as const;
  const from = { subject, step: 'StartUpdate', batchId: BATCH_ID, execution: EXECUTION, ask: 'paused' };
  await ports.desk.file({ ...from, because, filedAt: NOW });
}
