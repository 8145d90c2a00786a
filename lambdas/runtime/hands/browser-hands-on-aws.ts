import { browserHands, type BrowserHandsOptions } from '../../adapters/browser/browser-hands.ts';
import { originsOf } from '../../adapters/browser/origins.ts';
import { s3Client } from '../../adapters/s3/client.ts';
import { S3Evidence } from '../../adapters/s3/s3-evidence.ts';
import { ReaderAtTheDesk } from '../../adapters/reader-at-the-desk.ts';
import { VaultMailbox } from '../../adapters/vault-mailbox.ts';
import { isAtDomain } from '../../domain/is-at-domain.ts';
import type { MakeHands } from '../step-ports-on-aws.ts';

/** How attended hands differ from those of a Lambda. */
export interface Attended extends Pick<BrowserHandsOptions, 'launch' | 'patience' | 'person'> {
  /** Whether mail to this address reaches the deployment; that of its receiving domain without it. */
  receives?: (address: string) => boolean;
}

/**
 * The hands of a deployment that works with browsers; codes come by mail. Also those of `visionlift assist`, which opens the
 * browsers in a window before a person.
 */
export const consoleHandsOnAws = (
  { vault, clock, settings, mailboxOpenings, desk, tenants }: Parameters<MakeHands>[0],
  { receives, ...attended }: Attended = {},
): ReturnType<MakeHands> => ({
  ...browserHands({
    origins: originsOf(),
    vault,
    evidence: new S3Evidence({ client: s3Client(), bucket: settings.evidenceBucket, clock }),
    tenants,
    clock,
    ...attended,
  }),
  mailbox: new VaultMailbox({
    vault,
    clock,
    openings: mailboxOpenings,
    reader: new ReaderAtTheDesk({ desk, clock }),
    believes: settings.codeSenderDomains.length > 0,
    receives: receives ?? ((address) => isAtDomain(address, settings.receivingDomain)),
  }),
});
