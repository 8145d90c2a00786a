import { afterEach, describe, expect, it } from 'vitest';
import { codeMailAsMime } from '../../../local/simulated-consoles/mail/code-mail-as-mime.ts';
import type { CodeMail } from '../../../lambdas/simulated-vendor/code-mails.ts';
import { aConsoleWorld, closeConsoleWorlds, MINUTE, openWizard } from './a-console-world.ts';

afterEach(closeConsoleWorlds);

const MAIL: CodeMail = {
  tenantId: 'tenant-1',
  to: 'aaa@test.com',
  prefix: 'UPB',
  code: '012345',
  language: 'ja',
  sentAt: new Date('2026-12-01T00:00:00Z'),
  arrivesAt: new Date('2026-12-01T00:00:12Z'),
};

/** The headers unfolded, and the texts of the parts decoded. */
function read(raw: Buffer): { headers: string[]; parts: string[] } {
  const text = raw.toString('utf8');
  const [head = '', ...body] = text.split('\r\n\r\n');
  const parts = body
    .map((block) => block.split('\r\n--')[0] ?? '')
    .filter((block) => /^[A-Za-z0-9+/=\s]+$/u.test(block));
  return {
    headers: head.replace(/\r\n /gu, ' ').split('\r\n'),
    parts: parts.map((block) => Buffer.from(block, 'base64').toString('utf8')),
  };
}

describe('the verification mail', () => {
  it('carries the prefix of the screen and the code, in plain text and in HTML', () => {
    const { parts } = read(codeMailAsMime(MAIL));
    expect(parts).toHaveLength(2);
    for (const part of parts) expect(part).toContain('検証コード: UPB-012345');
  });

  it('is in the language of the console', () => {
    const { headers, parts } = read(codeMailAsMime({ ...MAIL, language: 'en' }));
    expect(headers).toContain('Subject: Your Trend Vision One verification code');
    expect(parts[0]).toContain('Verification code: UPB-012345');
  });

  it('has a Japanese subject in encoded words that split no character', () => {
    const subject = read(codeMailAsMime(MAIL)).headers.find((line) => line.startsWith('Subject: ')) ?? '';
    const words = [...subject.matchAll(/=\?UTF-8\?B\?([^?]*)\?=/gu)];
    expect(words.map(([word]) => word.length <= 75)).not.toContain(false);
    const decoded = words.map(([, word = '']) =>
      new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(word, 'base64')),
    );
    expect(decoded.join('')).toBe('Trend Vision One 検証コードのお知らせ');
  });

  it('comes from a sender that can be nobody real, with what SES says about it', () => {
    const { headers } = read(codeMailAsMime(MAIL));
    expect(headers).toContain('From: Trend Micro <no-reply@mail.trendmicro.example>');
    expect(headers).toContain('To: aaa@test.com');
    expect(headers).toContain('Date: Tue, 01 Dec 2026 00:00:00 +0000');
    expect(headers).toContain('X-SES-Spam-Verdict: PASS');
    expect(headers).toContain('X-SES-Virus-Verdict: PASS');
    const results = headers.find((line) => line.startsWith('Authentication-Results: amazonses.com;'));
    expect(results).toMatch(/spf=pass.*dkim=pass header\.i=@mail\.trendmicro\.example.*dmarc=pass/u);
  });

  it('has lines that every mail server takes, and headers in ASCII', () => {
    const lines = codeMailAsMime(MAIL).toString('utf8').split('\r\n');
    for (const line of lines) {
      expect(line).not.toContain('\n');
      expect(line).toMatch(/^[\x20-\x7e]{0,998}$/u);
    }
  });

  it('lets no address add a header of its own', () => {
    const { headers } = read(codeMailAsMime({ ...MAIL, to: 'a@test.com\r\nBcc: b@test.com' }));
    expect(headers.filter((line) => line.startsWith('Bcc'))).toEqual([]);
  });

  it('is given to the one who receives mail when it arrives, not before', async () => {
    const world = await aConsoleWorld({ faults: ['LATE_CODE'] });
    const browser = await openWizard(world);
    const askedAt = world.clock.now().getTime();
    await browser.press('Verify Email', { 'New account email:': 'aaa@test.com', 'Confirm email:': 'aaa@test.com' });
    await world.clock.sleep(13 * MINUTE);
    const [mail] = world.mails;
    expect(mail?.to).toBe('aaa@test.com');
    expect((mail?.deliveredAt.getTime() ?? 0) - askedAt).toBe(12 * MINUTE);
    expect(read(mail?.raw ?? Buffer.of()).parts[0]).toContain(world.vendor.mails.to('aaa@test.com')[0]?.code);
  });
});
