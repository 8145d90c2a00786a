import { expect, it } from 'vitest';
import { aFolder, csvOf, runJsonWith, SUMMARY_KEYS } from './a-run.ts';

it('ends when only people can go on, says where, and goes on from there with --continue', async () => {
  const out = await aFolder({ 'pilot.csv': csvOf({ tenant_id: 'w-1' }, { tenant_id: 'w-2' }) });
  for (const more of [[], ['--continue']]) {
    const { code, json, stderr } = await runJsonWith('operator', `${out}/pilot.csv`, out, ...more);

    expect(code).toBe(0);
    expect(Object.keys(json)).toEqual(SUMMARY_KEYS);
    expect(json).toMatchObject({ rows: 2, migrated: 0, skipped: 0, needsAttention: 0, waiting: 2 });
    expect(json.tenants.map(({ outcome, states }) => [outcome, states.at(-1)])).toEqual([
      ['waiting', 'ConfirmLicence'],
      ['waiting', 'ConfirmLicence'],
    ]);
    expect(stderr).toMatch(/w-1 {2}ConfirmLicence {2}http:\/\/127\.0\.0\.1:\d+\/tasks\/w-1\/ConfirmLicence/u);
  }
});
