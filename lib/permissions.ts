import {
  answersTokensOf,
  asksExecutionsOf,
  deletesIntake,
  destroysSecrets,
  failsTokensOf,
  findsIntake,
  knowsLinks,
  showsCompletionReports,
  signsLinks,
  keepsEvidence,
  listsSecrets,
  opensSecrets,
  type Permission,
  readsEvidence,
  readsIntake,
  readsManySecrets,
  records,
  sealsSecrets,
  sendsMails,
  starts,
  writesReports,
} from './grants.ts';
import { CONSOLE_STATES, hasBrowsers, isRehearsal } from './hands.ts';

/** Puts a step before a person, with the token that the person's answer is for. */
const asksPerson = [
  records('DESK', 'GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'),
  sealsSecrets('task-token:*'),
  destroysSecrets,
] as const satisfies readonly Permission[];

/** Closes what still waits for a person. */
const withdrawsTasks = [
  records('DESK', 'GetItem', 'UpdateItem', 'DeleteItem', 'Query'),
  destroysSecrets,
] as const satisfies readonly Permission[];

/** Counts an error that may not be of its tenant alone; trips the circuit breaker, and tells the operator of it. */
const reportsToBreaker = [
  records('SWITCH', 'GetItem', 'PutItem'),
  records('BRAKE', 'PutItem', 'Query'),
  sendsMails,
] as const satisfies readonly Permission[];

/** Takes a switch away; what tripped the circuit breaker is forgotten. */
const turnsSwitches = [
  records('SWITCH', 'GetItem', 'PutItem', 'DeleteItem'),
  records('BRAKE', 'Query', 'DeleteItem'),
] as const satisfies readonly Permission[];

/**
 * What every step of a tenant does: takes the step, writes down what it found, answers its token or leaves it at the
 * desk.
 */
const takesStep = [
  records('TENANT', 'GetItem', 'PutItem', 'UpdateItem'),
  answersTokensOf('migrate-tenant'),
  ...asksPerson,
  ...reportsToBreaker,
] as const satisfies readonly Permission[];

type Console = 'clp' | 'vision-one' | 'apex-central';

/** The hands at these consoles: a browser keeps its sessions between steps, answers one-time codes, takes pictures. */
function worksAt(...consoles: readonly Console[]): Permission {
  const sessions = consoles.map((name) => `session:${name}`);
  const permissions: readonly Permission[] = [
    opensSecrets('totp-seed', ...sessions),
    ...(sessions.length > 0 ? [sealsSecrets(...sessions), destroysSecrets] : []),
    keepsEvidence,
  ];
  return (resources) => {
    if (isRehearsal(resources.settings)) return playsVendor(resources);
    if (!hasBrowsers(resources.settings)) return [];
    return permissions.flatMap((permission) => permission(resources));
  };
}

/** Scripted hands: what the simulated vendor of a rehearsal remembers. */
const playsVendor: Permission = records('REHEARSAL', 'GetItem', 'UpdateItem');

/** Says that a verification mail may come; browser hands take its code out of the vault, a person is shown it. */
const waitsForCodes: Permission = (resources) => {
  const { settings } = resources;
  const expects = records('MAILBOX', 'PutItem');
  if (!hasBrowsers(settings)) return settings.receivingDomain === undefined ? [] : expects(resources);
  const permissions = [expects, opensSecrets('verification-code:*'), destroysSecrets];
  return permissions.flatMap((permission) => permission(resources));
};

/** Hands that read at Vision One who is signed in: a ビジネスID is one tenant's. */
const notesWhoIsSignedIn: Permission = (resources) =>
  hasBrowsers(resources.settings) || isRehearsal(resources.settings)
    ? records('BUSINESS', 'GetItem', 'UpdateItem')(resources)
    : [];

/** The desk: its own secret at the identity provider, where the provider asks for one. */
const readsClientSecret: Permission = ({ settings }) => {
  const arn = settings.desk?.signIn.clientSecretArn;
  return arn === undefined ? [] : [{ actions: ['secretsmanager:GetSecretValue'], resources: [arn] }];
};

/** Browser hands: mails the person who reads a mailbox that is not ours. */
const asksReader: Permission = (resources) =>
  hasBrowsers(resources.settings) ? [sendsMails, signsLinks].flatMap((permission) => permission(resources)) : [];

/**
 * What each state's function may do, by the name of its state: what its step asks of its ports, and nothing else. A
 * state without a line here, or a line without a state, fails synth.
 */
