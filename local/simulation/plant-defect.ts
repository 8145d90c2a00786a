import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { defectNamed } from './planted-defects.ts';

/**
 * `node --import` of this file plants the defect that `PLANTED_DEFECT` names: the source of one module is changed as it
 * is loaded, and nothing on disk. A definition is no module: the function that reads it gives the planted one.
 */
const defect = defectNamed(process.env['PLANTED_DEFECT'] ?? '');
const planted = new URL(`../../${defect.file}`, import.meta.url);
const isDefinition = planted.pathname.endsWith('.asl.json');
const { href: file } = isDefinition ? new URL('../../lib/definition.ts', import.meta.url) : planted;
if (!readFileSync(planted, 'utf8').includes(defect.find)) {
  throw new Error(`${defect.file} no longer holds what the defect "${defect.name}" replaces`);
}

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context);
    if (url !== file) return loaded;
    const source = new TextDecoder().decode(loaded.source as Uint8Array);
    return {
      ...loaded,
      source: isDefinition ? readingPlanted(source) : source.replace(defect.find, () => defect.replace),
    };
  },
});

/** `readDefinition`, which gives a definition with the defect where it has the place for it. */
function readingPlanted(source: string): string {
  const reading = /return (readFileSync\(.*\));/u;
  if (!reading.test(source)) throw new Error('lib/definition.ts reads definitions in another way');
  const [find, replace] = [defect.find, defect.replace].map((text) => JSON.stringify(text));
  return source.replace(reading, (_, read: string) => `return ${read}.replace(${find}, () => ${replace});`);
}
