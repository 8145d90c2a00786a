import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';

import { intakePages } from '../../../local/docs/intake-pages.ts';

const pages = [...(await intakePages())];

it.each(pages)('docs/%s says what the code does: `npm run docs` writes it', async (name, text) => {
  expect(await readFile(new URL(`../../../docs/${name}`, import.meta.url), 'utf8')).toBe(text);
});
