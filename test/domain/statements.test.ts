import { describe, expect, test } from 'vitest';
import type { RecordedOutcome } from '../../lambdas/domain/outcome.ts';
import { failureGroups } from '../../lambdas/domain/failure-groups.ts';
import { deskTasksMail } from '../../lambdas/domain/mails/desk-tasks-mail.ts';
import { failuresMail } from '../../lambdas/domain/mails/failures-mail.ts';
import { needsAttentionMail } from '../../lambdas/domain/mails/needs-attention-mail.ts';
import { ReportCsv } from '../../lambdas/domain/report-csv.ts';
import { REASONS } from '../../lambdas/domain/statements/catalogue.ts';
import { journalLine } from '../../lambdas/domain/statements/journal-line.ts';
import { OF_JOURNAL } from '../../lambdas/domain/statements/of-journal.ts';
import { sentenceOf } from '../../lambdas/domain/statements/sentence.ts';
import {
  asText,
  fromText,
  recordedStatementSchema,
  withTexts,
  type Statement,
} from '../../lambdas/domain/statements/statement.ts';
import { headingOf, reasonIn } from '../../lambdas/domain/texts/reasons.ts';
import { aBatchTenant, anIntakeRow, anOutcome, BATCH_ID } from '../builders.ts';
import { someSettings } from '../steps/kit.ts';
import { englishIn, STATEMENTS } from '../statements.ts';

const ZONE = 'Asia/Tokyo';
const byCode = STATEMENTS.map((statement) => [statement.code, statement] as const);
const reasons = STATEMENTS.filter(({ code }) => code in REASONS);

test('there is a sample of every code', () => {
  expect(STATEMENTS.map(({ code }) => code).sort()).toEqual(
    [...Object.keys(REASONS), ...Object.keys(OF_JOURNAL)].sort(),
  );
});

describe.each(byCode)('%s', (_, statement) => {
  const inWords = statement.code in REASONS ? sentenceOf : journalLine;

  test('is a sentence in Japanese, with nothing of English in it', () => {
    const sentence = inWords(statement, 'ja', ZONE);

    expect(sentence).toMatch(/[\u3040-\u30ff\u4e00-\u9fff]/u);
    expect(englishIn(sentence)).toBeUndefined();
    expect(sentence).not.toMatch(/undefined|null|\[object|\.$|。$|\d{4}-\d\d-\d\dT/u);
  });

  test('is a sentence in English, without a full stop', () => {
    const sentence = inWords(statement, 'en', ZONE);

    expect(sentence).not.toMatch(/undefined|null|\[object|\.$|^\w+ \{|\d{4}-\d\d-\d\dT/u);
  });

  test('comes back out of a store, of the message of an error, and of the cause of an execution', () => {
    expect(recordedStatementSchema.parse(JSON.parse(JSON.stringify(statement)))).toEqual(statement);
    expect(fromText(asText(statement))).toEqual(statement);
  });
});

describe('what this version does not know', () => {
  test('a sentence of an earlier version stays, in either language', () => {
    const old = 'its licence expired on 2026-05-30';

    expect(sentenceOf(old, 'en')).toBe(old);
    expect(reasonIn('ja', { reason: old, code: 'LicenceNotReadyError' })).toBe(
      `ライセンスがアップデートの条件を満たしていません（${old}）`,
    );
  });

  test.each<[string, Statement]>([
    ['a code of a later version', { code: 'licenceRevoked', on: '2027-01-01' }],
    ['values that are not those of the code', { code: 'licenceExpired', expiresAt: '2026-05-30' }],
    ['a code that is the name of something every object has', { code: 'toString' }],
  ])('%s is shown as it stands', (_, statement) => {
    expect(sentenceOf(statement, 'ja')).toBe(asText(statement));
  });

  test.each(['a sentence', 'captcha', 'captcha {"a":', 'the table {} is gone', '{}', ''])(
    'the text %j is no statement',
    (text) => {
      expect(fromText(text)).toBe(text);
    },
  );
});

test('what a page showed is cleaned of secrets everywhere in a statement, and its code is left', () => {
  const page = { title: 'of hunter2', headings: ['hunter2'], buttons: [], alerts: [] };
  const clean = withTexts({ code: 'hunter2', page }, (text) => text.replaceAll('hunter2', '***'));

  expect(clean).toEqual({
    code: 'hunter2',
    page: { title: 'of ***', headings: ['***'], buttons: [], alerts: [] },
  });
});

describe('to a Japanese reader', () => {
  const settings = someSettings({ operatorLanguage: 'ja', zone: ZONE });
  const row = anIntakeRow({ companyName: '株式会社サンプル' });
  const outcome = (reason: Statement): RecordedOutcome =>
    anOutcome({ outcome: 'needsAttention', code: 'ManualActionRequiredError', guideStep: '3-12', reason });
  const stopped = reasons.map((reason, index) =>
    aBatchTenant({ tenantId: `T-${String(index)}`, row, outcome: outcome(reason) }),
  );

  test.each(reasons.map((reason, index) => [reason.code, index] as const))(
    'the mails and the CSV about %s have no English sentence',
    (_, index) => {
      const tenant = stopped[index]!;
      const groups = failureGroups([tenant]);
      const because = { code: 'ManualActionRequiredError', reason: reasons[index]!, guideStep: '3-12' } as const;
      const waiting = { row, ...because, url: 'https://desk.example.jp/tasks/T-1/StartUpdate' };
      const texts = [
        needsAttentionMail(tenant, settings).text,
        failuresMail({ batchId: BATCH_ID, accepted: 1, groups, undelivered: [] }, settings).text,
        deskTasksMail({ tasks: [waiting, waiting], reminder: false, url: 'https://desk.example.jp/' }, settings).text,
        new ReportCsv({ header: ['テナントID'] }, 'ja').row({ ...tenant, original: ['T-1'] }),
      ];

      expect(texts.map(englishIn)).toEqual(texts.map(() => undefined));
    },
  );

  test('tenants stand together by the code of their reason, not by its values', () => {
    const expired = (expiresOn: string) =>
      aBatchTenant({ row, outcome: outcome({ code: 'licenceExpired', expiresOn }) });
    const groups = failureGroups([
      expired('2026-05-30'),
      aBatchTenant({ row, outcome: outcome({ code: 'licenceChannelNotCovered', channel: 'MSPL' }) }),
      expired('2026-06-30'),
    ]);

    expect(groups.map((group) => [headingOf(group, 'en'), group.tenants.length])).toEqual([
      ['the licence has expired', 2],
      ['the channel of the licence is not TSSL', 1],
    ]);
  });
});

test('a statement that the version before has kept under another name is read by that of today, also within another', () => {
  const { code: _, ...trip } = STATEMENTS.find(({ code }) => code === 'breakerTripped')!;
  const before = { ...trip, code: 'brakePulled' };
  expect(recordedStatementSchema.parse(before)).toEqual({ ...trip, code: 'breakerTripped' });
  const held = { code: 'held', state: 'paused', by: 'visionlift', at: '2026-12-01T00:00:00.000Z' };
  for (const language of ['ja', 'en'] as const)
    expect(sentenceOf({ ...held, why: before }, language, ZONE)).toBe(
      sentenceOf({ ...held, why: { ...trip, code: 'breakerTripped' } }, language, ZONE),
    );
});
