import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { AccountPrincipal, type CfnRole } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { functionEnvironment } from './function-environment.ts';
import { GrantedRole } from './granted-role.ts';
import { permissionsOfAssist } from './permissions.ts';
import type { Resources } from './resources.ts';

/**
 * The role of `visionlift assist`: what the console functions may do and the desk's list of tasks, for the people that the
 * stage names, with MFA. Beside it stands what its browsers have to know, as the functions find it in their environment.
 */
export class AssistRole extends Construct {
  constructor(scope: Construct, id: string, resources: Resources) {
    super(scope, id);
    const { names, settings } = resources;
    const stack = Stack.of(this);
    const stackArn = stack.formatArn({
      service: 'cloudformation',
      resource: 'stack',
      resourceName: `${stack.stackName}/*`,
    });
    // The role does console steps by browser, whatever the hands of the functions are.
    const withBrowsers = { ...resources, settings: { ...settings, defaultHands: 'browser' as const } };
    const role = new GrantedRole(this, 'Role', {
      description: 'visionlift assist: console steps in a window before a person',
      assumedBy: new AccountPrincipal(stack.account).withConditions({
        ArnEquals: { 'aws:PrincipalArn': [...settings.attendedBy] },
        Bool: { 'aws:MultiFactorAuthPresent': 'true' },
      }),
      grants: [
        ...permissionsOfAssist.flatMap((permission) => permission(withBrowsers)),
        {
          actions: ['cloudformation:DescribeStacks'],
          resources: [stackArn],
          because: 'The id behind the name of the stack is not known before it is there.',
        },
      ],
    });
    const resource = role.node.defaultChild as CfnRole;
    resource.roleName = names.of('assist');
    // A working day in one sitting; the command asks for no more than that.
    resource.maxSessionDuration = Duration.hours(8).toSeconds();
    new CfnOutput(stack, 'AssistRole', { value: role.roleArn, description: 'Assume it with MFA: visionlift assist' });
    new CfnOutput(stack, 'AttendedEnvironment', {
      value: stack.toJsonString(functionEnvironment(resources)),
      description: 'What visionlift assist has in common with the functions; nothing in it is secret',
    });
  }
}
