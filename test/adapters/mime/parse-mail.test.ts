import { describe, expect, it } from 'vitest';
import { parseMail } from '../../../lambdas/adapters/mime/parse-mail.ts';

const SES_HEADERS = [
  'Return-Path: <no-reply@mail.vendor.example>',
  'Received: from out.vendor.example (out.vendor.example [192.0.2.1])',
  ' by inbound-smtp.ap-northeast-1.amazonaws.com with SMTP id abc',
  ' for aaa@in.example.jp;',
  ' Tue, 01 Dec 2026 00:00:13 +0000 (UTC)',
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
    'Message-ID: <1@mail.vendor.example>',
    'Date: Tue, 01 Dec 2026 00:00:12 +0000',
    'To: aaa@in.example.jp',
    'Subject: code',
    'Content-Type: text/plain; charset=utf-8',
    '',
    body,
  ];
  return Buffer.from(lines.join('\r\n'));
}

/** Found nothing that could be believed. */
const NOTHING = {
  spam: 'none',
  virus: 'none',
  spf: 'none',
  dkim: { result: 'none', domains: [] },
  dmarc: { result: 'none', domain: '' },
};
const [RETURN_PATH = '', ...BELOW] = SES_HEADERS;
const VERDICTS = SES_HEADERS.slice(5, 7);

describe('reading a received mail', () => {
  it('reads addresses in lower case, the text, and what SES found', async () => {
    expect(await parseMail(rawMail())).toEqual({
      from: 'no-reply@mail.vendor.example',
      to: ['aaa@in.example.jp'],
      deliveredTo: 'aaa@in.example.jp',
      messageId: '<1@mail.vendor.example>',
      sentAt: new Date('2026-12-01T00:00:12Z'),
      subject: 'code',
      text: 'code: UPB 123456',
      verdicts: {
        spam: 'PASS',
        virus: 'PASS',
        spf: 'pass',
        dkim: { result: 'pass', domains: ['mail.vendor.example'] },
        dmarc: { result: 'pass', domain: 'mail.vendor.example' },
      },
    });
  });

  it("does not believe findings that the sender wrote below SES's own", async () => {
    const refused = [
      'X-SES-Virus-Verdict: FAIL',
      'Authentication-Results: amazonses.com; spf=fail; dkim=none; dmarc=fail',
    ];
    const { verdicts } = await parseMail(rawMail({ headers: refused, own: SES_HEADERS }));
    expect(verdicts).toMatchObject({ virus: 'FAIL', spf: 'fail', dkim: { result: 'none' }, dmarc: { result: 'fail' } });
  });

  it('does not believe findings of any other receiver', async () => {
    const { verdicts } = await parseMail(
      rawMail({
        headers: ['Authentication-Results: evil.example; spf=pass; dkim=pass header.i=@vendor.example; dmarc=pass'],
      }),
    );
    expect(verdicts).toMatchObject(NOTHING);
  });

  it.each([
    [
      'what SES left out stands among the headers of the sender',
      SES_HEADERS.filter((each) => !VERDICTS.includes(each)),
      VERDICTS,
    ],
    ['a header of the sender stands above', ['X-Mailer: mine', RETURN_PATH, ...BELOW], []],
    ['a verdict stands there twice', [...VERDICTS, RETURN_PATH, ...BELOW], []],
  ])('does not take for SES’s findings where %s', async (_, headers, own) => {
    const { verdicts } = await parseMail(rawMail({ headers, own }));
    expect([verdicts.spam, verdicts.virus]).toEqual(['none', 'none']);
  });

  it.each([
    [
      'the address of the envelope',
      'envelope-from="a; dkim=pass header.i=@mail.vendor.example; dmarc=pass header.from=mail.vendor.example; b"@evil.example;',
    ],
    ['the greeting of the server', 'helo=dkim=pass header.i=@mail.vendor.example dmarc=pass;'],
    ['a comment', '(spfCheck: dkim=pass header.i=@mail.vendor.example; dmarc=pass; spf=pass) client-ip=192.0.2.1;'],
    ['a clause that SES wrote as well', 'helo=x; dmarc=pass header.from=mail.vendor.example; spf=pass;'],
  ])('does not believe what the person who sent it put into %s', async (_, chosen) => {
    const refused = [
      'Authentication-Results: amazonses.com;',
      ` spf=fail ${chosen}`,
      ' dkim=none;',
      ' dmarc=fail header.from=evil.example;',
    ];
    const { verdicts } = await parseMail(rawMail({ headers: [...SES_HEADERS.slice(0, 7), ...refused] }));
    expect(verdicts.spf).not.toBe('pass');
    expect(verdicts.dmarc.result).not.toBe('pass');
    expect(verdicts.dkim.result).not.toBe('pass');
  });

  it('does not take two signatures for one when only one of them holds', async () => {
    const two = [
      ...SES_HEADERS.slice(0, 9),
      ' dkim=fail header.i=@mail.vendor.example; dkim=pass header.i=@evil.example;',
    ];
    const { verdicts } = await parseMail(rawMail({ headers: two }));
    expect(verdicts.dkim.result).toBe('none');
  });

  it('does not choose between two senders', async () => {
    expect((await parseMail(rawMail({ own: ['From: a@evil.example'] }))).from).toBe('');
    const both = rawMail().toString().replace('<No-Reply@mail.vendor.example>', '<a@b.example>, <c@d.example>');
    expect((await parseMail(Buffer.from(both))).from).toBe('');
  });

  it.each([
    ['nothing at all', ''],
    ['headers only', 'From: a@b.example\r\nTo'],
    ['bytes of no encoding', '\u0000\u00ff\u0080=?UTF-8?B?////?='],
    [
      'a part that never ends',
      'Content-Type: multipart/mixed; boundary="x"\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\n',
    ],
    [
      'parts within parts',
      Array.from(
        { length: 300 },
        (_, at) => `Content-Type: multipart/mixed; boundary="b${String(at)}"\r\n\r\n--b${String(at)}\r\n`,
      ).join(''),
    ],
  ])('reads a malformed mail, here %s, as one that nobody sent', async (_, raw) => {
    const mail = await parseMail(Buffer.from(raw, 'latin1'));
    expect(mail.verdicts).toEqual(NOTHING);
    expect(mail.text).not.toContain('UPB');
  });
});

