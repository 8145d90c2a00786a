import {
  ConnectionOverdueError,
  ManualActionRequiredError,
  LicenceNotReadyError,
  PageChangedError,
  PersonNeededError,
  StepError,
  UnknownAnswerError,
  VendorNotReadyError,
} from '../domain/errors.ts';
import { whyLicenceNotReady } from '../domain/licence.ts';
import { isTemporaryProblem, shownRow, stateOf, whyOtherRegion } from '../domain/product-instance.ts';
import { didNotStart, hasReached, onwardTo, wasSeenNotStarted, type Tenant } from '../domain/tenant.ts';
import {
  endOfRetryWindow,
  lookAgainForTheConsole,
  lookAgainForTheUpdate,
  RETRY_BUDGET,
} from '../domain/when-to-look-again.ts';
import { nextTurn } from '../domain/window.ts';
import type { Deed } from '../domain/statements/catalogue.ts';
import type { Ports } from '../ports/index.ts';
import type { PressAnswer } from '../ports/vision-one.ts';
import { watchedAccess } from './shared/console-access.ts';
import { checkSwitches } from './shared/check-switches.ts';
import { requireConsent } from './shared/require-consent.ts';
import type { StepRun } from './shared/step-run.ts';
import { notePressed } from './shared/watch-for-effect.ts';

export type StartAnswer =
  | { started: true; lookAgainAt: string }
  | { started: false; why: 'windowClosed' | 'vendorNotReady'; lookAgainAt: string };

/** A tenant with narrow windows is given this many presses, however many days they take. */
const LEAST_PRESSES = 6;

type StartPorts = Pick<Ports, 'visionOne' | 'tenants' | 'vault' | 'clock' | 'settings' | 'switches'>;

/**
 * Guide 3-12 to 3-15: the final press, which cannot be undone.
 *
 * It is made with a recorded consent, inside the tenant's window, after a fresh look at the row, behind a mark of its
 * own. A mark without the vendor's "not ready yet" after it, or a person's word that nothing began, means that the press
 * may have gone through: then nothing is pressed, and `CheckUpdate` watches the row.
 */
export async function startUpdate(ports: StartPorts, run: StepRun): Promise<StartAnswer> {
  const { execution } = run;
  let { tenant } = run;
  const { visionOne, tenants, vault, clock } = ports;
  if (hasReached(tenant, 'updateStarted') && !wasSeenNotStarted(tenant)) return watchFrom(ports, tenant);
  requireConsent(tenant);

  const access = await watchedAccess({ tenants, vault, clock }, tenant);
  const row = await visionOne.readProductInstance(access);
  const state = stateOf(row);
  if (state === 'updating' || state === 'updated') {
    if (mayHaveBegun(tenant)) await notePressed(ports, run, '3-14');
    return recordStarted(ports, tenant, execution);
  }
  if (state === 'connecting') return waitForConnection(ports, run);
  if (state !== 'connected') {
    throw new PageChangedError({ code: 'updateNotOffered', row: shownRow(row) });
  }
  if (tenant.connectionLostAt) tenant = await tenants.change(tenant, execution, { connectionLostAt: undefined });
  const otherRegion = row && whyOtherRegion(row, tenant.row.region);
  if (otherRegion) throw new ManualActionRequiredError(otherRegion, { guideStep: '3-11' });
  if (mayHaveBegun(tenant)) {
    const said = await run.actor.word?.answerToPress?.();
    if (!said) return watchFrom(ports, tenant);
    const recorded = await recordAnswer(ports, tenant, execution, said);
    await notePressed(ports, run, '3-14');
    return recorded;
  }

  const notYet = whyNotYet(tenant, clock.now());
  if (notYet) return notYet;
  refuseWhenTooLate(tenant, clock.now());

  let marked: Tenant | undefined;
  let answer: PressAnswer;
  try {
    answer = await visionOne.startUpdate(access, async () => {
      await checkSwitches(ports, { batchId: run.batchId, tenantId: tenant.tenantId });
      const updateRequestedAt = clock.now().toISOString();
      marked = await tenants.change(tenant, execution, {
        updateRequestedAt,
        firstUpdateRequestedAt: tenant.firstUpdateRequestedAt ?? updateRequestedAt,
        // It was a word about the press before this one.
        notStarted: undefined,
      });
    });
  } catch (error) {
    const isForAPerson = error instanceof UnknownAnswerError || error instanceof PersonNeededError;
    if (!marked || isForAPerson || !(error instanceof StepError)) throw error;
    return watchUnanswered(ports, marked, execution, error);
  }
  const recorded = await recordAnswer(ports, marked ?? tenant, execution, answer);
  await notePressed(ports, run, '3-14');
  return recorded;
}

/**
 * A sign-out, a 503, a reload, a closed page or a time-out after the mark: the press may have gone through, and nobody is
 * called for it. `CheckUpdate` watches the row, which alone decides.
 */
