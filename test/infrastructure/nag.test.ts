import { Validations, type App } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks, type NagPack } from 'cdk-nag';
import type { IConstruct } from 'constructs';
import { describe, expect, test } from 'vitest';
import { aStack, smallest } from './a-stack.ts';

const packs: Record<string, new () => NagPack> = { AwsSolutions: AwsSolutionsChecks, Serverless: ServerlessChecks };

describe.each([
  ['that names who attends browser hands', { attendedBy: ['arn:aws:iam::123456789012:user/hanako'] }],
  ['with everything', {}],
  ['as small as it can be', smallest],
  ['that is the first one', { deletionProtection: false }],
])('a deployment %s', (_, settings) => {
  test.each(Object.entries(packs))('has no open finding of the pack %s', (_name, Pack) => {
    expect(findings(aStack(settings), Pack)).toEqual([]);
  });

  test('acknowledges nothing that is not found, so that no reason outlives its finding', () => {
    const stack = aStack(settings);
    const acknowledged = acknowledgements(stack);
    for (const construct of stack.node.findAll()) forget(construct);
    const found = Object.values(packs).flatMap((Pack) => findings(stack, Pack));

    const idle = acknowledged.filter(
      ({ rule, path }) => !found.some((finding) => finding.rule === rule && finding.path.startsWith(path)),
    );
    expect(idle).toEqual([]);
  });

  test('gives a reason in words with each acknowledgement', () => {
    for (const { reason } of acknowledgements(aStack(settings))) expect(reason).toMatch(/^[A-Z].{30,}\.$/u);
  });

  test('passes the validator that CDK runs at each synth', () => {
    const stack = aStack(settings, { builtinCloudFormationValidation: true });

    expect(() => (stack.node.root as App).synth()).not.toThrow();
  });
});

interface Finding {
  rule: string;
  path: string;
}

function findings(stack: IConstruct, Pack: new () => NagPack): Finding[] {
  return new Pack()
    .validateScope(stack)
    .violations.flatMap(({ ruleName, violatingResources }) =>
      violatingResources.map(({ constructPath }) => ({ rule: ruleName, path: constructPath ?? '' })),
    );
}

function acknowledgements(stack: IConstruct): (Finding & { reason: string })[] {
  return stack.node.findAll().flatMap((construct) =>
    acknowledgedAt(construct).flatMap((rules) =>
      Object.entries(rules).map(([rule, reason]) => ({
        rule: rule.replace(/^annotation::/iu, ''),
        path: construct.node.path,
        reason: typeof reason === 'string' ? reason : JSON.stringify(reason),
      })),
    ),
  );
}

function acknowledgedAt({ node }: IConstruct): Record<string, unknown>[] {
  return node.metadata
    .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
    .map(({ data }) => data as Record<string, unknown>);
}

function forget(construct: IConstruct): void {
  for (const rules of acknowledgedAt(construct)) for (const rule of Object.keys(rules)) delete rules[rule];
}
