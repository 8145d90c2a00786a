import { parse } from 'csv-parse/sync';
import { format } from 'prettier';
import { batchKey, batchTenantKey, tenantKey, userKey, type Key } from '../../../lambdas/adapters/dynamo/keys.ts';
import type { DefinitionName } from '../../../lib/definition.ts';
import { block, code, table } from '../markdown.ts';
import { clock, timeline } from './timeline.ts';
import type { EnteredState } from './entered-states.ts';
import { walk, type Walk } from './walk.ts';

/** `docs/the-journey-of-a-tenant.md`: what became of one row, told of a real walk. */
export async function journeyPages(): Promise<Map<string, string>> {
  const text = [...chaptersOf(await walk()), ''].join('\n\n');
  return new Map([['the-journey-of-a-tenant.md', await format(text, { parser: 'markdown' })]]);
}

function chaptersOf(journey: Walk): string[] {
  const { row, entered, inputs, batch, inBatch, tenant, user, accepted, report, secrets } = journey;
  const { batchId, tenantId } = inBatch;
  const ofBatch = entered['migrate-batch'];
  const ofTenant = entered['migrate-tenant'];
  const handOver = entered['hand-over-tenant'];
  const chapter = (machine: DefinitionName, some: readonly EnteredState[]): string =>
    [timeline(machine, some), mailsOf(some)].filter((part) => part !== '').join('\n\n');

  return [
    `# The journey of a tenant

Written by \`npm run docs\`, which walks one tenant through the real state machines and handlers in this process: with a script
in place of the browser, a simulated vendor, and a clock that jumps over waits and stands still while a function works. A
test compares this page with what such a walk leaves now.

The tables show times of Japan (UTC+9); records keep UTC. "Record" is the item of the tenant in DynamoDB: its **stage** where
it moved, after the number of its **revision**, and the fields that are new. A field \`…RequestedAt\` is a mark that is written
_before_ something that cannot be undone: anyone who comes after a crash sees that the press may have happened.
All states, and what each is for: [the state machines](state-machines.md).`,

    `## A row

${clock(new Date(batch.createdAt))}. An operator uploads ${code(batch.object.key)} to the intake bucket. It has one row; ${code('hands')},
${code('window')} and other columns that nobody filled are left out ([all columns](intake-csv.md)):

${table([['Column', 'Cell'], ...Object.entries(row).map(([column, cell]) => [code(column), cell])])}`,

    `## A batch

The upload is an event; ${code('start-batch')} answers it by starting an execution of ${code('migrate-batch')} named ${code(batchId)}: the
file's name and eight digits that stand for bucket, key and version, so that a repeated event starts nothing new. Its input:

${block('json', inputs.batch)}

${chapter('migrate-batch', between(ofBatch, undefined, 'IsTheBatchReleased'))}

Every cell has been checked and made plain; what was accepted lies in the table, and in S3 as the work list of the next step:

${item(batchTenantKey(batchId, tenantId), { rowNumber: inBatch.rowNumber, execution: inBatch.execution, row: inBatch.row })}`,

    `## A person says yes to the plan

No customer has heard of anything yet. The mail leads to a page with the tenants, the recipients and what looks odd
([who decides what](consent-and-release.md)). Half an hour later the operator releases the plan:

${item(batchKey(batchId), { rows: batch.rows, accepted: batch.accepted, rejected: batch.rejected, release: batch.release })}

${timeline('migrate-batch', between(ofBatch, 'IsTheBatchReleased', 'CountOutcomes'))}

${code('StartEachTenant')} reads the work list, ${code(accepted.trim())}, and starts an execution of ${code('migrate-tenant')} named
${code(inBatch.execution)}: tenant, batch, attempt. Look for a tenant's id in the list of executions, and there it is. Its input
is two names, and everything else is read from the table:

${block('json', inputs.tenant)}`,

    `## STEP 1: what can be known before anything changes

The licence and the accounts are read on the consoles (guide 1-1, 1-2). The row names an approver and no written consent, so
one is asked for (${code('failure')} says what a record waits for). A link alone decides nothing: who opens it gets a code by mail,
and with the code says yes.

${chapter('migrate-tenant', between(ofTenant, undefined, 'SetUpVisionOne'))}`,

    `## STEP 2: a new sign-in name and its console

Two presses that cannot be undone, each behind its mark: [Reset Password] (guide 2-8) kills the old sign-in name, [Provision
Console] (2-11) fixes the region. The new password lies in the vault before it is set. The code that the vendor mails before
(2-5) is read by our hands where the mailbox is ours, or typed at the desk by the one who owns it.

${chapter('migrate-tenant', between(ofTenant, 'SetUpVisionOne', 'UpdateToStandardEndpointProtection'))}`,

    `## STEP 3: the update

The registration token goes from one console to the other through the vault. Then the final press (3-14): a mark, the press,
and here the vendor's "${tenant.temporaryProblem?.message ?? ''}" (3-15). Only because the press was answered with exactly
that sentence may it be repeated, 30 to 60 minutes later and after another look at the connection. The second mark replaces
the first, and the second press starts the update. Its end is looked for after 20 minutes, and then about once a minute.

${chapter('migrate-tenant', between(ofTenant, 'UpdateToStandardEndpointProtection', 'RecordOutcome'))}`,

    `## An outcome

The console has been looked at, and its agents are as many as before. What became of the row in this batch is written down
once and never changes:

${item(batchTenantKey(batchId, tenantId), { outcome: inBatch.outcome })}

${chapter('migrate-tenant', between(ofTenant, 'RecordOutcome', undefined))}`,

    `## The end of the batch

Meanwhile the batch has only counted outcomes, and looked again after a seventh of the time that had passed. It ends with
reports, and a mail to the operator.

${chapter('migrate-batch', between(ofBatch, 'CountOutcomes', undefined))}

The row in ${code('report.csv')}, which is a valid intake file again; uploaded, this tenant would be skipped as migrated:

${reportRow(report)}`,

    `## Hand-over

A third machine takes its time: users and the customer have 60 days. Here the user upgrades the account on the next day
(guide 3-19), and two days later the contact sets a password of their own and says so.

${chapter('hand-over-tenant', handOver)}

${item(userKey(tenantId, user.name), { ...user })}`,

    `## What is left

In the vault, the day after the migration: ${secrets.migrated.map(code).join(', ')}. Now: ${secrets.end.map(code).join(', ') || 'nothing'}.
In the table, the journal above and this item; no secret was ever in it:

${item(tenantKey(tenantId), { ...tenant })}`,
  ];
}

