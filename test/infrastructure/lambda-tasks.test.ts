import { expect, test } from 'vitest';
import { readDefinition } from '../../lib/definition.ts';
import { lambdaTasksIn } from '../../lib/lambda-tasks.ts';

test('a state without its time-out is told, because what is overlooked here would have no function', () => {
  const definition = readDefinition('migrate-tenant').replace('"TimeoutSeconds": 60,', '');

  expect(() => lambdaTasksIn(definition)).toThrow(/^the state ClaimTenant is no task of Lambda: [^]*TimeoutSeconds/u);
});

test('also a state that calls Lambda in a way that we do not know', () => {
  const definition = readDefinition('migrate-tenant').replace(':lambda:invoke"', ':lambda:invoke.sync"');

  expect(() => lambdaTasksIn(definition)).toThrow(/is no task of Lambda/u);
});
