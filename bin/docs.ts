import { mkdir, writeFile } from 'node:fs/promises';
import { pages } from '../local/docs/pages.ts';
import { samples } from '../local/samples/samples.ts';

// `npm run docs`: the pages and samples that are made from the code. A test compares each with what lies there.
const ROOT = new URL('../', import.meta.url);
await mkdir(new URL('samples/', ROOT), { recursive: true });
for (const [name, bytes] of samples()) await writeFile(new URL(`samples/${name}`, ROOT), bytes);
for (const [name, text] of await pages()) await writeFile(new URL(`docs/${name}`, ROOT), text);
