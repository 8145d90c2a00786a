import type { Machine } from '../definition.ts';
import { DefinitionRefusedError } from '../definition-refused-error.ts';
import { FieldReader } from './field-reader.ts';
import { readGraph } from './read-graph.ts';
import { Reading, VariableNotes } from './reading.ts';

/**
 * Reads a definition, as text or as the object it stands for; the engine does so once for each machine.
 *
 * Throws `DefinitionRefusedError` with everything that would not run here: guessing at a field would let a machine
 * pass its tests here and fail on AWS.
 */
export function readMachine(name: string, definition: unknown, random: () => number = Math.random): Machine {
  const reading = new Reading(random);
  const variables = new VariableNotes();
  const surroundings = { reading, variables, express: false };
  const fields = new FieldReader(parsed(name, definition), name, surroundings);
  if (fields.raw('QueryLanguage') !== 'JSONata') fields.refuse('only "QueryLanguage": "JSONata" runs here');
  const version = fields.text('Version');
  if (version !== undefined && version !== '1.0') fields.refuse(`${version} is not 1.0`, 'Version');
  const timeoutSeconds = fields.number('TimeoutSeconds', { least: 1 });
  const graph = readGraph(fields, surroundings);
  variables.check(reading);
  if (reading.problems.length > 0) throw new DefinitionRefusedError(name, reading.problems);
  return { ...graph, timeoutSeconds };
}

function parsed(name: string, definition: unknown): unknown {
  if (typeof definition !== 'string') return definition;
  try {
    return JSON.parse(definition);
  } catch (error) {
    throw new DefinitionRefusedError(name, [`is not JSON: ${(error as Error).message}`]);
  }
}
