import { describe, expect, it } from 'vitest';
import type { Clock } from '../../lambdas/ports/clock.ts';
import type { CodeRequest, Mailbox } from '../../lambdas/ports/mailbox.ts';
import { MINUTE } from '../local/simulated-consoles/a-world.ts';

export interface MailboxUnderTest {
  mailbox: Mailbox;
  clock: Clock;
  tenantId: string;
  /** Sends a verification mail now, which takes less than a minute, or 12 when it is `late`. */
  send(address: string, how?: 'late'): { prefix: string; code: string };
}

const ADDRESS = 'aaa@test.com';

/** What a mailbox promises, however the mails get into it. */
export function mailboxContract(name: string, makeMailbox: () => MailboxUnderTest): void {
  describe(`${name} mailbox`, () => {
    const start = () => {
      const box = makeMailbox();
      const codeFor = async (overrides: Partial<CodeRequest> & Pick<CodeRequest, 'prefix'>) => {
        const { tenantId, clock } = box;
        const request = { tenantId, address: ADDRESS, requestedAt: clock.now(), waitMilliseconds: 10 * MINUTE };
        return (await box.mailbox.waitForCode({ ...request, ...overrides }))?.reveal();
      };
      return { ...box, codeFor };
    };

    it('gives the code of the mail with this prefix, not before it has arrived', async () => {
      const { send, codeFor, clock } = start();
      const { prefix, code } = send(ADDRESS);
      const sentAt = clock.now().getTime();
      expect(await codeFor({ prefix })).toBe(code);
      expect(clock.now().getTime()).toBeGreaterThan(sentAt);
      expect(clock.now().getTime()).toBeLessThan(sentAt + MINUTE);
    });

    it('gives the code of a mail that is sent while it waits', async () => {
      const { send, codeFor, clock } = start();
      const probe = send(ADDRESS);
      await clock.sleep(MINUTE);
      const waiting = codeFor({ prefix: nextPrefix(probe.prefix) });
      await clock.sleep(MINUTE);
      const { code } = send(ADDRESS);
      expect(await waiting).toBe(code);
    });

    it('never gives the code of another prefix', async () => {
      const { send, codeFor } = start();
      const first = send(ADDRESS);
      const second = send(ADDRESS);
      expect(second.prefix).not.toBe(first.prefix);
      expect(await codeFor({ prefix: second.prefix })).toBe(second.code);
      expect(await codeFor({ prefix: '???' })).toBeUndefined();
    });

    it('never gives the code of another address', async () => {
      const { send, codeFor } = start();
      const { prefix } = send('somebody@test.com');
      expect(await codeFor({ prefix })).toBeUndefined();
    });

    it('never gives the code of an earlier request', async () => {
      const { send, codeFor, clock } = start();
      const { prefix } = send(ADDRESS);
      await clock.sleep(MINUTE);
      expect(await codeFor({ prefix })).toBeUndefined();
    });

    it('answers with nothing, after the time it was given, when the mail is late', async () => {
      const { send, codeFor, clock } = start();
      const { prefix } = send(ADDRESS, 'late');
      const askedAt = clock.now().getTime();
      expect(await codeFor({ prefix })).toBeUndefined();
      expect(clock.now().getTime()).toBe(askedAt + 10 * MINUTE);
    });

    it('does not mistake a late mail for the answer to the next request', async () => {
      const { send, codeFor } = start();
      const late = send(ADDRESS, 'late');
      await codeFor({ prefix: late.prefix });
      const next = send(ADDRESS);
      expect(await codeFor({ prefix: next.prefix })).toBe(next.code);
    });
  });
}

/** The prefix that follows: `UPB`, `UPC`. */
function nextPrefix(prefix: string): string {
  const number = [...prefix].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 65, 0) + 1;
  return [26 ** 2, 26, 1].map((place) => String.fromCharCode(65 + (Math.floor(number / place) % 26))).join('');
}