/** `検証コード: UPB-123456`, as Japanese senders write it. */
const CODE_LINE = '検証コード: UPB-123456';
const inBase64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
/** Node writes UTF-8 only; these are the bytes of 検証コード in the other encodings. */
const JAPANESE: Readonly<Record<string, Buffer>> = {
  'utf-8': Buffer.from('検証コード'),
  'iso-2022-jp': Buffer.from('\u001b$B8!>Z%3!<%I\u001b(B', 'latin1'),
  shift_jis: Buffer.from('8c9f8fd88352815b8368', 'hex'),
  'euc-jp': Buffer.from('b8a1bedaa5b3a1bca5c9', 'hex'),
};

describe('reading what Japanese senders write', () => {
  it.each(Object.entries(JAPANESE))('reads subject and text in %s', async (charset, bytes) => {
    const body = Buffer.concat([bytes, Buffer.from(': UPB-123456')]);
    for (const encoding of ['base64', '8bit']) {
      const raw = [
        'From: a@b.example',
        `Subject: =?${charset}?B?${inBase64(bytes)}?=`,
        `Content-Type: text/plain; charset=${charset}`,
        `Content-Transfer-Encoding: ${encoding}`,
        '',
        encoding === 'base64' ? inBase64(body) : body.toString('latin1'),
      ].join('\r\n');
      expect(await parseMail(Buffer.from(raw, 'latin1'))).toMatchObject({ subject: '検証コード', text: CODE_LINE });
    }
  });

  it.each(['utf-8', 'iso-2022-jp'])(
    'reads a subject whose encoded words are cut inside a character, in %s',
    async (charset) => {
      const bytes = JAPANESE[charset] ?? Buffer.alloc(0);
      // An odd number of bytes: not at the edge of a character in either.
      const words = [bytes.subarray(0, 7), bytes.subarray(7)].map((word) => `=?${charset}?B?${inBase64(word)}?=`);
      const raw = `From: a@b.example\r\nSubject: ${words.join('\r\n ')}\r\n\r\ntext`;
      expect((await parseMail(Buffer.from(raw))).subject).toBe('検証コード');
    },
  );

  it('reads a mail that is HTML only', async () => {
    const html = `<html><body><p>検証コード: <b>UPB</b>-<b>123456</b></p></body></html>`;
    const raw = `From: a@b.example\r\nContent-Type: text/html; charset=utf-8\r\n\r\n${html}`;
    expect((await parseMail(Buffer.from(raw))).text).toContain('UPB-123456');
  });
});

