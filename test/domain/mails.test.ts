import { describe, expect, test } from 'vitest';
import type { Batch, BatchEnding } from '../../lambdas/domain/batch.ts';
import type { IntakeRow } from '../../lambdas/domain/intake/intake-row.ts';
import { batchMail } from '../../lambdas/domain/mails/batch-mail.ts';
import { completionMail } from '../../lambdas/domain/mails/completion-mail.ts';
import { escapeHtml } from '../../lambdas/domain/html.ts';
import { needsAttentionMail } from '../../lambdas/domain/mails/needs-attention-mail.ts';
import type { Letter, RenderedMail } from '../../lambdas/domain/mails/letter.ts';
import { renderMail } from '../../lambdas/domain/mails/render-mail.ts';
import type { Signatory } from '../../lambdas/domain/mails/signature.ts';
import { emptyFigures } from '../../lambdas/domain/report.ts';
import { formatInstant } from '../../lambdas/domain/texts/instants.ts';
import { FIGURE_NAMES } from '../../lambdas/domain/texts/outcomes.ts';
import { aBatch, aBatchTenant, anIntakeRow, anOutcome, aProblem, aTenant, BATCH_ID } from '../builders.ts';

const LANGUAGES = ['ja', 'en'] as const;
const MARKUP = '<script>alert("x")</script> & \'Co\'';

function aSignatory(operatorLanguage: 'ja' | 'en' = 'en'): Signatory {
  return {
    operatorName: 'Operations <Centre>',
    operatorTelephone: '03-0000-0000',
    replyTo: 'support@msp.example',
    operatorEmail: 'operator@msp.example',
    operatorLanguage,
    zone: 'Asia/Tokyo',
  };
}

function aLetter(overrides: Partial<Letter> = {}): Letter {
  return {
    to: 'it@test.com',
    subject: 'Done',
    title: 'Done',
    tone: 'done',
    language: 'en',
    sections: [],
    signature: ['Operations'],
    ...overrides,
  };
}

