import { describe, expect, it } from 'vitest';
import { CONSOLE_STATES } from '../../lib/hands.ts';
import { aStack, ofType, resourcesOf, smallest, type Resource } from './a-stack.ts';
import { permissionsOf, whatRolesMayDo, type Permissions, type Role } from './what-roles-may-do.ts';

const HANAKO = 'arn:aws:iam::123456789012:user/hanako';
const AUTHORISED = { by: '見本 花子', on: '2026-11-02', reference: 'DOC-1' };

function roleIn(others: Parameters<typeof aStack>[0]): { role: Role | undefined; functions: Permissions[] } {
  const resources = resourcesOf(aStack(others));
  const isAssist = ({ Properties }: Resource): boolean => Properties['RoleName'] === 'visionlift-test-assist';
  const role = ofType(resources, 'AWS::IAM::Role').find(isAssist) as Role | undefined;
  const all = whatRolesMayDo(resources);
  return { role, functions: [...CONSOLE_STATES].map((state) => all[state] ?? {}) };
}

describe('the role of visionlift assist', () => {
  const { role, functions } = roleIn({ attendedBy: [HANAKO] });
  const permissions = role ? permissionsOf(role) : {};

  it('is assumed by those whom the stage names, with MFA, and by nobody else', () => {
    expect(role?.Properties.AssumeRolePolicyDocument.Statement).toEqual([
      {
        Action: 'sts:AssumeRole',
        Effect: 'Allow',
        Principal: { AWS: expect.anything() as unknown },
        Condition: { ArnEquals: { 'aws:PrincipalArn': [HANAKO] }, Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
      },
    ]);
  });

  it('may do what the console functions may do, and beyond it only see the list of tasks and fail or ask a state', () => {
    const mayBeDone = new Map<string, Set<string>>();
    for (const [what, actions] of functions.flatMap((each) => Object.entries(each))) {
      const known = mayBeDone.get(what) ?? new Set<string>();
      mayBeDone.set(what, new Set([...known, ...wordsOf(actions)]));
    }
    const beyond = Object.entries(permissions).flatMap(([what, actions]) => {
      const known = mayBeDone.get(what) ?? new Set<string>();
      const more = wordsOf(actions).filter((action) => !known.has(action));
      return more.length > 0 ? [[what, more.join(' ')]] : [];
    });
    const tokens = [...CONSOLE_STATES].map((state) => [
      `vault key of task-token:${state}${state === 'UpgradeUserAccount' ? ':*' : ''}`,
      'kms:Decrypt kms:GenerateDataKey',
    ]);
    expect(Object.fromEntries(beyond)).toEqual({
      ...Object.fromEntries(tokens),
      'records DESK#*': 'dynamodb:BatchGetItem dynamodb:Query',
      // One name for the three of them.
      'vault key of session:*': 'kms:Decrypt kms:GenerateDataKey',
      'stateMachine:migrate-tenant': 'states:SendTaskFailure',
      'stateMachine:hand-over-tenant': 'states:SendTaskFailure',
      'execution:migrate-tenant:*': 'states:DescribeExecution',
      'execution:hand-over-tenant:*': 'states:DescribeExecution',
      'stack/visionlift-test/*': 'cloudformation:DescribeStacks',
    });
  });

  it('may do with records all that the console functions may do, but for the circuit breaker and its switch', () => {
    const lacking = functions.flatMap((each) =>
      Object.entries(each)
        .filter(([what]) => what.startsWith('records '))
        .flatMap(([what, actions]) => {
          const ours = wordsOf(permissions[what] ?? '');
          return wordsOf(actions)
            .filter((action) => !ours.includes(action))
            .map((action) => `${what} ${action}`);
        }),
    );
    expect([...new Set(lacking)].sort()).toEqual([
      // The functions report to the circuit breaker, and trip it; assist does neither.
      'records BRAKE#* dynamodb:PutItem',
      'records BRAKE#* dynamodb:Query',
      'records SWITCH#* dynamodb:PutItem',
    ]);
  });

  it('opens no token of a release or a consent, turns no switch, and starts nothing', () => {
    const all = Object.entries(permissions).map(([what, actions]) => `${what} ${actions}`);
    expect(all.filter((line) => /AwaitRelease|AskForConsent|task-token:\*|StartExecution/u.test(line))).toEqual([]);
    expect(permissions['records SWITCH#*']).toBe('dynamodb:GetItem');
  });

  it('fits what IAM takes of the policies within a role', () => {
    expect(JSON.stringify(role?.Properties.Policies).replace(/\s/gu, '').length).toBeLessThan(10_240);
  });

  it('is the same where people do the steps, and absent where nobody is named', () => {
    const others = { ...smallest, browserHandsAuthorised: AUTHORISED, attendedBy: [HANAKO] };
    const { role: beside } = roleIn(others);
    expect(Object.keys(beside ? permissionsOf(beside) : {})).toContain('vault key of session:*');
    expect(roleIn({}).role).toBeUndefined();
  });
});

function wordsOf(actions: string): string[] {
  const service = actions.slice(0, actions.indexOf(':') + 1);
  return actions.split(' ').map((action) => (action.includes(':') ? action : service + action));
}