const htmlMail = (html: string, more: string[] = []): Buffer =>
  Buffer.from(['From: a@b.example', ...more, 'Content-Type: text/html; charset=utf-8', '', html].join('\r\n'));

describe('the text of a mail that is HTML only', () => {
  it('has cells, rows and headings apart: a code and the minutes beside it are two numbers', async () => {
    const table =
      '<table><tr><th>コード</th><th>有効期限</th></tr><tr><td>UPB-482913</td><td>10分以内</td></tr></table>';
    expect((await parseMail(htmlMail(table))).text).toBe('コード\n有効期限\nUPB-482913\n10分以内');
  });

  it('has the letters that were sent, without styles, scripts and addresses of links', async () => {
    const html =
      '<title>t</title><style>.x{}</style><script>UPX-111111</script><h1>Your code</h1>' +
      '<p>UP<b>B</b>-482<span>913</span> <a href="https://example.com/?q=ABC-1234">here</a><br>&yen;&#xff11;</p>';
    expect((await parseMail(htmlMail(html))).text).toBe('t\nYour code\nUPB-482913 here\n¥１');
  });

  it('stands beside the text part, which may say no more than that HTML is needed', async () => {
    const raw = [
      'From: a@b.example',
      'Content-Type: multipart/alternative; boundary="x"',
      ...['', '--x', 'Content-Type: text/plain; charset=utf-8', '', 'HTML形式で表示してください。'],
      ...['--x', 'Content-Type: text/html; charset=utf-8', '', '<p>UPB-482913</p>', '--x--', ''],
    ].join('\r\n');
    expect((await parseMail(Buffer.from(raw))).text).toBe('HTML形式で表示してください。\n\nUPB-482913');
  });

  it('is read to its end where tags are never closed, and however deep they are', async () => {
    const deep = `${'<table><tr><td>'.repeat(2_000)}UPB-482913`;
    expect((await parseMail(htmlMail(deep))).text).toBe('UPB-482913');
  });
});

describe('ISO-2022-JP of which no header speaks', () => {
  it.each([
    ['without any Content-Type', []],
    ['with a Content-Type that names no charset', ['Content-Type: text/plain']],
  ])('is read %s, as old senders write it', async (_, more) => {
    const bytes = JAPANESE['iso-2022-jp'] ?? Buffer.alloc(0);
    const raw = Buffer.concat([
      Buffer.from(['From: a@b.example', ...more, '', ''].join('\r\n')),
      bytes,
      Buffer.from(': UPB-482913'),
    ]);
    expect((await parseMail(raw)).text).toBe('検証コード: UPB-482913');
  });
});

describe('when a mail says that it was sent', () => {
  const sentAt = async (...dates: string[]) =>
    (
      await parseMail(
        htmlMail(
          'x',
          dates.map((each) => `Date: ${each}`),
        ),
      )
    ).sentAt;

  it.each([
    'Tue, 01 Dec 2026 09:00:12 +0900',
    'Tue, 1 Dec 2026 09:00:12 +0900 (JST)',
    '1 Dec 2026 09:00:12 +0900',
    'Tue, 01 Dec 26 00:00:12 GMT',
    'Tue, 01 Dec 2026 00:00:12 UT',
    'Tue, 01 Dec 2026 00 : 00 : 12 +0000',
    'Tue,01 Dec 2026 00:00:12 Z',
    'Tue, 01 Dec 2026 09:00:12 JST',
    'Mon, 30 Nov 2026 19:00:12 EST',
    'Tue, 01 Dec 2026\r\n 00:00:12 +0000',
  ])('is read in %j', async (date) => {
    expect((await sentAt(date))?.toISOString()).toBe('2026-12-01T00:00:12.000Z');
  });

  it.each([
    [''],
    ['yesterday'],
    ['2026-12-01T00:00:12Z'],
    ['Tue, 31 Feb 2026 00:00:12 +0000'],
    ['Tue, 01 Dec 2026 25:00:12 +0000'],
    ['Tue, 01 Dec 2026 00:00:12 K'],
    ['Tue, 01 Dec 2026 00:00:12'],
    ['2026年12月1日 9:00:12'],
    ['Tue, 01 Dec 2026 00:00:12 +0000', 'Tue, 01 Dec 2020 00:00:12 +0000'],
  ])('is not known, and never taken for now, where it says %j', async (...dates) => {
    expect(await sentAt(...dates)).toBeUndefined();
  });
});
