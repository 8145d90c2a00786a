import { confirmRelease } from '../../../lambdas/desk/release/release-page.ts';
import { sayingIn } from '../../../lambdas/domain/language.ts';
import type { Person } from '../../../lambdas/domain/person.ts';
import { findDeployment } from '../deployment/find-deployment.ts';
import { answeringPorts } from '../deployment/answering-ports.ts';
import { askName } from './ask-name.ts';
import { describeRelease, releaseAsJson } from './describe-release.ts';
import { readRelease, type ReleaseAtTheTerminal } from './read-release.ts';
import { refuseSecondTerminal } from './refuse-second-terminal.ts';
import { CommandError } from '../shared/command-error.ts';
import { printJson } from '../shared/json.ts';
import { screen } from '../../../terminal/screen.ts';
import { whoConfirms } from '../shared/who-confirms.ts';
import { type CommonFlags } from '../shared/with-options.ts';

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
        '承認を記録しました。もう 1 人の承認がデスクで必要です。',
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