/** The words of the HTML form, as a reader sees them. */
function wordsOf({ html }: RenderedMail): string {
  const entities: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&amp;': '&' };
  return html
    .replace(/<head>.*<\/head>/su, '')
    .replaceAll(/<[^>]*>/gu, '\n')
    .replaceAll(/&(?:lt|gt|quot|#39|amp);/gu, (entity) => entities[entity] ?? entity);
}

describe('a mail', () => {
  const sections = [
    { heading: 'Heading', sentences: ['First.', 'Second.'] },
    { items: ['one', 'two'] },
    { pairs: [['Name', 'Value'] as const] },
  ];

  test('says in its text what it says in HTML', () => {
    const mail = renderMail(aLetter({ sections }));

    for (const words of ['Heading', 'First.', 'Second.', 'one', 'two', 'Name', 'Value', 'Operations']) {
      expect(mail.text).toContain(words);
      expect(wordsOf(mail)).toContain(words);
    }
  });

  test('has lists that a mail reader without HTML can follow', () => {
    expect(renderMail(aLetter({ sections })).text).toBe(
      [
        'Done',
        '# Heading\nFirst.\nSecond.',
        '- one\n- two',
        'Name: Value',
        '--------------------------------------------------\nOperations\n--------------------------------------------------',
        '',
      ].join('\n\n'),
    );
    expect(renderMail(aLetter({ sections, language: 'ja' })).text).toMatch(/■ Heading[^]*・one[^]*Name：Value/u);
  });

  test.each([
    ['a sentence', { sections: [{ sentences: [MARKUP] }] }],
    ['a heading', { sections: [{ heading: MARKUP }] }],
    ['an item', { sections: [{ items: [MARKUP] }] }],
    ['a name', { sections: [{ pairs: [[MARKUP, 'x']] }] }],
    ['a value', { sections: [{ pairs: [['x', MARKUP]] }] }],
    ['the signature', { signature: [MARKUP] }],
    ['a step', { sections: [{ steps: [MARKUP] }] }],
    ['a code', { sections: [{ code: MARKUP }] }],
    ['the label of a button', { sections: [{ button: { label: MARKUP, url: 'https://desk.example' } }] }],
    ['the title', { title: MARKUP }],
    ['the subject', { subject: MARKUP }],
  ] as [string, Partial<Letter>][])(
    'shows markup as text, because names come from a spreadsheet: in %s',
    (_, letter) => {
      const { html } = renderMail(aLetter(letter));

      expect(html).not.toContain('<script');
      expect(html).toContain(escapeHtml(MARKUP));
    },
  );

  test.each(['\r\n', '\n', '\r', '\r\n\r\n'])('keeps its subject on one line: %j would start a header', (lineBreak) => {
    const { subject } = renderMail(aLetter({ subject: `Done${lineBreak}Bcc: everybody@test.com` }));

    expect(subject).toBe('Done Bcc: everybody@test.com');
  });

  test.each(['\r\n', '\n', '\u2028'])('keeps a name on one line: %j would begin a line of its own', (lineBreak) => {
    const { text } = renderMail(aLetter({ sections: [{ pairs: [['Company', `A${lineBreak}Call 03-1111-1111`]] }] }));

    expect(text).toContain('Company: A Call 03-1111-1111\n');
  });

  test.each(['\u202e', '\u2066'])('drops %j from a name, which would turn what follows it', (control) => {
    expect(renderMail(aLetter({ sections: [{ items: [`Co${control}txet`] }] })).html).not.toContain(control);
  });

  test.each(['javascript:alert(1)', 'data:text/html,x', 'desk.example'])('has no button to %s', (url) => {
    const letter = aLetter({ sections: [{ button: { label: 'Open', url } }] });

    expect(() => renderMail(letter)).toThrow('no web address');
  });

  test('loads nothing from elsewhere, so that opening it tells nobody', () => {
    const { html } = renderMail(aLetter({ sections }));

    expect(html).not.toMatch(/<(?:img|link|script|iframe)|url\(|src=/iu);
  });

  test.each(LANGUAGES)('says which language it is in: %s', (language) => {
    expect(renderMail(aLetter({ language })).html).toContain(`<html lang="${language}">`);
  });
});

describe('an instant', () => {
  test.each([
    ['ja', 'Asia/Tokyo', '2026年12月5日(土) 22:15 (JST)'],
    ['en', 'Asia/Tokyo', 'Sat 5 December 2026, 22:15 (GMT+9)'],
    ['en', 'Europe/London', 'Sat 5 December 2026, 13:15 (GMT)'],
  ] as const)('is given in %s as people in %s read it: %s', (language, zone, words) => {
    expect(formatInstant('2026-12-05T13:15:00.000Z', zone, language)).toBe(words);
  });

  test('at midnight is 00:00 of the day that begins', () => {
    expect(formatInstant('2026-12-05T15:00:00.000Z', 'Asia/Tokyo', 'ja')).toBe('2026年12月6日(日) 00:00 (JST)');
  });
});

describe.each(LANGUAGES)('the mail to the stakeholders of a migrated tenant, in %s', (language) => {
  const migrated = aTenant({
    stage: 'verified',
    row: anIntakeRow({ language, contactName: '佐藤' }),
    updatedAt: '2026-12-05T13:15:00.000Z',
    countsBefore: {
      managedAgents: 120,
      unmanagedEndpoints: 3,
      agentsFqdn: 'example.manage.trendmicro.com',
      policies: 8,
    },
    countsAfter: {
      managedAgents: 121,
      unmanagedEndpoints: 2,
      agentsFqdn: 'example.manage.trendmicro.com',
      policies: 8,
    },
  });
  const mail = completionMail({ tenant: migrated, to: 'it@test.com' }, aSignatory());

  test('goes to that stakeholder and names the company', () => {
    expect(mail.to).toBe('it@test.com');
    expect(mail.subject).toContain('株式会社テスト');
    expect(mail.text).toContain('佐藤');
  });

  test.each([
    ['the sign-in name that is dead', 'aaa'],
    ['the one that takes its place', 'aaa@test.com'],
    ['both agent counts', language === 'ja' ? '120 → 121' : '120 -> 121'],
    ['when it was done, in the deployment’s zone', '22:15'],
    ['where to sign in', 'https://signin.v1.trendmicro.com/'],
    ['what each user has to do', 'bbb@test.com'],
    ['where the users do it', 'https://abc123.manage.trendmicro.com'],
    [
      'that agents are not updated (the guide’s own promise)',
      language === 'ja' ? 'エージェントのアップデートは発生しません' : 'Agents are not updated',
    ],
    ['that no FQDN changes', 'FQDN'],
    ['whom to call', '03-0000-0000'],
    ['whom to write to', 'support@msp.example'],
  ])('says %s', (_, words) => {
    expect(mail.text).toContain(words);
    expect(wordsOf(mail)).toContain(words);
  });

  test.each([
    ['lists none', { kind: 'listed', accounts: [] }],
    ['leaves them alone', { kind: 'ignore' }],
  ] as [string, IntakeRow['userAccounts']][])('asks nothing of the users when the row %s', (_, userAccounts) => {
    const tenant = aTenant({ row: anIntakeRow({ language, userAccounts }) });

    expect(completionMail({ tenant: tenant, to: 'it@test.com' }, aSignatory()).text).not.toMatch(
      /アップグレードする|Upgrade your account/u,
    );
    expect(mail.text).toMatch(/アップグレードする|Upgrade your account/u);
  });

  test('lists each account that was not touched, of a directory or without an address, by name', () => {
    const accounts = [
      { name: 'AD\\eee', kind: 'directory', role: 'Operator' },
      { name: 'ddd', kind: 'custom', role: 'Operator' },
    ] as const;
    const row = anIntakeRow({ language, userAccounts: { kind: 'ignore' } });
    const { text } = completionMail(
      { tenant: aTenant({ row, accounts: [...accounts] }), to: 'it@test.com' },
      aSignatory(),
    );

    expect(text).toMatch(
      language === 'ja' ? /AD\\eee（Operator）：ディレクトリ連携/u : /AD\\eee \(Operator\): of your directory/u,
    );
    expect(text).toMatch(
      language === 'ja' ? /ddd（Operator）：メールアドレスの登録なし/u : /ddd \(Operator\): without a mail address/u,
    );
  });

  test('says "unknown" instead of inventing a figure', () => {
    const { text } = completionMail(
      { tenant: aTenant({ row: anIntakeRow({ language }) }), to: 'it@test.com' },
      aSignatory(),
    );

    expect(text).toContain(language === 'ja' ? '記録なし → 記録なし' : 'not recorded -> not recorded');
    expect(text).not.toMatch(/undefined|NaN|Invalid/u);
  });

  test('shows a company name with markup as text', () => {
    const tenant = aTenant({ row: anIntakeRow({ language, companyName: MARKUP }) });

    expect(completionMail({ tenant: tenant, to: 'it@test.com' }, aSignatory()).html).not.toContain('<script');
  });
});

describe.each(LANGUAGES)('the mail to the operator about a tenant that needs attention, in %s', (language) => {
  const reason = 'no verification code arrived at aaa@test.com';
  const outcome = anOutcome({
    outcome: 'needsAttention',
    reason,
    code: 'VerificationCodeLateError',
    guideStep: '2-5',
  });
  const mail = needsAttentionMail(aBatchTenant({ outcome }), aSignatory(language));

  test('names tenant and company in its subject, and the batch, to be found again', () => {
    expect(mail.to).toBe('operator@msp.example');
    expect(mail.subject).toContain('tenant-1');
    expect(mail.subject).toContain('株式会社テスト');
    expect(mail.text).toContain(BATCH_ID);
  });

  test('says at which step of the guide it stopped, and why', () => {
    expect(mail.text).toContain('2-5');
    expect(mail.text).toContain(reason);
    expect(mail.text).toContain(language === 'ja' ? '検証コード' : 'verification code');
  });

  test('warns against pressing the button again where the state is unknown', () => {
    const unknown = anOutcome({
      outcome: 'needsAttention',
      reason,
      code: 'UpdateStateUnknownError',
      guideStep: '3-16',
    });
    expect(needsAttentionMail(aBatchTenant({ outcome: unknown }), aSignatory(language)).text).toContain(
      language === 'ja' ? 'もう一度ボタンを押さないでください' : 'Do not press the button again',
    );
  });

  test('holds no "null" where there is no step and no reason', () => {
    const { text } = needsAttentionMail(aBatchTenant({ outcome: anOutcome() }), aSignatory(language));

    expect(text).not.toMatch(/null|undefined/u);
  });

  test('shows the vendor’s words as text', () => {
    const { html } = needsAttentionMail(
      aBatchTenant({ outcome: { ...outcome, reason: MARKUP } }),
      aSignatory(language),
    );

    expect(html).not.toContain('<script');
  });
});

describe.each(LANGUAGES)('the mail to the operator about a batch, in %s', (language) => {
  const figures = emptyFigures({ refused: false, rows: 5, accepted: 4, rejected: 1 });
  const mailOf = (ending: BatchEnding, batch: Partial<Batch> = {}): RenderedMail =>
    batchMail({ batch: aBatch(batch), ending, figures }, aSignatory(language));

  test('has a headline of its own for every ending', () => {
    const endings = [
      'migrated',
      'checked',
      'someNeedAttention',
      'nothing',
      'noProgress',
      'refused',
      'stopped',
    ] as const;
    const subjects = endings.map((ending) => mailOf(ending).subject);

    expect(new Set(subjects).size).toBe(endings.length);
    expect(subjects.filter((subject) => !subject.includes(BATCH_ID))).toEqual([]);
  });

  test('shows the rows and every figure that is not zero', () => {
    const { text } = batchMail(
      { batch: aBatch(), ending: 'migrated', figures: { ...figures, open: 0, migrated: 4 } },
      aSignatory(language),
    );

    for (const [name, shown] of [
      ['rows', 5],
      ['migrated', 4],
      ['rejected', 1],
    ] as const) {
      expect(text).toMatch(new RegExp(`${FIGURE_NAMES[name][language]}(?:：|: )${String(shown)}\n`, 'u'));
    }
    expect(text).not.toContain(`${FIGURE_NAMES.open[language]}${language === 'ja' ? '：' : ': '}`);
  });

  test('says where the report is, and where the rejected rows are', () => {
    const { text } = mailOf('migrated', { rejected: 1 });

    expect(text).toContain(`reports/${BATCH_ID}/report.csv`);
    expect(text).toContain(`reports/${BATCH_ID}/rejected.csv`);
    expect(mailOf('migrated').text).not.toContain('rejected.csv');
  });

  test('of a refused file lists its problems and has no figures and no report', () => {
    const { text } = mailOf('refused', { refused: true, problems: [aProblem()] });

    expect(text).toContain(aProblem().said[language]);
    expect(text).not.toContain('report.csv');
    expect(text).not.toContain(FIGURE_NAMES.rejected[language]);
  });

  test('lists a hundred problems and says how many more there are', () => {
    const problems = Array.from({ length: 105 }, (_, i) =>
      aProblem({ said: { ja: `問題 ${String(i + 1)}。`, en: `problem ${String(i + 1)}.` } }),
    );
    const { text } = mailOf('refused', { refused: true, problems });

    expect(text).toContain(problems[99]?.said[language]);
    expect(text).not.toContain(problems[100]?.said[language]);
    expect(text).toContain(language === 'ja' ? 'ほか5件' : 'and 5 more');
  });

  test('counts those, too, that the record of the batch had no room for', () => {
    const problems = Array.from({ length: 105 }, () => aProblem());
    const { text } = mailOf('refused', {
      problems: [...problems, aProblem({ code: 'more-problems', value: '24800' })],
    });

    expect(text).toContain(language === 'ja' ? 'ほか24805件' : 'and 24805 more');
  });

  test('shows cells of the file as text', () => {
    const said = { ja: MARKUP, en: MARKUP };

    expect(mailOf('refused', { refused: true, problems: [aProblem({ said })] }).html).not.toContain('<script');
  });
});
