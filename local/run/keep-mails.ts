import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeOrEnd } from '../unwritable.ts';
import type { SesMessage } from '../aws/ses-message.ts';
import { readableHeader } from './readable-header.ts';

/** Writes each mail as it is sent, for reading without a viewer: `001 <subject>.html` and `.txt`. */
export class MailFolder {
  readonly #directory: string;
  #next: number;

  constructor(directory: string) {
    this.#directory = directory;
    const numbers = readdirSync(directory).map((name) => Number.parseInt(name, 10) || 0);
    this.#next = Math.max(0, ...numbers) + 1;
  }

  keep({ from, to, replyTo, subject, at, text, html }: SesMessage): void {
    const number = String(this.#next++).padStart(3, '0');
    const title = subject
      .replace(/[^\p{L}\p{N}_-]+/gu, ' ')
      .trim()
      .slice(0, 60);
    const head = [
      `Date: ${at.toISOString()}`,
      `From: ${readableHeader(from)}`,
      `To: ${to.join(', ')}`,
      `Reply-To: ${replyTo.join(', ')}`,
      `Subject: ${subject}`,
    ];
    writeOrEnd(() => {
      writeFileSync(join(this.#directory, `${number} ${title}.txt`), `${head.join('\n')}\n\n${text ?? ''}`);
      if (html) writeFileSync(join(this.#directory, `${number} ${title}.html`), html);
    });
  }
}
