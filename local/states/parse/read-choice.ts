import type { ChoiceState } from '../definition.ts';
import type { FieldReader } from './field-reader.ts';
import { readAssignAndOutput, readRuleExit } from './read-exit.ts';
import { BEFORE } from './read-template.ts';

export function readChoice(name: string, fields: FieldReader): ChoiceState {
  if (!fields.has('Choices')) fields.refuse('Choices is missing');
  const choices = fields.rules('Choices', (rule) => {
    const condition = rule.requiredTemplate('Condition');
    if (condition.constant !== undefined && typeof condition.constant !== 'boolean') {
      rule.refuse('is neither an expression nor true or false', 'Condition');
    }
    return { condition, ...readRuleExit(rule, BEFORE) };
  });
  // Assign and Output of the state itself belong to the default.
  const next = fields.text('Default');
  const otherwise = { ...readAssignAndOutput(fields, BEFORE), next };
  return { type: 'Choice', name, choices, default: next === undefined ? undefined : otherwise };
}
