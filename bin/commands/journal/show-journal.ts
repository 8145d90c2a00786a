import { journalLine } from '../../../lambdas/domain/statements/journal-line.ts';
import type { JournalEvent } from '../../../lambdas/ports/tenant-store.ts';
import { findDeployment } from '../deployment/find-deployment.ts';
import { storesOf } from '../deployment/stores.ts';
import { noTenant } from '../shared/no-tenant.ts';
import { printJson } from '../shared/json.ts';
import { screen } from '../../../terminal/screen.ts';
import { table } from '../../../terminal/table.ts';
import type { CommonFlags } from '../shared/with-options.ts';

const TITLES = {
  ja: ['日時 (UTC)', '処理', '実行者', '内容'],
  en: ['when (UTC)', 'step', 'by', 'what'],
} as const;

/** The work of `journal`. */
export async function showJournal(tenantId: string, flags: CommonFlags): Promise<void> {
  const { tenants } = storesOf(await findDeployment(flags));
  const events = await tenants.events(tenantId);
  if (events.length === 0 && !(await tenants.read(tenantId))) throw noTenant(tenantId);
  if (flags.json) {
    printJson({ tenantId, events });
    return;
  }
  const [at, step, by, what] = TITLES[flags.language];
  const columns = [{ title: at }, { title: step }, { title: by, most: 30 }, { title: what }];
  process.stdout.write(
    `${table(
      columns,
      events.map((event) => cells(event, flags.language)),
      screen().width,
    ).join('\n')}\n`,
  );
}

function cells({ at, step, by, what, seen }: JournalEvent, language: CommonFlags['language']): string[] {
  const said = journalLine(what, language);
  const facts = Object.entries(seen ?? {}).map(([name, value]) => `${name}=${String(value)}`);
  const told = facts.length === 0 ? said : `${said} (${facts.join(', ')})`;
  // Of an ARN the name of the execution says it all.
  return [at.slice(0, 19).replace('T', ' '), step, by.slice(by.lastIndexOf(':') + 1), told];
}
