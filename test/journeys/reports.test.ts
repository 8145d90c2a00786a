import { describe, expect, it } from 'vitest';
import { aJourney, aRow, csvOf, EACH_ONCE, walk } from './a-journey.ts';

describe('report.csv', () => {
  it('fed back as it is tries only what did not finish', async () => {
    const journey = aJourney({ tenants: { 't-2': { faults: ['EXPIRED_LICENCE'] } } });
    const first = await journey.run(csvOf(...['t-1', 't-2', 't-3'].map((tenant_id) => aRow({ tenant_id }))));
    // The customer has renewed the licence.
    journey.heal('t-2');
    await journey.run(journey.report(first), 'incoming/report.csv');
    for (const id of ['t-1', 't-3']) {
      expect((await journey.tenant(id)).outcome).toMatchObject({ outcome: 'skipped', code: 'alreadyMigrated' });
    }
    expect((await journey.tenant('t-2')).outcome?.outcome).toBe('migrated');
    for (const id of ['t-1', 't-2', 't-3']) {
      expect(journey.presses(id)).toEqual(EACH_ONCE);
      expect(journey.mailsTo(`it@${id}.example.jp`)).toHaveLength(1);
    }
    expect(journey.batchStates().at(-1)).toBe('BatchMigrated');
  });

  it('has a line for each accepted row, with outcome, reason, step of the guide and execution', async () => {
    const journey = aJourney({
      tenants: { 't-2': { faults: ['EXPIRED_LICENCE'] } },
      settings: { operatorLanguage: 'en' },
    });
    const batchId = await journey.run(csvOf(...['t-1', 't-2'].map((tenant_id) => aRow({ tenant_id }))));
    const [header, ...lines] = journey.report().replace('\ufeff', '').trimEnd().split('\r\n');
    expect(header).toMatch(/,outcome,reason,guide_step,execution$/u);
    expect(lines.sort()).toEqual([
      expect.stringMatching(new RegExp(`^t-1,.*,migrated,,,t-1--${batchId.slice(-8)}--1$`, 'u')),
      expect.stringMatching(
        new RegExp(`^t-2,.*,needs attention,its licence expired on 2026-05-30,1-1,t-2--${batchId.slice(-8)}--1$`, 'u'),
      ),
    ]);
  });
});

describe('a completion mail', () => {
  it('goes to each stakeholder once, in the language of the tenant', async () => {
    const journey = await walk([
      aRow({ tenant_id: 't-ja', notify_emails: 'a@t-ja.example.jp;b@t-ja.example.jp' }),
      aRow({ tenant_id: 't-en', language: 'en' }),
    ]);
    expect(journey.mailsTo('a@t-ja.example.jp')).toHaveLength(1);
    expect(journey.mailsTo('b@t-ja.example.jp')).toHaveLength(1);
    const [japanese] = journey.mailsTo('a@t-ja.example.jp');
    const [english] = journey.mailsTo('it@t-en.example.jp');
    expect(japanese?.text).toContain('Trend Vision One');
    expect(japanese?.text).toMatch(/[ぁ-ん]/u);
    expect(english?.text).toContain('Trend Vision One');
    // Company and operator keep the names they gave themselves; the sentences are English.
    expect(english?.subject).not.toMatch(/[ぁ-ん]/u);
    expect(english?.text).not.toMatch(/[ぁ-ん]/u);
  });

  it('is not sent for a tenant that needs attention: the operator is told instead, with step and reason', async () => {
    const journey = await walk([aRow({ tenant_id: 't-1' })], { tenants: { 't-1': { faults: ['EXPIRED_LICENCE'] } } });
    expect(journey.mailsTo('it@t-1.example.jp')).toEqual([]);
    const [attention, batch] = journey.mailsTo('operator@msp.example.jp');
    expect(attention?.text).toContain('t-1');
    expect(attention?.text).toContain('1-1');
    expect(attention?.text).toContain('2026年5月30日');
    expect(batch).toBeDefined();
  });
});
