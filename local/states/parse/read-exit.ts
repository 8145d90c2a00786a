import type { Exit } from '../definition.ts';
import { constantTemplate, objectTemplate, type Template } from '../template.ts';
import type { FieldReader } from './field-reader.ts';
import type { StatesFields } from './read-template.ts';

/** `Assign` and `Output`, and where it goes: `Next` or, for a state, `End`. */
export function readExit(fields: FieldReader, allowed: StatesFields): Exit {
  const next = fields.text('Next');
  const end = fields.raw('End');
  if (end !== undefined && typeof end !== 'boolean') fields.refuse('is neither true nor false', 'End');
  if (next !== undefined && end === true) fields.refuse('has both Next and End');
  if (next === undefined && end !== true) fields.refuse('has neither Next nor "End": true');
  return { ...readAssignAndOutput(fields, allowed), next };
}

/** The exit of a catcher or a choice, which cannot end the graph. */
export function readRuleExit(fields: FieldReader, allowed: StatesFields): Exit {
  return { ...readAssignAndOutput(fields, allowed), next: fields.text('Next', 'required') };
}

export function readAssignAndOutput(
  fields: FieldReader,
  allowed: StatesFields,
): { assign: Template | undefined; output: Template | undefined } {
  return { assign: readAssign(fields, allowed), output: fields.template('Output', allowed) };
}

/** Letters, digits and underscores, not beginning with a digit, at most 80 of them. */
const VARIABLE_NAME = /^[\p{L}_][\p{L}\p{N}_]{0,79}$/u;

function readAssign(fields: FieldReader, allowed: StatesFields): Template | undefined {
  const assign = fields.object('Assign');
  if (!assign) return undefined;
  const variables = new Map<string, Template>();
  for (const name of assign.keys()) {
    const path = `${assign.path}.${name}`;
    if (!VARIABLE_NAME.test(name) || name === 'states') assign.refuse('is not a name for a variable', name);
    assign.surroundings.variables.assigned.set(name, path);
    variables.set(name, assign.template(name, allowed) ?? constantTemplate(null));
  }
  return objectTemplate(variables);
}
