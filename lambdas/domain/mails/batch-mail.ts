import type { Batch, BatchEnding } from '../batch.ts';
import type { FailureGroup } from '../failure-groups.ts';
import { sayingIn, type Language, type LocalizedText } from '../language.ts';
import { problemLines } from '../problem-lines.ts';
import { rejectedKey, reportHtmlKey, reportJsonKey, reportKey } from '../report-keys.ts';
import type { BatchFigures } from '../outcome.ts';
import type { Undelivered } from '../undelivered.ts';
import { FIGURE_NAMES } from '../texts/outcomes.ts';
import { failureSections } from './failure-sections.ts';
import type { RenderedMail, Section, Tone } from './letter.ts';
import { operatorMail } from './operator-letter.ts';
import type { Signatory } from './signature.ts';
import { undeliveredSection } from './undelivered-section.ts';

const TITLES: Record<BatchEnding, LocalizedText & { tone: Tone }> = {
  migrated: { ja: '完了', en: 'done', tone: 'done' },
  checked: { ja: '事前確認完了', en: 'checked', tone: 'done' },
  someNeedAttention: { ja: '完了（要対応のテナントあり）', en: 'some tenants need attention', tone: 'stop' },
  nothing: { ja: '対象なし', en: 'nothing to migrate', tone: 'news' },
  noProgress: { ja: '進捗がありません', en: 'no progress was made', tone: 'stop' },
  refused: { ja: 'ファイルを受け付けられません', en: 'the file was refused', tone: 'stop' },
  stopped: { ja: '停止しました', en: 'stopped', tone: 'stop' },
};

export interface BatchEnd {
  batch: Batch;
  ending: BatchEnding;
  figures: BatchFigures;
  /** Of the tenants that need attention. */
  groups?: readonly FailureGroup[];
  /** Mails that did not reach somebody. */
  undelivered?: readonly Undelivered[];
}

/** To the operator, once per batch: how it ended, in figures that add up to the rows, or why the file was refused. */
export function batchMail(
  { batch, ending, figures, groups = [], undelivered = [] }: BatchEnd,
  signatory: Signatory,
): RenderedMail {
  const language = signatory.operatorLanguage;
  const say = sayingIn(language);
  const { tone, [language]: title } = TITLES[ending];
  return operatorMail(
    {
      about: batch.batchId,
      tone,
      title,
      sections: [
        {
          sentences: [introduction(batch, ending, language)],
          pairs: batch.refused ? [] : figurePairs(figures, language),
        },
        ...problemSection(batch, language),
        ...failureSections(groups, signatory),
        ...undeliveredSection(undelivered, signatory),
        { heading: say('次にすること', 'What happens next'), items: nextSteps(batch, figures, language) },
      ],
      leads: {
        batchId: batch.batchId,
        execution: { of: 'batch', name: batch.batchId },
        ...(tone === 'stop' && { runbook: groups.length > 0 ? 'tenant-failed' : 'batch-failed' }),
      },
    },
    signatory,
  );
}

/** To the operator: the intake itself failed, before anything of the file was on record. */
export function unreadBatchMail(batchId: string, signatory: Signatory): RenderedMail {
  const language = signatory.operatorLanguage;
  const say = sayingIn(language);
  return operatorMail(
    {
      about: batchId,
      tone: 'stop',
      title: say(TITLES.stopped.ja, TITLES.stopped.en),
      sections: [
        {
          sentences: [
            say(
              'このバッチのファイルを読み込めませんでした。移行は一件も始まっていません。',
              'The file of this batch could not be read. No migration was started.',
            ),
          ],
        },
        {
          heading: say('次にすること', 'What to do'),
          items: [
            say(
              '実行履歴でエラーを確認し、同じファイルをもう一度投入してください。',
              'Look up the error in the history of the execution, and upload the file again.',
            ),
          ],
        },
      ],
      leads: { execution: { of: 'batch', name: batchId }, runbook: 'batch-failed' },
    },
    signatory,
  );
}

function introduction({ object, batchId }: Batch, ending: BatchEnding, language: Language): string {
  const say = sayingIn(language);
  if (ending === 'refused') {
    return say(
      `${object.key}は受け付けられませんでした。移行は一件も始まっていません。`,
      `${object.key} was refused. No migration was started.`,
    );
  }
  return say(
    `${object.key}（バッチ ${batchId}）の処理が終わりました。`,
    `The batch ${batchId} of ${object.key} has ended.`,
  );
}

function figurePairs(figures: BatchFigures, language: Language): [string, string][] {
  const names = Object.keys(FIGURE_NAMES) as (keyof BatchFigures)[];
  return names
    .filter((name) => name === 'rows' || figures[name] > 0)
    .map((name) => [FIGURE_NAMES[name][language], String(figures[name])]);
}

function problemSection(batch: Batch, language: Language): Section[] {
  const items = problemLines(batch, language);
  return items.length === 0 ? [] : [{ heading: sayingIn(language)('不備の内容', 'Problems'), items }];
}

function nextSteps(batch: Batch, figures: BatchFigures, language: Language): string[] {
  const { batchId, refused, rejected } = batch;
  const say = sayingIn(language);
  if (refused) {
    return [say('ファイルを修正し、もう一度投入してください。', 'Correct the file and upload it again.')];
  }
  return [
    say(
      `報告書：${reportHtmlKey(batchId)}（ブラウザで開き、印刷できます）`,
      `Report: ${reportHtmlKey(batchId)} (open it in a browser; it can be printed)`,
    ),
    say(
      `結果一覧：${reportKey(batchId)}（そのまま再投入できます。移行済みのテナントはスキップされます）`,
      `All tenants: ${reportKey(batchId)} (may be uploaded again as it is; migrated tenants are skipped)`,
    ),
    say(`データ：${reportJsonKey(batchId)}`, `As data: ${reportJsonKey(batchId)}`),
    ...(rejected > 0
      ? [
          say(
            `不備のある行：${rejectedKey(batchId)}（修正のうえ投入してください）`,
            `Rejected rows: ${rejectedKey(batchId)} (correct and upload)`,
          ),
        ]
      : []),
    ...(figures.migrated > 0
      ? [
          say(
            '移行済みのテナントでは、ユーザのアカウントのアップグレードと引き継ぎが続きます。',
            'Migrated tenants go on with the upgrade of their users and the hand-over.',
          ),
        ]
      : []),
  ];
}
