/** What only the customer can give, so that the operator imports it. */
export type GivenPurpose =
  | 'clp-password'
  /** Seed of the one-time codes of the master account, where the customer gave it: base32, or an `otpauth://` URI. */
  | 'totp-seed'
  | `user-password:${string}`;

/** What a secret is for; part of its encryption context, so that a secret sealed for one purpose opens for no other. */
export type Purpose =
  | GivenPurpose
  | 'primary-account-password'
  | 'registration-token'
  /** Signed-in browser sessions between steps. */
  | 'session:clp'
  | 'session:apex-central'
  | 'session:vision-one'
  | `new-user-password:${string}`
  | `verification-code:${string}`
  /** Salted hash of the one-time code with which an approver confirms, or a customer sees a password. */
  | 'consent-code'
  /** What answers the state that a desk task stands for; by the task's step. */
  | `task-token:${string}`;
