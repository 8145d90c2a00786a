/** Names of errors and of statements that the version before this one has written to records. */
const FORMER: ReadonlyMap<string, string> = new Map([
  ['HandOverNeededError', 'ManualActionRequiredError'],
  ['brakePulled', 'breakerTripped'],
]);

/** The name of today for an error or a statement that a record holds under the name of the version before. */
export function presentName(recorded: string): string {
  return FORMER.get(recorded) ?? recorded;
}
