import { AsyncLocalStorage } from 'node:async_hooks';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { vi } from 'vitest';
import { dynamoClient } from '../../lambdas/adapters/dynamo/client.ts';
import { kmsClient } from '../../lambdas/adapters/kms/client.ts';
import { s3Client } from '../../lambdas/adapters/s3/client.ts';
import { sesClient } from '../../lambdas/adapters/ses/client.ts';
import { stepFunctionsClient } from '../../lambdas/adapters/step-functions/client.ts';
import { ENVIRONMENT, EVIDENCE_BUCKET, INTAKE_BUCKET, REPORTS_BUCKET } from '../../local/deployment.ts';
import { EventBridge } from '../../local/event-bridge.ts';
import { LambdaFunctions } from '../../local/lambda-functions.ts';
import { prepareOutDirectory } from '../../local/run/out-directory.ts';
import type { RunFiles } from '../../local/run/read-files.ts';
import { runBatch } from '../../local/run/run-batch.ts';

export interface Run extends Pick<RunFiles, 'csv' | 'scenario'> {
  hands: 'browser' | 'scripted';
}

/** What a function asked of AWS, in the words of `whatRolesMayDo`. */
export interface Call {
  by: string;
  what: string;
  action: string;
}

/** The function that runs, also in everything that it awaits. */
const running = new AsyncLocalStorage<string>();

/**
 * Runs a CSV to its end over the embedded services and gives every call that a function made through the SDK, each once.
 * Only one run a process: the clients keep the addresses of their first.
 */
export async function callsInARun(options: Run): Promise<Call[]> {
  runUnderTheirNames();
  const calls = listen();
  await run(options);
  return [...calls].map((call) => JSON.parse(call) as Call);
}

interface Client {
  middlewareStack: {
    add(
      middleware: (
        next: (args: { input: object }) => unknown,
        context: { commandName?: string },
      ) => (args: { input: object }) => unknown,
      options: { step: 'initialize' },
    ): void;
  };
}

/** For what an embedded run does without a function of the machines. */
export function as<T>(name: string, work: () => Promise<T>): Promise<T> {
  return running.run(name, work);
}

/** Fills with each call of a function, once, as JSON. */
export function listen(): Set<string> {
  const calls = new Set<string>();
  for (const client of [dynamoClient(), kmsClient(), s3Client(), sesClient(), stepFunctionsClient()]) {
    (client as unknown as Client).middlewareStack.add(
      (next, { commandName = '' }) =>
        (args) => {
          const name = running.getStore();
          for (const one of name ? eachItem(args.input) : []) {
            calls.add(JSON.stringify({ by: name, ...inWords(commandName, one) }));
          }
          return next(args);
        },
      { step: 'initialize' },
    );
  }
  return calls;
}

function runUnderTheirNames(): void {
  const { invoke } = LambdaFunctions.prototype;
  const { objectCreated, executionClosed, scheduled } = EventBridge.prototype;
  vi.spyOn(LambdaFunctions.prototype, 'invoke').mockImplementation(function (this: LambdaFunctions, name, payload) {
    return running.run(name, () => invoke.call(this, name, payload));
  });
  vi.spyOn(EventBridge.prototype, 'objectCreated').mockImplementation(function (this: EventBridge, event) {
    return running.run('start-batch', () => objectCreated.call(this, event));
  });
  vi.spyOn(EventBridge.prototype, 'executionClosed').mockImplementation(function (this: EventBridge, detail) {
    return running.run('execution-ended', () => executionClosed.call(this, detail));
  });
  vi.spyOn(EventBridge.prototype, 'scheduled').mockImplementation(function (this: EventBridge) {
    return running.run('on-schedule', () => scheduled.call(this));
  });
}

async function run({ csv, scenario, hands }: Run): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'visionlift-permissions-'));
  try {
    await runBatch({
      files: { name: 'tenants.csv', csv, scenario },
      out: await prepareOutDirectory({ out: directory, goOn: false, command: 'a test' }),
      speed: 'max',
      hands,
      output: new PassThrough().resume() as unknown as NodeJS.WriteStream,
      signal: new AbortController().signal,
    });
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

interface ItemKey {
  pk: { S: string };
}

interface Input {
  TableName?: string;
  /** Of an item, or of an object. */
  Key?: ItemKey | string;
  /** Of many items, by their table. */
  RequestItems?: Record<string, { Keys: ItemKey[] }>;
  Item?: { pk: { S: string } };
  ExpressionAttributeValues?: Record<string, { S: string }>;
  EncryptionContext?: { purpose: string };
  Bucket?: string;
  VersionId?: string;
  stateMachineArn?: string;
  executionArn?: string;
}

/** One that asks for many items asks for each of them. */
function eachItem(input: Input): Input[] {
  if (!input.RequestItems) return [input];
  return Object.entries(input.RequestItems).flatMap(([TableName, { Keys }]) => Keys.map((Key) => ({ TableName, Key })));
}

function inWords(command: string, input: Input): Omit<Call, 'by'> {
  const action = command.replace(/Command$/u, '');
  if (input.TableName !== undefined) {
    const table = input.TableName === ENVIRONMENT['TABLE_NAME'] ? 'records' : 'vault';
    const key = keyOf(input) ?? input.Item?.pk.S ?? Object.values(input.ExpressionAttributeValues ?? {})[0]?.S;
    return { what: `${table} ${String(key)}`, action: `dynamodb:${action}` };
  }
  if (input.EncryptionContext) {
    return { what: `vault key of ${input.EncryptionContext.purpose}`, action: `kms:${action}` };
  }
  if (input.Bucket !== undefined) {
    const bucket =
      { [INTAKE_BUCKET]: 'intake', [REPORTS_BUCKET]: 'reports', [EVIDENCE_BUCKET]: 'evidence' }[input.Bucket] ??
      input.Bucket;
    // The permission bears another name than the call, and is one of the bucket.
    if (action === 'ListObjectsV2') return { what: `${bucket} of ours`, action: 's3:ListBucket' };
    const key = typeof input.Key === 'string' ? input.Key : '';
    const version = input.VersionId === undefined ? '' : 'Version';
    // To ask about an object is to be allowed to read it.
    const permission = action === 'HeadObject' ? 'GetObject' : action;
    return { what: `${bucket}/${key} of ours`, action: `s3:${permission}${version}` };
  }
  // No other key of ours signs anything.
  if (action === 'GenerateMac' || action === 'VerifyMac') return { what: 'link key', action: `kms:${action}` };
  if (action === 'SendEmail') return { what: 'identity/msp.example.jp', action: 'ses:SendEmail' };
  const arn = input.stateMachineArn ?? input.executionArn ?? 'stateMachine:';
  return { what: arn.replace(/^arn:aws:states:[^:]+:\d+:/u, ''), action: `states:${action}` };
}

function keyOf({ Key: key }: Input): string | undefined {
  return typeof key === 'object' ? key.pk.S : undefined;
}
