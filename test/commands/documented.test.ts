import { globSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { widthOf } from '../../terminal/width.ts';
import { visionlift } from '../../bin/commands/program.ts';

const PAGE = await readFile(new URL('../../docs/command-line.md', import.meta.url), 'utf8');

/** Every command that does something, with the words that lead to it. */
function commandsOf(command: Command, words: readonly string[] = []): [string, Command][] {
  if (command.commands.length === 0) return [[words.join(' '), command]];
  return command.commands.flatMap((each) => commandsOf(each, [...words, each.name()]));
}

/** As it is shown on a terminal of 80 columns. */
function helpOf(command: Command, width = 80): string {
  let shown = '';
  command.configureOutput({
    writeOut: (text) => (shown += text),
    getOutHelpWidth: () => width,
    getOutHasColors: () => false,
  });
  command.outputHelp();
  return shown.trimEnd();
}

const ENGLISH = ['--language', 'en'];

describe.each(commandsOf(await visionlift(ENGLISH)))('%s', (name, command) => {
  it('stands in docs/command-line.md with the help that it shows', () => {
    expect(PAGE).toContain(`\n\`\`\`\n${helpOf(command)}\n\`\`\`\n`);
  });

  it('has no line on a terminal of 40 columns that is longer, but for what is typed', () => {
    const [help = ''] = helpOf(command, 40).split(/^Examples?:$/mu);
    expect(help.split('\n').filter((line) => line.length > 40 && !line.startsWith('Usage:'))).toEqual([]);
  });

  it('shows an example of itself, and takes --json', () => {
    expect(helpOf(command)).toContain(`visionlift -- ${name}`);
    expect(command.options.map(({ long }) => long)).toContain('--json');
  });
});

describe.each(commandsOf(await visionlift(['--language', 'ja'])))('%s, to a Japanese reader', (_, command) => {
  it.each([80, 40])('shows nothing in English but what is typed, in lines that fit %i columns', (width) => {
    // As it is written: options, examples, files and names of variables.
    const typed =
      /npm run -s visionlift .*|visionlift [a-z]+|--?[\w-]+(?: <\w+>)?|`[^`]*`|"\w+"|<\w+>|\[\w+\]|[\w./-]*[./_][\w./-]+|\b[A-Z][A-Z_a-z]*\b/gu;
    const lines = helpOf(command, width)
      .split('\n')
      .filter((line) => !line.startsWith('使い方:'));
    const left = lines.flatMap((line) => line.replaceAll(typed, '').match(/[a-z]{3,}(?: [a-z]+)+/gu) ?? []);
    expect(left).toEqual([]);
    const [options = ''] = lines.join('\n').split(/^例:$/mu);
    expect(options.split('\n').filter((line) => widthOf(line) > width)).toEqual([]);
  });
});

/** Each invocation in the documents, by its words; what a shell would do with the rest of its line is left out. */
const SHOWN = new Set(
  globSync(['*.md', 'docs/**/*.md'])
    .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/npm run -s visionlift -- (?<words>[a-z][^`|>\n]*)/gu)])
    .map(({ groups }) => groups?.['words']?.trim() ?? ''),
);

it.each([...SHOWN])('visionlift %s, as a document has it, is understood', async (line) => {
  const words = [...line.matchAll(/"(?<quoted>[^"]*)"|(?<plain>\S+)/gu)].map(
    ({ groups }) => groups?.['quoted'] ?? groups?.['plain'] ?? '',
  );
  const program = await visionlift(words);
  for (const [, command] of commandsOf(program))
    command.configureOutput({ outputError: () => undefined }).action(() => undefined);
  await program.parseAsync(words, { from: 'user' });
});
