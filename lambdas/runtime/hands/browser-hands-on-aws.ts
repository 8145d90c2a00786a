import { browserHands } from '../../adapters/browser/browser-hands.ts';
import { originsOf } from '../../adapters/browser/origins.ts';
import { s3Client } from '../../adapters/s3/client.ts';
import { S3Evidence } from '../../adapters/s3/s3-evidence.ts';
import { ReaderAtTheDesk } from '../../adapters/reader-at-the-desk.ts';
import { VaultMailbox } from '../../adapters/vault-mailbox.ts';
import { isAtDomain } from '../../domain/is-at-domain.ts';
import type { MakeHands } from '../step-ports-on-aws.ts';

/** The hands of a deployment that works with browsers; codes come by mail. */
export const consoleHandsOnAws: MakeHands = ({ vault, clock, settings, mailboxOpenings, desk, tenants }) => ({
  ...browserHands({
    origins: originsOf(),
    vault,
    evidence: new S3Evidence({ client: s3Client(), bucket: settings.evidenceBucket, clock }),
    tenants,
    clock,
  }),
  mailbox: new VaultMailbox({
    vault,
    clock,
    openings: mailboxOpenings,
    reader: new ReaderAtTheDesk({ desk, clock }),
    believes: settings.codeSenderDomains.length > 0,
    receives: (address) => isAtDomain(address, settings.receivingDomain),
  }),
});
