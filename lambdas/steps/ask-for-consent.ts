import { covers, whyNotApprover, writtenConsent } from '../domain/consent.ts';
import { approverOf, DECIDE, decidedAt, type Decided } from '../domain/consent-answers.ts';
import { ASK_FOR_CONSENT } from '../domain/desk-task.ts';
import { MailRefusedError, PersonNeededError, PlanChangedError } from '../domain/errors.ts';
import { hasReached, onwardTo, type Tenant } from '../domain/tenant.ts';
import type { Deed, Reason } from '../domain/statements/catalogue.ts';
import type { Ports } from '../ports/index.ts';
import { requestConsent } from './shared/request-consent.ts';
import type { StepRun } from './shared/step-run.ts';

export interface ConsentAnswer {
  consented: boolean;
}

type ConsentPorts = Pick<Ports, 'tenants' | 'desk' | 'links' | 'mailer' | 'clock' | 'settings'>;

/**
 * Records the consent that covers every point of no return of this plan: the one in writing that the row names, or the
 * one that its approver gives at the desk, who is asked by mail. Without one the tenant goes no further.
 *
 * Runs again when the approver has decided, and finds the decision at its task.
 */
export async function askForConsent(ports: ConsentPorts, run: StepRun): Promise<ConsentAnswer> {
  const { tenants, desk, clock } = ports;
  const { tenant, execution } = run;
  if (covers(tenant.consent, tenant.row)) return { consented: true };
  if (hasReached(tenant, 'primaryAccountClaimed') || tenant.passwordResetRequestedAt) {
    throw new PlanChangedError({ code: 'planChanged' });
  }
  const written = writtenConsent(tenant.row, clock.now());
  if (written) {
    await tenants.change(tenant, execution, { ...onwardTo(tenant, 'consented'), consent: written });
    return { consented: true };
  }
  const task = await desk.read(tenant.tenantId, ASK_FOR_CONSENT);
  const open = task?.closed ? undefined : task;
  const decided = decidedAt(open, tenant.row);
  if (decided) return record(ports, tenant, execution, decided);
  return ask(ports, run, approverOf(open, tenant.row), open ? new Date(open.filedAt) : clock.now());
}

async function record(
  { tenants, clock, settings }: ConsentPorts,
  tenant: Tenant,
  execution: string,
  { agreed, why, ...decision }: Decided,
): Promise<ConsentAnswer> {
  const { tenantId } = tenant;
  const { by, address, at, sourceAddress, text } = decision;
  const recordedAt = clock.now().toISOString();
  if (agreed) {
    const { ownApproversBecause: ownApproverBecause } = settings;
    const isOwn = whyNotApprover(address, { ...settings, ownApproversBecause: undefined }) !== undefined;
    const consent = { ...decision, kind: 'desk' as const, recordedAt, ...(isOwn && { ownApproverBecause }) };
    await tenants.change(tenant, execution, { ...onwardTo(tenant, 'consented'), consent, decline: undefined });
  } else {
    await tenants.change(tenant, execution, { decline: { ...decision, why, execution } });
  }
  await tenants.append(tenantId, {
    at: recordedAt,
    by: address,
    step: ASK_FOR_CONSENT,
    what: { code: agreed ? 'consented' : 'declinedConsent', at } satisfies Deed,
    seen: { name: by, textVersion: text.version, textLanguage: text.language, textSha256: text.sha256, sourceAddress },
  });
  return { consented: agreed };
}

/** Mails the approver, and throws what puts the consent on the desk; what stands in the way of the mail is the reason. */
async function ask(
  ports: ConsentPorts,
  { tenant: { row }, batchId }: StepRun,
  approver: string | undefined,
  askedAt: Date,
): Promise<never> {
  if (approver === undefined) throw new PersonNeededError({ code: 'noApprover' }, { ask: DECIDE });
  const whyNot = whyNotApprover(approver, ports.settings);
  if (whyNot) throw new PersonNeededError(whyNot, { ask: DECIDE });
  const because = await requestConsent(ports, { batchId, row, approver, askedAt }).then(
    () => undefined,
    (error: unknown) => {
      if (error instanceof MailRefusedError) return error.reason;
      throw error;
    },
  );
  const reason: Reason =
    because === undefined
      ? { code: 'approverHasNotAnswered', approver }
      : { code: 'approverNotMailed', approver, because };
  throw new PersonNeededError(reason, { ask: DECIDE });
}
