import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { LAYER_PACKAGES } from './browser-layer.ts';
import { type Bundle, bundles } from './bundles.ts';
import type { Hands } from '../lambdas/domain/hands.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** A package of npm within what is deployed. */
export interface Part {
  name: string;
  version: string;
  /** An SPDX expression, as the package states it; none where it states nothing. */
  licence: string | undefined;
  /** Of the archive that npm unpacked: `sha512-` and Base64, as the lock file holds it. */
  integrity: string;
  /** Where it lies, from the product's folder. */
  folder: string;
  /** Names of functions, as `handlers/confirm-licence`, and `layer`. */
  within: readonly string[];
}

interface Lock {
  packages: Readonly<Record<string, { version: string; integrity?: string; license?: string }>>;
}

/**
 * Every package of npm of which these functions hold something, and those of the browser's layer, by folder. What only
 * builds or tests is not among them. Throws where one is not in the lock file: nobody could say what it is.
 */
export function partsOf(functions: ReadonlyMap<string, Pick<Bundle, 'files'>>, layer: readonly string[]): Part[] {
  const lock = readJson('package-lock.json') as Lock;
  const within = new Map<string, Set<string>>();
  const add = (folder: string, where: string): unknown =>
    within.set(folder, (within.get(folder) ?? new Set<string>()).add(where));
  for (const [name, { files }] of functions) {
    for (const file of files) {
      const folder = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/u.exec(file)?.[0];
      if (folder !== undefined) add(folder, name);
    }
  }
  for (const name of layer) add(`node_modules/${name}`, 'layer');
  return [...within]
    .map(([folder, where]) => {
      const { version, integrity, license } = lock.packages[folder] ?? {};
      if (version === undefined || integrity === undefined) {
        throw new Error(`${folder} is in a bundle and not in package-lock.json; run npm ci, and build again`);
      }
      const name = folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length);
      return { name, version, licence: license, integrity, folder, within: [...where].sort() };
    })
    .sort((one, other) => (one.folder < other.folder ? -1 : 1));
}

/**
 * A software bill of materials in CycloneDX 1.6 (ECMA-424), the same for the same code: no date and no serial number.
 */
export function billOfMaterials(parts: readonly Part[]): object {
  const { name, version, license } = readJson('package.json') as { name: string; version: string; license: string };
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      component: { type: 'application', 'bom-ref': name, name, version, licenses: [{ license: { id: license } }] },
    },
    components: parts.map((part) => {
      // Names of packages hold nothing that a package URL has to escape but the @ of a scope.
      const purl = `pkg:npm/${part.name.replace(/^@/u, '%40')}@${part.version}`;
      return {
        type: 'library',
        'bom-ref': purl,
        name: part.name,
        version: part.version,
        ...(part.licence !== undefined && { licenses: [{ expression: part.licence }] }),
        purl,
        hashes: [{ alg: 'SHA-512', content: hexOf(part.integrity) }],
        properties: part.within.map((value) => ({ name: 'visionlift:within', value })),
      };
    }),
  };
}

/**
 * The licences and notices of these packages word for word, for anyone who passes the functions on to somebody else.
 */
export function licenceTexts(parts: readonly Part[]): string {
  return parts
    .map(({ name, version, licence, folder }) => {
      const files = readdirSync(path.join(root, folder)).filter((file) => /^(licen[cs]e|notice|copying)/iu.test(file));
      const texts = files.map((file) => readFileSync(path.join(root, folder, file), 'utf8').trim());
      return [`${name} ${version}: ${licence ?? 'states no licence'}`, ...texts].join('\n\n');
    })
    .join(`\n\n${'-'.repeat(80)}\n\n`);
}

/** Puts `bom.cdx.json` and `third-party-licences.txt` beside the template; `bin/app.ts` calls it at each synthesis. */
export function writeBillOfMaterials(directory: string, hands: Hands): void {
  const parts = partsOf(bundles({ hands }), hands === 'browser' ? LAYER_PACKAGES : []);
  writeFileSync(path.join(directory, 'bom.cdx.json'), `${JSON.stringify(billOfMaterials(parts), null, 2)}\n`);
  writeFileSync(path.join(directory, 'third-party-licences.txt'), `${licenceTexts(parts)}\n`);
}

function hexOf(integrity: string): string {
  return Buffer.from(integrity.replace(/^sha512-/u, ''), 'base64').toString('hex');
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(path.join(root, file), 'utf8'));
}
