import type { Invariant } from './breach.ts';

/** A change of one line or a few that a careless hand could make, and what it breaks. */
export interface PlantedDefect {
  name: string;
  file: string;
  find: string;
  replace: string;
  breaks: Invariant;
  /** A seed that shows it, or that one soon after it does: the draws hang on the calls that the code makes. */
  seed: number;
}

const START_UPDATE = 'lambdas/steps/start-update.ts';
const CLAIM_PRIMARY_ACCOUNT = 'lambdas/steps/claim-primary-account.ts';
const BATCH_STORE = 'lambdas/adapters/dynamo/dynamo-batch-store.ts';
const TENANT_UPDATE = 'lambdas/adapters/dynamo/tenant-update.ts';

/** Each is found by the simulation; a test holds that. */
export const PLANTED_DEFECTS: readonly PlantedDefect[] = [
  {
    name: 'the final press without its write-ahead mark',
    file: START_UPDATE,
    find: 'answer = await visionOne.startUpdate(access, async () => {',
    replace: 'answer = await visionOne.startUpdate(access, async () => { return;',
    breaks: 'mark-before-press',
    seed: 1,
  },
  {
    name: 'another final press although the vendor did not ask for one',
    file: START_UPDATE,
    find: 'tenant.updateRequestedAt && !didNotStart(tenant)',
    replace: 'false',
    breaks: 'renewed-after-message',
    seed: 72,
  },
  {
    name: 'the final press at any hour',
    file: START_UPDATE,
    find: 'const opensAt = nextTurn(',
    replace: 'const opensAt = ((..._: unknown[]): string | undefined => undefined)(',
    breaks: 'inside-window',
    seed: 1,
  },
  {
    name: 'every press taken for one that the vendor refused',
    file: 'lambdas/domain/tenant.ts',
    find: 'return updateRequestedAt !== undefined && temporaryProblem !== undefined && temporaryProblem.at >= updateRequestedAt;',
    replace: 'return updateRequestedAt !== undefined || temporaryProblem !== undefined;',
    breaks: 'renewed-after-message',
    seed: 72,
  },
  {
    name: 'a retry after five minutes instead of the guide’s thirty',
    file: 'lambdas/domain/when-to-look-again.ts',
    find: 'shortest: 30 * MINUTE, spread: 30 * MINUTE',
    replace: 'shortest: 5 * MINUTE, spread: 5 * MINUTE',
    breaks: 'one-update',
    seed: 1,
  },
  {
    name: 'the new password sealed after the press',
    file: CLAIM_PRIMARY_ACCOUNT,
    find: "await vault.seal(tenantId, 'primary-account-password', newPassword);",
    replace: '',
    breaks: 'password-before-press',
    seed: 1,
  },
  {
    name: '[Reset Password] without its write-ahead mark',
    file: CLAIM_PRIMARY_ACCOUNT,
    find: 'current = await tenants.change(current, execution, { passwordResetRequestedAt: clock.now().toISOString() });',
    replace: '',
    breaks: 'mark-before-press',
    seed: 1,
  },
  {
    name: 'the new sign-in is not tried after a reset whose fate is unknown',
    file: CLAIM_PRIMARY_ACCOUNT,
    find: "if (before && 'found' in before) {",
    replace: "if (before && 'found' in before && tenant.tenantId === '') {",
    breaks: 'recovers',
    seed: 3,
  },
  {
    name: '[Connect and Transfer] without its write-ahead mark',
    file: 'lambdas/steps/issue-registration-token.ts',
    find: 'current = await tenants.change(current, execution, { transferRequestedAt: clock.now().toISOString() });',
    replace: '',
    breaks: 'mark-before-press',
    seed: 1,
  },
  {
    name: '[Provision Console] without its write-ahead mark',
    file: 'lambdas/steps/provision-console.ts',
    find: 'tenants.change(tenant, execution, { consoleRequestedAt })',
    replace: 'tenants.change(tenant, execution, {})',
    breaks: 'mark-before-press',
    seed: 1,
  },
  {
    name: 'anything taken for a consent',
    file: 'lambdas/domain/consent.ts',
    find: 'return consent?.planHash === planHash(row);',
    replace: 'return true;',
    breaks: 'consent-before-press',
    seed: 1,
  },
  {
    name: 'a tenant taken from an execution that still runs',
    file: 'lambdas/steps/claim-tenant.ts',
    find: 'if (isHeldByAnother && (await executions.isRunning(holder)))',
    replace: 'if (false)',
    breaks: 'one-holder',
    seed: 14,
  },
  {
    name: 'a dry run that forgets that it is one',
    file: 'lambdas/steps/claim-tenant.ts',
    find: 'return { skip: null, dryRun };',
    replace: 'return { skip: null, dryRun: false };',
    breaks: 'dry-run-touches-nothing',
    seed: 7,
  },
  {
    name: 'a failed step that returns instead of throwing',
    file: 'lambdas/runtime/perform-step.ts',
    find: `await noteFailure(ports, { tenantId, step, execution, invocation }, error);
    throw error;`,
    replace: 'return { done: true, answer: undefined };',
    breaks: 'no-silent-wait',
    seed: 1,
  },
  {
    name: 'a running update taken for a finished one',
    file: 'lambdas/domain/product-instance.ts',
    find: "return row.updateOffered ? 'unknown' : 'updating';",
    replace: "return row.updateOffered ? 'unknown' : 'updated';",
    breaks: 'others-unharmed',
    seed: 1,
  },
  {
    name: 'an update reported as finished before its record says so',
    file: 'lambdas/steps/check-update.ts',
    find: "await tenants.change(current, execution, { stage: 'updated', updatedAt: now.toISOString() });",
    replace: '',
    breaks: 'others-unharmed',
    seed: 1,
  },
  {
    name: 'a failure that is swallowed when the outcome is recorded',
    file: 'lambdas/steps/record-outcome.ts',
    find: 'if (failure) {',
    replace:
      "if (failure) return { outcome: 'migrated', reason: null, code: null, guideStep: null };\n  if (failure) {",
    breaks: 'migrated-is-true',
    seed: 1,
  },
  {
    name: 'a completion mail for every batch that has the tenant',
    file: 'lambdas/steps/email-stakeholders.ts',
    find: "const key = stakeholdersNewsKey('migrated', tenantId, to);",
    replace: 'const key = `migrated#${tenantId}#${to}#${String(clock.now().getTime())}`;',
    breaks: 'told-once',
    seed: 1,
  },
  {
    name: 'the last row of a chunk is lost',
    file: 'lambdas/steps/read-intake.ts',
    find: 'await batches.addTenants(tenants);',
    replace: 'await batches.addTenants(tenants.slice(1));',
    breaks: 'nobody-lost',
    seed: 1,
  },
  {
    name: 'a batch with tenants in need of attention ends as migrated',
    file: 'lambdas/domain/report.ts',
    find: 'figures.needsAttention > 0 || figures.open > 0',
    replace: 'figures.open > 0',
    breaks: 'ending-is-true',
    seed: 1,
  },
  {
    name: 'the passwords that only we know are destroyed too early',
    file: 'lambdas/steps/destroy-secrets.ts',
    find: 'const isKept = (purpose: Purpose): boolean => !handedOver && (isOnlyOurs(purpose)',
    replace: 'const isKept = (purpose: Purpose): boolean => !handedOver && ((void isOnlyOurs, false)',
    breaks: 'nobody-locked-out',
    seed: 1,
  },
  {
    name: 'a switch that nobody looks at',
    file: 'lambdas/steps/shared/mind-switches.ts',
    find: 'if (set) throw haltOf(set);',
    replace: '',
    breaks: 'nothing-while-held',
    seed: 4,
  },
  {
    name: 'a brake that no unknown page pulls',
    file: 'lambdas/domain/brake.ts',
    find: "if (isUnknown && isPointOfNoReturn(step.split(':', 1)[0] ?? '')) return 'atOnce';",
    replace: '',
    breaks: 'brake-holds',
    seed: 4,
  },
  {
    name: 'a pull that nobody is told of',
    file: 'lambdas/steps/shared/tell-of-pull.ts',
    find: 'if (!set.pulled) return;',
    replace: 'if (!set.pulled || settings) return;',
    breaks: 'told-of-pull',
    seed: 4,
  },
  {
    name: 'a no that is taken for a yes',
    file: 'lambdas/desk/consent/approver.ts',
    find: "if (action === 'agree' || action === 'decline') return decide(ports, submission, consent, action === 'agree');",
    replace:
      "if (action === 'agree' || action === 'decline') return decide(ports, submission, consent, action !== 'x');",
    breaks: 'no-is-no',
    seed: 1,
  },
  {
    name: 'nobody of a batch that was never released has an outcome',
    file: 'lambdas/steps/shared/skip-unstarted.ts',
    find: 'if (release) return;',
    replace: 'if (release || batchId) return;',
    breaks: 'nobody-lost',
    seed: 2,
  },
  {
    name: 'a record whose revision stands still',
    file: TENANT_UPDATE,
    find: 'revision: read.revision + 1,',
    replace: 'revision: read.revision,',
    breaks: 'legal-moves',
    seed: 1,
  },
  {
    name: 'a batch that looks at its tenants far too often',
    file: 'lambdas/domain/when-to-look-again.ts',
    find: 'const BATCH = { share: 1 / 7,',
    replace: 'const BATCH = { share: 1 / 70,',
    breaks: 'within-limits',
    seed: 2,
  },
  {
    name: 'a change of a record that somebody else has changed',
    file: TENANT_UPDATE,
    find: "is('revision', read.revision),\n      is('stage', read.stage),",
    replace: '',
    breaks: 'legal-moves',
    seed: 7,
  },
  {
    name: 'a tenant that starts anew at each claim',
    file: TENANT_UPDATE,
    find: "stage: orElse('stage', 'accepted'),",
    replace: "stage: 'accepted',",
    breaks: 'legal-moves',
    seed: 1,
  },
  {
    name: 'the mark of a running step that never expires',
    file: TENANT_UPDATE,
    find: "isAtMost('running.expiresAt', now.toISOString()), ",
    replace: '',
    breaks: 'recovers',
    seed: 1,
  },
  {
    name: 'a batch that is decided on over a decision',
    file: BATCH_STORE,
    find: "['release', 'declined', 'ending'].map((name) => isAbsent(name))",
    replace: "['pk'].map((name) => isThere(name))",
    breaks: 'one-decision',
    seed: 24,
  },
  {
    name: 'a switch that is turned by whoever has not seen it',
    file: 'lambdas/adapters/dynamo/dynamo-switches.ts',
    find: "const asSeen = seen ? all(is('state', seen.state), is('by', seen.by), is('at', seen.at))",
    replace: 'const asSeen = seen ? undefined',
    breaks: 'one-decision',
    seed: 1,
  },
  {
    name: 'an outcome that replaces an outcome',
    file: BATCH_STORE,
    find: "all(isThere('pk'), isAbsent('outcome'))",
    replace: "isThere('pk')",
    breaks: 'recovers',
    seed: 3,
  },
  {
    name: 'two names that are two persons',
    file: 'lambdas/domain/person.ts',
    find: 'if (one.issuer !== other.issuer || one.subject === other.subject) return false;',
    replace: '',
    breaks: 'two-are-two',
    seed: 20,
  },
];

export function defectNamed(name: string): PlantedDefect {
  const defect = PLANTED_DEFECTS.find((candidate) => candidate.name === name);
  if (!defect) throw new Error(`no planted defect is called "${name}"`);
  return defect;
}
