import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { failureGroups } from '../../lambdas/domain/failure-groups.ts';
import type { IntakeRow } from '../../lambdas/domain/intake/intake-row.ts';
import { batchMail, failuresMail } from '../../lambdas/domain/mails/index.ts';
import { emptyFigures } from '../../lambdas/domain/report.ts';
import { aBatch, aBatchTenant, anIntakeRow, anOutcome, BATCH_ID } from '../builders.ts';
import { operator, mailSamples } from './mail-samples.ts';

const FOLDER = new URL('../../docs/mails/', import.meta.url);
const LANGUAGES = ['ja', 'en'] as const;
/** Hosts that a mail may lead to: the desk of the samples, the vendor's, the tenant's own Apex Central, and the AWS console. */
const KNOWN_HOSTS = [
  'desk.msp.example.jp',
  'signin.v1.trendmicro.com',
  'portal.jp.xdr.trendmicro.com',
  'abc123.manage.trendmicro.com',
  'ap-northeast-1.console.aws.amazon.com',
];

const samples = LANGUAGES.flatMap((language) =>
  Object.entries(mailSamples(language)).map(([name, mail]) => ({ name, language, mail, file: `${name}.${language}` })),
);

/** `npx vitest run test/reading/mail-samples.test.ts -u` writes them anew: look at them before they are committed. */
describe('docs/mails', () => {
  test.each(samples)('$file is the mail as it is sent', async ({ file, mail }) => {
    const head = `To: ${mail.to}\nSubject: ${mail.subject}\n\n`;

    await expect(head + mail.text).toMatchFileSnapshot(new URL(`${file}.txt`, FOLDER).pathname);
    await expect(mail.html).toMatchFileSnapshot(new URL(`${file}.html`, FOLDER).pathname);
  });

  test('holds nothing else', () => {
    const expected = samples.flatMap(({ file }) => [`${file}.html`, `${file}.txt`]);

    expect(readdirSync(FOLDER).sort()).toEqual(expected.sort());
  });
});

