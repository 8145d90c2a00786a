import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { AssetHashType, DockerImage } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { buildSync } from 'esbuild';
import type { Hands } from '../lambdas/domain/hands.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const KINDS = ['handlers', 'triggers'] as const;
export type FunctionKind = (typeof KINDS)[number];

/** Names of `lambdas/handlers` and `lambdas/triggers`, such as `handlers/confirm-licence`. */
export type BundleName = `${FunctionKind}/${string}`;

/** What a function is deployed as. */
export interface Bundle {
  code: Uint8Array;
  sourceMap: Uint8Array;
  /** What it loads at run time besides Node's own modules: what a layer must bring. */
  external: readonly string[];
  /** The files that it is made of, from the product's folder. */
  files: readonly string[];
}

export interface BundleOptions {
  /** Whose code the console functions carry; for a browser, a layer brings Playwright. */
  hands: Hands;
}

const bundled = new Map<Hands, ReadonlyMap<BundleName, Bundle>>();

/** Every function of the product, bundled once for a process. */
export function bundles({ hands }: BundleOptions): ReadonlyMap<BundleName, Bundle> {
  let all = bundled.get(hands);
  if (!all) bundled.set(hands, (all = bundle(entries(), { hands })));
  return all;
}

/**
 * One run of esbuild for some of them, 6 s for all 30: NodejsFunction starts a process for each and needs 1 s a piece.
 * Nothing is written to disk, so that the hashes of the code do not depend on where the assembly is put.
 */
export function bundle(names: readonly BundleName[], { hands }: BundleOptions): Map<BundleName, Bundle> {
  const { outputFiles, metafile } = buildSync({
    absWorkingDir: root,
    entryPoints: names.map((name) => ({ in: `lambdas/${name}.ts`, out: name })),
    outdir: 'bundles',
    bundle: true,
    write: false,
    metafile: true,
    ...SMALL,
    // `imports` in package.json says which hands are in the bundles; `module` is asked for only where nothing else is.
    conditions: [`hands-${hands}`, 'module'],
    external: ['playwright-core'],
    alias: { '@aws-sdk/credential-provider-node': './lambdas/runtime/credentials-of-a-function.ts' },
    // The modules of the SDK can be shaken, its CommonJS cannot: 210 kB gzipped instead of 300.
    mainFields: ['module', 'main'],
    sourcemap: 'linked',
    sourcesContent: false,
    // The browser's pack is found by CHROMIUM_PACK on Lambda; what asks import.meta there has another way.
    logOverride: { 'empty-import-meta': 'silent' },
    logLevel: 'warning',
  });
  const contents = new Map(outputFiles.map((file) => [path.relative(root, file.path), file.contents]));
  return new Map(
    names.map((name) => {
      const file = path.join('bundles', `${name}.js`);
      const code = contents.get(file);
      const sourceMap = contents.get(`${file}.map`);
      if (!code || !sourceMap) throw new Error(`esbuild made no ${file}`);
      const { imports = [], inputs = {} } = metafile.outputs[file] ?? {};
      const external = [...new Set(imports.map((each) => each.path))].filter((each) => !isBuiltin(each));
      const files = Object.keys(inputs).filter((each) => inputs[each]?.bytesInOutput);
      return [name, { code, sourceMap, external, files }];
    }),
  );
}

/** What makes a function small, and keeps the names that the machines' retriers ask for. */
export const SMALL = {
  platform: 'node',
  target: 'node24',
  // CommonJS, because only `require` looks into layers (NODE_PATH), where the browser's package lies.
  format: 'cjs',
  minify: true,
  // Notices of packages are an asset of their own, with every word (`bill-of-materials.ts`).
  legalComments: 'none',
  // Japanese as it is, in half the bytes of its escapes.
  charset: 'utf8',
  /**
   * An error is named after its class. It also wraps every function that has a name, within a function that runs in a
   * page too, where nobody knows the wrapper: helpers in there are methods, which need none.
   */
  keepNames: true,
} as const;

function entries(): BundleName[] {
  return KINDS.flatMap((kind) =>
    readdirSync(path.join(root, 'lambdas', kind))
      .filter((file) => file.endsWith('.ts'))
      .map((file): BundleName => `${kind}/${path.basename(file, '.ts')}`),
  );
}

/** The code of one function as an asset; bundled only when the stack is synthesized with its assets. */
export function codeOf(name: BundleName, options: BundleOptions): Code {
  return Code.fromAsset(path.join(root, 'lambdas', path.dirname(name)), {
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      image: DockerImage.fromRegistry('never-asked-for'),
      // Never run, but part of what tells one asset of this folder from another.
      command: [name, JSON.stringify(options)],
      local: {
        tryBundle(directory) {
          writeBundle(directory, name, bundleOf(name, options));
          return true;
        },
      },
    },
  });
}

/** Writes `confirm-licence.js` and its source map. */
export function writeBundle(directory: string, name: BundleName, { code, sourceMap }: Bundle): void {
  const file = path.join(directory, `${path.basename(name)}.js`);
  mkdirSync(directory, { recursive: true });
  writeFileSync(file, code);
  writeFileSync(`${file}.map`, sourceMap);
}

function bundleOf(name: BundleName, options: BundleOptions): Bundle {
  const found = bundles(options).get(name);
  if (!found) throw new Error(`there is no function ${name} to bundle`);
  return found;
}
