import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { Mail, Mailer } from '../../lambdas/ports/mailer.ts';

/** A mailer, what its mail service took, and faults of that service. */
export interface MailerWorld {
  mailer: Mailer;
  /** Every mail that left, of this test or of any other. */
  sent: () => readonly Mail[];
  /** The next mail is refused outright. */
  refuseNext: () => void;
  /** The next mail leaves, but the answer that says so is lost. */
  loseNextAnswer: () => void;
}

/** One test per promise of the port, against any mailer; the mails of a test have a subject of their own. */
export function mailerContract(open: () => MailerWorld | Promise<MailerWorld>): void {
  const setUp = async () => {
    const world = await open();
    const mail = aMail();
    const sent = (): Mail[] => world.sent().filter(({ subject }) => subject === mail.subject);
    return { ...world, mail, key: `migrated#${mail.subject}`, sent };
  };

  it('sends the mail and says so', async () => {
    const { mailer, mail, key, sent } = await setUp();
    expect(await mailer.sendOnce(key, mail)).toBe(true);
    expect(sent()).toEqual([mail]);
  });

  it('sends one mail per key, no matter who asks again, because a state may run twice', async () => {
    const { mailer, mail, key, sent } = await setUp();
    await mailer.sendOnce(key, mail);
    expect(await mailer.sendOnce(key, { ...mail, text: 'another text' })).toBe(false);
    expect(sent()).toEqual([mail]);
  });

  it('sends one mail when many ask at once, and says which call did', async () => {
    const { mailer, mail, key, sent } = await setUp();
    const answers = await Promise.all(Array.from({ length: 12 }, () => mailer.sendOnce(key, mail)));
    expect(answers.filter(Boolean)).toHaveLength(1);
    expect(sent()).toHaveLength(1);
  });

  it('sends the same mail under another key', async () => {
    const { mailer, mail, key, sent } = await setUp();
    await mailer.sendOnce(key, mail);
    expect(await mailer.sendOnce(`${key}-2`, mail)).toBe(true);
    expect(sent()).toHaveLength(2);
  });

  it('tries again what the mail service refused outright', async () => {
    const { mailer, mail, key, sent, refuseNext } = await setUp();
    refuseNext();
    await expect(mailer.sendOnce(key, mail)).rejects.toThrow();
    expect(sent()).toHaveLength(0);
    expect(await mailer.sendOnce(key, mail)).toBe(true);
    expect(await mailer.sendOnce(key, mail)).toBe(false);
    expect(sent()).toHaveLength(1);
  });

  it('does not try again what may have been sent: a customer is never told twice', async () => {
    const { mailer, mail, key, sent, loseNextAnswer } = await setUp();
    loseNextAnswer();
    await expect(mailer.sendOnce(key, mail)).rejects.toThrow();
    expect(await mailer.sendOnce(key, mail)).toBe(false);
    expect(sent()).toHaveLength(1);
  });
}

export function aMail(overrides: Partial<Mail> = {}): Mail {
  return {
    to: 'it@test.com',
    subject: `移行が完了しました ${randomUUID()}`,
    text: '移行が完了しました。\n',
    html: '<p>移行が完了しました。</p>',
    ...overrides,
  };
}
