import { afterAll, describe, expect, it } from 'vitest';
import { DynamoBatchStore } from '../../lambdas/adapters/dynamo/dynamo-batch-store.ts';
import { DynamoDesk } from '../../lambdas/adapters/dynamo/dynamo-desk.ts';
import { DynamoTable } from '../../lambdas/adapters/dynamo/dynamo-table.ts';
import { DynamoTenantStore } from '../../lambdas/adapters/dynamo/dynamo-tenant-store.ts';
import { kmsClient } from '../../lambdas/adapters/kms/client.ts';
import { KmsVault } from '../../lambdas/adapters/kms/kms-vault.ts';
import { confirmRelease } from '../../lambdas/desk/release/release-page.ts';
import { awaitRelease } from '../../lambdas/steps/await-release.ts';
import { aBatch, aBatchTenant, EXECUTION } from '../builders.ts';
import { portsWith } from '../steps/kit.ts';
import { visionlift, visionliftJson } from './a-command.ts';
import { aStage, OUTPUTS, STAGE } from './a-stage.ts';
import { LOCAL_CALLER } from '../../local/aws/sts.ts';
import { operatorCalled } from '../../local/desk/played-operator.ts';

const operatorAs = (name: string) => ({ by: name, proof: operatorCalled(name).proof });

const stage = await aStage();
afterAll(() => stage.close());
const { environment } = stage;
const table = new DynamoTable(OUTPUTS.RecordsTable);
const vault = { table: new DynamoTable(OUTPUTS.VaultTable), kms: kmsClient(), keyId: OUTPUTS.VaultKeyArn };

/** A batch that waits for its release, as the functions of the stage leave it. */
async function aBatchThatWaits(batchId: string, releaseBy: 'one' | 'two') {
  const ports = {
    ...portsWith({ settings: { releaseBy, defaultHands: 'browser', deskOrigin: 'https://desk.example' } }),
    batches: new DynamoBatchStore(table),
    desk: new DynamoDesk(table),
    tenants: new DynamoTenantStore(table),
    vault: new KmsVault(vault),
  };
  await ports.batches.create(aBatch({ batchId, accepted: 1 }));
  await ports.batches.addTenants([aBatchTenant({ batchId })]);
  await awaitRelease(ports, { batchId, execution: EXECUTION, taskToken: `token of ${batchId}` });
  return ports;
}

interface Release {
  hash: string;
  confirmedBy: string[];
  released: boolean;
}

async function release(batchId: string, ...more: string[]) {
  return visionliftJson<Release>(['release', batchId, '--stage', STAGE, ...more], { environment });
}

describe('release', () => {
  it('shows the plan and its hash, and confirms nothing by that', async () => {
    const { desk } = await aBatchThatWaits('shown--1', 'one');
    const shown = await visionlift(['release', 'shown--1', '--stage', STAGE, '--language', 'en'], { environment });
    const { json } = await release('shown--1');

    expect(shown.code).toBe(0);
    for (const part of ['Release of shown--1', json.hash, 'Domains that are written to', 'tenant-1'])
      expect(shown.stdout).toContain(part);
    expect(json).toMatchObject({ tenants: 1, consents: { written: 1 }, hands: { browser: 1 }, released: false });
    expect((await desk.read('shown--1', 'AwaitRelease'))?.answers).toEqual({});
  });

  it('releases the batch for a script that has read this very plan, and no other', async () => {
    const { batches } = await aBatchThatWaits('scripted--1', 'one');
    const wrong = await release('scripted--1', '--yes', 'abc', '--by', 'night shift');
    expect(wrong).toMatchObject({ code: 1, json: { error: { code: 'plan-changed' } } });
    const { hash } = (await release('scripted--1')).json;

    const { json } = await release('scripted--1', '--yes', hash, '--by', 'night shift');
    expect(json).toMatchObject({ released: true, confirmedBy: [`night shift (${LOCAL_CALLER.Arn})`] });
    expect((await batches.read('scripted--1'))?.release).toMatchObject({
      by: `night shift (${LOCAL_CALLER.Arn})`,
      planHash: hash,
    });
    expect(stage.answers.get('token of scripted--1')).toEqual({ released: true });
    expect((await release('scripted--1')).json).toMatchObject({ error: { code: 'not-waiting' } });
  });

  it('is one of two: never both, and not under the name of the one who was at the desk', async () => {
    const ports = await aBatchThatWaits('two--1', 'two');
    const { hash } = (await release('two--1')).json;
    expect((await release('two--1', '--yes', hash, '--by', 'A')).json).toMatchObject({ released: false });
    const again = await release('two--1', '--yes', hash, '--by', 'B');
    expect(again).toMatchObject({ code: 1, json: { error: { code: 'second-person-needed' } } });
    expect(stage.answers.has('token of two--1')).toBe(false);

    const task = await ports.desk.read('two--1', 'AwaitRelease');
    if (!task) throw new Error('the release is not at the desk');
    ports.executions.waiting.add('token of two--1');
    const by = (name: string) => ({ person: operatorAs(name), planHash: hash, language: 'en' }) as const;
    expect(await confirmRelease(ports, { task, ...by('C') })).toEqual({ kind: 'next' });
    const again2 = await ports.desk.read('two--1', 'AwaitRelease');
    if (!again2) throw new Error('the release is not at the desk');
    expect(await confirmRelease(ports, { task: again2, ...by('D') })).toEqual({ kind: 'done' });
    expect((await ports.batches.read('two--1'))?.release?.by).toBe(`A (${LOCAL_CALLER.Arn}), C, D`);

    const other = await aBatchThatWaits('two--2', 'two');
    const open = await other.desk.read('two--2', 'AwaitRelease');
    const plan = (await release('two--2')).json.hash;
    if (!open) throw new Error('the release is not at the desk');
    await confirmRelease(other, { task: open, person: operatorAs('hanako'), planHash: plan, language: 'en' });
    const same = await release('two--2', '--yes', plan, '--by', 'hanako');
    expect(same.json).toMatchObject({ error: { code: 'second-person-needed' } });
  });
});
