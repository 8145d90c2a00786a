import { beforeEach, describe, expect, test } from 'vitest';
import { handOverPage } from '../../lambdas/desk/hand-over/hand-over-page.ts';
import { overrideMethods } from '../../lambdas/adapters/override-methods.ts';
import { HAND_OVER, tokenPurpose } from '../../lambdas/domain/desk-task.ts';
import { Secret } from '../../lambdas/domain/secret.ts';
import { TAKE_OVER } from '../../lambdas/domain/hand-over.ts';
import type { Answered } from '../../lambdas/desk/task-view.ts';
import { aDeskTask, anIntakeRow, aTenant, BATCH_ID, EXECUTION } from '../builders.ts';
import { MINUTE, NOW, portsWith, PRIMARY_PASSWORD, type TestPorts } from '../steps/kit.ts';

const IT = 'it@tenant-1.example';
const BOSS = 'boss@tenant-1.example';
const row = anIntakeRow({ notifyEmails: [IT, BOSS] });

let ports: TestPorts;

beforeEach(async () => {
  ports = portsWith({ tenants: [aTenant({ stage: 'told', row })] });
  const { because } = aDeskTask();
  const task = { subject: 'tenant-1', step: HAND_OVER, batchId: BATCH_ID, execution: EXECUTION, because };
  await ports.desk.file({ ...task, ask: TAKE_OVER, filedAt: NOW });
});

async function press(address: string, action: string, form: Record<string, string> = {}): Promise<Answered> {
  const task = await ports.desk.read('tenant-1', HAND_OVER);
  if (!task) throw new Error('the hand-over is not on the desk');
  return handOverPage.answer(ports, {
    ...{ task, revision: task.revision, action, form, language: 'en', sourceAddress: '203.0.113.7' },
    visitor: { kind: 'outside', purpose: 'hand-over', address },
  });
}

function mailedCode(): string {
  const code = /\b(\d{6})\b/u.exec(ports.mailer.sent.at(-1)?.mail.text ?? '')?.[1];
  if (code === undefined) throw new Error('the last mail holds no code');
  return code;
}

describe('the password of the primary account', () => {
  test('is shown to the contact who asked, with the code that was mailed to that contact', async () => {
    await press(IT, 'show');
    expect(ports.mailer.sent.at(-1)?.mail.to).toBe(IT);

    expect(JSON.stringify(await press(IT, 'code', { code: mailedCode() }))).toContain(PRIMARY_PASSWORD);
    expect((await ports.tenants.events('tenant-1')).at(-1)).toMatchObject({ by: IT, step: HAND_OVER });
  });

  test('is not shown to another contact, who has come by that code: a code proves one mailbox', async () => {
    await press(IT, 'show');

    const answered = await press(BOSS, 'code', { code: mailedCode() });
    expect(answered.kind).toBe('refused');
    expect(JSON.stringify(answered)).not.toContain(PRIMARY_PASSWORD);
    // Nor is the code used up for the one whose it is.
    expect(JSON.stringify(await press(IT, 'code', { code: mailedCode() }))).toContain(PRIMARY_PASSWORD);
  });

  test('is shown once: a second answer with the same code finds it used', async () => {
    await press(IT, 'show');
    const code = mailedCode();
    await press(IT, 'code', { code });

    expect((await press(IT, 'code', { code })).kind).toBe('refused');
  });

  test('is not shown when the code is too old, nor after five wrong ones', async () => {
    await press(IT, 'show');
    ports.clock.pass(16 * MINUTE);
    expect((await press(IT, 'code', { code: mailedCode() })).kind).toBe('refused');

    await press(IT, 'show');
    const code = mailedCode();
    const wrong = code === '000000' ? '000001' : '000000';
    for (let tries = 0; tries < 5; tries++) expect((await press(IT, 'code', { code: wrong })).kind).toBe('refused');
    expect((await press(IT, 'code', { code })).kind).toBe('refused');
  });

  test('is not shown where the journal cannot say so: nobody has seen a secret of which we do not know', async () => {
    await press(IT, 'show');
    ports.tenants.append = () => Promise.reject(new Error('throttled'));

    await expect(press(IT, 'code', { code: mailedCode() })).rejects.toThrow('throttled');
  });
});

describe('the receipt', () => {
  const closeAsOver = async (as: 'withdrawn' | 'expired') => {
    const open = await ports.desk.read('tenant-1', HAND_OVER);
    if (open) await ports.desk.change(open, { closed: { at: NOW, by: 'on-schedule', as } });
  };
  const isAnswered = async () => {
    await ports.vault.seal('tenant-1', tokenPurpose(HAND_OVER), new Secret('token'));
    expect(await press(IT, 'taken', { mine: 'on' })).toMatchObject({ kind: 'done' });
    expect((await ports.desk.read('tenant-1', HAND_OVER))?.closed).toMatchObject({ by: IT, as: 'done' });
  };

  test.each(['withdrawn', 'expired'] as const)(
    'is there although the machine, which goes on at once, or a scheduled run has closed the task as %s meanwhile',
    async (as) => {
      ports.executions = overrideMethods(ports.executions, {
        succeedTask: async () => {
          await closeAsOver(as);
          return true;
        },
      });
      await isAnswered();
    },
  );

  test('is there although that happens between a look at the task and its end', async () => {
    const { desk } = ports;
    let closes = 0;
    ports.desk = overrideMethods(desk, {
      change: async (task, change) => {
        if (change.closed?.as === 'done' && closes++ === 0)
          await desk.change(task, { closed: { at: NOW, by: 'on-schedule', as: 'withdrawn' } });
        return desk.change(task, change);
      },
    });
    await isAnswered();
  });
});
