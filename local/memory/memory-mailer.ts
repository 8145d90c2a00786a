import { MailRefusedError } from '../../lambdas/domain/errors.ts';
import type { Mail, Mailer } from '../../lambdas/ports/mailer.ts';

/** Mails that go no further than this process, for step tests and simulations. */
export class MemoryMailer implements Mailer {
  /** Everything that left, in order. */
  readonly sent: { key: string; mail: Mail }[] = [];
  readonly #keys = new Set<string>();
  #fault: 'refused' | 'lost' | undefined;

  /** The next mail is refused outright, as by a mail service whose account is paused. */
  refuseNext(): void {
    this.#fault = 'refused';
  }

  /** The next mail leaves, and the answer that says so is lost. */
  loseNextAnswer(): void {
    this.#fault = 'lost';
  }

  async sendOnce(key: string, mail: Mail): Promise<boolean> {
    if (this.#keys.has(key)) return false;
    const fault = this.#fault;
    this.#fault = undefined;
    if (fault === 'refused') throw new MailRefusedError({ code: 'mailRefused', mail: key, error: 'MessageRejected' });
    this.#keys.add(key);
    this.sent.push({ key, mail: { ...mail } });
    if (fault === 'lost') throw new Error(`nobody knows whether the mail ${key} was sent`);
    return true;
  }
}
