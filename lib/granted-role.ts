import { PolicyDocument, Role, type PrincipalBase } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { acknowledge, wildcardFinding } from './acknowledge.ts';
import { statementOf, type Grant } from './grant.ts';

export interface GrantedRoleProps {
  description: string;
  assumedBy: PrincipalBase;
  grants: readonly Grant[];
}

/**
 * A role that may do exactly what its grants say: constructs that would add to it find it closed. Its policy is inline,
 * so that anyone who uses the role in a deployment never meets it before its permissions.
 */
export class GrantedRole extends Role {
  constructor(scope: Construct, id: string, { description, assumedBy, grants }: GrantedRoleProps) {
    super(scope, id, {
      description,
      assumedBy,
      inlinePolicies: { Grants: new PolicyDocument({ statements: grants.map(statementOf) }) },
    });
    for (const { resources, because } of grants) {
      for (const resource of resources.filter((each) => each.includes('*'))) {
        acknowledge(this, 'AwsSolutions-IAM5', because ?? '', wildcardFinding(this, resource));
      }
    }
  }
}
