import { html, trusted } from '../../lambdas/domain/html.ts';
import type { BatchProgress } from '../../terminal/progress/batch-progress.ts';
import { describeProgress } from '../../terminal/progress/describe-progress.ts';
import type { Screen } from '../../terminal/screen.ts';

const STYLE = `body{margin:0;background:#0d1017;color:#e6edf3}pre{margin:0;padding:16px 22px;font:15px/22px "DejaVu Sans Mono",monospace}
.bold{font-weight:700}.good{color:#7ee787}.warning{color:#f2cc60}.bad{color:#ff7b72}.faint{color:#9198a1}`;

/** What a terminal of 72 columns shows of a batch during `npm start`, as a page to take a picture of. */
export function terminalPage(progress: BatchProgress, liveView: string): string {
  const paint = (kind: string) => (text: string) => `\u0001${kind}\u0002${text}\u0003`;
  const screen: Screen = {
    width: 72,
    bold: paint('bold'),
    good: paint('good'),
    warning: paint('warning'),
    bad: paint('bad'),
    faint: paint('faint'),
  };
  const text = ['$ npm start', '', `Live view: ${liveView}`, '', ...describeProgress(progress, 'en', screen)].join(
    '\n',
  );
  const marked = html`${text}`.text
    .replaceAll(/\u0001(\w+)\u0002/gu, '<span class="$1">')
    .replaceAll('\u0003', '</span>');
  return html`<!doctype html>
    <style>
      ${trusted(STYLE)}
    </style>
    <pre>${trusted(marked)}</pre>`.text;
}
