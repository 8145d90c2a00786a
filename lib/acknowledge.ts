import { Stack, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Records why one finding of a rule is no defect here; `finding` in the rule's own words, so that no other passes with it. */
export function acknowledge(construct: IConstruct, rule: string, reason: string, finding?: string): void {
  Validations.of(construct).acknowledge({ id: finding === undefined ? rule : `${rule}[${finding}]`, reason });
}

/** The finding that cdk-nag reports for a wildcard in this resource. */
export function wildcardFinding(scope: IConstruct, resource: string): string {
  return `Resource::${flat(Stack.of(scope).resolve(resource))}`;
}

/** `{ "Fn::GetAtt": ["Table", "Arn"] }` is written `<Table.Arn>`. */
function flat(value: unknown): string {
  if (typeof value === 'string') return value;
  const reference = value as {
    Ref?: string;
    'Fn::GetAtt'?: [string, string];
    'Fn::Join'?: [string, unknown[]];
  };
  if (reference['Fn::Join']) return reference['Fn::Join'][1].map(flat).join(reference['Fn::Join'][0]);
  if (reference['Fn::GetAtt']) return `<${reference['Fn::GetAtt'].join('.')}>`;
  return `<${String(reference.Ref)}>`;
}
