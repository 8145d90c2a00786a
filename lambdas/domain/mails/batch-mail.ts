import type { Batch, BatchEnding } from '../batch.ts';
import type { BatchFigures } from '../report.ts';
import { FIGURE_NAMES } from '../texts/outcomes.ts';
import { renderMail, type RenderedMail, type Section } from './render-mail.ts';
import { signatureOf, type Signatory } from './signature.ts';

/** A mail lists this many problems; all of them are in the report. */
const PROBLEMS_SHOWN = 100;

const HEADLINES: Record<BatchEnding, { ja: string; en: string }> = {
  migrated: { ja: '【完了】バッチ', en: '[Done] Batch' },
  checked: { ja: '【事前確認完了】バッチ', en: '[Checked] Batch' },
  someNeedAttention: { ja: '【要対応あり】バッチ', en: '[Some tenants need attention] Batch' },
  nothing: { ja: '【対象なし】バッチ', en: '[Nothing to migrate] Batch' },
  noProgress: { ja: '【要対応】進捗のないバッチ', en: '[No progress] Batch' },
  refused: { ja: '【受付不可】ファイル', en: '[Refused] File' },
  stopped: { ja: '【停止】バッチ', en: '[Stopped] Batch' },
};

/** To the operator, once per batch: how it ended, in figures that add up to the rows, or why the file was refused. */
export function batchMail(
  batch: Batch,
  ending: BatchEnding,
  figures: BatchFigures,
  signatory: Signatory,
): RenderedMail {
  const language = signatory.operatorLanguage;
  const headline = HEADLINES[ending][language];
  return renderMail({
    to: signatory.operatorEmail,
    language,
    subject: `${headline} ${batch.batchId}`,
    sections: [
      { sentences: [introduction(batch, ending, language)] },
      ...(batch.refused ? [] : [{ pairs: figurePairs(figures, language) }]),
      ...problemSection(batch, language),
      { heading: language === 'ja' ? '次にすること' : 'What happens next', items: nextSteps(batch, ending, language) },
    ],
    signature: signatureOf(signatory, language),
  });
}

/** To the operator: the intake itself failed, before anything of the file was on record. */
export function unreadBatchMail(batchId: string, signatory: Signatory): RenderedMail {
  const language = signatory.operatorLanguage;
  return renderMail({
    to: signatory.operatorEmail,
    language,
    subject: `${HEADLINES.stopped[language]} ${batchId}`,
    sections: [
      {
        sentences: [
          language === 'ja'
            ? `バッチ ${batchId} のファイルを読み込めませんでした。移行は一件も始まっていません。`
            : `The file of the batch ${batchId} could not be read. No migration was started.`,
        ],
      },
      {
        heading: language === 'ja' ? '次にすること' : 'What to do',
        items: [
          language === 'ja'
            ? '実行履歴でエラーを確認し、同じファイルをもう一度投入してください。'
            : 'Look up the error in the history of the execution, and upload the file again.',
        ],
      },
    ],
    signature: signatureOf(signatory, language),
  });
}

function introduction({ object, batchId }: Batch, ending: BatchEnding, language: 'ja' | 'en'): string {
  if (ending === 'refused') {
    return language === 'ja'
      ? `${object.key} は受け付けられませんでした。移行は一件も始まっていません。`
      : `${object.key} was refused. No migration was started.`;
  }
  return language === 'ja'
    ? `${object.key}（バッチ ${batchId}）の処理が終わりました。`
    : `The batch ${batchId} of ${object.key} has ended.`;
}

function figurePairs(figures: BatchFigures, language: 'ja' | 'en'): [string, string][] {
  const names = Object.keys(FIGURE_NAMES) as (keyof BatchFigures)[];
  return names
    .filter((name) => name === 'rows' || figures[name] > 0)
    .map((name) => [FIGURE_NAMES[name][language], String(figures[name])]);
}

function problemSection({ problems }: Batch, language: 'ja' | 'en'): Section[] {
  if (problems.length === 0) return [];
  const items = problems.slice(0, PROBLEMS_SHOWN).map(({ said }) => said[language]);
  const more = problems.length - items.length;
  const rest = language === 'ja' ? `ほか ${String(more)} 件` : `and ${String(more)} more`;
  return [{ heading: language === 'ja' ? '不備の内容' : 'Problems', items: more > 0 ? [...items, rest] : items }];
}

function nextSteps(batch: Batch, ending: BatchEnding, language: 'ja' | 'en'): string[] {
  if (ending === 'refused') {
    return language === 'ja'
      ? ['ファイルを修正し、もう一度投入してください。']
      : ['Correct the file and upload it again.'];
  }
  const steps =
    language === 'ja'
      ? [
          `結果一覧：reports/${batch.batchId}/report.csv（そのまま再投入できます。移行済みのテナントはスキップされます）`,
        ]
      : [
          `All tenants: reports/${batch.batchId}/report.csv (may be uploaded again as it is; migrated tenants are skipped)`,
        ];
  if (batch.rejected > 0) {
    steps.push(
      language === 'ja'
        ? `不備のある行：reports/${batch.batchId}/rejected.csv（修正のうえ投入してください）`
        : `Rejected rows: reports/${batch.batchId}/rejected.csv (correct and upload)`,
    );
  }
  return steps;
}
