/** What must hold in every run, whatever breaks; the names are those of the design. */
export const INVARIANTS = {
  'consent-before-press': 'no point of no return is passed without a recorded consent that covers the plan',
  'mark-before-press': 'no point of no return is pressed before its mark is written, and no mark serves two presses',
  'password-before-press': 'no password is set at the vendor that does not lie in the vault',
  'renewed-after-message':
    'another final press follows the vendor’s "try again later", or a person’s word that nothing began, and nothing else',
  'nothing-while-held':
    'nothing that cannot be undone is pressed once a batch, or everything, has been held for as long as a function lives',
  'breaker-holds':
    'an unknown page where a point of no return is passed holds everything, and so does the same error at three tenants',
  'notified-of-trip': 'the operator has one mail for each trip of the circuit breaker',
  'no-is-no': 'a tenant that was declined by its approver is not migrated by that batch',
  'one-decision':
    'of people who decide at the same moment one is taken, and what anybody was told that they have decided stands',
  'released-first': 'no tenant is started of a batch that nobody has released',
  'two-are-two': 'where two people release a batch, one person who comes twice is one',
  'inside-window': 'the final press is made inside the window of its tenant, and not before its day',
  'one-holder': 'a tenant is never taken from an execution that runs',
  'dry-run-touches-nothing': 'a dry run presses nothing',
  'one-update': 'the vendor accepts one update at most, and sees no forbidden press',
  'nobody-lost': 'rows of a file = migrated + skipped + needs attention + rejected',
  'legal-moves': 'a stage moves along the legal moves only, and the revision grows',
  'all-ends': 'every execution ends, and none of them by a mistake in the program',
  'migrated-is-true': 'a tenant reported as migrated is updated at the vendor',
  'nobody-locked-out': 'the password of an account that we have renamed lies in the vault',
  'ending-is-true': 'a batch that ends as migrated has nobody in it who needs attention',
  'no-silent-wait': 'a state whose time ran out had been put before a person',
  recovers: 'once nothing breaks any more, the report uploaded again finishes every tenant that can be finished',
  'told-once': 'nobody is told the same thing twice',
  'others-unharmed': 'a tenant on whom nothing is drawn is migrated, each point of no return passed once',
  'within-limits': 'no history comes near the limit of Step Functions',
  'again-changes-nothing': 'the same file again presses nothing for a tenant that was migrated',
} as const;

export type Invariant = keyof typeof INVARIANTS;

export interface Breach {
  invariant: Invariant;
  /** Which tenant, and what was seen. */
  what: string;
}
