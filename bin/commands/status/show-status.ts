import { findDeployment } from '../deployment/find-deployment.ts';
import { storesOf } from '../deployment/stores.ts';
import { batchLine } from '../../../lambdas/domain/batch.ts';
import type { Ports } from '../../../lambdas/ports/index.ts';
import { figuresOf, progressOf } from '../../../terminal/progress/batch-progress.ts';
import { describeProgress } from '../../../terminal/progress/describe-progress.ts';
import { allOf } from '../../../lambdas/domain/all-of.ts';
import { CommandError } from '../shared/command-error.ts';
import { firstOf } from '../shared/find-batch.ts';
import { printJson } from '../shared/json.ts';
import { screen } from '../../../terminal/screen.ts';
import { describeOverview, type Overview } from './describe-overview.ts';
import { describeTenant, publicTenant } from './describe-tenant.ts';
import { publicProgress } from './public-progress.ts';
import { type CommonFlags } from '../shared/with-options.ts';

type Stores = Pick<Ports, 'batches' | 'tenants' | 'desk' | 'switches'>;

/** The work of `status`. */
export async function showStatus(id: string | undefined, flags: Flags): Promise<void> {
  const stores = storesOf(await findDeployment(flags));
  if (id === undefined) await showOverview(stores, flags);
  else await showOne(stores, id, flags);
}

async function showOverview({ batches, desk, switches }: Stores, { last, json, language }: Flags): Promise<void> {
  const [lines, tasks, held] = await Promise.all([
    firstOf(batches.list(), last),
    allOf(desk.open()),
    switches.read('everything'),
  ]);
  const overview: Overview = {
    // A batch that has ended has its figures on record; those under way are few.
    batches: await Promise.all(
      lines.map(async (line) => ({
        ...line,
        figures: line.figures ?? (await figuresOf({ batches }, line)),
        ending: line.ending ?? null,
      })),
    ),
    openTasks: tasks.length,
    oldestTask: tasks[0]?.filedAt ?? null,
    held: held ?? null,
  };
  if (json) printJson(overview);
  else process.stdout.write(`${describeOverview(overview, language, screen()).join('\n')}\n`);
}

async function showOne(
  { batches, tenants, desk, switches }: Stores,
  id: string,
  { json, language }: Flags,
): Promise<void> {
  const [batch, tenant] = await Promise.all([batches.read(id), tenants.read(id)]);
  if (batch) {
    const progress = await progressOf({ batches, tenants, switches, desk }, batchLine(batch));
    if (json) printJson(publicProgress(progress));
    else process.stdout.write(`${describeProgress(progress, language, screen()).join('\n')}\n`);
    return;
  }
  if (!tenant) {
    throw new CommandError({
      code: 'not-found',
      message: `there is neither a batch nor a tenant ${id}`,
      whatToDo: 'visionlift status lists the batches; a tenant is known once its batch has started it',
    });
  }
  const [standing, tasks] = await Promise.all([batches.readTenant(tenant.batchId, id), desk.of(id)]);
  const status = { tenant, outcome: standing?.outcome, tasks };
  if (json) printJson({ tenant: publicTenant(status) });
  else process.stdout.write(`${describeTenant(status, language, screen()).join('\n')}\n`);
}

export type Flags = CommonFlags & { last: number };
