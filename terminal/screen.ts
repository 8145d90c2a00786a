import { styleText } from 'node:util';

/** How wide the output may be, and how words are set off in it. */
export interface Screen {
  /** Columns; endless where the output is no terminal, so that every line of a pipe is whole. */
  width: number;
  bold: (text: string) => string;
  good: (text: string) => string;
  warning: (text: string) => string;
  bad: (text: string) => string;
  faint: (text: string) => string;
}

/** The screen behind stdout. Colours only on a terminal, and none where NO_COLOR is set. */
export function screen(stream: NodeJS.WriteStream = process.stdout): Screen {
  const paint = (format: Parameters<typeof styleText>[0]) => (text: string) => styleText(format, text, { stream });
  const given = Number.parseInt(process.env['COLUMNS'] ?? '', 10);
  return {
    width: stream.isTTY ? stream.columns || 80 : given > 0 ? given : Infinity,
    bold: paint('bold'),
    good: paint('green'),
    warning: paint('yellow'),
    bad: paint('red'),
    faint: paint('dim'),
  };
}
