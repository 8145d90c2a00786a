import { portsOfThisDeployment } from '#deployment';
import { dynamoClient } from '../adapters/dynamo/client.ts';
import { DynamoBatchStore } from '../adapters/dynamo/dynamo-batch-store.ts';
import { DynamoDesk } from '../adapters/dynamo/dynamo-desk.ts';
import { DynamoMailboxOpenings } from '../adapters/dynamo/dynamo-mailbox-openings.ts';
import { DynamoSwitches } from '../adapters/dynamo/dynamo-switches.ts';
import { DynamoTenantStore } from '../adapters/dynamo/dynamo-tenant-store.ts';
import { DynamoUserStore } from '../adapters/dynamo/dynamo-user-store.ts';
import { kmsClient } from '../adapters/kms/client.ts';
import { KmsSigner } from '../adapters/kms/kms-signer.ts';
import { KmsVault } from '../adapters/kms/kms-vault.ts';
import { noHands } from '../adapters/no-hands.ts';
import { LazyS3Files } from '../adapters/s3/lazy-s3-files.ts';
import { lazyS3KeptEvidence } from '../adapters/s3/lazy-s3-kept-evidence.ts';
import { sesClient } from '../adapters/ses/client.ts';
import { SesMailer } from '../adapters/ses/ses-mailer.ts';
import { stepFunctionsClient } from '../adapters/step-functions/client.ts';
import { StepFunctionsExecutions } from '../adapters/step-functions/step-functions-executions.ts';
import { SignedLinks } from '../adapters/signed-links.ts';
import { SystemClock } from '../adapters/system-clock.ts';
import type { Clock } from '../ports/clock.ts';
import type { ConsolePorts, Ports } from '../ports/index.ts';
import type { Signer } from '../ports/signer.ts';
import { noObjects } from '../adapters/no-objects.ts';
import { atFirstCall } from './at-first-call.ts';
import { readEnvironment, settingsOf, type Environment } from './environment.ts';
import type { LambdaHandler } from './lambda.ts';
import type { CreateHandler } from './step-handler.ts';

/** Everything but the hands. */
export type OtherPorts = Omit<Ports, keyof ConsolePorts>;

/** Makes the hands once the ports are there that they need, and what else has to be different with them. */
export type MakeHands = (ports: OtherPorts) => ConsolePorts & Partial<OtherPorts>;

/** Every port but the hands on AWS services, as the environment names them; throws when a variable is missing. */
export function otherPortsOnAws(clock: Clock = new SystemClock()): OtherPorts {
  const environment = readEnvironment();
  const { REPORTS_BUCKET, EVIDENCE_BUCKET } = environment;
  const objects = { files: new LazyS3Files(REPORTS_BUCKET), keptEvidence: lazyS3KeptEvidence(EVIDENCE_BUCKET) };
  return { ...portsWithoutObjects(environment, clock), ...objects };
}

/** The same without what needs S3's client, which is the largest: a bundle that asks for these only is without it. */
function portsWithoutObjects(environment: Environment, clock: Clock): Omit<OtherPorts, 'files' | 'keptEvidence'> {
  const settings = settingsOf(environment);
  const table = { client: dynamoClient(), tableName: environment.TABLE_NAME };
  return {
    clock,
    settings,
    tenants: new DynamoTenantStore(table),
    users: new DynamoUserStore(table),
    batches: new DynamoBatchStore(table),
    desk: new DynamoDesk(table),
    // A deployment without a desk has neither key nor origin, and makes no link.
    links: new SignedLinks({ signer: signerOnAws(environment), origin: environment.DESK_ORIGIN }),
    vault: new KmsVault({
      client: dynamoClient(),
      tableName: environment.VAULT_TABLE_NAME,
      kms: kmsClient(),
      keyId: environment.VAULT_KEY_ID,
      clock,
    }),
    mailer: new SesMailer({ ...table, ses: sesClient(), settings, clock }),
    executions: new StepFunctionsExecutions({
      client: stepFunctionsClient(),
      batchMachineArn: environment.MIGRATE_BATCH_ARN,
    }),
    switches: new DynamoSwitches(table),
    mailboxOpenings: new DynamoMailboxOpenings(table),
  };
}

export function signerOnAws({ LINK_KEY_ID }: Environment = readEnvironment()): Signer {
  return new KmsSigner({ kms: kmsClient(), keyId: LINK_KEY_ID ?? 'LINK_KEY_ID is not set' });
}

/**
 * Binds a handler to the real ports at its first call, so that importing it needs no environment. Only the console
 * functions give hands: a browser is not in the bundles of the others.
 */
export function onAws(createHandler: CreateHandler, makeHands: MakeHands = noHands): LambdaHandler {
  return atFirstCall(() => {
    const ports = portsOfThisDeployment(otherPortsOnAws());
    return createHandler({ ...ports, ...makeHands(ports) });
  });
}

/** For a function that opens no object by its ports, and has no hands. */
export function onAwsWithoutObjects(createHandler: CreateHandler): LambdaHandler {
  return atFirstCall(() => {
    const ports = portsOfThisDeployment({
      ...portsWithoutObjects(readEnvironment(), new SystemClock()),
      ...noObjects(),
    });
    return createHandler({ ...ports, ...noHands() });
  });
}
