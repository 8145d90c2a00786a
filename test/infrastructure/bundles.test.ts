import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { billOfMaterials, licenceTexts, type Part, partsOf } from '../../lib/bill-of-materials.ts';
import { assembleBrowser, LAYER_PACKAGES } from '../../lib/browser-layer.ts';
import type { Hands } from '../../lambdas/domain/hands.ts';
import { bundle, bundles, writeBundle, type Bundle, type BundleName } from '../../lib/bundles.ts';
import { definitionNames, readDefinition } from '../../lib/definition.ts';
import { fileOf } from '../../lib/lambda-tasks.ts';
import { CONSOLE_STATES } from '../../lib/hands.ts';

/** Bytes, gzipped: what a cold start has to load. The parser of mails alone is 400 kB. */
const LIMIT = 250_000;
const LIMIT_WITH_PARSER = 650_000;
/** Every page, step and task in one function, for people who wait half a second once. */
const LIMIT_OF_THE_DESK = 300_000;
const LIMITS: Readonly<Record<string, number>> = {
  // With a browser: the one step that is at a list, a panel and a dialog.
  'handlers/start-update': 255_000,
  // With a browser: the one step that walks a wizard, and mails a person for its code.
  'handlers/claim-primary-account': 255_000,
  'triggers/desk': LIMIT_OF_THE_DESK,
  'triggers/receive-mail': LIMIT_WITH_PARSER,
};

/** Licences that let the functions be passed on with their notices alone; another one is for a person to read. */
const PERMISSIVE = /^\(?(?:MIT|MIT-0|ISC|Apache-2\.0|BSD-[23]-Clause|0BSD|OFL-1\.1|MIT AND OFL-1\.1)(?: OR .+)?\)?$/u;

/** What only the code of these hands has: the simulated vendor is played by rehearsals alone. */
const ONLY_IN = { browser: 'lambdas/adapters/browser/pages/', scripted: 'lambdas/simulated-vendor/' };

/** Where a bundle has hands from; which of them, `imports` in `package.json` says. */
const HANDS_FILE = /lambdas\/runtime\/hands\/[a-z]+-hands-on-aws\.ts/u;

const consoleFunctions = [...CONSOLE_STATES].map((state): BundleName => `handlers/${fileOf(state)}`).sort();

/**
 * Bundled once; of the hands' own, only the functions that have any: the others are the same but for what a rehearsal
 * says.
 */
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

test('hands are in the console functions and in no other, so that the others are the same no matter who works', () => {
  const withHands = [...builtFor('operator')].filter(([, { files }]) => files.some((file) => HANDS_FILE.test(file)));

  expect(withHands.map(([name]) => name).sort()).toEqual(consoleFunctions);
});

test('a function that makes no sentence of a reason carries none', () => {
  const catalogue = (name: BundleName) =>
    (builtFor('operator').get(name)?.files ?? []).filter((file) => file.includes('domain/statements/of-'));

  for (const name of ['handlers/claim-tenant', 'handlers/start-update'] as const)
    expect(catalogue(name), name).toEqual([]);
  expect(catalogue('handlers/write-report').length).toBeGreaterThan(0);
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

describe('the bill of materials', () => {
  let parts: readonly Part[];
  beforeAll(() => {
    parts = partsOf(builtFor('operator'), LAYER_PACKAGES);
  }, 60_000);

  test('names what the functions and the layer hold, and nothing that only builds or tests', () => {
    const names = parts.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['zod', 'mailparser', '@sparticuz/chromium', 'playwright-core']));
    expect(names.filter((name) => /aws-cdk|constructs|vitest|esbuild|dynalite/u.test(name))).toEqual([]);
  });

  test('tells where each is found, since a weakness in it concerns those functions alone', () => {
    const within = (name: string): readonly string[] => parts.find((part) => part.name === name)?.within ?? [];
    expect(within('mailparser')).toEqual(['triggers/receive-mail']);
    expect(within('playwright-core')).toEqual(['layer']);
    expect(within('zod')).toContain('handlers/start-update');
  });

  test('lists two versions of one package apart, as only one of them may have a weakness', () => {
    const entities = parts.filter(({ name }) => name === 'entities');
    expect(new Set(entities.map(({ version }) => version)).size).toBe(entities.length);
    expect(entities.length).toBeGreaterThan(1);
  });

  test('has the hash of the archive from the lock file, by which a scanner knows it', () => {
    const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
      packages: Record<string, { integrity: string; version: string }>;
    };
    const { integrity, version } = lock.packages['node_modules/zod'] ?? { integrity: '', version: '' };
    const content = Buffer.from(integrity.slice('sha512-'.length), 'base64').toString('hex');
    expect(billOfMaterials(parts)).toMatchObject({
      bomFormat: 'CycloneDX',
      specVersion: '1.6',
      components: expect.arrayContaining([
        expect.objectContaining({ purl: `pkg:npm/zod@${version}`, hashes: [{ alg: 'SHA-512', content }] }),
      ]) as unknown,
    });
  });

  test('stops at what the lock file does not name, as nobody could say what it is', () => {
    const stray = new Map([['handlers/a', { files: ['node_modules/stray/index.js'] }]]);
    expect(() => partsOf(stray, [])).toThrow(
      'node_modules/stray is in a bundle and not in package-lock.json; run npm ci',
    );
  });

  test('holds licences that ask for their notice alone; another one needs a person to read it', () => {
    expect(
      parts.filter(({ licence }) => !PERMISSIVE.test(licence ?? '')).map(({ name, licence }) => [name, licence]),
    ).toEqual([]);
  });

  test('is accompanied by the notices that these licences ask for', () => {
    const texts = licenceTexts(parts);
    expect(texts).toContain('Colin McDonnell');
    expect(texts).toContain('SIL OPEN FONT LICENSE');
  });
});
