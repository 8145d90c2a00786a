/** The vendor's guide, step by step, as mails, reports and errors name it: `2-5` is STEP 2, step 5. */
export type GuideStep = `${1 | 2 | 3}-${number}`;

/** The first step of the guide that each state takes over; a state that is not here has no place in the guide. */
const FIRST_STEP: Readonly<Record<string, GuideStep>> = {
  ConfirmLicence: '1-1',
  ConfirmUserAccounts: '1-2',
  ClaimPrimaryAccount: '2-1',
  ProvisionConsole: '2-10',
  CheckProvisioning: '2-12',
  IssueRegistrationToken: '3-1',
  RegisterApexCentral: '3-6',
  CheckConnection: '3-10',
  StartUpdate: '3-12',
  CheckUpdate: '3-16',
  VerifyConsole: '3-18',
  UpgradeUserAccount: '3-19',
};

/**
 * Of a state, or of a step of one of several users, which carries the account behind a colon. A look that a person makes
 * is at the place of the look.
 */
export function guideStepOf(step: string): GuideStep | null {
  const [state = ''] = step.split(':', 1);
  return FIRST_STEP[state.replace(/ByAPerson$/u, '')] ?? null;
}
