import { Option } from 'commander';

export interface JsonFlag {
  json?: true;
}

export const jsonOption = (): Option => new Option('--json', 'print one JSON object and nothing else on stdout');

export function printJson(answer: object): void {
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
