import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { PublicCheck } from '../../bin/commands/shared/public-check.ts';
import type { Uploaded } from '../../bin/commands/shared/upload.ts';
import { aFolder, csvOf } from '../end-to-end/a-run.ts';
import { visionlift, visionliftJson } from './a-command.ts';
import { aServedStack } from './a-served-stack.ts';

/** One stack for all: a batch of three tenants, one of which the vendor does not let go on. */
const stack = await aServedStack();
afterAll(() => stack.stop());

const on = (...words: string[]) => [...words, ...stack.words];
const figuresOf = (migrated: number, needsAttention: number) => ({ migrated, needsAttention, open: 0 });

interface Progress {
  batch: { batchId: string; ending: string | null; figures: Record<string, number> };
  attention: { tenantId: string; code: string }[];
}

let batchId: string;

describe('a batch that is followed from this computer', () => {
  it('starts by a file that is submitted', async () => {
    // The last one's licence channel is one that the vendor has to be asked about.
    const channels = ['licence_channel', 'TSSL', 'TSSL', 'MSPL'];
    const lines = csvOf({ tenant_id: 't-1' }, { tenant_id: 't-2' }, { tenant_id: 't-3' }).trimEnd().split('\n');
    const file = join(stack.out, 'pilot.csv');
    await writeFile(file, lines.map((line, n) => `${line},${channels[n] ?? ''}\n`).join(''));
    batchId = (await visionliftJson<Uploaded>(on('submit', file))).json.batchId;
    expect(batchId).toMatch(/^pilot--/u);
  });

  it('is watched to its end, a line of JSON for each change, and only then', async () => {
    const { stdout, stderr, code } = await visionlift(on('watch', batchId, '--every', '1', '--json'));
    expect(code, stderr).toBe(0);
    const looks = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Progress);
    expect(looks.slice(0, -1).every(({ batch }) => batch.ending === null)).toBe(true);
    expect(looks.at(-1)?.batch).toMatchObject({ batchId, ending: 'someNeedAttention', figures: figuresOf(2, 1) });
    expect(looks.at(-1)?.attention).toMatchObject([{ tenantId: 't-3', code: 'LicenceNotReadyError' }]);
  });

  it('is the latest in the list, with what became of its tenants', async () => {
    const { json } = await visionliftJson<{ batches: Progress['batch'][]; openTasks: number }>(on('status'));
    expect(json.batches[0]).toMatchObject({ batchId, ending: 'someNeedAttention', figures: figuresOf(2, 1) });
    expect(json.openTasks).toBe(0);
    const { stdout } = await visionlift(on('status'));
    expect(stdout).toContain(batchId);
    expect(stdout).toContain('要対応 1');
  });

  it('tells of itself and of each tenant by their ids', async () => {
    const batch = await visionlift(on('status', batchId, '--language', 'en'));
    expect(batch.stdout).toMatch(/^ {2}migrated +2 {2}█+░+$/mu);
    expect(batch.stdout).toMatch(/t-3 {2}guide 1-1, checking the licence {2}LicenceNotReadyError/u);
    const tenant = await visionliftJson<{ tenant: Record<string, unknown> }>(on('status', 't-1'));
    expect(tenant.json.tenant).toMatchObject({ tenantId: 't-1', batchId, heldBy: null });
  });

  it('shows what was done with a tenant, in order', async () => {
    const { json } = await visionliftJson<{ events: { at: string; step: string }[] }>(on('journal', 't-1'));
    const steps = json.events.map(({ step }) => step);
    expect(steps[0]).toBe('ConfirmLicence');
    expect(steps).toContain('StartUpdate');
    expect(json.events.map(({ at }) => at)).toEqual(json.events.map(({ at }) => at).sort());
    expect((await visionlift(on('journal', 't-1', '--language', 'en'))).stdout).toMatch(/^when \(UTC\) +step/u);
  });

  it('gives its report, which is a valid file again', async () => {
    const to = await aFolder();
    const { json } = await visionliftJson<{ files: { name: string; path: string }[] }>(
      on('report', batchId, '--to', to),
    );
    expect(json.files.map(({ name }) => name)).toContain('report.csv');
    expect(await readFile(join(to, 'report.csv'), 'utf8')).toContain('t-3');
    const checked = await visionliftJson<PublicCheck>(['check', join(to, 'report.csv')]);
    expect(checked.json).toMatchObject({ refused: false, accepted: 3 });
  });

  it('is retried with what it did not finish, and with nothing else, in one new batch', async () => {
    const { json } = await visionliftJson<Uploaded & { tenants: number; of: string }>(on('retry', batchId));
    expect(json).toMatchObject({ of: batchId, tenants: 1, key: 'incoming/pilot-retry.csv' });
    expect((await visionlift(on('watch', json.batchId, '--every', '1'))).code).toBe(0);
    const after = await visionliftJson<Progress>(on('status', json.batchId));
    expect(after.json.batch).toMatchObject({ batchId: json.batchId, figures: { ...figuresOf(0, 1), rows: 1 } });
    expect(after.json.attention.map(({ tenantId }) => tenantId)).toEqual(['t-3']);
  });
});

describe('what is not there', () => {
  it.each([
    [['status', 'nothing--0a1b2c3d'], 'not-found'],
    [['watch', 'nothing--0a1b2c3d'], 'no-batch'],
    [['report', 'nothing--0a1b2c3d'], 'no-batch'],
    [['retry', 'nothing--0a1b2c3d'], 'no-batch'],
    [['journal', 'nobody'], 'no-tenant'],
  ])('is told with its remedy: %j', async (words, code) => {
    const ended = await visionliftJson<{ error: { code: string; message: string; whatToDo: string } }>(on(...words));
    expect(ended.code).toBe(1);
    expect(ended.json.error.code).toBe(code);
    expect(ended.json.error.message).toContain(words[1]);
    expect(ended.json.error.whatToDo).not.toBe('');
  });

  it.each([
    [() => ['evidence', 't-1', '--to', '/nowhere/x'], '/nowhere/x'],
    // Node's own `mkdir` never comes back from there.
    [() => ['report', batchId, '--to', '/proc/x/y'], '/proc/x'],
    [() => ['report', batchId, '--to', '/dev/null/x'], '/dev/null'],
  ])('is told of a place that cannot be written to, too', async (words, place) => {
    const { json } = await visionliftJson<{ error: Record<string, string> }>(on(...words()));
    expect(json.error).toMatchObject({
      code: 'no-such-place',
      message: expect.stringContaining(place) as string,
    });
    expect(json.error['whatToDo']).toContain('path');
  });

  it('suggests the latest batches where an id was mistyped', async () => {
    expect((await visionlift(on('report', `${batchId}x`))).stderr).toContain(batchId);
  });
});
