import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { AssetHashType, DockerImage } from 'aws-cdk-lib';
import { Architecture, Code, LayerVersion, Runtime } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';

const packages = fileURLToPath(new URL('../node_modules/', import.meta.url));
const CHROMIUM = '@sparticuz/chromium';
const PLAYWRIGHT = 'playwright-core';
const FONT = '@expo-google-fonts/noto-sans-jp';

/** The packages of npm that the layer is made of. */
export const LAYER_PACKAGES: readonly string[] = [CHROMIUM, PLAYWRIGHT, FONT];

/** Parts of Playwright that only its own tools use: the trace viewer and recorder, the command line, types. */
const LEFT_OUT = /playwright-core\/(lib\/vite|lib\/tools|types|bin|cli\.js)/u;

/**
 * Chromium, packed, with a Japanese font, and the package that drives it: 83 MB of the 250 that a function may have.
 * Unpacked it would be 233 MB, and the next Chromium may not fit.
 */
export class BrowserLayer extends LayerVersion {
  constructor(scope: Construct, id: string) {
    super(scope, id, {
      description: `Chromium for browser hands: ${versions()}`,
      compatibleArchitectures: [Architecture.X86_64],
      compatibleRuntimes: [Runtime.NODEJS_24_X],
      code: Code.fromAsset(path.join(packages, CHROMIUM), {
        assetHashType: AssetHashType.CUSTOM,
        assetHash: layerHash(),
        bundling: {
          image: DockerImage.fromRegistry('never-asked-for'),
          local: {
            tryBundle(directory) {
              assembleBrowser(directory);
              return true;
            },
          },
        },
      }),
    });
  }
}

/** Puts the layer together from what npm brought: no docker, and nothing is downloaded. */
export function assembleBrowser(directory: string): void {
  for (const [file, target] of layerFiles()) {
    mkdirSync(path.dirname(path.join(directory, target)), { recursive: true });
    cpSync(file, path.join(directory, target));
  }
}

/**
 * Of every file of the layer, its name and what is in it: a changed file is another layer also where no version changed,
 * and the same files are the same layer on every computer. 0.1 s for 83 MB.
 */
export function layerHash(files: readonly LayerFile[] = layerFiles()): string {
  const hash = createHash('sha256');
  for (const [file, target] of files) {
    hash.update(`${target}\0`).update(createHash('sha256').update(readFileSync(file)).digest());
  }
  return hash.digest('hex');
}

/** Where a file of the layer comes from, and its name in the layer, with `/`. */
export type LayerFile = readonly [file: string, target: string];

function layerFiles(): LayerFile[] {
  const fonts = ['400Regular/NotoSansJP_400Regular.ttf', 'LICENSE_FONT'].map((file) => path.join(packages, FONT, file));
  return [
    ...filesBelow(path.join(packages, CHROMIUM, 'bin'), 'chromium'),
    ...fonts.map((file): LayerFile => [file, `chromium/fonts/${path.basename(file)}`]),
    ...filesBelow(path.join(packages, PLAYWRIGHT), `nodejs/node_modules/${PLAYWRIGHT}`).filter(
      ([, target]) => !LEFT_OUT.test(target),
    ),
  ].sort(([, one], [, other]) => (one < other ? -1 : 1));
}

function filesBelow(directory: string, target: string): LayerFile[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .map((file) => [file, `${target}/${path.relative(directory, file).replaceAll(path.sep, '/')}`]);
}

/** What a person reads of the layer in the console. */
function versions(): string {
  return LAYER_PACKAGES.map((name) => `${path.basename(name)}-${versionOf(name)}`).join('_');
}

function versionOf(name: string): string {
  const manifest = JSON.parse(readFileSync(path.join(packages, name, 'package.json'), 'utf8')) as { version: string };
  return manifest.version;
}
