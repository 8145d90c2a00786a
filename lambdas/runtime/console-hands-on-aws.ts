import { browserHands } from '../adapters/browser/browser-hands.ts';
import { originsOf } from '../adapters/browser/origins.ts';
import { noHands } from '../adapters/no-hands.ts';
import { s3Client } from '../adapters/s3/client.ts';
import { S3Evidence } from '../adapters/s3/s3-evidence.ts';
import { VaultMailbox } from '../adapters/vault-mailbox.ts';
import { isAtDomain } from '../domain/is-at-domain.ts';
import type { ConsolePorts } from '../ports/index.ts';
import type { OtherPorts } from './on-aws.ts';

/** The hands of the console functions: a browser where the deployment says so, else a person. */
export function consoleHandsOnAws(ports: OtherPorts): ConsolePorts {
  const { vault, clock, settings, mailboxOpenings } = ports;
  if (settings.defaultHands !== 'browser') return noHands();
  const evidence = new S3Evidence({ client: s3Client(), bucket: settings.evidenceBucket, clock });
  return {
    ...browserHands({ origins: originsOf(), vault, evidence, clock }),
    mailbox: new VaultMailbox({
      vault,
      clock,
      openings: mailboxOpenings,
      receives: (address) => isAtDomain(address, settings.receivingDomain),
    }),
  };
}
