import { describe, expect, test } from 'vitest';
import { aDefinition, definitionNames } from './checks/definition-file.ts';
import { fileExists, filesIn, importsIn, importsOf, type Import } from './checks/source-files.ts';
import { lambdaTasksOf } from './checks/state-machine.ts';
import { functionOf } from './checks/tasks.ts';

const states = [
  ...new Set(definitionNames.flatMap((name) => lambdaTasksOf(aDefinition(name)).map((task) => functionOf(task.name)))),
];

describe('one name, four places', () => {
  test.each(states)('%s has its handler, its step and its test', (name) => {
    const file = kebab(name);
    const places = [`lambdas/handlers/${file}.ts`, `lambdas/steps/${file}.ts`, `test/steps/${file}.test.ts`];

    expect(places.filter((place) => !fileExists(place))).toEqual([]);
  });

  test.each(['lambdas/handlers', 'lambdas/steps'])('%s holds nothing that is not a state', (folder) => {
    const files = filesIn(folder, { recursive: false });

    expect(files.filter((file) => !states.map((name) => `${folder}/${kebab(name)}.ts`).includes(file))).toEqual([]);
  });

  test.each([
    ['AskForConsent', 'ask-for-consent'],
    ['ConfirmLicence', 'confirm-licence'],
  ])('%s is %s in the file system', (name, file) => {
    expect(kebab(name)).toBe(file);
  });
});

/** Pure packages and modules: they reach nothing outside the process. */
const PURE = ['zod', 'csv-parse', 'ulid', 'node:crypto', 'node:util', 'node:string_decoder'];

interface Layer {
  /** Folders of `lambdas/` that the layer knows, beside itself. */
  knows: string[];
  packages: 'any' | string[];
}

const layers: Record<string, Layer> = {
  handlers: { knows: ['steps', 'runtime', 'domain'], packages: ['zod'] },
  desk: { knows: ['steps', 'runtime', 'adapters', 'domain', 'ports'], packages: PURE },
  triggers: { knows: ['desk', 'steps', 'runtime', 'domain', 'ports'], packages: ['zod'] },
  steps: { knows: ['domain', 'ports'], packages: PURE },
  domain: { knows: [], packages: PURE },
  ports: { knows: ['domain'], packages: [] },
  // The vendor as a model, without a world around it: a rehearsal plays it, and so does the embedded mode.
  'simulated-vendor': { knows: ['ports', 'domain'], packages: [...PURE, 'otpauth'] },
  adapters: { knows: ['simulated-vendor', 'ports', 'domain'], packages: 'any' },
  // Binds the desk's doors to AWS, as it binds the ports; the hands of a person are the desk's.
  runtime: { knows: ['desk', 'steps', 'adapters', 'ports', 'domain'], packages: 'any' },
};

/** Every folder with code that runs outside of tests. */
const EVERYWHERE = ['bench', 'bin', 'lambdas', 'lib', 'local', 'spreadsheet', 'terminal'];

