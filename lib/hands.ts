/** The states whose functions work on a console of the vendor; with browser hands they need a browser. */
export const CONSOLE_STATES: ReadonlySet<string> = new Set([
  'ConfirmLicence',
  'ConfirmUserAccounts',
  'ClaimPrimaryAccount',
  'ProvisionConsole',
  'CheckProvisioning',
  'IssueRegistrationToken',
  'RegisterApexCentral',
  'CheckConnection',
  'StartUpdate',
  'CheckUpdate',
  'VerifyConsole',
  'UpgradeUserAccount',
]);

/** Whether the functions of this deployment work with browsers. */
export function hasBrowsers({ defaultHands }: { defaultHands: unknown }): boolean {
  return defaultHands === 'browser';
}

/** Whether nothing is real: a script plays the vendor. */
export function isRehearsal({ defaultHands }: { defaultHands: unknown }): boolean {
  return defaultHands === 'scripted';
}

/** Who releases a batch: where the settings do not say, two people, and nobody in a rehearsal. */
export function releaseByOf<Given>(settings: { releaseBy?: Given; defaultHands: unknown }) {
  return settings.releaseBy ?? (isRehearsal(settings) ? 'automatic' : 'two');
}
