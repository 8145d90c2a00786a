import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DecryptCommand,
  DescribeKeyCommand,
  DisabledException,
  EncryptCommand,
  GenerateDataKeyCommand,
  GenerateMacCommand,
  IncorrectKeyException,
  InvalidCiphertextException,
  KMSClient,
  KMSInvalidMacException,
  NotFoundException,
  VerifyMacCommand,
} from '@aws-sdk/client-kms';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startKms, type EmbeddedKms } from '../../../local/aws/kms.ts';
import { aClientOf } from './a-client-of.ts';

const VAULT = 'alias/visionlift-vault';
const LINKS = 'alias/visionlift-links';
const CONTEXT = { tenantId: 'tenant-1', purpose: 'clp-password' };

let kms: EmbeddedKms;
let client: KMSClient;

beforeEach(async () => {
  kms = await startKms({ keys: [VAULT, LINKS] });
  client = new KMSClient(aClientOf(kms.url));
});

afterEach(() => kms.close());

async function sealed(
  text: string,
  EncryptionContext: Record<string, string> = CONTEXT,
  by = client,
): Promise<Uint8Array> {
  const { CiphertextBlob } = await by.send(
    new EncryptCommand({ KeyId: VAULT, Plaintext: Buffer.from(text), EncryptionContext }),
  );
  return CiphertextBlob!;
}

async function opened(
  CiphertextBlob: Uint8Array,
  EncryptionContext: Record<string, string> = CONTEXT,
  by = client,
): Promise<string> {
  const { Plaintext } = await by.send(new DecryptCommand({ CiphertextBlob, EncryptionContext }));
  return Buffer.from(Plaintext!).toString();
}

function withAChangedBit(blob: Buffer, place: number): Buffer {
  return Buffer.from(blob.map((byte, index) => (index === place ? byte ^ 1 : byte)));
}

describe('sealing', () => {
  test('opens what it sealed, without being told the key and in whatever order the context is written', async () => {
    expect(await opened(await sealed('pass 合言葉'), { purpose: 'clp-password', tenantId: 'tenant-1' })).toBe(
      'pass 合言葉',
    );
  });

  test('shows nothing of the secret, nor that two secrets are the same', async () => {
    const [first, second] = [await sealed('the same secret'), await sealed('the same secret')];

    expect(Buffer.from(first).includes('the same secret')).toBe(false);
    expect(first).not.toEqual(second);
  });

  test.each([
    ['another tenant', { ...CONTEXT, tenantId: 'tenant-2' }],
    ['another purpose', { ...CONTEXT, purpose: 'registration-token' }],
    ['a part of it', { tenantId: 'tenant-1' }],
    ['none', {}],
  ])(
    'refuses to open with a wrong context (%s), so that a secret serves only what it was sealed for',
    async (_, context) => {
      await expect(opened(await sealed('secret'), context)).rejects.toBeInstanceOf(InvalidCiphertextException);
    },
  );

  test.each([
    ['a changed byte', (blob: Buffer) => withAChangedBit(blob, blob.length - 1)],
    ['a changed key id', (blob: Buffer) => withAChangedBit(blob, 0)],
    ['a cut off end', (blob: Buffer) => blob.subarray(0, 30)],
    ['another thing altogether', () => Buffer.from('?')],
  ])('refuses %s as ciphertext, rather than giving something else', async (_, damaged) => {
    const blob = damaged(Buffer.from(await sealed('secret')));

    await expect(opened(blob)).rejects.toBeInstanceOf(InvalidCiphertextException);
  });

  test('refuses to open with a key that did not seal it', async () => {
    const decrypt = new DecryptCommand({
      KeyId: LINKS,
      CiphertextBlob: await sealed('secret'),
      EncryptionContext: CONTEXT,
    });

    await expect(client.send(decrypt)).rejects.toBeInstanceOf(IncorrectKeyException);
  });

  test('refuses more than 4096 bytes, as KMS does: longer secrets need a data key', async () => {
    await expect(sealed('x'.repeat(4096))).resolves.toBeDefined();
    await expect(sealed('x'.repeat(4097))).rejects.toMatchObject({ name: 'ValidationException' });
  });

  test('gives a data key in the open and sealed, both the same key', async () => {
    const { Plaintext, CiphertextBlob, KeyId } = await client.send(
      new GenerateDataKeyCommand({ KeyId: VAULT, KeySpec: 'AES_256', EncryptionContext: CONTEXT }),
    );
    const decrypted = await client.send(new DecryptCommand({ CiphertextBlob, EncryptionContext: CONTEXT }));

    expect(Plaintext).toHaveLength(32);
    expect(decrypted.Plaintext).toEqual(Plaintext);
    expect(decrypted.KeyId).toBe(KeyId);
  });
});

