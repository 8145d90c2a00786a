import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assembleBrowser } from '../../lib/browser-layer.ts';
import type { Hands } from '../../lambdas/domain/hands.ts';
import { bundle, bundles, writeBundle, type Bundle, type BundleName } from '../../lib/bundles.ts';
import { definitionNames, readDefinition } from '../../lib/definition.ts';
import { fileOf } from '../../lib/lambda-tasks.ts';
import { CONSOLE_STATES } from '../../lib/permissions.ts';

/** Bytes, gzipped: what a cold start has to load. The parser of mails alone is 400 kB. */
const LIMIT = 250_000;
const LIMIT_WITH_PARSER = 650_000;
/** Every page, step and task in one function, for people who wait half a second once. */
const LIMIT_OF_THE_DESK = 300_000;
const LIMITS: Readonly<Record<string, number>> = {
  'triggers/desk': LIMIT_OF_THE_DESK,
  'triggers/receive-mail': LIMIT_WITH_PARSER,
};

/** What only the code of these hands has: the simulated vendor is played by rehearsals alone. */
const ONLY_IN = { browser: 'lambdas/adapters/browser/pages/', scripted: 'lambdas/simulated-vendor/' };

/** Where a bundle has hands from; which of them, `imports` in `package.json` says. */
const HANDS_FILE = /lambdas\/runtime\/hands\/[a-z]+-hands-on-aws\.ts/u;

const consoleFunctions = [...CONSOLE_STATES].map((state): BundleName => `handlers/${fileOf(state)}`).sort();

/** Bundled once; of the hands' own, only the functions that have any: the others are the same but for what a rehearsal says. */
const built: Partial<Record<Hands, ReadonlyMap<BundleName, Bundle>>> = {};
function builtFor(hands: Hands): ReadonlyMap<BundleName, Bundle> {
  return (built[hands] ??= hands === 'operator' ? bundles({ hands }) : bundle(consoleFunctions, { hands }));
}

const textOf = (of: ReadonlyMap<BundleName, Bundle>): string =>
  [...of.values()].map(({ code }) => Buffer.from(code).toString()).join('');

describe.each(['operator', 'browser', 'scripted'] as const)('the bundles of a deployment with %s hands', (hands) => {
  let all: ReadonlyMap<BundleName, Bundle>;
  beforeAll(() => {
    all = builtFor(hands);
  }, 60_000);

  test('are small enough for a cold start of half a second', () => {
    const tooLarge = [...all]
      .map(([name, { code }]) => ({ name, bytes: gzipSync(code).length }))
      .filter(({ name, bytes }) => bytes > (LIMITS[name] ?? LIMIT));

    expect(tooLarge).toEqual([]);
  });

  test('ask a layer for Playwright where a browser works, and for nothing else anywhere', () => {
    const external = [...all].filter(([, { external: found }]) => found.length > 0);

    expect(external.map(([name]) => name).sort()).toEqual(hands === 'browser' ? consoleFunctions : []);
    expect(new Set(external.flatMap(([, { external: found }]) => found))).toEqual(
      new Set(hands === 'browser' ? ['playwright-core'] : []),
    );
  });

  test('carry the code of their own hands and of no others', () => {
    const files = [...all].flatMap(([, bundled]) => bundled.files);
    const found = Object.entries(ONLY_IN).filter(([, folder]) => files.some((file) => file.startsWith(folder)));

    expect(found.map(([whose]) => whose)).toEqual(hands === 'operator' ? [] : [hands]);
  });
});

test('hands are in the console functions and in no other, so that the others are the same whoever works', () => {
  const withHands = [...builtFor('operator')].filter(([, { files }]) => files.some((file) => HANDS_FILE.test(file)));

  expect(withHands.map(([name]) => name).sort()).toEqual(consoleFunctions);
});

