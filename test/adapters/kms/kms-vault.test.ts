import { inspect } from 'node:util';
import { KMSClient } from '@aws-sdk/client-kms';
import { describe, expect, it } from 'vitest';
import { DynamoTable } from '../../../lambdas/adapters/dynamo/dynamo-table.ts';
import { secretKey } from '../../../lambdas/adapters/dynamo/keys.ts';
import type { Item } from '../../../lambdas/adapters/dynamo/table.ts';
import { kmsClient } from '../../../lambdas/adapters/kms/client.ts';
import { KmsVault, SealBrokenError } from '../../../lambdas/adapters/kms/kms-vault.ts';
import { Secret } from '../../../lambdas/domain/secret.ts';
import { vaultContract } from '../../contracts/vault-contract.ts';
import { embeddedAws, VAULT_KEY, VAULT_TABLE } from '../embedded.ts';

const CANARY = 'canary-Xk29!password';

const aws = await embeddedAws();
const table = new DynamoTable(VAULT_TABLE);
const vault = new KmsVault({ table, kms: kmsClient(), keyId: VAULT_KEY });

async function sealed(tenantId: string): Promise<Item> {
  await vault.seal(tenantId, 'clp-password', new Secret(CANARY));
  return (await table.get(secretKey(tenantId, 'clp-password'))) ?? {};
}

describe('KmsVault', () => {
  vaultContract(() => vault);

  it('stores nothing that shows the secret', async () => {
    const item = await sealed('stored');
    const bytes = Buffer.concat(Object.values(item).map((value) => Buffer.from(value as string | Uint8Array)));
    expect(bytes.includes(CANARY)).toBe(false);
    expect(bytes.includes(Buffer.from(CANARY).toString('base64'))).toBe(false);
  });

  it.each([
    ['another tenant', secretKey('moved-2', 'clp-password'), 'moved-2', 'clp-password'],
    ['another purpose', secretKey('moved', 'registration-token'), 'moved', 'registration-token'],
  ] as const)('does not open what somebody copied to %s', async (_where, key, tenantId, purpose) => {
    const item = await sealed('moved');
    await table.put(key, { ...item });
    await expect(vault.open(tenantId, purpose)).rejects.toThrow(SealBrokenError);
  });

  it.each(['iv', 'tag', 'body', 'dataKey'])('does not open with a changed %s', async (part) => {
    const item = await sealed('altered');
    const changed = Uint8Array.from(item[part] as Uint8Array);
    changed.set([(changed.at(-1) ?? 0) ^ 1], changed.length - 1);
    await table.put(secretKey('altered', 'clp-password'), { ...item, [part]: changed });
    const opened = vault.open('altered', 'clp-password');
    await expect(opened).rejects.toThrow(SealBrokenError);
    expect(inspect(await opened.catch((error: unknown) => error))).not.toContain(CANARY);
  });

  it('does not open with a tag that was cut short, which would make guessing it easy', async () => {
    const item = await sealed('cut');
    await table.put(secretKey('cut', 'clp-password'), { ...item, tag: (item['tag'] as Uint8Array).slice(0, 4) });
    await expect(vault.open('cut', 'clp-password')).rejects.toThrow(SealBrokenError);
  });

  it('opens nothing while its key is disabled, and everything afterwards', async () => {
    await sealed('disabled');
    aws.kms.disable(VAULT_KEY);
    await expect(vault.open('disabled', 'clp-password')).rejects.toMatchObject({ name: 'DisabledException' });
    aws.kms.enable(VAULT_KEY);
    expect((await vault.open('disabled', 'clp-password'))?.reveal()).toBe(CANARY);
  });

  it('has KMS bind each data key to the tenant and the purpose, as its policy and its trail can tell', async () => {
    const { watched, contexts } = watchedVault();
    await watched.seal('bound', 'clp-password', new Secret(CANARY));
    await watched.open('bound', 'clp-password');
    const context = { tenantId: 'bound', purpose: 'clp-password' };
    expect(contexts).toEqual([context, context]);
  });

  it('wipes each data key after use', async () => {
    const { watched, dataKeys } = watchedVault();
    await watched.seal('wiped', 'clp-password', new Secret(CANARY));
    await watched.open('wiped', 'clp-password');
    expect(dataKeys.map((key) => Buffer.from(key).toString('hex'))).toEqual(['00'.repeat(32), '00'.repeat(32)]);
  });
});

/** A vault that shows what it asks of KMS, and the very data keys it is given. */
function watchedVault(): { watched: KmsVault; contexts: unknown[]; dataKeys: Uint8Array[] } {
  const contexts: unknown[] = [];
  const dataKeys: Uint8Array[] = [];
  const kms = new KMSClient({});
  kms.middlewareStack.add(
    (next) => async (args) => {
      contexts.push((args.input as { EncryptionContext: unknown }).EncryptionContext);
      const answer = await next(args);
      dataKeys.push((answer.output as { Plaintext: Uint8Array }).Plaintext);
      return answer;
    },
    { step: 'initialize' },
  );
  return { watched: new KmsVault({ table, kms, keyId: VAULT_KEY }), contexts, dataKeys };
}
