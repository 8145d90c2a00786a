import { sayingIn, type Language } from '../../../lambdas/domain/language.ts';

/** The terminal beside the windows of `assist`. */
export interface AssistTerminal {
  say(line: string): void;
  /**
   * Asks for yes or no, one key each; no where nobody is there to answer. Rejects with the signal's reason once that is
   * aborted: an answer would come too late. One question at a time.
   */
  confirm(question: string, signal: AbortSignal): Promise<boolean>;
  /** Calls `listener` with each key that answers no question, until the function that is given back is called. */
  onKey(listener: (key: string) => void): () => void;
}

interface Streams {
  input: Pick<NodeJS.ReadStream, 'isTTY' | 'setRawMode' | 'on' | 'off' | 'resume' | 'pause'>;
  output: Pick<NodeJS.WritableStream, 'write'>;
  language: Language;
  /** Called at Ctrl-C, which is a key like the others here and no signal. */
  interrupt: () => void;
}

const CTRL_C = '\u0003';

/**
 * Reads keys one by one where somebody sits at a terminal; elsewhere nobody answers, and every question is a no. `close`
 * gives the terminal back as it was: until then it shows no key that is pressed, and keeps the process up.
 */
export function assistTerminal({ input, output, language, interrupt }: Streams): AssistTerminal & { close(): void } {
  const listeners = new Set<(key: string) => void>();
  let answer: ((key: string) => void) | undefined;
  const read = (data: Buffer): void => {
    // A Japanese input method left on gives keys of full width.
    for (const key of data.toString().normalize('NFKC')) {
      if (key === CTRL_C) interrupt();
      else if (answer) answer(key);
      else for (const listener of [...listeners]) listener(key);
    }
  };
  const isAttended = input.isTTY;
  if (isAttended) {
    input.setRawMode(true);
    input.on('data', read).resume();
  }
  const nobody = sayingIn(language)('（回答できないため、いいえ）', '(nobody is there to answer: no)');
  return {
    say: (line) => {
      output.write(`${line}\n`);
    },
    confirm: (question, signal) =>
      new Promise((resolve, reject) => {
        signal.throwIfAborted();
        if (!isAttended) {
          output.write(`${question} ${nobody}\n`);
          resolve(false);
          return;
        }
        output.write(`${question} [y/N] `);
        const end = (shown: string): void => {
          answer = undefined;
          signal.removeEventListener('abort', leave);
          output.write(`${shown}\n`);
        };
        const leave = (): void => {
          end('-');
          reject(signal.reason as Error);
        };
        signal.addEventListener('abort', leave);
        answer = (key) => {
          if (!/^[yn\r\n]$/iu.test(key)) return;
          const isYes = key.toLowerCase() === 'y';
          end(isYes ? 'y' : 'n');
          resolve(isYes);
        };
      }),
    onKey: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    close: () => {
      if (!isAttended) return;
      input.off('data', read).pause();
      input.setRawMode(false);
    },
  };
}