describe.each(samples)('the mail $file', ({ mail, language }) => {
  test('is below 60 kB, text and HTML together: Gmail cuts a mail at 102', () => {
    expect(Buffer.byteLength(mail.html) + Buffer.byteLength(mail.text)).toBeLessThan(60_000);
  });

  test('is signed with name, telephone, Reply-To and ticket number, so that it does not read as phishing', () => {
    const { operatorName, operatorTelephone, replyTo, operatorTicket } = operator(language);
    for (const words of [operatorName, operatorTelephone, replyTo, operatorTicket]) {
      expect(mail.text).toContain(words);
      expect(mail.html).toContain(words);
    }
  });

  test('leads nowhere but to the desk and the vendor, and each link is one', () => {
    const urls = [...`${mail.html} ${mail.text}`.matchAll(/https?:\/\/[^\s"<>。、へでの）]+/gu)].map(([url]) => url);

    expect(urls.filter((url) => !URL.canParse(url) || !KNOWN_HOSTS.includes(new URL(url).hostname))).toEqual([]);
    expect(urls.filter((url) => !url.startsWith('https://'))).toEqual([]);
  });

  test('begins its subject with ticket and project, so that mails sort', () => {
    expect(mail.subject).toMatch(
      /^\[CHG-2026-0123\] (?:【Trend Vision One アップデート】|\[Trend Vision One update\]|【visionlift】|\[visionlift\])/u,
    );
  });

  test('has nothing in it that nobody filled in', () => {
    expect(mail.text + mail.subject).not.toMatch(/undefined|null|NaN|Invalid|\[object/u);
  });

  test('says in its text every word of its HTML', () => {
    const words = [...mail.html.replace(/[^]*<h1/u, '<h1').matchAll(/>([^<>]+)</gu)].map(([, text = '']) =>
      text.trim(),
    );
    const plain = (text: string) =>
      text
        .replaceAll('&amp;', '&')
        .replaceAll('&quot;', '"')
        .replaceAll('&#39;', "'")
        .replaceAll('&gt;', '>')
        .replaceAll('&lt;', '<');

    expect(words.filter((text) => text !== '' && !mail.text.includes(plain(text)))).toEqual([]);
  });
});

describe.each(['consent-request', 'consent-reminder'])('the mail %s', (name) => {
  test.each([
    ['ja', '回答期限：2026年12月31日', 'お使いのパソコンには変更を加えません', '20～30分程度'],
    ['en', 'Please answer by: Thu 31 December 2026', 'Your PCs are not touched', '20-30 minutes'],
  ] as const)(
    'says until when, whom to call, that no PC is touched and how long the consoles are away (%s)',
    (language, ...said) => {
      const { text = '' } = mailSamples(language)[name] ?? {};
      const [request = ''] = text.split('-'.repeat(50));

      for (const words of [...said, operator(language).operatorTelephone]) expect(request).toContain(words);
    },
  );
});

/** Where each mail to the operator leads: paths of the desk, and the name of an execution in the AWS console. */
const LEADS: Readonly<Record<string, readonly string[]>> = {
  'needs-attention': [
    '/tenants/T-0042',
    `/batches/${BATCH_ID}`,
    `migrate-tenant:T-0042--${BATCH_ID.slice(-8)}--1`,
    '/runbook/tenant-failed',
  ],
  failures: [
    '/tenants/T-0043',
    '/tenants/T-0051',
    `/batches/${BATCH_ID}`,
    `migrate-batch:${BATCH_ID}`,
    '/runbook/tenant-failed',
  ],
  'mails-that-did-not-arrive': ['/tenants/T-0042', `/batches/${BATCH_ID}`, '/runbook/bounce-rate'],
  'batch-some-need-attention': ['/tenants/T-0044', `/batches/${BATCH_ID}`, '/runbook/tenant-failed'],
  'batch-refused': [`/batches/${BATCH_ID}`, `migrate-batch:${BATCH_ID}`, '/runbook/batch-failed'],
  'batch-unread': [`migrate-batch:${BATCH_ID}`, '/runbook/batch-failed'],
  'batch-done': [`/batches/${BATCH_ID}`, `migrate-batch:${BATCH_ID}`],
  'pilot-ended': ['/switches', `/batches/${BATCH_ID}`, '/runbook/tenant-failed'],
  'breaker-tripped': ['/switches', '/runbook/circuit-breaker'],
  'hand-over-open': ['/tenants/T-0042', '/runbook/hand-over-failed'],
  'release-needed': [`/batches/${BATCH_ID}`],
  'desk-task': ['/tenants/T-0042'],
  undelivered: ['/tenants/T-0042', '/runbook/bounce-rate'],
};

describe.each(samples.filter(({ name }) => name in LEADS))(
  'the mail $file to the operator',
  ({ name, language, mail }) => {
    test('leads to whatever its reader looks at next, so that nobody has to look for it at night', () => {
      const all = decodeURIComponent(mail.text);
      for (const lead of LEADS[name] ?? [])
        expect(all).toMatch(lead.startsWith('/') ? `https://desk.msp.example.jp${lead}\n` : lead);
      for (const url of mail.text.match(/https:\/\/\S+/gu) ?? []) expect(mail.html).toContain(`href="${url}"`);
    });

    test('is whole in a deployment without a desk, and names the runbook as a file', () => {
      const { text = '' } = mailSamples(language, {}, { deskOrigin: undefined })[name] ?? {};
      expect(text).not.toMatch(/desk\.msp\.example\.jp\/(?:tenants|batches|switches|runbook)\b(?!\/\d)/u);
      const section = LEADS[name]?.find((lead) => lead.startsWith('/runbook/'))?.replace('/runbook/', '');
      if (section !== undefined) expect(text).toContain(`docs/runbook.md#${section}\n`);
    });
  },
);

test('a mail leads to the runbook that the settings name, to its section', () => {
  const { text } = mailSamples('en', {}, { runbook: 'https://wiki.example.jp/runbook' })['needs-attention'] ?? {};
  expect(text).toContain('https://wiki.example.jp/runbook#tenant-failed\n');
});

test('a mail of an embedded run leads to no AWS console, which has no such execution', () => {
  const { text } = mailSamples('en', {}, { deskOrigin: 'http://127.0.0.1:4999' })['needs-attention'] ?? {};
  expect(text).toContain('http://127.0.0.1:4999/tenants/T-0042\n');
  expect(text).not.toContain('console.aws.amazon.com');
});

describe('threads', () => {
  test.each([
    ['ja', '【再送】'],
    ['en', 'reminder: '],
  ] as const)('name a reminder as one, before the subject of what it reminds of (%s)', (language, mark) => {
    const mails = mailSamples(language);
    const subject = (name: string) => mails[name]?.subject;

    for (const [reminder, first] of [
      ['consent-reminder', 'consent-request'],
      ['user-upgrade-reminder-14-days', 'user-upgrade'],
      ['desk-task-reminder', 'desk-task'],
    ] as const) {
      expect(subject(reminder)).toContain(mark);
      expect(subject(reminder)?.replace(mark, '')).toBe(subject(first));
    }
    expect(subject('final-press-notice-1hour')).toBe(subject('final-press-notice-3days'));
  });

  test('do not show a one-time code on a locked phone: it is in no subject', () => {
    expect(mailSamples('en')['consent-code']?.subject).not.toContain('402918');
  });
});

/** What a spreadsheet may hold, and an intake lets pass. */
const ODD_ROWS: [string, Partial<IntakeRow>][] = [
  ['names of a hundred characters without a space', { companyName: 'W'.repeat(100), contactName: '漢'.repeat(100) }],
  ['markup', { companyName: '<img src=x onerror=alert(1)>&"\'', contactName: '<b>' }],
  ['emoji', { companyName: '👩‍👩‍👧‍👦 株式会社', contactName: '🦊' }],
  ['Hebrew, with a mark that turns what follows', { companyName: 'חברה \u202e לדוגמה', contactName: 'דנה' }],
  ['line breaks', { companyName: 'A\r\nBcc: x@evil.example', contactName: 'B\nC' }],
  ['two hundred users', { userAccounts: { kind: 'listed', accounts: twoHundredUsers() } }],
  ['no users, no contact, no window', { userAccounts: { kind: 'ignore' }, contactName: undefined, window: undefined }],
];

function twoHundredUsers() {
  const name = (n: number): string => `${'n'.repeat(60)}-${String(n)}`;
  return Array.from({ length: 200 }, (_, n) => ({ name: name(n), email: `${name(n)}@shop.example.jp` }));
}

describe.each(LANGUAGES.flatMap((language) => ODD_ROWS.map(([what, row]) => ({ language, what, row }))))(
  'every mail in $language to a row with $what',
  ({ language, row }) => {
    test('is whole, of one subject line, and below 60 kB', () => {
      for (const [name, { subject, text, html }] of Object.entries(mailSamples(language, row))) {
        expect(Buffer.byteLength(html) + Buffer.byteLength(text), name).toBeLessThan(60_000);
        expect(subject, name).not.toMatch(/[\r\n]/u);
        expect(Buffer.byteLength(subject), name).toBeLessThan(900);
        expect(text, name).not.toMatch(/^Bcc:|\u202e|undefined|\[object/mu);
        expect(html, name).not.toMatch(/<img|<b>|\u202e|undefined/u);
      }
    });
  },
);

describe.each(LANGUAGES)('the mails about failures in %s', (language) => {
  const stopped = (count: number) =>
    Array.from({ length: count }, (_, n) =>
      aBatchTenant({
        tenantId: `T-${String(n)}`,
        row: anIntakeRow({ companyName: 'W'.repeat(100) }),
        outcome: anOutcome({
          outcome: 'needsAttention',
          code: n % 2 ? 'PageChangedError' : 'SignInRefusedError',
          reason: 'r'.repeat(300),
        }),
      }),
    );
  const bounced = (count: number) =>
    Array.from({ length: count }, (_, n) => ({
      ...{ tenantId: `T-${String(n)}`, to: `${'a'.repeat(60)}@example.jp`, kind: 'notice', fate: 'bounced' as const },
      ...{ said: 's'.repeat(200), at: '2026-12-01T00:00:00.000Z' },
    }));

  test.each([0, 1, 5000])('are one mail below 60 kB, whether %i failed or were not reached', (count) => {
    const groups = failureGroups(stopped(count));
    const undelivered = bounced(count);
    const batch = aBatch({ accepted: count, rows: count, problems: [] });
    const figures = { ...emptyFigures(batch), needsAttention: count };
    const mails = [
      failuresMail({ batchId: BATCH_ID, accepted: count, groups, undelivered }, operator(language)),
      batchMail({ batch, ending: 'someNeedAttention', figures, groups, undelivered }, operator(language)),
    ];
    for (const { html, text } of mails) {
      expect(Buffer.byteLength(html) + Buffer.byteLength(text)).toBeLessThan(60_000);
      expect(text).not.toMatch(/undefined|NaN/u);
      expect(text.includes(String(count)) || count === 0).toBe(true);
    }
  });
});
