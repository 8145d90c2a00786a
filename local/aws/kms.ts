import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import { AwsError, serveJsonProtocol } from './json-protocol-server.ts';
import { KmsKeys, masterKeyIn } from './kms-keys.ts';

/** KMS encrypts and signs at most this much per call; more needs a data key. */
const MOST_BYTES = 4096;

const blob = z.base64().transform((text) => Buffer.from(text, 'base64'));
const shortBlob = blob.refine((bytes) => bytes.length >= 1 && bytes.length <= MOST_BYTES, {
  error: `must have between 1 and ${String(MOST_BYTES)} bytes`,
});
const keyId = z.string();
const context = z.record(z.string(), z.string()).default({});
const macAlgorithm = z.enum(['HMAC_SHA_256', 'HMAC_SHA_384', 'HMAC_SHA_512']);

const inputs = {
  describeKey: z.object({ KeyId: keyId }),
  encrypt: z.object({ KeyId: keyId, Plaintext: shortBlob, EncryptionContext: context }),
  decrypt: z.object({ KeyId: keyId.optional(), CiphertextBlob: blob, EncryptionContext: context }),
  generateDataKey: z
    .object({
      KeyId: keyId,
      KeySpec: z.enum(['AES_256', 'AES_128']).optional(),
      NumberOfBytes: z.int().min(1).max(1024).optional(),
      EncryptionContext: context,
    })
    .refine(({ KeySpec, NumberOfBytes }) => (KeySpec === undefined) !== (NumberOfBytes === undefined), {
      error: 'specify either KeySpec or NumberOfBytes',
    }),
  generateMac: z.object({ KeyId: keyId, Message: shortBlob, MacAlgorithm: macAlgorithm }),
  verifyMac: z.object({ KeyId: keyId, Message: shortBlob, Mac: blob, MacAlgorithm: macAlgorithm }),
};

export interface EmbeddedKms {
  url: string;
  /** Makes every use of the key fail with DisabledException until it is enabled again. */
  disable(key: string): void;
  enable(key: string): void;
  close(): Promise<void>;
}

/**
 * KMS on this computer, for the operations the vault and the signed links use, with the keys given by name
 * (`alias/visionlift-vault`). Encryption contexts and size limits are enforced as on AWS.
 *
 * With a `directory` the keys outlive the process, and so does what they sealed. Unlike on AWS any key both encrypts
 * and makes MACs.
 */
export async function startKms({ keys, directory }: { keys: string[]; directory?: string }): Promise<EmbeddedKms> {
  const ring = new KmsKeys(keys, await masterKeyIn(directory));
  const server = await serveJsonProtocol({ version: '1.1', operations: operations(ring) });
  const setEnabled = (key: string, enabled: boolean): void => {
    ring.find(key).enabled = enabled;
  };
  return {
    url: server.url,
    disable: (key) => {
      setEnabled(key, false);
    },
    enable: (key) => {
      setEnabled(key, true);
    },
    close: () => server.close(),
  };
}

function operations(keys: KmsKeys): Record<string, (input: unknown) => unknown> {
  return {
    'TrentService.DescribeKey': (input) => {
      const key = keys.find(parse(inputs.describeKey, input).KeyId);
      return {
        KeyMetadata: {
          KeyId: key.id,
          Arn: key.arn,
          Description: key.name,
          Enabled: key.enabled,
          KeyState: key.enabled ? 'Enabled' : 'Disabled',
          KeyUsage: 'ENCRYPT_DECRYPT',
          KeySpec: 'SYMMETRIC_DEFAULT',
        },
      };
    },
    'TrentService.Encrypt': (input) => {
      const { KeyId, Plaintext, EncryptionContext } = parse(inputs.encrypt, input);
      const key = keys.findEnabled(KeyId);
      return {
        KeyId: key.arn,
        CiphertextBlob: base64(key.seal(Plaintext, EncryptionContext)),
        EncryptionAlgorithm: 'SYMMETRIC_DEFAULT',
      };
    },
    'TrentService.Decrypt': (input) => {
      const { KeyId, CiphertextBlob, EncryptionContext } = parse(inputs.decrypt, input);
      const key = keys.findSealerOf(CiphertextBlob);
      if (KeyId !== undefined && keys.findEnabled(KeyId) !== key) {
        throw new AwsError('IncorrectKeyException', 'The key ID in the request does not identify the key used.');
      }
      return {
        KeyId: key.arn,
        Plaintext: base64(key.open(CiphertextBlob, EncryptionContext)),
        EncryptionAlgorithm: 'SYMMETRIC_DEFAULT',
      };
    },
    'TrentService.GenerateDataKey': (input) => {
      const { KeyId, KeySpec, NumberOfBytes, EncryptionContext } = parse(inputs.generateDataKey, input);
      const key = keys.findEnabled(KeyId);
      const dataKey = randomBytes(NumberOfBytes ?? (KeySpec === 'AES_128' ? 16 : 32));
      return {
        KeyId: key.arn,
        Plaintext: base64(dataKey),
        CiphertextBlob: base64(key.seal(dataKey, EncryptionContext)),
      };
    },
    'TrentService.GenerateMac': (input) => {
      const { KeyId, Message, MacAlgorithm } = parse(inputs.generateMac, input);
      const key = keys.findEnabled(KeyId);
      return { KeyId: key.arn, Mac: base64(key.mac(Message, hashOf(MacAlgorithm))), MacAlgorithm };
    },
    'TrentService.VerifyMac': (input) => {
      const { KeyId, Message, Mac, MacAlgorithm } = parse(inputs.verifyMac, input);
      const key = keys.findEnabled(KeyId);
      if (!key.verifies(Mac, Message, hashOf(MacAlgorithm))) throw new AwsError('KMSInvalidMacException', '');
      return { KeyId: key.arn, MacValid: true, MacAlgorithm };
    },
  };
}

function parse<T>(schema: z.ZodType<T>, input: unknown): T {
  const result = schema.safeParse(input);
  if (!result.success) throw new AwsError('ValidationException', z.prettifyError(result.error));
  return result.data;
}

function hashOf(algorithm: z.infer<typeof macAlgorithm>): string {
  return algorithm.replace('HMAC_SHA_', 'sha');
}

function base64(bytes: Buffer): string {
  return bytes.toString('base64');
}
