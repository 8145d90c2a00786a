import validate from 'asl-validator';
import type { Definition } from './state-machine.ts';

/** What asl-validator finds; it sees schemas and names, and neither expressions nor paths through the graph. */
export function acceptedByAslValidator(definition: Definition): string[] {
  const result = validate(structuredClone(definition));
  return result.isValid ? [] : result.errorsText('\n').split('\n');
}