describe('message authentication', () => {
  const message = { KeyId: LINKS, Message: Buffer.from('task-1|2026-12-05'), MacAlgorithm: 'HMAC_SHA_256' } as const;

  test('accepts its own MAC', async () => {
    const { Mac } = await client.send(new GenerateMacCommand(message));

    expect(Mac).toHaveLength(32);
    expect(await client.send(new VerifyMacCommand({ ...message, Mac }))).toMatchObject({ MacValid: true });
  });

  test.each([
    ['another message', { Message: Buffer.from('task-2|2026-12-05') }],
    ['another key', { KeyId: VAULT }],
    ['another algorithm', { MacAlgorithm: 'HMAC_SHA_384' as const }],
    ['another MAC', { Mac: Buffer.alloc(32) }],
  ])('refuses a MAC for %s, so that a link cannot be forged', async (_, change) => {
    const { Mac } = await client.send(new GenerateMacCommand(message));
    const verify = new VerifyMacCommand({ ...message, Mac, ...change });

    await expect(client.send(verify)).rejects.toBeInstanceOf(KMSInvalidMacException);
  });
});

describe('keys', () => {
  test('are found by alias, id and ARN, as callers name them', async () => {
    const { KeyMetadata } = await client.send(new DescribeKeyCommand({ KeyId: VAULT }));

    for (const KeyId of [KeyMetadata!.KeyId, KeyMetadata!.Arn, `arn:aws:kms:ap-northeast-1:123456789012:${VAULT}`]) {
      expect((await client.send(new DescribeKeyCommand({ KeyId }))).KeyMetadata).toEqual(KeyMetadata);
    }
  });

  test('that nobody made are not found', async () => {
    const encrypt = new EncryptCommand({ KeyId: 'alias/other', Plaintext: Buffer.from('secret') });

    await expect(client.send(encrypt)).rejects.toBeInstanceOf(NotFoundException);
  });

  test('that are disabled neither seal nor open until they are enabled again', async () => {
    const blob = await sealed('secret');

    kms.disable(VAULT);
    await expect(sealed('another')).rejects.toBeInstanceOf(DisabledException);
    await expect(opened(blob)).rejects.toBeInstanceOf(DisabledException);
    expect((await client.send(new DescribeKeyCommand({ KeyId: VAULT }))).KeyMetadata?.KeyState).toBe('Disabled');

    kms.enable(VAULT);
    expect(await opened(blob)).toBe('secret');
  });
});

describe('a directory', () => {
  let directory: string;
  const open: EmbeddedKms[] = [];

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'visionlift-test-'));
  });

  afterEach(async () => {
    await Promise.all(open.splice(0).map((service) => service.close()));
    await rm(directory, { recursive: true });
  });

  async function started(options: { keys: string[]; directory?: string }): Promise<KMSClient> {
    const service = await startKms(options);
    open.push(service);
    return new KMSClient(aClientOf(service.url));
  }

  test('lets the next run open what this one sealed, also when keys were added meanwhile', async () => {
    const blob = await sealed('secret', CONTEXT, await started({ keys: [VAULT], directory }));

    expect(await opened(blob, CONTEXT, await started({ keys: [LINKS, VAULT], directory }))).toBe('secret');
  });

  test('keeps the master key from other users of the computer', async () => {
    await started({ keys: [VAULT], directory });

    expect((await stat(join(directory, 'master-key'))).mode & 0o077).toBe(0);
  });

  test('is what makes the difference: without one, each run has keys of its own', async () => {
    const blob = await sealed('secret', CONTEXT, await started({ keys: [VAULT] }));

    await expect(opened(blob)).rejects.toBeInstanceOf(InvalidCiphertextException);
  });
});
