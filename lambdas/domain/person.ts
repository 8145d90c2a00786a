import * as z from './zod.ts';

/**
 * What proves who somebody is: a subject of the desk's identity provider, or an identity of AWS. Names and addresses
 * prove nothing: a provider lets people edit them.
 */
export const proofSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('oidc'), issuer: z.string(), subject: z.string() }),
  /** As STS GetCallerIdentity says it. */
  z.object({ kind: z.literal('iam'), arn: z.string() }),
]);
export type Proof = z.infer<typeof proofSchema>;

/** Somebody who decides. */
export interface Person {
  /** For people to read, in records and journals. */
  by: string;
  proof: Proof;
}

/**
 * An operator as a stage's settings name them, for deployments in which one person has several identities. Of an
 * assumed role's ARN the settings say who sets its session name: the role's trust policy, or IAM Identity Center.
 */
export interface Operator {
  name: string;
  subjects: readonly string[];
  iam: readonly string[];
}

export const operatorsSchema: z.ZodMiniType<Operator[]> = z.array(
  z.object({ name: z.string(), subjects: z.array(z.string()), iam: z.array(z.string()) }),
);

/** One text for one identity. */
export function proofKey(proof: Proof): string {
  return proof.kind === 'oidc' ? `oidc ${proof.issuer} ${proof.subject}` : `iam ${proof.arn}`;
}

/**
 * Whether two identities are two persons for certain: two subjects of one issuer that the settings do not give to one
 * operator, or a subject and an IAM identity that they give to different ones. Two identities of AWS never are: anyone
 * who may assume two roles has both.
 */
export function areTwoPersons(one: Proof, other: Proof, operators: readonly Operator[]): boolean {
  if (one.kind === 'iam' && other.kind === 'iam') return false;
  const [a, b] = [operatorOf(one, operators), operatorOf(other, operators)];
  if (one.kind === 'oidc' && other.kind === 'oidc') {
    if (one.issuer !== other.issuer || one.subject === other.subject) return false;
    return a === undefined || a !== b;
  }
  return a !== undefined && b !== undefined && a !== b;
}

/** Name of the operator whose identity it is; undefined where the settings say nothing of it. */
export function operatorOf(proof: Proof, operators: readonly Operator[]): string | undefined {
  const has = ({ subjects, iam }: Operator): boolean =>
    proof.kind === 'oidc' ? subjects.includes(proof.subject) : iam.includes(proof.arn);
  return operators.find(has)?.name;
}