export const permissionsOfStates: Readonly<Record<string, readonly Permission[]>> = {
  // migrate-batch
  ReadIntake: [
    readsIntake,
    deletesIntake,
    records('BATCH', 'GetItem', 'PutItem', 'UpdateItem'),
    records('TENANT', 'GetItem'),
    records('CONSOLE', 'BatchGetItem', 'GetItem', 'PutItem'),
    records('SWITCH', 'PutItem'),
    writesReports('batches/', 'reports/'),
  ],
  AwaitRelease: [
    records('BATCH', 'GetItem', 'UpdateItem', 'Query'),
    records('TENANT', 'BatchGetItem'),
    ...asksPerson,
    sendsMails,
    answersTokensOf('migrate-batch'),
  ],
  CountOutcomes: [
    records('BATCH', 'GetItem', 'BatchGetItem', 'UpdateItem', 'Query'),
    records('TENANT', 'Query'),
    asksExecutionsOf('migrate-tenant'),
    sendsMails,
  ],
  WriteReport: [
    records('BATCH', 'GetItem', 'UpdateItem', 'Query'),
    records('TENANT', 'GetItem', 'Query'),
    writesReports('reports/'),
    ...withdrawsTasks,
  ],
  EmailBatchReport: [records('BATCH', 'GetItem', 'Query'), sendsMails],

  // migrate-tenant
  ClaimTenant: [
    records('BATCH', 'GetItem'),
    records('TENANT', 'GetItem', 'UpdateItem'),
    asksExecutionsOf('migrate-tenant'),
  ],
  ConfirmLicence: [...takesStep, opensSecrets('clp-password'), worksAt('clp')],
  ConfirmUserAccounts: [...takesStep, opensSecrets('clp-password'), worksAt('clp', 'vision-one', 'apex-central')],
  AskForConsent: [...takesStep, signsLinks],
  ClaimPrimaryAccount: [
    ...takesStep,
    opensSecrets('clp-password', 'primary-account-password'),
    sealsSecrets('primary-account-password'),
    waitsForCodes,
    asksReader,
    worksAt('clp', 'vision-one'),
  ],
  ProvisionConsole: [...takesStep, opensSecrets('primary-account-password'), worksAt('vision-one')],
  CheckProvisioning: [...takesStep, opensSecrets('primary-account-password'), worksAt('vision-one')],
  IssueRegistrationToken: [
    ...takesStep,
    opensSecrets('primary-account-password', 'registration-token'),
    sealsSecrets('registration-token'),
    notesWhoIsSignedIn,
    worksAt('vision-one'),
  ],
  RegisterApexCentral: [
    ...takesStep,
    opensSecrets('primary-account-password', 'registration-token'),
    notesWhoIsSignedIn,
    worksAt('clp', 'vision-one', 'apex-central'),
  ],
  CheckConnection: [
    ...takesStep,
    opensSecrets('primary-account-password'),
    destroysSecrets,
    notesWhoIsSignedIn,
    worksAt('vision-one'),
  ],
  StartUpdate: [...takesStep, opensSecrets('primary-account-password'), notesWhoIsSignedIn, worksAt('vision-one')],
  CheckUpdate: [...takesStep, opensSecrets('primary-account-password'), notesWhoIsSignedIn, worksAt('vision-one')],
  VerifyConsole: [...takesStep, opensSecrets('primary-account-password'), notesWhoIsSignedIn, worksAt('vision-one')],
  RecordOutcome: [
    records('TENANT', 'GetItem', 'PutItem', 'UpdateItem'),
    records('BATCH', 'GetItem', 'UpdateItem'),
    ...withdrawsTasks,
  ],
  EmailStakeholders: [
    records('BATCH', 'GetItem', 'UpdateItem', 'Query'),
    records('TENANT', 'GetItem', 'PutItem', 'UpdateItem', 'Query'),
    readsEvidence,
    writesReports('tenants/'),
    sendsMails,
    signsLinks,
  ],

  // hand-over-tenant
  ListUserAccounts: [records('TENANT', 'GetItem')],
  UpgradeUserAccount: [
    records('TENANT', 'GetItem', 'PutItem', 'UpdateItem', 'Query'),
    ...reportsToBreaker,
    answersTokensOf('hand-over-tenant'),
    opensSecrets('user-password:*', 'new-user-password:*', 'primary-account-password'),
    sealsSecrets('new-user-password:*'),
    ...asksPerson,
    signsLinks,
    waitsForCodes,
    worksAt(),
  ],
  HandOverPrimaryAccount: [
    records('TENANT', 'GetItem'),
    answersTokensOf('hand-over-tenant'),
    ...asksPerson,
    sendsMails,
    signsLinks,
  ],
  DestroySecrets: [records('TENANT', 'GetItem', 'PutItem', 'Query'), listsSecrets, ...withdrawsTasks, sendsMails],
};

/** The tokens of console steps alone: no release, no consent. */
const CONSOLE_TOKENS = [...CONSOLE_STATES].map((state) =>
  state === 'UpgradeUserAccount' ? `task-token:${state}:*` : `task-token:${state}`,
);