describe('the layers', () => {
  test('are all there is below lambdas/', () => {
    const folders = filesIn('lambdas').map((file) => file.split('/')[1] ?? '');

    expect(folders.filter((folder) => !(folder in layers))).toEqual([]);
  });

  test.each(Object.keys(layers))('%s import only from the layers below them', (name) => {
    const files = filesIn(`lambdas/${name}`);

    expect(files.flatMap(importsOf).filter(isForbidden).map(describeImport)).toEqual([]);
  });

  test('a step takes no more than types from another step, because the machine decides what follows', () => {
    const calls = filesIn('lambdas/steps', { recursive: false })
      .flatMap(importsOf)
      .filter(({ to, isTypeOnly }) => /^lambdas\/steps\/[^/]+$/.test(to) && !isTypeOnly);

    expect(calls.map(describeImport)).toEqual([]);
  });

  test('nothing that runs on AWS knows the embedded mode or the stack', () => {
    const leaks = filesIn('lambdas')
      .flatMap(importsOf)
      .filter(({ to, isOurs }) => isOurs && !to.startsWith('lambdas/'));

    expect(leaks.map(describeImport)).toEqual([]);
  });

  test('what is shown on terminals is below those that show it: the commands, and the embedded mode, which knows no command', () => {
    const ours = [...filesIn('terminal'), ...filesIn('local')].flatMap(importsOf).filter(({ isOurs }) => isOurs);
    const leaks = ours.filter(({ from, to }) =>
      from.startsWith('terminal/') ? !/^(?:terminal|lambdas\/(?:domain|ports))\//u.test(to) : to.startsWith('bin/'),
    );

    expect(leaks.map(describeImport)).toEqual([]);
  });

  test('close no circle: no file comes back to itself by its imports, whether of values or of types', () => {
    const imports = new Map(EVERYWHERE.flatMap((folder) => filesIn(folder)).map((file) => [file, ourImportsOf(file)]));

    expect(circlesIn(imports)).toEqual([]);
  });

  test('would see a circle of types, and one that closes by an import() of what is loaded late', () => {
    const imports = new Map([
      ['a.ts', ["import type { B } from './b.ts';"]],
      ['b.ts', ["const c = await import('./c.ts');"]],
      ['c.ts', ["export { a } from './a.ts';"]],
      ['d.ts', ["import { a } from './a.ts';"]],
    ]);
    const read = [...imports].map(
      ([file, [source = '']]) => [file, importsIn(file, source).map(({ to }) => to)] as const,
    );

    expect(circlesIn(new Map(read))).toEqual([['a.ts', 'b.ts', 'c.ts']]);
  });

  test.each([
    ['lambdas/domain/tenant.ts', "import { TenantStore } from '../ports/tenant-store.ts';"],
    ['lambdas/domain/tenant.ts', "import { S3Client } from '@aws-sdk/client-s3';"],
    ['lambdas/steps/start-update.ts', "import {\n  aStore,\n} from '../adapters/dynamo/store.ts';"],
    ['lambdas/steps/start-update.ts', "export { now } from '../../local/virtual-clock.ts';"],
    ['lambdas/handlers/start-update.ts', "const store = await import('../adapters/dynamo/store.ts');"],
    ['lambdas/ports/clock.ts', "import 'node:fs';"],
  ])('are guarded: %s may not say %j', (file, source) => {
    expect(importsIn(file, source).filter(isForbidden)).toHaveLength(1);
  });
});

function isForbidden({ from, to, isOurs }: Import): boolean {
  const name = from.split('/')[1] ?? '';
  const layer = layers[name];
  if (!layer) return true;
  if (!isOurs) return layer.packages !== 'any' && !layer.packages.includes(to);
  return ![name, ...layer.knows].some((known) => to.startsWith(`lambdas/${known}/`));
}

function ourImportsOf(file: string): string[] {
  return importsOf(file)
    .filter(({ isOurs }) => isOurs)
    .map(({ to }) => to);
}

/** The sets of files that reach each other by their imports, two or more in each (Tarjan's algorithm). */
function circlesIn(imports: ReadonlyMap<string, readonly string[]>): string[][] {
  const found: string[][] = [];
  const order = new Map<string, number>();
  const open: string[] = [];
  const visit = (file: string): number => {
    const own = order.size;
    order.set(file, own);
    open.push(file);
    let lowest = own;
    for (const to of imports.get(file) ?? []) {
      if (!imports.has(to)) continue;
      if (!order.has(to)) lowest = Math.min(lowest, visit(to));
      else if (open.includes(to)) lowest = Math.min(lowest, order.get(to) ?? own);
    }
    if (lowest === own) {
      const circle = open.splice(open.indexOf(file));
      if (circle.length > 1) found.push(circle.sort());
    }
    return lowest;
  };
  for (const file of imports.keys()) if (!order.has(file)) visit(file);
  return found;
}

function describeImport({ from, to }: Import): string {
  return `${from} -> ${to}`;
}

function kebab(name: string): string {
  return name.replaceAll(/(?<!^)[A-Z]/g, '-$&').toLowerCase();
}
