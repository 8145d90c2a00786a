import { readdir, readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { aFolder, runJson, runJsonWith, SUMMARY_KEYS, TENANT_KEYS } from './a-run.ts';

const SAMPLE = 'samples/tenants.csv';

interface VendorFile {
  tenants: Record<string, { face?: 'modern'; faults?: string[] }>;
}

describe('the sample batch', () => {
  it('by a browser at simulated consoles of both faces in one batch is migrated, and found migrated with --continue', async () => {
    const scenario = JSON.parse(await readFile(SAMPLE.replace('.csv', '.vendor.json'), 'utf8')) as VendorFile;
    for (const tenantId of ['t-002', 't-004']) {
      scenario.tenants[tenantId] = { ...scenario.tenants[tenantId], face: 'modern' };
    }
    const files = { 'tenants.csv': await readFile(SAMPLE, 'utf8'), 'tenants.vendor.json': JSON.stringify(scenario) };
    const folder = await aFolder(files);
    await runTwice('browser', await aFolder(), join(folder, 'tenants.csv'));
  }, 300_000);

  it('by a script at the model behind them as well, and begins afresh without --continue, whatever an earlier run left', async () => {
    const out = await aFolder();
    await runTwice('scripted', out);
    const { json } = await runJson(SAMPLE, out);
    expect(json).toMatchObject({ migrated: 4, skipped: 0, needsAttention: 1 });
    expect(await readdir(join(json.out, 'reports'))).toEqual([json.batchId]);
  }, 90_000);
});

/** To its end, and once more with `--continue`, which finds it migrated. */
async function runTwice(hands: 'browser' | 'scripted', out: string, file = SAMPLE): Promise<void> {
  const first = await runJsonWith(hands, file, out);
  expect(first.code).toBe(0);
  expect(Object.keys(first.json)).toEqual(SUMMARY_KEYS);
  for (const tenant of first.json.tenants) expect(Object.keys(tenant)).toEqual(TENANT_KEYS);
  expect(first.json).toMatchObject({
    refused: false,
    problems: [],
    rows: 5,
    accepted: 5,
    rejected: 0,
    migrated: 4,
    skipped: 0,
    needsAttention: 1,
    // One to each of five stakeholders, one for the tenant that stopped, one for the batch.
    mails: 7,
    out: await realpath(join(out, 'latest')),
  });
  expect(first.json.batchId).toMatch(/^tenants--[0-9a-f]{8}$/u);
  expect(first.json.execution).toBe(first.json.batchId);
  expect(first.json.tenants.map(({ tenantId, updatePressed }) => [tenantId, updatePressed])).toEqual([
    ['t-001', 1],
    ['t-002', 3],
    ['t-003', 1],
    ['t-004', 1],
    ['t-005', 0],
  ]);
  expect(first.json.tenants[4]).toMatchObject({
    outcome: 'needsAttention',
    reason: 'its licence expired on 2026-05-30',
    guideStep: '1-1',
    passwordResets: 0,
    transferPressed: 0,
  });
  for (const tenant of first.json.tenants.slice(0, 4)) {
    expect(tenant).toMatchObject({ outcome: 'migrated', reason: null, guideStep: null });
    expect(tenant).toMatchObject({ passwordResets: 1, transferPressed: 1 });
    expect(tenant.states[0]).toBe('ClaimTenant');
    expect(tenant.states.at(-1)).toBe('TenantMigrated');
  }
  expect((await readdir(join(first.json.out, 'mails'))).filter((name) => name.endsWith('.txt'))).toHaveLength(7);
  expect(await readdir(join(first.json.out, 'reports', first.json.batchId ?? ''))).toEqual([
    ...['report.csv', 'report.en.html', 'report.html', 'report.json'],
  ]);

  const second = await runJsonWith(hands, file, out, '--continue');
  expect(second.code).toBe(0);
  expect(second.json).toMatchObject({ migrated: 0, skipped: 4, needsAttention: 1, rows: 5 });
  // The consoles have other addresses by now: a session of the first run leads nowhere.
  expect(second.json.tenants[4]?.reason).toBe('its licence expired on 2026-05-30');
  expect(second.json.batchId).not.toBe(first.json.batchId);
  const pressed = (run: typeof first) =>
    run.json.tenants.map(({ updatePressed, passwordResets, transferPressed }) => [
      updatePressed,
      passwordResets,
      transferPressed,
    ]);
  expect(pressed(second)).toEqual(pressed(first));
  for (const tenant of second.json.tenants.slice(0, 4)) {
    expect(tenant.reason).toBe(`already migrated by batch ${first.json.batchId ?? ''}`);
  }
}
