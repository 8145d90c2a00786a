import { Template } from 'aws-cdk-lib/assertions';
import { expect, it } from 'vitest';
import { aStack } from '../infrastructure/a-stack.ts';
import { OUTPUTS } from './a-stage.ts';

it('the stack says every name that the commands ask it for', () => {
  const outputs = Object.keys(Template.fromStack(aStack()).findOutputs('*'));
  expect(outputs).toEqual(expect.arrayContaining(Object.keys(OUTPUTS)));
});
