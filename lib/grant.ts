import { PolicyStatement, type Conditions } from 'aws-cdk-lib/aws-iam';

/** One thing that a role may do; never anything that the code behind the role does not. */
export interface Grant {
  actions: readonly string[];
  resources: readonly string[];
  conditions?: Conditions;
  /** Why a resource holds a wildcard; without this sentence none may. */
  because?: string;
}

export function statementOf({ actions, resources, conditions, because }: Grant): PolicyStatement {
  const wild = [...actions, ...resources].filter((each) => each.includes('*'));
  if (wild.length > 0 && !because) throw new Error(`no reason is written down for the wildcard in ${wild.join(', ')}`);
  return new PolicyStatement({
    actions: [...actions],
    resources: [...resources],
    ...(conditions && { conditions }),
  });
}
