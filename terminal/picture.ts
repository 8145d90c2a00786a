import { widthOf } from './width.ts';

/** What a picture needs of the stream that it is drawn on. */
export interface Terminal {
  /** Undefined, or 0, where the terminal does not say. */
  columns: number;
  rows: number;
  write(text: string): unknown;
}

/**
 * Lines on a terminal that change in place: anyone who follows a batch redraws them, and nothing above them. What does
 * not fit the height is left out at the end, because a terminal cannot go back to a line that has scrolled away.
 */
export class Picture {
  readonly #terminal: Terminal;
  #drawn: readonly string[] = [];
  /** Lines that somebody at the keyboard has added below it. */
  #typed = 0;

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  /** Draws them in place of the last ones; does nothing where they are the same. */
  draw(lines: readonly string[]): void {
    const fitting = this.#fitting(lines);
    if (fitting.join('\n') === this.#drawn.join('\n')) return;
    this.#replace('', fitting);
  }

  /** What is drawn stays as it is; the next lines come below it. */
  keep(): void {
    this.#drawn = [];
    this.#typed = 0;
  }

  /** Writes a text that stays, above the picture. */
  say(text: string): void {
    this.#replace(text, this.#drawn);
  }

  /** Somebody has pressed Enter, which has moved the terminal on by a line. */
  entered(): void {
    this.#typed += 1;
  }

  #replace(text: string, lines: readonly string[]): void {
    // At once: a terminal shows what it has, and half a picture flickers.
    this.#terminal.write(`${this.#back()}${text}${lines.map((line) => `${line}\n`).join('')}`);
    this.#drawn = lines;
    this.#typed = 0;
  }

  /**
   * To the first of the drawn lines, and with nothing below. A window that has become narrower has broken some of them.
   */
  #back(): string {
    const columns = this.#terminal.columns || 80;
    const rows = this.#drawn.reduce((sum, line) => sum + Math.max(1, Math.ceil(widthOf(line) / columns)), this.#typed);
    return rows === 0 ? '' : `\u001b[${String(rows)}A\r\u001b[J`;
  }

  #fitting(lines: readonly string[]): readonly string[] {
    const rows = (this.#terminal.rows || 24) - 1;
    return lines.length <= rows ? lines : [...lines.slice(0, rows - 1), '...'];
  }
}
