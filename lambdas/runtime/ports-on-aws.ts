import { batchesOfThisDeployment, mailerOfThisDeployment } from '#deployment';
import { DynamoBatchStore } from '../adapters/dynamo/dynamo-batch-store.ts';
import { DynamoConsoleOwners } from '../adapters/dynamo/dynamo-console-owners.ts';
import { DynamoDesk } from '../adapters/dynamo/dynamo-desk.ts';
import { DynamoMailboxOpenings } from '../adapters/dynamo/dynamo-mailbox-openings.ts';
import { DynamoSwitches } from '../adapters/dynamo/dynamo-switches.ts';
import { DynamoTable } from '../adapters/dynamo/dynamo-table.ts';
import { DynamoTenantStore } from '../adapters/dynamo/dynamo-tenant-store.ts';
import { DynamoUserStore } from '../adapters/dynamo/dynamo-user-store.ts';
import { kmsClient } from '../adapters/kms/client.ts';
import { KmsVault } from '../adapters/kms/kms-vault.ts';
import { s3Client } from '../adapters/s3/client.ts';
import { S3Files } from '../adapters/s3/s3-files.ts';
import { S3KeptEvidence } from '../adapters/s3/s3-kept-evidence.ts';
import { sesClient } from '../adapters/ses/client.ts';
import { SesMailer } from '../adapters/ses/ses-mailer.ts';
import { SignedLinks } from '../adapters/signed-links.ts';
import { stepFunctionsClient } from '../adapters/step-functions/client.ts';
import { StepFunctionsExecutions } from '../adapters/step-functions/step-functions-executions.ts';
import type { Ports } from '../ports/index.ts';
import { settingsOf } from './environment.ts';
import type { Given } from './make-ports.ts';
import { signerOnAws } from './signer-on-aws.ts';

/*
 * Every port but the hands on AWS services, as the environment names them. A handler names those that its step asks for:
 * its bundle carries no others, neither their clients nor the schemas of their items.
 */

const tableOf = ({ environment }: Given): DynamoTable => new DynamoTable(environment.TABLE_NAME);

export const tenants = (given: Given): Ports['tenants'] => new DynamoTenantStore(tableOf(given));

export const users = (given: Given): Ports['users'] => new DynamoUserStore(tableOf(given));

export const batches = (given: Given): Ports['batches'] =>
  batchesOfThisDeployment(new DynamoBatchStore(tableOf(given)));

export const consoleOwners = (given: Given): Ports['consoleOwners'] => new DynamoConsoleOwners(tableOf(given));

export const desk = (given: Given): Ports['desk'] => new DynamoDesk(tableOf(given));

export const switches = (given: Given): Ports['switches'] => new DynamoSwitches(tableOf(given));

export const mailboxOpenings = (given: Given): Ports['mailboxOpenings'] => new DynamoMailboxOpenings(tableOf(given));

/** A deployment without a desk has neither key nor origin, and makes no link. */
export const links = ({ environment }: Given): Ports['links'] =>
  new SignedLinks({ signer: signerOnAws(environment), origin: environment.DESK_ORIGIN });

export const vault = ({ environment, clock }: Given): Ports['vault'] =>
  new KmsVault({
    table: new DynamoTable(environment.VAULT_TABLE_NAME),
    kms: kmsClient(),
    keyId: environment.VAULT_KEY_ID,
    clock,
  });

export const mailer = (given: Given): Ports['mailer'] => {
  const { environment, clock } = given;
  const ses = new SesMailer({ table: tableOf(given), ses: sesClient(), settings: settingsOf(environment), clock });
  return mailerOfThisDeployment(ses);
};

export const executions = ({ environment }: Given): Ports['executions'] =>
  new StepFunctionsExecutions({ client: stepFunctionsClient(), batchMachineArn: environment.MIGRATE_BATCH_ARN });

export const files = ({ environment }: Given): Ports['files'] =>
  new S3Files({ client: s3Client(), reportsBucket: environment.REPORTS_BUCKET });

export const keptEvidence = ({ environment }: Given): Ports['keptEvidence'] =>
  new S3KeptEvidence({ client: s3Client(), bucket: environment.EVIDENCE_BUCKET });
