import { execFileSync } from 'node:child_process';
import type { Command } from 'commander';
import { visionlift } from '../../bin/commands/program.ts';

/** The words of a command as `sh` takes it apart. */
export function wordsInShell(command: string): string[] {
  const lines = execFileSync('sh', ['-c', `printf '%s\\n' ${command}`], { encoding: 'utf8' });
  return lines.split('\n').slice(0, -1);
}

/** The words of a command as a program on Windows gets them: the rules of its C library, after cmd or PowerShell. */
export function wordsOnWindows(command: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  let inQuotes = false;
  for (let at = 0; at < command.length; at++) {
    const backslashes = /^\\*/u.exec(command.slice(at))?.[0].length ?? 0;
    if (backslashes > 0 && command.charAt(at + backslashes) === '"') {
      word = (word ?? '') + '\\'.repeat(Math.floor(backslashes / 2)) + (backslashes % 2 === 1 ? '"' : '');
      at += backslashes - (backslashes % 2 === 1 ? 0 : 1);
    } else if (command.charAt(at) === '"') {
      inQuotes = !inQuotes;
      word ??= '';
    } else if (command.charAt(at) === ' ' && !inQuotes) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else {
      word = (word ?? '') + command.charAt(at);
    }
  }
  return word === undefined ? words : [...words, word];
}

/** What the command line understands of these words, without doing it; throws what it would refuse them with. */
export async function parsed(words: readonly string[]): Promise<{ words: string[]; options: Record<string, unknown> }> {
  const program = await visionlift(words);
  let understood: { words: string[]; options: Record<string, unknown> } | undefined;
  const listen = (command: Command): void => {
    command.commands.forEach(listen);
    command.configureOutput({ writeErr: () => undefined, writeOut: () => undefined });
    if (command.commands.length === 0)
      command.action(() => {
        understood = { words: command.args, options: command.opts() };
      });
  };
  listen(program);
  await program.parseAsync(['node', 'visionlift', ...words]);
  if (understood === undefined) throw new Error(`no command took ${words.join(' ')}`);
  return understood;
}