async function watchUnanswered(ports: StartPorts, tenant: Tenant, execution: string, error: StepError) {
  const at = ports.clock.now().toISOString();
  const what: Deed = { code: 'answerLost', error: error.name, reason: error.reason };
  await ports.tenants.append(tenant.tenantId, { at, by: execution, step: 'StartUpdate', what });
  return watchFrom(ports, tenant);
}

/** A press is on record, and nobody who says that it started nothing. */
function mayHaveBegun(tenant: Tenant): boolean {
  return Boolean(tenant.updateRequestedAt && !didNotStart(tenant));
}

/** A connection that was there, and is not now: waited for as the first time, from when that was seen. */
async function waitForConnection(ports: StartPorts, { tenant, execution }: StepRun): Promise<StartAnswer> {
  if (mayHaveBegun(tenant)) return watchFrom(ports, tenant);
  const now = ports.clock.now();
  const connectionLostAt = tenant.connectionLostAt ?? now.toISOString();
  const next = lookAgainForTheConsole(connectionLostAt, now);
  if ('overdue' in next) {
    throw new ConnectionOverdueError({ code: 'connectionLost', lostAt: connectionLostAt });
  }
  if (!tenant.connectionLostAt) await ports.tenants.change(tenant, execution, { connectionLostAt });
  return { started: false, why: 'vendorNotReady', ...next };
}

function recordAnswer(ports: StartPorts, tenant: Tenant, execution: string, answer: PressAnswer): Promise<StartAnswer> {
  if (answer.kind === 'started') return recordStarted(ports, tenant, execution);
  if (isTemporaryProblem(answer.text)) return recordNotReady(ports, tenant, execution, answer.text);
  throw new UnknownAnswerError({ code: 'unknownAnswer', said: answer.text }, { guideStep: '3-15' });
}

/** The window is closed, or the vendor asked for half an hour that has not passed (guide 3-15). */
function whyNotYet(tenant: Tenant, now: Date): StartAnswer | undefined {
  if (tenant.temporaryProblem) {
    const lookAgainAt = endOfRetryWindow(tenant.tenantId, tenant.temporaryProblem);
    if (Date.parse(lookAgainAt) > now.getTime()) return { started: false, why: 'vendorNotReady', lookAgainAt };
  }
  const opensAt = nextTurn(tenant.row, now);
  return opensAt ? { started: false, why: 'windowClosed', lookAgainAt: opensAt } : undefined;
}

/** What may have become impossible since the tenant was prepared, weeks ago perhaps. */
function refuseWhenTooLate(tenant: Tenant, now: Date): void {
  const whyNot = tenant.licence && whyLicenceNotReady(tenant.licence, tenant.row, now);
  if (whyNot) throw new LicenceNotReadyError(whyNot);
  const { firstUpdateRequestedAt, temporaryProblem } = tenant;
  if (!firstUpdateRequestedAt || !temporaryProblem) return;
  const hasHadItsDay = now.getTime() - Date.parse(firstUpdateRequestedAt) >= RETRY_BUDGET;
  // In a window of an hour a night a day is one press or two.
  if (hasHadItsDay && temporaryProblem.count >= LEAST_PRESSES) {
    const { count: presses, message } = temporaryProblem;
    const reason = { code: 'vendorNotReady', presses, since: firstUpdateRequestedAt, message } as const;
    throw new VendorNotReadyError(reason, { guideStep: '3-15' });
  }
}

async function recordStarted(ports: StartPorts, tenant: Tenant, execution: string): Promise<StartAnswer> {
  // An update that nobody of ours requested, or only in vain, was started by somebody else: it is watched from now.
  const isOurs = tenant.updateRequestedAt !== undefined && !didNotStart(tenant);
  const updateRequestedAt = isOurs ? tenant.updateRequestedAt : ports.clock.now().toISOString();
  const changed = await ports.tenants.change(tenant, execution, {
    ...onwardTo(tenant, 'updateStarted'),
    updateRequestedAt,
    notStarted: undefined,
  });
  return watchFrom(ports, changed);
}

async function recordNotReady(
  { tenants, clock }: StartPorts,
  tenant: Tenant,
  execution: string,
  message: string,
): Promise<StartAnswer> {
  const at = clock.now().toISOString();
  const count = (tenant.temporaryProblem?.count ?? 0) + 1;
  await tenants.change(tenant, execution, { temporaryProblem: { at, message, count } });
  return { started: false, why: 'vendorNotReady', lookAgainAt: endOfRetryWindow(tenant.tenantId, { at, count }) };
}

function watchFrom({ clock, settings }: StartPorts, { tenantId, row, updateRequestedAt }: Tenant): StartAnswer {
  const now = clock.now();
  const requestedAt = updateRequestedAt ?? now.toISOString();
  const next = lookAgainForTheUpdate({ tenantId, requestedAt, minutes: settings.updateMinutes[row.region] }, now);
  // Past its deadline the update is looked at once more, at once; the look decides.
  return { started: true, lookAgainAt: 'overdue' in next ? now.toISOString() : next.lookAgainAt };
}