/**
 * `visionlift assist`: each console step with browser hands, the list of the tasks that wait for a person, and a state
 * that fails with what the hands have seen. It neither reports to the circuit breaker nor resets it, and turns no
 * switch.
 */
export const permissionsOfAssist: readonly Permission[] = [
  records('TENANT', 'GetItem', 'PutItem', 'UpdateItem', 'Query'),
  records('DESK', 'GetItem', 'BatchGetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'Query'),
  records('SWITCH', 'GetItem'),
  records('MAILBOX', 'PutItem'),
  records('BUSINESS', 'GetItem', 'UpdateItem'),
  answersTokensOf('migrate-tenant'),
  answersTokensOf('hand-over-tenant'),
  failsTokensOf('migrate-tenant'),
  failsTokensOf('hand-over-tenant'),
  asksExecutionsOf('migrate-tenant'),
  asksExecutionsOf('hand-over-tenant'),
  opensSecrets(
    ...['clp-password', 'primary-account-password', 'registration-token', 'user-password:*', 'new-user-password:*'],
    ...['totp-seed', 'session:*', 'verification-code:*', ...CONSOLE_TOKENS],
  ),
  sealsSecrets(
    ...['primary-account-password', 'registration-token', 'new-user-password:*', 'session:*'],
    ...CONSOLE_TOKENS,
  ),
  destroysSecrets,
  keepsEvidence,
  sendsMails,
  signsLinks,
];

/** Secrets that an operator types into a console, or hands back. */
const SHOWN = [
  'clp-password',
  'primary-account-password',
  'registration-token',
  'user-password:*',
  'new-user-password:*',
  'verification-code:*',
];

export const permissionsOfTriggers = {
  'start-batch': [starts('migrate-batch')],
  'execution-ended': [
    records('TENANT', 'GetItem', 'UpdateItem'),
    records('BATCH', 'GetItem', 'UpdateItem', 'Query'),
    ...withdrawsTasks,
    sendsMails,
  ],
  /** Whatever a person can do: each step with a person's hands, and what shows it. */
  desk: [
    // A plan reads the tenants of its batch, a resume the tasks that waited for it, a hundred at once.
    records('TENANT', 'GetItem', 'BatchGetItem', 'PutItem', 'UpdateItem', 'Query'),
    records('DESK', 'BatchGetItem'),
    records('BATCH', 'GetItem', 'UpdateItem', 'Query'),
    ...asksPerson,
    ...withdrawsTasks,
    records('THROTTLE', 'UpdateItem'),
    readsClientSecret,
    // A wizard that a person walks expects its code from here.
    records('MAILBOX', 'PutItem'),
    answersTokensOf('migrate-batch'),
    answersTokensOf('migrate-tenant'),
    answersTokensOf('hand-over-tenant'),
    failsTokensOf('migrate-batch'),
    failsTokensOf('migrate-tenant'),
    failsTokensOf('hand-over-tenant'),
    asksExecutionsOf('migrate-batch'),
    asksExecutionsOf('migrate-tenant'),
    asksExecutionsOf('hand-over-tenant'),
    listsSecrets,
    opensSecrets(...SHOWN, 'task-token:*', 'consent-code'),
    readsManySecrets,
    sealsSecrets(
      'registration-token',
      'primary-account-password',
      'new-user-password:*',
      'consent-code',
      'verification-code:*',
    ),
    ...turnsSwitches,
    signsLinks,
    knowsLinks,
    readsEvidence,
    showsCompletionReports,
    sendsMails,
  ],
  'on-schedule': [
    findsIntake,
    starts('migrate-batch'),
    asksExecutionsOf('migrate-batch'),
    asksExecutionsOf('migrate-tenant'),
    asksExecutionsOf('hand-over-tenant'),
    records('BATCH', 'GetItem', 'UpdateItem', 'Query'),
    records('TENANT', 'GetItem', 'PutItem', 'UpdateItem', 'Query'),
    ...withdrawsTasks,
    records('SWITCH', 'GetItem'),
    opensSecrets('task-token:*'),
    failsTokensOf('migrate-tenant'),
    failsTokensOf('hand-over-tenant'),
    answersTokensOf('migrate-batch'),
    writesReports('reports/'),
    signsLinks,
    sendsMails,
  ],
  'undelivered-mail': [
    records('TENANT', 'GetItem', 'PutItem'),
    records('BATCH', 'GetItem', 'PutItem'),
    records('DESK', 'Query'),
    sendsMails,
  ],
  'receive-mail': [
    records('MAILBOX', 'GetItem', 'PutItem', 'Query'),
    sealsSecrets('verification-code:*'),
    records('TENANT', 'PutItem'),
  ],
} as const satisfies Record<string, readonly Permission[]>;
