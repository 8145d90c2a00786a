import { confirmRelease } from '../../../lambdas/desk/release/release-page.ts';
import { sayingIn, type Language } from '../../../lambdas/domain/language.ts';
import { type Person, areTwoPersons, proofKey } from '../../../lambdas/domain/person.ts';
import { findDeployment } from '../deployment/find-deployment.ts';
import { answeringPorts } from '../deployment/answering-ports.ts';
import { readRelease, type ReleaseAtTheTerminal } from './read-release.ts';
import { callerIdentity, stsClient } from '../shared/caller-identity.ts';
import { CommandError } from '../shared/command-error.ts';
import { printJson } from '../shared/json.ts';
import { screen, type Screen } from '../../../terminal/screen.ts';
import type { CommonFlags } from '../shared/with-options.ts';
import { createInterface } from 'node:readline/promises';
import { viewRelease } from '../../../lambdas/desk/release/view-release.ts';
import type { Ports } from '../../../lambdas/ports/index.ts';
import { wrap } from '../../../terminal/wrap.ts';
import { whoActs } from '../shared/who-acts.ts';

/** The work of `release`. */
export async function releaseBatch(batchId: string, flags: ReleaseFlags): Promise<void> {
  const ports = answeringPorts(await findDeployment(flags));
  const found = await readRelease(ports, batchId);
  if (!flags.json) process.stdout.write(`${await describeRelease(ports, found, flags.language, screen())}\n`);
  if (flags.yes !== undefined && flags.yes !== found.plan.hash) throw planChanged(flags.yes, found);
  const person = await confirmer(flags);
  const after = person === undefined ? found : await confirm(ports, found, person, flags);
  if (flags.json) printJson(releaseAsJson(after));
  else if (person !== undefined) process.stdout.write(`${says(after, flags)}\n`);
}

/** Who confirms now; nobody, where the plan is only shown. */
async function confirmer({ yes, json, by, language }: ReleaseFlags): Promise<Person | undefined> {
  if (yes !== undefined) return whoConfirms(by);
  const name = json ? undefined : await askName(by, language);
  return name === undefined ? undefined : whoConfirms(name);
}

async function confirm(
  ports: ReturnType<typeof answeringPorts>,
  found: ReleaseAtTheTerminal,
  person: Person,
  { yes, language }: ReleaseFlags,
): Promise<ReleaseAtTheTerminal> {
  refuseSecondTerminal(person, found);
  const { task, plan, settings } = found;
  const confirmation = { task, person, planHash: plan.hash, language };
  const answered = await confirmRelease(
    { ...ports, settings },
    // While a person thought about it, it may have changed; where its hash was given, it was made for this answer.
    yes === undefined ? confirmation : { ...confirmation, made: found },
  );
  if (answered.kind === 'refused') throw planChanged(plan.hash, found);
  if (answered.kind === 'overtaken' || answered.kind === 'over')
    throw overtaken(found, 'says' in answered ? answered.says : undefined);
  return { ...found, confirmedBy: [...found.confirmedBy, person.by], released: answered.kind === 'done' };
}

function says({ released }: ReleaseAtTheTerminal, { language }: ReleaseFlags): string {
  const say = sayingIn(language);
  return released
    ? say('開始を承認しました。バッチを開始します。', 'Released: the batch begins.')
    : say(
        '承認を記録しました。もう1人の承認がデスクで必要です。',
        'Your yes is on record. Somebody else has to release it at the desk.',
      );
}

function planChanged(hash: string, { batch: { batchId } }: ReleaseAtTheTerminal): CommandError {
  return new CommandError({
    code: 'plan-changed',
    message: `the plan of ${batchId} does not have the hash ${hash}; nothing was confirmed`,
    whatToDo: `read it again, then confirm that one: visionlift release ${batchId}`,
  });
}

function overtaken({ batch: { batchId } }: ReleaseAtTheTerminal, says: string | undefined): CommandError {
  return new CommandError({
    code: 'overtaken',
    message: says ?? `somebody else has answered for ${batchId} at this moment; nothing was confirmed`,
    whatToDo: `look at it again: visionlift release ${batchId}`,
  });
}

export interface ReleaseFlags extends CommonFlags {
  by?: string;
  yes?: string;
}

