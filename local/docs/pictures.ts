import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { chromiumLauncher } from '../../lambdas/adapters/browser/chromium/launch.ts';
import { otherReportHtml, reportPrefix } from '../../lambdas/domain/report-keys.ts';
import { progressOf, type BatchProgress } from '../../terminal/progress/batch-progress.ts';
import { machineArn, REPORTS_BUCKET } from '../deployment.ts';
import { startEmbeddedStack, type EmbeddedStack } from '../embedded-stack.ts';
import { SAMPLE, startLiveView } from '../live/live-server.ts';
import { readObject } from '../objects.ts';
import { readRunFiles } from '../run/read-files.ts';
import { upload } from '../upload.ts';
import { html, trusted } from '../../lambdas/domain/html.ts';
import { describeProgress } from '../../terminal/progress/describe-progress.ts';
import type { Screen } from '../../terminal/screen.ts';

/** The tenant that the sample's vendor sends away twice. */
const SENT_AWAY = 't-002';

/** Takes each picture at the moment of the run that its sentence in the documents tells of. */
export async function takePictures(directory: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'visionlift-pictures-'));
  const { scenario, csv, name } = await readRunFiles(SAMPLE);
  const { promise: failed, reject } = Promise.withResolvers<never>();
  const stack = await startEmbeddedStack({
    directory: folder,
    speed: 300,
    hands: 'browser',
    scenario,
    onFault: reject,
  });
  const live = await startLiveView(stack, { ja: '', en: '' });
  const chromium = await chromiumLauncher()(['127.0.0.1']);
  const take = async (file: string, page: Page): Promise<void> => {
    await page.screenshot({ path: join(directory, file) });
    await page.close();
  };
  const pages = {
    live: () => chromium.browser.newPage({ viewport: { width: 1200, height: 900 } }),
    terminal: () => chromium.browser.newPage({ viewport: { width: 604, height: 384 } }),
    report: () => chromium.browser.newPage({ viewport: { width: 1000, height: 930 } }),
  };
  const run = async (): Promise<void> => {
    const batchId = await upload(stack, `incoming/${name}`, csv);

    await until(() => stateOf(stack, SENT_AWAY) === 'WaitRetryWindow');
    const ofLive = await pages.live();
    await ofLive.goto(live.origin);
    await take('live-view.png', ofLive);

    await until(async () => (await progressNow(stack, batchId)).figures.migrated === 3);
    await until(() => stateOf(stack, SENT_AWAY) === 'CheckConnection');
    const ofTerminal = await pages.terminal();
    await ofTerminal.setContent(terminalPage(await progressNow(stack, batchId), live.origin));
    await take('terminal.png', ofTerminal);

    await stack.engine.idle();
    const ofReport = await pages.report();
    const report = await readObject(REPORTS_BUCKET, reportPrefix(batchId) + otherReportHtml('en'));
    await ofReport.setContent(Buffer.from(report).toString('utf8'));
    await take('report.png', ofReport);

    const evidence = await stack.ports.keptEvidence.of('t-001');
    const notice = evidence.find((picture) => picture.name === '3-14-notice-ticked');
    const image = notice && (await stack.ports.keptEvidence.read(notice.key));
    if (!image) throw new Error('the run kept no picture of the notice of guide 3-14');
    await writeFile(join(directory, 'system-update-notice.jpg'), image);
  };
  try {
    await Promise.race([failed, run()]);
  } finally {
    await chromium.end();
    await live.close();
    await stack.close();
    await rm(folder, { recursive: true });
  }
}

function stateOf({ engine }: EmbeddedStack, tenantId: string): string | undefined {
  const execution = engine.listExecutions(machineArn('migrate-tenant')).find(({ name }) => name.startsWith(tenantId));
  return execution && engine.figuresOf(execution.executionArn).states.at(-1);
}

async function progressNow({ ports }: EmbeddedStack, batchId: string) {
  const batch = await ports.batches.read(batchId);
  if (!batch) throw new Error(`there is no batch ${batchId}`);
  return progressOf(ports, { ...batch, file: batch.object.key });
}

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 20));
}

const STYLE = `body{margin:0;background:#0d1017;color:#e6edf3}pre{margin:0;padding:16px 22px;font:15px/22px "DejaVu Sans Mono",monospace}
.bold{font-weight:700}.good{color:#7ee787}.warning{color:#f2cc60}.bad{color:#ff7b72}.faint{color:#9198a1}`;

/** What a terminal of 72 columns shows of a batch during `npm start`, as a page to take a picture of. */
function terminalPage(progress: BatchProgress, liveView: string): string {
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
