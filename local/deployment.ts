import { CreateTableCommand, ResourceInUseException } from '@aws-sdk/client-dynamodb';
import { dynamoClient } from '../lambdas/adapters/dynamo/client.ts';
import { mainTable, vaultTable } from '../lambdas/adapters/dynamo/tables.ts';
import { steadyStarts, type Starts } from '../lambdas/domain/admission.ts';
import { startsAsSubstitutions } from '../lib/start-rate.ts';
import { definitionNames, placeholdersOf, readDefinition, renderDefinition } from '../lib/definition.ts';
import { SENDER_DOMAIN } from './simulated-consoles/mail/code-mail-as-mime.ts';
import type { Endpoints } from './run/endpoints-file.ts';
import type { StepFunctionsEngine } from './states/step-functions-engine.ts';

export const ACCOUNT = '123456789012';
export const REGION = 'ap-northeast-1';
export const INTAKE_BUCKET = 'visionlift-intake';
export const REPORTS_BUCKET = 'visionlift-reports';
export const EVIDENCE_BUCKET = 'visionlift-evidence';
export const MAIL_BUCKET = 'visionlift-mails';
export const VAULT_KEY = 'alias/visionlift-vault';
export const LINK_KEY = 'alias/visionlift-links';
const TABLE = 'visionlift';
const VAULT_TABLE = 'visionlift-vault';

export const machineArn = (name: string): string => `arn:aws:states:${REGION}:${ACCOUNT}:stateMachine:${name}`;

/** The functions' environment in embedded mode: the names above, and a plainly fictional operator. */
export const ENVIRONMENT: Readonly<Record<string, string>> = {
  TABLE_NAME: TABLE,
  VAULT_TABLE_NAME: VAULT_TABLE,
  VAULT_KEY_ID: VAULT_KEY,
  LINK_KEY_ID: LINK_KEY,
  // An embedded run says the address of its own.
  DESK_ORIGIN: 'https://desk.msp.example.jp',
  INTAKE_BUCKET,
  REPORTS_BUCKET,
  EVIDENCE_BUCKET,
  MIGRATE_BATCH_ARN: machineArn('migrate-batch'),
  MIGRATE_TENANT_ARN: machineArn('migrate-tenant'),
  OPERATOR_NAME: 'サンプル運用サービス株式会社',
  OPERATOR_TELEPHONE: '03-0000-0000',
  OPERATOR_TICKET: 'CHG-2026-0123',
  OPERATOR_EMAIL: 'operator@msp.example.jp',
  SENDER: 'migration@msp.example.jp',
  REPLY_TO: 'support@msp.example.jp',
  // A browser at the simulated consoles, or a script: a run says which.
  DEFAULT_HANDS: 'scripted',
  // A run of a newcomer goes to its end by itself.
  RELEASE_BY: 'automatic',
  // Nobody reads the mails of such a run, so that nobody would answer for 60 days.
  USER_MAILS: 'none',
  CODE_SENDER_DOMAINS: SENDER_DOMAIN,
};

/** The environment of the deployment for commands in other processes, with the way to the services. */
export function endpointsOf(environment: Readonly<Record<string, string>>, clock: string): Endpoints {
  return {
    environment: { ...environment },
    recordsTable: TABLE,
    vaultTable: VAULT_TABLE,
    vaultKey: VAULT_KEY,
    intakeBucket: INTAKE_BUCKET,
    reportsBucket: REPORTS_BUCKET,
    evidenceBucket: EVIDENCE_BUCKET,
    migrateBatchArn: machineArn('migrate-batch'),
    migrateTenantArn: machineArn('migrate-tenant'),
    handOverTenantArn: machineArn('hand-over-tenant'),
    functions: Object.fromEntries(FUNCTIONS_SEE.flatMap((name) => entryOf(name))),
    clock,
  };
}

const FUNCTIONS_SEE = [
  ...Object.keys(ENVIRONMENT),
  ...['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'CLP_ORIGIN', 'APEX_CENTRAL_ORIGIN', 'VISION_ONE_ORIGIN'],
];

function entryOf(name: string): [string, string][] {
  const value = process.env[name];
  return value === undefined ? [] : [[name, value]];
}

/** What the definitions' placeholders stand for, apart from the functions, which go by the names of their states. */
const SUBSTITUTIONS: Readonly<Record<string, string>> = {
  MigrateTenantArn: machineArn('migrate-tenant'),
  HandOverTenantArn: machineArn('hand-over-tenant'),
  ReportsBucket: REPORTS_BUCKET,
};

/** How many tenants a batch starts in a second, unless a simulation says otherwise. */
const STARTS = steadyStarts(80);

/** Creates both tables where they are not there from an earlier run. */
export async function createTables(): Promise<void> {
  for (const table of [mainTable(TABLE), vaultTable(VAULT_TABLE)]) {
    try {
      await dynamoClient().send(new CreateTableCommand(table));
    } catch (error) {
      if (!(error instanceof ResourceInUseException)) throw error;
    }
  }
}

/** Loads the definitions, their placeholders bound; throws `DefinitionRefusedError`. */
export function createMachines(
  engine: Pick<StepFunctionsEngine, 'createStateMachine' | 'publish'>,
  starts = STARTS,
): void {
  for (const name of definitionNames) {
    const { stateMachineArn } = engine.createStateMachine({
      name,
      definition: boundDefinition(readDefinition(name), starts),
    });
    engine.publish(stateMachineArn, 'live');
  }
}

/** The text of a definition with its placeholders bound to what is here. */
function boundDefinition(text: string, starts: Starts): string {
  const values: Readonly<Record<string, string>> = { ...SUBSTITUTIONS, ...startsAsSubstitutions(starts) };
  const bound = placeholdersOf(text).map((placeholder) => [placeholder, values[placeholder] ?? placeholder]);
  return renderDefinition(text, Object.fromEntries(bound) as Record<string, string>);
}
