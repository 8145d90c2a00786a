import type { Resources } from '../a-stack.ts';

export const REGION = 'ap-northeast-1';
export const ACCOUNT = '111122223333';

const PSEUDO: Readonly<Record<string, string>> = {
  'AWS::AccountId': ACCOUNT,
  'AWS::Partition': 'aws',
  'AWS::Region': REGION,
  'AWS::URLSuffix': 'amazonaws.com',
};

/**
 * Resolves the intrinsic functions of a template as CloudFormation would, to names that the embedded services know. What
 * it does not know it refuses, so that nothing of a template is overlooked.
 */
export function resolver(resources: Resources): (value: unknown) => unknown {
  const resolve = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(resolve);
    if (typeof value !== 'object' || value === null) return value;
    const [[name, argument] = ['', undefined], ...others] = Object.entries(value) as [string, unknown][];
    if (others.length === 0 && name === 'Ref') return refTo(String(argument));
    if (others.length === 0 && name === 'Fn::GetAtt') return attributeOf(...(argument as [string, string]));
    if (others.length === 0 && name === 'Fn::Join') {
      const [separator, parts] = argument as [string, unknown[]];
      return parts.map((part) => String(resolve(part))).join(separator);
    }
    if (name.startsWith('Fn::')) throw new Error(`the template asks for ${name}, which this test does not resolve`);
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, resolve(each)]));
  };

  const refTo = (id: string): string => {
    const pseudo = PSEUDO[id];
    if (pseudo !== undefined) return pseudo;
    const { Type, Properties } = resourceOf(id);
    if (Type === 'AWS::S3::Bucket') return bucketName(id);
    if (Type === 'AWS::DynamoDB::Table') return String(Properties['TableName']);
    if (Type === 'AWS::Lambda::Version') return `${arnOf(String(refIn(Properties['FunctionName'])))}:1`;
    return id;
  };

  const attributeOf = (id: string, attribute: string): string => {
    if (attribute !== 'Arn') throw new Error(`the template asks for ${id}.${attribute}, which this test does not know`);
    return arnOf(id);
  };

  const arnOf = (id: string): string => {
    const { Type, Properties } = resourceOf(id);
    if (Type === 'AWS::Lambda::Function')
      return `arn:aws:lambda:${REGION}:${ACCOUNT}:function:${String(Properties['FunctionName'])}`;
    if (Type === 'AWS::KMS::Key') return keyName(id);
    if (Type === 'AWS::S3::Bucket') return `arn:aws:s3:::${bucketName(id)}`;
    return `arn:aws:unknown:${REGION}:${ACCOUNT}:${id}`;
  };

  const resourceOf = (id: string) => {
    const resource = resources[id];
    if (!resource) throw new Error(`the template has no resource ${id}`);
    return resource;
  };

  return resolve;
}

/** CloudFormation makes these up. */
export const bucketName = (id: string): string => `visionlift-${id.toLowerCase()}`;

/** The embedded KMS knows keys by aliases. */
export const keyName = (id: string): string => `alias/${id}`;

function refIn(value: unknown): unknown {
  return (value as { Ref?: string }).Ref ?? value;
}
