import { afterAll, describe, expect, it } from 'vitest';
import { DynamoBatchStore } from '../../lambdas/adapters/dynamo/dynamo-batch-store.ts';
import { DynamoSwitches } from '../../lambdas/adapters/dynamo/dynamo-switches.ts';
import { DynamoTable } from '../../lambdas/adapters/dynamo/dynamo-table.ts';
import { emptyFigures } from '../../lambdas/domain/report.ts';
import { aBatch } from '../builders.ts';
import { visionlift, visionliftJson } from './a-command.ts';
import { aStage, OUTPUTS, STAGE } from './a-stage.ts';

const stage = await aStage();
afterAll(() => stage.close());
const { environment } = stage;
const table = new DynamoTable(OUTPUTS.RecordsTable);
const switches = new DynamoSwitches(table);
const batchId = 'pilot--0a1b2c3d';
await new DynamoBatchStore(table).create(aBatch({ batchId }));
const AT_STAGE = ['--stage', STAGE];

describe('pause, stop and resume', () => {
  it('turn the switch of one batch, with who and why for the record', async () => {
    const words = ['pause', batchId, '--why', 'vendor maintenance', '--by', 'night shift', ...AT_STAGE];
    const { json: answer } = await visionliftJson(words, { environment });
    expect(answer).toEqual({ switch: 'pause', batchId, tenants: null });
    expect(await switches.read({ batchId })).toMatchObject({
      state: 'paused',
      by: 'night shift',
      why: 'vendor maintenance',
    });
    expect(await switches.read('everything')).toBeUndefined();

    await visionliftJson(['stop', batchId, '--why', 'wrong file', ...AT_STAGE], { environment });
    expect(await switches.read({ batchId })).toMatchObject({ state: 'stopped', why: 'wrong file' });

    const resumed = await visionliftJson(['resume', batchId, ...AT_STAGE], { environment });
    expect(resumed.json).toEqual({ switch: 'resume', batchId, tenants: 0 });
    expect(await switches.read({ batchId })).toBeUndefined();
  });

  it('keep one line of who and why, as the desk does, and no reason of blanks', async () => {
    const long = `line\u202e one\n${'x'.repeat(1000)}`;
    await visionliftJson(['pause', batchId, '--why', long, '--by', long, ...AT_STAGE], { environment });
    const { by, why } = (await switches.read({ batchId })) ?? {};
    expect(why).toBe(`line one ${'x'.repeat(191)}`);
    expect(by).toBe(`line one ${'x'.repeat(91)}`);
    await visionliftJson(['resume', batchId, ...AT_STAGE], { environment });

    const blank = await visionliftJson(['pause', batchId, '--why', ' ', ...AT_STAGE], { environment });
    expect(blank).toMatchObject({ code: 1, json: { error: { code: 'why-missing' } } });
    expect(await switches.read({ batchId })).toBeUndefined();
  });

  it('turn the one of the whole deployment only by that word, never by a batch that was forgotten', async () => {
    const forgotten = await visionlift(['stop', '--why', 'x', ...AT_STAGE], { environment });
    expect(forgotten).toMatchObject({ code: 1 });
    expect(forgotten.stderr).toContain('--everything');
    expect(await switches.read('everything')).toBeUndefined();

    const { code, stdout } = await visionlift(
      ['stop', '--everything', '--why', 'incident', '--language', 'ja', ...AT_STAGE],
      { environment },
    );
    expect(code).toBe(0);
    expect(stdout).toContain('停止しました');
    expect(await switches.read('everything')).toMatchObject({ state: 'stopped', why: 'incident' });
  });

  it('hold what a batch has left on its way that ended at its deadline, and may still press', async () => {
    const overdue = 'overdue--0a1b2c3d';
    const figures = { ...emptyFigures({ rows: 2, rejected: 0, accepted: 2, refused: false }), open: 1, migrated: 1 };
    await new DynamoBatchStore(table).create(aBatch({ batchId: overdue, ending: 'someNeedAttention', figures }));
    await visionliftJson(['pause', overdue, '--why', 'x', ...AT_STAGE], { environment });
    expect(await switches.read({ batchId: overdue })).toMatchObject({ state: 'paused' });
  });

  it('refuse to hold or end a batch that has ended, which would say that it does what it does not', async () => {
    const ended = 'ended--0a1b2c3d';
    await new DynamoBatchStore(table).create(aBatch({ batchId: ended, ending: 'migrated' }));
    for (const word of ['pause', 'stop']) {
      const refused = await visionliftJson([word, ended, '--why', 'x', ...AT_STAGE], { environment });
      expect(refused).toMatchObject({ code: 1, json: { error: { code: 'batch-ended' } } });
    }
    expect(await switches.read({ batchId: ended })).toBeUndefined();
  });

  it('refuse a batch that is not there, and name the latest', async () => {
    const { code, stderr } = await visionlift(['pause', 'other--00000000', '--why', 'x', ...AT_STAGE], { environment });
    expect(code).toBe(1);
    expect(stderr).toContain(batchId);
  });
});
