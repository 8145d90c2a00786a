import { viewRelease } from '../../../lambdas/desk/release/view-release.ts';
import { sayingIn, type Language } from '../../../lambdas/domain/language.ts';
import type { Ports } from '../../../lambdas/ports/index.ts';
import type { Screen } from '../../../terminal/screen.ts';
import { wrap } from '../../../terminal/wrap.ts';
import type { ReleaseAtTheTerminal } from './read-release.ts';

/** The page of the desk, as text: the same words, and so the same plan. */
export async function describeRelease(
  ports: Pick<Ports, 'batches' | 'tenants'>,
  { task, settings, ...made }: ReleaseAtTheTerminal,
  language: Language,
  { width, bold, warning }: Screen,
): Promise<string> {
  const view = await viewRelease({ ...ports, settings }, task, undefined, language, made);
  if (!view) throw new Error(`the batch ${task.batchId} is gone`);
  const colon = sayingIn(language)('：', ': ');
  const passages = (view.passages ?? []).flatMap(({ heading, pairs = [], items = [] }) => [
    '',
    bold(heading),
    ...pairs.flatMap(([name, value]) => wrap(`${name}${colon}${value}`, width)),
    ...items.flatMap((item) => wrap(`- ${item}`, width)),
  ]);
  const warnings = view.warnings.flatMap((each) => ['', ...wrap(each, width).map(warning)]);
  return [bold(view.title), ...wrap(view.why, width), ...passages, ...warnings, ''].join('\n');
}

/** What `--json` promises. */
export function releaseAsJson({ batch, plan, settings, confirmedBy, released }: ReleaseAtTheTerminal): object {
  return {
    batchId: batch.batchId,
    hash: plan.hash,
    tenants: batch.accepted,
    rejected: batch.rejected,
    recipients: plan.recipients.all,
    surprisingRecipients: plan.recipients.surprising,
    conflicts: plan.conflictsInAll,
    consents: Object.fromEntries(plan.consents),
    hands: Object.fromEntries(plan.hands),
    foreignDomains: plan.foreignDomains.map(({ domain }) => domain),
    confirmedBy,
    releaseBy: settings.releaseBy,
    released,
  };
}
