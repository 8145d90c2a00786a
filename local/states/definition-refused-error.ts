/**
 * A definition that does not run here: says everything that is wrong with it at once, each with its place. What AWS
 * would take is named as what only this engine refuses.
 */
export class DefinitionRefusedError extends Error {
  readonly problems: readonly string[];

  constructor(machine: string, problems: readonly string[]) {
    super(`${machine} is refused:\n${problems.map((problem) => `- ${problem}`).join('\n')}`);
    this.name = 'DefinitionRefusedError';
    this.problems = problems;
  }
}