test('the names of errors are kept, because the machines retry by them', () => {
  const retried = definitionNames
    .flatMap((name) => Array.from(readDefinition(name).matchAll(/"(\w+Error)"/gu), ([, error = '']) => error))
    .filter((error) => !error.includes('.'));
  // A person does not throw all of them.
  const text = textOf(builtFor('operator')) + textOf(builtFor('browser'));

  expect(retried.length).toBeGreaterThan(0);
  expect([...new Set(retried)].filter((error) => !text.includes(`"${error}"`))).toEqual([]);
});

describe('a function', () => {
  const directory = mkdtempSync(join(tmpdir(), 'visionlift-bundles-'));
  afterAll(() => {
    rmSync(directory, { recursive: true });
  });

  test('starts with nothing beside it where no browser works', () => {
    const own = join(directory, 'people');
    for (const [name, each] of builtFor('operator')) writeBundle(own, name, each);

    expect(readdirSync(own).length).toBeGreaterThan(40);
    expect(handlersIn(own, {})).toEqual(new Set(['function']));
  });

  test('carries the clients that its step asks for, and no others: each would be loaded by every cold start', () => {
    const clients = (name: BundleName): string[] => {
      const { files = [] } = builtFor('operator').get(name) ?? {};
      const found = files.flatMap((file) => /@aws-sdk\/client-([a-z0-9]+)\//u.exec(file)?.[1] ?? []);
      return [...new Set(found)].sort();
    };

    expect(clients('triggers/start-batch')).toEqual(['sfn']);
    expect(clients('handlers/list-user-accounts')).toEqual(['dynamodb']);
    expect(clients('handlers/claim-tenant')).toEqual(['dynamodb', 'sfn']);
    expect(clients('handlers/start-update')).toEqual(['dynamodb', 'kms', 'ses', 'sfn']);
    expect(clients('handlers/read-intake')).toEqual(['dynamodb', 's3']);
  });

  test('looks for credentials where Lambda puts them, and nowhere else', () => {
    const { files = [] } = builtFor('operator').get('handlers/start-update') ?? {};
    const providers = files.flatMap((file) => /@aws-sdk\/(credential-provider-[a-z-]+)\//u.exec(file)?.[1] ?? []);

    expect([...new Set(providers)]).toEqual(['credential-provider-env']);
  });

  test('says in the lines of its sources where an error came from, as it is logged and as its execution keeps it', () => {
    const own = join(directory, 'lines');
    const claimTenant = builtFor('operator').get('handlers/claim-tenant');
    if (claimTenant) writeBundle(own, 'handlers/claim-tenant', claimTenant);
    const program = `require('./claim-tenant.js').handler({}, {}).catch((error) => console.log(error.stack))`;
    const stack = execFileSync(process.execPath, ['-e', program], { cwd: own, env: {}, stdio: 'pipe' }).toString();

    const [, file = '', line = ''] = /\((lambdas\/[^:]+):(\d+):\d+\)/u.exec(stack) ?? [];
    expect(file).toBe('lambdas/runtime/environment.ts');
    expect(readFileSync(file, 'utf8').split('\n')[Number(line) - 1]).toContain('throw new Error(`the environment');
  });

  test('finds Playwright in the layer where it works with a browser', () => {
    const own = join(directory, 'browser');
    for (const [name, each] of builtFor('browser')) writeBundle(own, name, each);
    const layer = join(directory, 'layer');
    assembleBrowser(layer);

    expect(() => handlersIn(own, {})).toThrow('playwright-core');
    expect(handlersIn(own, { NODE_PATH: join(layer, 'nodejs', 'node_modules') })).toEqual(new Set(['function']));
  });
});

/** What the handlers of the functions in a directory are, each loaded as Lambda's runtime loads it. */
function handlersIn(directory: string, env: Record<string, string>): Set<string> {
  const files = readdirSync(directory).filter((file) => file.endsWith('.js'));
  const program = `console.log(JSON.stringify(${JSON.stringify(files)}.map((file) => typeof require('./' + file).handler)))`;
  const answer = execFileSync(process.execPath, ['-e', program], { cwd: directory, env, stdio: 'pipe' });
  return new Set(JSON.parse(answer.toString()) as string[]);
}
