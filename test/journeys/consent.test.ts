import { describe, expect, it } from 'vitest';
import { consentPage } from '../../lambdas/desk/consent/consent-page.ts';
import { aJourney, aRow, csvOf, DAY, EACH_ONCE, HOUR, UNTOUCHED, type Journey } from './a-journey.ts';

const BOSS = 'boss@t-1.example.jp';
const row = aRow({ tenant_id: 't-1', consent_reference: '', consent_by: '', consent_on: '', approver_email: BOSS });

/** Waits until the consent is asked for, and lets the approver press a button some hours later. */
async function approver(journey: Journey) {
  const { ports, clock } = journey.stack;
  const press = (action: string, form: Record<string, string> = {}) =>
    clock.busy(async () => {
      const task = await ports.desk.read('t-1', 'AskForConsent');
      if (!task) throw new Error('the consent is not on the desk');
      return consentPage.answer(ports, {
        ...{ task, revision: task.revision, action, form, language: 'ja', sourceAddress: '203.0.113.7' },
        visitor: { kind: 'outside', purpose: 'consent', address: BOSS },
      });
    });
  const code = () => /\b(\d{6})\b/u.exec(journey.mailsTo(BOSS).at(-1)?.text ?? '')?.[1] ?? '';
  await clock.sleep(3 * HOUR);
  return { press, code };
}

describe('a tenant whose approver is asked', () => {
  it('is migrated after a yes at the desk, each point of no return passed once', async () => {
    const journey = aJourney();
    await journey.start(csvOf(row));
    const { press, code } = await approver(journey);
    expect(journey.presses('t-1')).toEqual(UNTOUCHED);
    expect(await press('agree', { name: '見本 太郎', understood: 'on' })).toEqual({ kind: 'next' });
    expect(await press('confirm', { code: code() })).toEqual({ kind: 'done' });
    await journey.stack.engine.idle();

    expect((await journey.tenant('t-1')).outcome).toMatchObject({ outcome: 'migrated' });
    expect(journey.presses('t-1')).toEqual(EACH_ONCE);
    expect(journey.violations()).toEqual([]);
  });

  it('is skipped after a no, with nothing changed at the vendor', async () => {
    const journey = aJourney();
    await journey.start(csvOf(row));
    const { press, code } = await approver(journey);
    await press('decline', { name: '見本 太郎' });
    expect(await press('confirm', { code: code() })).toEqual({ kind: 'done' });
    await journey.stack.engine.idle();

    const { outcome, states } = await journey.tenant('t-1');
    expect(outcome).toMatchObject({ outcome: 'skipped', code: 'declined' });
    expect(states).not.toContain('ClaimPrimaryAccount');
    expect(states.at(-1)).toBe('TenantSkipped');
    expect(journey.presses('t-1')).toEqual(UNTOUCHED);
  });

  it('needs attention after 30 days of silence, with whom was asked, and the link then leads nowhere', async () => {
    const journey = aJourney();
    const started = journey.stack.clock.now().getTime();
    await journey.run(csvOf(row));

    const { outcome } = await journey.tenant('t-1');
    expect(outcome?.outcome).toBe('needsAttention');
    expect(outcome?.reason).toContain(`${BOSS} was asked and has not answered`);
    expect(Date.parse(outcome?.at ?? '') - started).toBeGreaterThanOrEqual(30 * DAY);
    expect((await journey.stack.ports.desk.read('t-1', 'AskForConsent'))?.closed?.as).toBe('withdrawn');
    expect(journey.presses('t-1')).toEqual(UNTOUCHED);
  });
});
