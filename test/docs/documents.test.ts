import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../bench/report.ts';
import { anchorsOf, linksIn } from './links.ts';
import { quotedFigures } from './quoted-figures.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const PAGES = globSync('**/*.md', { cwd: ROOT, exclude: ['**/node_modules/**', '.local/**', 'cdk.out/**'] }).sort();
const read = (page: string): string => readFileSync(path.join(ROOT, page), 'utf8');

describe('links', () => {
  it.each(PAGES)('of %s lead to files and headings that are there', (page) => {
    expect(linksIn(read(page)).flatMap((link) => whatIsWrongWith(link, page))).toEqual([]);
  });

  it('are found in text, in pictures and in HTML, and not in code', () => {
    const page = '[a](b.md) ![p](c.png) <img src="d.png"> `[x](no.md)`\n```sh\n[y](no.md)\n```\n[e](<f.md#g>)\n';
    expect(linksIn(page)).toEqual(['b.md', 'c.png', 'f.md#g', 'd.png']);
  });

  it('lead to headings by the anchors that GitHub makes of them', () => {
    const page = '# `visionlift check`: a file\n## 受付CSV (列)\n## Twice\n## Twice\n```sh\n# no heading\n```\n';
    expect([...anchorsOf(page)]).toEqual(['visionlift-check-a-file', '受付csv-列', 'twice', 'twice-1']);
  });
});

describe('commands', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };

  it.each(PAGES)('that %s tells to run with npm are there', (page) => {
    const told = Array.from(read(page).matchAll(/\bnpm run (?:-s )?([a-z][\w:-]*)/gu), ([, script = '']) => script);
    expect(told.filter((script) => !Object.hasOwn(scripts, script))).toEqual([]);
  });
});

describe('files', () => {
  const OURS = /`((?:bench|bin|docs|lambdas|lib|local|samples|stages|statemachine|test)\/[^`\s:#]+)`/gu;
  /** What the reader makes, or puts a name into. */
  const TO_BE_MADE = /STAGE|NAME|my-|^stages\/rehearsal\.json$/u;

  it.each(PAGES)('that %s names are there, so that nobody looks for one that was renamed', (page) => {
    const named = Array.from(read(page).matchAll(OURS), ([, file = '']) => file);
    expect(named.filter((file) => !TO_BE_MADE.test(file) && globSync(file, { cwd: ROOT }).length === 0)).toEqual([]);
  });
});

describe('the list of findings', () => {
  it('has each script of its folder once, in the order of their names, and no other', () => {
    const listed = Array.from(
      read('findings/README.md').matchAll(/^\| \[[\w-]+\]\(([\w-]+\.sh)\)/gmu),
      ([, name]) => name,
    );
    expect(listed).toEqual(globSync('*.sh', { cwd: path.join(ROOT, 'findings') }).sort());
  });
});

describe('figures in prose', () => {
  const report = JSON.parse(read('docs/benchmarks.json')) as Report;

  it('are those of docs/benchmarks.json, so that no page keeps an old one', () => {
    const said = (page: string): string => read(page).replace(/\s+/gu, ' ');
    expect(quotedFigures(report).filter(({ page, says }) => !said(page).includes(says))).toEqual([]);
  });

  it('change with docs/benchmarks.json, so that an old one is noticed', () => {
    const doubled = JSON.parse(
      JSON.stringify(report, (key, value: unknown) => (key === 'value' ? 2 * Number(value) : value)),
    ) as Report;
    const before = quotedFigures(report).map(({ says }) => says);
    for (const { says } of quotedFigures(doubled)) expect(before).not.toContain(says);
  });
});

describe('docs/runbook.ja.md', () => {
  const outlineOf = (page: string): string[] =>
    Array.from(read(page).matchAll(/^## .+$|^```sh\n[\s\S]*?^```$/gmu), ([part]) => part);

  it('has the sections and the commands of docs/runbook.md, so that anyone who reads Japanese does the same', () => {
    expect(outlineOf('docs/runbook.ja.md')).toEqual(outlineOf('docs/runbook.md'));
  });
});

describe('docs/when-the-console-changes.ja.md', () => {
  const toldIn = (page: string): unknown[] => [
    read(page).match(/^## /gmu)?.length,
    ...(read(page).match(/^```ts\n[\s\S]*?^```$|`(?:npm|npx) [^`]+`|\]\(\.\.\/[^)]+\)|^\d\. /gmu) ?? []),
  ];

  it('has the steps, the commands and the files of the English page, so that anyone who reads Japanese does the same', () => {
    expect(toldIn('docs/when-the-console-changes.ja.md')).toEqual(toldIn('docs/when-the-console-changes.md'));
  });
});

function whatIsWrongWith(link: string, page: string): string[] {
  if (/^(https?|mailto):/u.test(link)) return [];
  const [file = '', anchor] = decodeURI(link).split('#');
  const target = file === '' ? page : path.join(path.dirname(page), file);
  if (!existsSync(path.join(ROOT, target))) return [`${link}: there is no ${target}`];
  const isMissing = anchor !== undefined && target.endsWith('.md') && !anchorsOf(read(target)).has(anchor);
  return isMissing ? [`${link}: ${target} has no such heading`] : [];
}
