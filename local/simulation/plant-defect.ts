import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { defectNamed } from './planted-defects.ts';

/**
 * `node --import` of this file plants the defect that `PLANTED_DEFECT` names: the source of one module is changed as it
 * is loaded, and nothing on disk.
 */
const defect = defectNamed(process.env['PLANTED_DEFECT'] ?? '');
const file = new URL(`../../${defect.file}`, import.meta.url).href;
if (!readFileSync(new URL(file), 'utf8').includes(defect.find)) {
  throw new Error(`${defect.file} no longer holds what the defect "${defect.name}" replaces`);
}

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context);
    if (url !== file) return loaded;
    const source = new TextDecoder().decode(loaded.source as Uint8Array);
    return { ...loaded, source: source.replace(defect.find, () => defect.replace) };
  },
});
