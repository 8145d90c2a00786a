import { describe, expect, test } from 'vitest';
import { definitionNames, placeholdersOf, readDefinition, renderDefinition } from '../../lib/definition.ts';
import { aDefinition, substitutionsFor } from './checks/definition-file.ts';
import { lambdaTasksOf } from './checks/state-machine.ts';
import { functionOf } from './checks/tasks.ts';

describe('rendering a definition', () => {
  test('binds each placeholder wherever it stands', () => {
    const text = '{ "a": "${First}", "b": "{% ${Second} %}", "c": "${First}/x" }';

    expect(renderDefinition(text, { First: 'one', Second: '2' })).toBe('{ "a": "one", "b": "{% 2 %}", "c": "one/x" }');
  });

  test('names every difference between placeholders and substitutions at once, because each costs a deployment', () => {
    const render = () => renderDefinition('"${Bound} ${Forgotten} ${AlsoForgotten}"', { Bound: 'x', Renamed: 'y' });

    expect(render).toThrow(
      'placeholder ${AlsoForgotten} has no substitution; placeholder ${Forgotten} has no substitution; ' +
        'substitution Renamed has no placeholder',
    );
  });

  test('escapes what would end the JSON string', () => {
    expect(JSON.parse(renderDefinition('"${X}"', { X: 'a "b"\n\\' }))).toBe('a "b"\n\\');
  });

  test('takes a value literally, whatever dollar signs are in it', () => {
    expect(renderDefinition('"${X}"', { X: '$& ${Token[TOKEN.12]} ${Y}' })).toBe('"$& ${Token[TOKEN.12]} ${Y}"');
  });

  test('does not take a name that every object has for a substitution', () => {
    expect(() => renderDefinition('"${toString}"', {})).toThrow('${toString}');
  });

  test.each(definitionNames)('leaves no placeholder in %s', (name) => {
    const text = readDefinition(name);

    expect(placeholdersOf(renderDefinition(text, substitutionsFor(text)))).toEqual([]);
  });
});

describe('the placeholders', () => {
  test.each([
    ['migrate-batch', ['MigrateTenantArn', 'ReportsBucket', 'StartsAtFirst', 'StartsPerSecond', 'TenantsAtFirst']],
    ['migrate-tenant', ['HandOverTenantArn']],
    ['hand-over-tenant', []],
  ] as const)('of %s are its functions and %j', (name, others) => {
    const functions = new Set(lambdaTasksOf(aDefinition(name)).map((task) => functionOf(task.name)));

    expect(placeholdersOf(readDefinition(name))).toEqual([...functions, ...others].sort());
  });
});