/** From the first state of that name up to, and without, the first of the other. */
function between(
  entered: readonly EnteredState[],
  from: string | undefined,
  to: string | undefined,
): readonly EnteredState[] {
  const indexOf = (name: string): number => entered.findIndex(({ state }) => state === name);
  return entered.slice(from === undefined ? 0 : indexOf(from), to === undefined ? undefined : indexOf(to));
}

/** An item of the table, or what of it is meant. */
function item(key: Key, fields: object): string {
  return block('json', JSON.stringify({ ...key, ...fields }, null, 2));
}

/** The columns that the report adds to the row. */
function reportRow(report: string): string {
  const [row = {}] = parse<Record<string, string>>(report, { columns: true, bom: true });
  const ours = ['tenant_id', 'outcome', 'reason', 'guide_step', 'execution'];
  return table([ours.map(code), ours.map((column) => row[column] ?? '')]);
}

/** How much of a mail is shown: enough to see what it asks for. */
const LINES = 9;

/** The mails that left in these states, each with its beginning. */
function mailsOf(entered: readonly EnteredState[]): string {
  const mails = entered.flatMap(({ left }) =>
    left.flatMap((one) => (one.kind === 'mail' ? [{ at: one.at, mail: one.mail }] : [])),
  );
  return mails
    .map(({ at, mail: { to, subject, text } }) => {
      const lines = text.split(/\r?\n/u).slice(0, LINES);
      return block(
        'text',
        [`Sent:    ${clock(at)}`, `To:      ${to}`, `Subject: ${subject}`, '', ...lines, '…'].join('\n'),
      );
    })
    .join('\n\n');
}
