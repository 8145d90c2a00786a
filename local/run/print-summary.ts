import { join, relative } from 'node:path';
import { wrap } from '../../terminal/wrap.ts';
import type { PublicProblem } from '../../lambdas/domain/problem.ts';
import type { RunSummary } from './summary.ts';

/** The end of a run in a few lines, for a person: what became of the tenants, and where to read on. */
export function describeSummary(summary: RunSummary, workingDirectory: string, width: number): string {
  return linesOf(summary, workingDirectory)
    .flatMap((line) => wrap(line, width))
    .join('\n');
}

function linesOf(summary: RunSummary, workingDirectory: string): string[] {
  const { refused, batchId, rows, migrated, skipped, needsAttention, waiting, rejected, mails, out } = summary;
  if (refused) return ['The file was refused; no tenant was started.', ...problemLines(summary.problems)];
  const place = (folder: string): string => relative(workingDirectory, join(out, folder)) || '.';
  const stopped = summary.tenants.filter(({ outcome }) => outcome === 'needsAttention');
  return [
    `Batch ${batchId ?? ''}: ${String(rows)} rows`,
    `  migrated         ${String(migrated)}`,
    `  skipped          ${String(skipped)}`,
    `  need attention   ${String(needsAttention)}`,
    ...stopped.map(({ tenantId, guideStep, reason }) => `    ${tenantId}  guide ${guideStep ?? '-'}  ${reason ?? ''}`),
    ...(waiting > 0 ? [`  wait at the desk ${String(waiting)} (go on with --continue)`] : []),
    `  rejected rows    ${String(rejected)}`,
    ...problemLines(summary.problems),
    `Reports: ${join(place('reports'), batchId ?? '')}`,
    `Mails:   ${place('mails')} (${String(mails)} sent)`,
  ];
}

function problemLines(problems: readonly PublicProblem[]): string[] {
  return problems.map(({ row, column, value, whatToDo }) => {
    const place = [row === null ? '' : `row ${String(row)}`, column === null ? '' : `column ${column}`].filter(Boolean);
    return `    ${[...place, value === null ? '' : `"${value}"`, whatToDo].filter(Boolean).join(', ')}`;
  });
}
