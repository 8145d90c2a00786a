import { globSync, readFileSync } from 'node:fs';
import * as sfn from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JsonProtocolServer } from '../../local/aws/json-protocol-server.ts';
import { serveStepFunctions } from '../../local/aws/step-functions-endpoint.ts';
import { anEngine, askWithToken, machine } from '../states/an-engine.ts';

/** A line of a document as the one who follows it would type it. */
interface Line {
  file: string;
  operation: string;
  /** By their names in the API: `executionArn`. */
  parameters: Record<string, string | number | boolean>;
  query: string | undefined;
}

const NAMES = ['migrate-batch', 'migrate-tenant', 'hand-over-tenant'];
/** What the documents leave to their reader, and variables that they set. */
const FILLED: readonly (readonly [RegExp, string])[] = [
  [/\$MACHINES/gu, 'arn:aws:states:us-east-1:123456789012:stateMachine:visionlift-prod'],
  [/\$EXECUTIONS/gu, 'arn:aws:states:us-east-1:123456789012:execution:visionlift-prod'],
  [
    /(?<=^| )(?:ARN|EXECUTION)(?= |$)/gu,
    'arn:aws:states:us-east-1:123456789012:execution:visionlift-prod-migrate-batch:BATCH',
  ],
];
/** Operations of Map Runs, which the engine forgets with their execution. */
const ONLY_ON_AWS = ['list-map-runs', 'describe-map-run', 'update-map-run'];

const LINES = globSync('docs/**/*.md').flatMap((file) => linesIn(file, readFileSync(file, 'utf8')));

function linesIn(file: string, page: string): Line[] {
  // As a command ends in a document: with its line, its code, another command, a variable that takes it.
  const found = page.matchAll(/aws stepfunctions (?<words>(?:"[^"\n]*"|'[^'\n]*'|[^`\n;&)"'])+)/gu);
  return [...found].flatMap(({ groups }) => {
    const words = groups?.['words'] ?? '';
    const each = /\$MACHINE\b/u.test(words) ? NAMES.map((name) => words.replace(/\$MACHINE\b/u, name)) : [words];
    return each.map((line) => lineOf(file, line));
  });
}

function lineOf(file: string, line: string): Line {
  const filled = FILLED.reduce((text, [pattern, value]) => text.replace(pattern, value), line.trim());
  const words = [...filled.matchAll(/"(?<a>[^"]*)"|'(?<b>[^']*)'|(?<c>\S+)/gu)].map(
    ({ groups }) => groups?.['a'] ?? groups?.['b'] ?? groups?.['c'] ?? '',
  );
  const [operation = '', ...rest] = words;
  const options = new Map<string, string | true>();
  for (const [index, word] of rest.entries()) {
    if (!word.startsWith('--')) continue;
    const value = rest[index + 1];
    options.set(word.slice(2), value === undefined || value.startsWith('--') ? true : value);
  }
  const query = options.get('query');
  for (const own of ['query', 'output', 'region']) options.delete(own);
  const parameters = Object.fromEntries(
    [...options].map(([name, value]) => [
      name.replaceAll(/-(?<letter>[a-z])/gu, (_, letter: string) => letter.toUpperCase()),
      typeof value === 'string' && /^\d+$/u.test(value) ? Number(value) : value,
    ]),
  );
  return { file, operation, parameters, query: typeof query === 'string' ? query : undefined };
}

function hasArn(parameters: Line['parameters']): boolean {
  return Object.keys(parameters).some((name) => name.endsWith('Arn'));
}

let server: JsonProtocolServer;
let client: sfn.SFNClient;

/**
 * The three machines, and an execution of each name that the documents use; each is stopped as somebody would by
 * mistake.
 */
beforeEach(async () => {
  const { engine } = anEngine({ functions: { ask: () => undefined } });
  for (const name of NAMES) {
    const { stateMachineArn } = engine.createStateMachine({
      name: `visionlift-prod-${name}`,
      definition: machine({ Ask: askWithToken('ask') }),
    });
    engine.publish(stateMachineArn, 'live');
    for (const execution of ['BATCH', 'TENANT', 'TENANT--BATCH8--1']) {
      const { executionArn } = engine.startExecution({ stateMachineArn, name: execution });
      engine.stopExecution({ executionArn, error: 'E', cause: 'a mistake' });
    }
  }
  server = await serveStepFunctions(engine);
  client = new sfn.SFNClient({
    endpoint: server.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  });
});

afterEach(async () => {
  client.destroy();
  await server.close();
});

/** Sends what the command line would send: its operations and parameters are those of the API by another spelling. */
async function send({ operation, parameters }: Line): Promise<Record<string, unknown>> {
  const name = `${operation.replaceAll(/(?:^|-)(?<letter>[a-z])/gu, (_, letter: string) => letter.toUpperCase())}Command`;
  const Command = (sfn as unknown as Record<string, new (input: object) => never>)[name];
  if (!Command) throw new Error(`there is no operation ${operation}`);
  return { ...((await client.send(new Command(parameters))) as object) };
}

describe('each line of a document that begins with aws stepfunctions', () => {
  it('is found, also in a loop and in prose', () => {
    expect(LINES.length).toBeGreaterThan(20);
    expect(LINES.map(({ operation }) => operation)).toEqual(
      expect.arrayContaining([
        'redrive-execution',
        'describe-state-machine-alias',
        'describe-state-machine-for-execution',
        'list-map-runs',
      ]),
    );
  });

  // Prose may name an operation without saying of what.
  it.each(LINES.filter(({ operation, parameters }) => !ONLY_ON_AWS.includes(operation) && hasArn(parameters)))(
    '$operation of $file runs as it is printed: $parameters',
    async (line) => {
      const answer = await send(line);
      // What a query asks for first has to be in the answer; the rest of its language is the command line's own.
      const [first] = /^[a-zA-Z]+/u.exec(line.query ?? '') ?? [];
      if (first !== undefined) expect(answer).toHaveProperty(first);
    },
  );

  it.each(LINES.filter(({ operation }) => ONLY_ON_AWS.includes(operation)))(
    '$operation of $file needs AWS: the engine says that it does not know it',
    async (line) => {
      await expect(send(line)).rejects.toMatchObject({ name: 'UnknownOperationException' });
    },
  );
});

describe('the redrive of the runbook', () => {
  it('lets a stopped batch go on, and is refused while it runs', async () => {
    const [line] = LINES.filter(
      ({ operation, file }) => operation === 'redrive-execution' && file.endsWith('runbook.md'),
    );
    const [asked] = LINES.filter(({ query }) => query === '[status,redriveStatus,redriveStatusReason]');
    if (!line || !asked) throw new Error('the runbook has no redrive');
    expect(await send(asked)).toMatchObject({ status: 'ABORTED', redriveStatus: 'REDRIVABLE' });
    await send(line);
    expect(await send(asked)).toMatchObject({
      status: 'RUNNING',
      redriveStatus: 'NOT_REDRIVABLE',
      redriveStatusReason: 'Execution is RUNNING and cannot be redriven.',
    });
  });
});
