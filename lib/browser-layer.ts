import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { AssetHashType, DockerImage } from 'aws-cdk-lib';
import { Architecture, Code, LayerVersion, Runtime } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';

const packages = fileURLToPath(new URL('../node_modules/', import.meta.url));
const CHROMIUM = '@sparticuz/chromium';
const PLAYWRIGHT = 'playwright-core';
const FONT = '@expo-google-fonts/noto-sans-jp';

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
        assetHash: versions(),
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
  const pack = path.join(directory, 'chromium');
  const fonts = path.join(pack, 'fonts');
  mkdirSync(fonts, { recursive: true });
  cpSync(path.join(packages, CHROMIUM, 'bin'), pack, { recursive: true });
  for (const file of ['400Regular/NotoSansJP_400Regular.ttf', 'LICENSE_FONT']) {
    cpSync(path.join(packages, FONT, file), path.join(fonts, path.basename(file)));
  }
  cpSync(path.join(packages, PLAYWRIGHT), path.join(directory, 'nodejs', 'node_modules', PLAYWRIGHT), {
    recursive: true,
    filter: (source) => !LEFT_OUT.test(source.replaceAll(path.sep, '/')),
  });
}

/** What the layer is made of; another Chromium or Playwright is another layer. */
function versions(): string {
  return [CHROMIUM, PLAYWRIGHT, FONT].map((name) => `${path.basename(name)}-${versionOf(name)}`).join('_');
}

function versionOf(name: string): string {
  const manifest = JSON.parse(readFileSync(path.join(packages, name, 'package.json'), 'utf8')) as { version: string };
  return manifest.version;
}
