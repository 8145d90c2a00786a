import { describe, expect, it } from 'vitest';
import { kmsClient } from '../../../lambdas/adapters/kms/client.ts';
import { KmsSigner } from '../../../lambdas/adapters/kms/kms-signer.ts';
import { signerContract } from '../../contracts/signer-contract.ts';
import { embeddedAws, LINK_KEY } from '../embedded.ts';

const aws = await embeddedAws();

describe('KmsSigner', () => {
  const signer = (): KmsSigner => new KmsSigner({ kms: kmsClient(), keyId: LINK_KEY });
  signerContract(signer);

  it('throws while its key is disabled: a link is not called wrong because KMS does not answer', async () => {
    const signature = await signer().sign('link', 't-1');
    aws.kms.disable(LINK_KEY);
    await expect(signer().isSigned('link', 't-1', signature)).rejects.toThrow('disabled');
    aws.kms.enable(LINK_KEY);
  });
});