/** On a terminal the plan stands above: anyone who types their name confirms it. Elsewhere it was only shown. */
export async function askName(by: string | undefined, language: Language): Promise<string | undefined> {
  if (!process.stdin.isTTY) return undefined;
  const say = sayingIn(language);
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const known = by === undefined ? '' : ` (${by})`;
  const answer = await terminal.question(
    say(
      `この内容で開始を承認するには、お名前を入力してください${known}。やめる場合は何も入力せずにEnter: `,
      `To release this plan, type your name${known}; Enter alone leaves it as it is: `,
    ),
  );
  terminal.close();
  return answer.trim() === '' ? undefined : (by ?? answer.trim());
}

/**
 * Two people are two, and proven to be: a yes that would not count beside those that stand is told so, and not taken.
 */
export function refuseSecondTerminal(
  { proof }: Person,
  { settings, standing, batch }: Pick<ReleaseAtTheTerminal, 'settings' | 'standing' | 'batch'>,
): void {
  if (settings.releaseBy !== 'two') return;
  const proven = standing.filter((confirmation) => confirmation.proof !== undefined);
  const [first] = proven;
  if (!first || proven.some((other) => other.proof && areTwoPersons(other.proof, proof, settings.operators))) return;
  const isSame = proven.some((other) => other.proof && proofKey(other.proof) === proofKey(proof));
  throw new CommandError({
    code: 'second-person-needed',
    message: isSame
      ? `you have confirmed the plan of ${batch.batchId} as ${first.by}; two different operators have to`
      : `${first.by} has confirmed the plan of ${batch.batchId}, and nothing proves that you are somebody else`,
    whatToDo:
      'somebody else signs in to the desk and confirms it there; a yes at a terminal counts beside one at the desk ' +
      'where the setting "operators" says whose identities they are',
  });
}

/** The page of the desk, as text: the same words, and so the same plan. */
export async function describeRelease(
  ports: Pick<Ports, 'batches' | 'tenants'>,
  { task, settings, ...made }: ReleaseAtTheTerminal,
  language: Language,
  { width, bold, warning }: Screen,
): Promise<string> {
  const view = await viewRelease({ ...ports, settings }, task, undefined, language, made);
  if (!view) throw new Error(`the batch ${task.batchId} is gone`);
  const colon = sayingIn(language)('：', ': ');
  const passages = (view.passages ?? []).flatMap(({ heading, pairs = [], items = [] }) => [
    '',
    bold(heading),
    ...pairs.flatMap(([name, value]) => wrap(`${name}${colon}${value}`, width)),
    ...items.flatMap((item) => wrap(`- ${item}`, width)),
  ]);
  const warnings = view.warnings.flatMap((each) => ['', ...wrap(each, width).map(warning)]);
  return [bold(view.title), ...wrap(view.why, width), ...passages, ...warnings, ''].join('\n');
}

/** What `--json` promises. */
export function releaseAsJson({ batch, plan, settings, confirmedBy, released }: ReleaseAtTheTerminal): object {
  return {
    batchId: batch.batchId,
    hash: plan.hash,
    tenants: batch.accepted,
    rejected: batch.rejected,
    recipients: plan.recipients.all,
    surprisingRecipients: plan.recipients.surprising,
    conflicts: plan.conflictsInAll,
    consents: Object.fromEntries(plan.consents),
    hands: Object.fromEntries(plan.hands),
    foreignDomains: plan.foreignDomains.map(({ domain }) => domain),
    confirmedBy,
    releaseBy: settings.releaseBy,
    released,
  };
}

/**
 * Who confirms at this terminal: the identity of AWS that the commands act with, as STS says, with the name that the
 * person gives beside it. Throws `CommandError` where STS does not answer: an unproven yes is none.
 */
export async function whoConfirms(name: string | undefined): Promise<Person> {
  const { caller, refusal } = await callerIdentity(stsClient());
  if (caller) return { by: `${whoActs(name)} (${caller.arn})`, proof: { kind: 'iam', arn: caller.arn } };
  throw new CommandError({
    code: 'identity-unknown',
    message: `AWS does not say who you are (sts:GetCallerIdentity: ${refusal?.message ?? ''})`,
    whatToDo: 'check your credentials with aws sts get-caller-identity, or confirm at the desk',
  });
}
