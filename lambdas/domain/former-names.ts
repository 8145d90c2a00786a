/** Names of errors and of statements that the version before this one has written to records. */
const FORMER: ReadonlyMap<string, string> = new Map([
  ['HandOverNeededError', 'ManualActionRequiredError'],
  ['brakePulled', 'breakerTripped'],
]);

/** The name of today for an error or a statement that a record holds under the name of the version before. */
export function presentName(recorded: string): string {
  return FORMER.get(recorded) ?? recorded;
}

/** All names under which records may hold an error or a statement, whichever of them is given: that of today first. */
export function recordedNames(name: string): string[] {
  const present = presentName(name);
  return [present, ...[...FORMER].filter(([, today]) => today === present).map(([former]) => former)];
}
