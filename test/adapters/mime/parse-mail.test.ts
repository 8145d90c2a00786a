import { describe, expect, it } from 'vitest';
import { parseMail } from '../../../lambdas/adapters/mime/parse-mail.ts';

const SES_HEADERS = [
  'X-SES-Spam-Verdict: PASS',
  'X-SES-Virus-Verdict: PASS',
  'Authentication-Results: amazonses.com;',
  ' spf=pass (spfCheck: domain of mail.vendor.example designates 192.0.2.1) client-ip=192.0.2.1;',
  ' dkim=pass header.i=@mail.vendor.example;',
  ' dmarc=pass header.from=mail.vendor.example;',
];

function rawMail({ headers = SES_HEADERS, own = [] as string[], body = 'code: UPB 123456' } = {}): Buffer {
  const lines = [
    ...headers,
    ...own,
    'From: Vendor <No-Reply@mail.vendor.example>',
    'To: aaa@in.example.jp',
    'Subject: code',
    'Content-Type: text/plain; charset=utf-8',
    '',
    body,
  ];
  return Buffer.from(lines.join('\r\n'));
}

describe('reading a received mail', () => {
  it('reads addresses in lower case, the text, and what SES found', async () => {
    expect(await parseMail(rawMail())).toEqual({
      from: 'no-reply@mail.vendor.example',
      to: ['aaa@in.example.jp'],
      subject: 'code',
      text: 'code: UPB 123456',
      verdicts: {
        spam: 'PASS',
        virus: 'PASS',
        spf: 'pass',
        dkim: { result: 'pass', domain: 'mail.vendor.example' },
        dmarc: 'pass',
      },
    });
  });

  it("does not believe findings that the sender wrote below SES's own", async () => {
    const refused = [
      'X-SES-Virus-Verdict: FAIL',
      'Authentication-Results: amazonses.com; spf=fail; dkim=none; dmarc=fail',
    ];
    const { verdicts } = await parseMail(rawMail({ headers: refused, own: SES_HEADERS }));
    expect(verdicts).toMatchObject({ virus: 'FAIL', spf: 'fail', dkim: { result: 'none' }, dmarc: 'fail' });
  });

  it('does not believe findings of any other receiver', async () => {
    const { verdicts } = await parseMail(
      rawMail({
        headers: ['Authentication-Results: evil.example; spf=pass; dkim=pass header.i=@vendor.example; dmarc=pass'],
      }),
    );
    expect(verdicts).toMatchObject({ spf: 'none', dkim: { result: 'none', domain: '' }, dmarc: 'none' });
  });

  it('reads a mail in ISO-2022-JP, as Japanese senders still write them', async () => {
    const subject = '=?ISO-2022-JP?B?GyRCOCE+WiUzITwlSRsoQg==?=';
    const body = Buffer.concat([
      Buffer.from([0x1b, 0x24, 0x42, 0x38, 0x21, 0x3e, 0x5a, 0x25, 0x33, 0x21, 0x3c, 0x25, 0x49, 0x1b, 0x28, 0x42]),
      Buffer.from(': UPB 123456'),
    ]);
    const head = `From: a@b.example\r\nTo: c@d.example\r\nSubject: ${subject}\r\nContent-Type: text/plain; charset=iso-2022-jp\r\n\r\n`;
    const mail = await parseMail(Buffer.concat([Buffer.from(head), body]));
    expect(mail).toMatchObject({ subject: '検証コード', text: '検証コード: UPB 123456' });
  });
});
