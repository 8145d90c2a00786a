import { describe, expect, test } from 'vitest';
import { acceptedByAslValidator } from './checks/accepted-by-asl-validator.ts';
import { aDefinition, definitionNames, rendered } from './checks/definition-file.ts';
import { checks } from './checks/index.ts';

describe.each(definitionNames)('%s', (name) => {
  test('is accepted by asl-validator as it is deployed', () => {
    expect(acceptedByAslValidator(rendered(aDefinition(name)))).toEqual([]);
  });

  test.each(Object.entries(checks))('%s', (_title, check) => {
    expect(check(aDefinition(name))).toEqual([]);
  });
});
