import type { Language } from '../../../lambdas/domain/language.ts';
import { reportPrefix } from '../../../lambdas/domain/report-keys.ts';
import type { Deployment } from '../deployment/deployment.ts';
import { pairs } from '../../../terminal/pairs.ts';
import type { Screen } from '../../../terminal/screen.ts';
import type { Uploaded } from './upload.ts';
import { wrap } from '../../../terminal/wrap.ts';

const WORDS = {
  ja: {
    done: (called: string) => `アップロードしました (${called})。バッチが開始されます。`,
    doneDry: (called: string) => `アップロードしました (${called})。事前確認のみ行い、移行は行いません。`,
    batch: 'バッチ',
    object: 'ファイル',
    execution: '実行',
    page: '実行の画面',
    report: '結果の出力先',
    next: '進捗の確認',
  },
  en: {
    done: (called: string) => `Uploaded to ${called}; the batch starts.`,
    doneDry: (called: string) => `Uploaded to ${called}; everything is checked, and nothing is changed.`,
    batch: 'batch',
    object: 'file',
    execution: 'execution',
    page: 'its page',
    report: 'reports, later',
    next: 'follow it',
  },
} as const;

/** What was started, and where to look. */
export function describeUploaded(
  uploaded: Uploaded,
  deployment: Deployment,
  language: Language,
  screen: Screen,
): string {
  const words = WORDS[language];
  const { batchId, bucket, key, executionArn, page, dryRun } = uploaded;
  const done = (dryRun ? words.doneDry : words.done)(deployment.called[language]);
  return [
    ...wrap(done, screen.width).map(screen.good),
    ...pairs(
      [
        [words.batch, batchId],
        [words.object, `s3://${bucket}/${key}`],
        [words.execution, executionArn],
        ...(page === null ? [] : [[words.page, page] as const]),
        [words.report, `s3://${deployment.reportsBucket}/${reportPrefix(batchId)}`],
        [words.next, `npm run -s visionlift -- watch ${batchId} ${deployment.words}`],
      ],
      screen.width,
    ),
  ].join('\n');
}
