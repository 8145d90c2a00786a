/** What may happen around one call that a function makes to the world outside. */
export const FAULT_KINDS = [
  'crashBeforeCall',
  'crashAfterCall',
  'timeOutBeforeCall',
  'timeOutAfterCall',
  'slowCall',
  'throttled',
  'answerLost',
  'retryBesideLivingRun',
  'conditionFailed',
  'mailRefused',
  'vendorServerError',
  'vendorAnswerLost',
  'sessionExpired',
  'unknownPage',
  'signedOutAfterPress',
] as const;

/** What may happen beside the functions. */
export const EVENT_KINDS = [
  ...([
    'duplicateEvent',
    'secondBatch',
    'tenantStopped',
    'handOverStopped',
    'batchStopped',
    'redriven',
    'newVersion',
  ] as const),
  ...(['consentGiven', 'consentDeclined', 'releaseDeclined', 'givenBack', 'pausedByPerson'] as const),
  ...([
    'lateEffects',
    'postedTwice',
    'twoApprovers',
    'twoOperators',
    'oneOperatorTwice',
    'declinedBesideRelease',
    'stoppedBesideResume',
  ] as const),
] as const;

export type FaultKind = (typeof FAULT_KINDS)[number];
export type EventKind = (typeof EVENT_KINDS)[number];

/** Something that went wrong in a run; `id` names the same thing in a replay. */
export interface InjectedFault {
  id: string;
  kind: FaultKind | EventKind;
}

/** Whether a fault that was drawn may happen: in a replay, or where kinds are left out. */
export type Allows = (fault: InjectedFault) => boolean;

/** A button behind which nothing can be undone, as the port of a call. */
export const BUTTONS = 'buttons';

const CONSOLES = ['licensingPortal', 'apexCentral', 'visionOne'];

/** The calls that change something at the vendor, or are few in a run, are disturbed more often than the others. */
export function weightOf(port: string): number {
  if (port === BUTTONS) return 8;
  return CONSOLES.includes(port) || port === 'mailer' ? 4 : 1;
}

const OF_ANY_CALL = [
  ...(['crashBeforeCall', 'crashAfterCall', 'timeOutBeforeCall', 'timeOutAfterCall', 'slowCall'] as const),
  ...(['throttled', 'answerLost', 'retryBesideLivingRun'] as const),
] as const;

/** The kinds that a call of this port can suffer. */
export function kindsOf(port: string, method: string): readonly [FaultKind, ...FaultKind[]] {
  if (port === BUTTONS) return ['signedOutAfterPress'];
  if (CONSOLES.includes(port)) {
    return [...OF_ANY_CALL, 'vendorServerError', 'vendorAnswerLost', 'sessionExpired', 'unknownPage'];
  }
  if (port === 'mailer') return [...OF_ANY_CALL, 'mailRefused'];
  if (port === 'tenants' && method === 'change') return [...OF_ANY_CALL, 'conditionFailed'];
  return OF_ANY_CALL;
}
