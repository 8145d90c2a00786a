import { NotShownYetError, ManualActionRequiredError } from '../../domain/errors.ts';
import { mayStillShow, pointAt, type PointOfNoReturn } from '../../domain/points-of-no-return.ts';
import type { Ports } from '../../ports/index.ts';
import type { StepRun } from './step-run.ts';

/**
 * For a step that has found the mark of its press and nothing of its effect. Nothing is pressed again: while the effect may
 * still come, the machine waits and runs the step again; then a person looks.
 *
 * @throws NotShownYetError, which the machines retry each minute.
 * @throws ManualActionRequiredError once the time of the point is over.
 */
export function watchForEffect(guideStep: PointOfNoReturn['guideStep'], markedAt: string, now: Date): never {
  const point = pointAt(guideStep);
  const { label } = point;
  if (mayStillShow(point, markedAt, now)) {
    throw new NotShownYetError({ code: 'effectNotShownYet', label, markedAt }, { guideStep });
  }
  throw new ManualActionRequiredError({ code: 'effectNeverShown', label, markedAt }, { guideStep });
}

/** The journal's line for a press that was made, written when its answer or its effect was seen. */
export async function notePressed(
  { tenants, clock }: Pick<Ports, 'tenants' | 'clock'>,
  { tenant, execution, actor }: Pick<StepRun, 'tenant' | 'execution' | 'actor'>,
  guideStep: PointOfNoReturn['guideStep'],
  account?: string,
): Promise<void> {
  const { label, state } = pointAt(guideStep);
  const { hands, person } = actor;
  await tenants.append(tenant.tenantId, {
    at: clock.now().toISOString(),
    by: person ?? execution,
    step: account === undefined ? state : `${state}:${account}`,
    what: { code: 'pressed', guideStep, label, hands, ...(person !== undefined && { person }) },
  });
}
