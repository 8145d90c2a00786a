import { cutLine } from '../../../lambdas/desk/typed-text.ts';
import { pause, resume, stop, type Turn, type Turned } from '../../../lambdas/desk/switches/turn-switch.ts';
import type { Scope, Switch } from '../../../lambdas/domain/switch.ts';
import type { Ports } from '../../../lambdas/ports/index.ts';
import { answeringPorts } from '../deployment/answering-ports.ts';
import { findDeployment } from '../deployment/find-deployment.ts';
import { CommandError } from '../shared/command-error.ts';
import { findBatch } from '../shared/find-batch.ts';
import { printJson } from '../shared/json.ts';
import { screen } from '../../../terminal/screen.ts';
import { whoActs } from '../shared/who-acts.ts';
import { wrap } from '../../../terminal/wrap.ts';
import type { LocalizedText } from '../../../lambdas/domain/language.ts';
import type { CommonFlags } from '../shared/with-options.ts';

/** Characters of a reason, as at the desk. */
const LONGEST_REASON = 200;

type SwitchPorts = Pick<Ports, 'switches' | 'desk' | 'vault' | 'executions' | 'tenants' | 'clock'>;

const TURNS: Readonly<Record<SwitchCommand['name'], (ports: SwitchPorts, turn: Turn) => Promise<Turned>>> = {
  pause,
  resume,
  stop,
};

/** The work of `pause`, `resume` and `stop`. */
export async function turnAtTheTerminal(
  given: SwitchCommand,
  batchId: string | undefined,
  flags: SwitchFlags,
): Promise<void> {
  const ports = answeringPorts(await findDeployment(flags));
  const scope = await scopeOf(ports, given, batchId, flags);
  const why = given.needsWhy ? whyOf(flags) : '';
  const seen = await ports.switches.read(scope);
  if (given.name === 'pause' && seen?.state === 'stopped') throw isStopped(seen, batchId);
  const turned = await TURNS[given.name](ports, { scope, by: whoActs(flags.by), why, seen });
  if (turned.kind === 'overtaken') throw overtaken(turned.now, given, batchId);
  // A pause answers nobody: each tenant comes to it in its own time.
  const tenants = given.name === 'pause' ? null : turned.tenants;
  if (flags.json) printJson({ switch: given.name, batchId: batchId ?? null, tenants });
  else {
    const said = `${batchId ?? '*'}: ${given.says(tenants ?? 0)[flags.language]}`;
    process.stdout.write(`${wrap(said, screen().width).join('\n')}\n`);
  }
}

/** One or the other, and never everything by a word that was forgotten. */
async function scopeOf(
  { batches }: Pick<Ports, 'batches'>,
  { name }: SwitchCommand,
  batchId: string | undefined,
  flags: SwitchFlags,
): Promise<Scope> {
  if ((batchId === undefined) !== (flags.everything === true)) {
    throw new CommandError({
      code: 'scope-unclear',
      message:
        batchId === undefined ? 'neither a batch nor --everything is named' : 'a batch and --everything are named',
      whatToDo: 'name one batch (visionlift status lists them), or --everything',
    });
  }
  if (batchId === undefined) return 'everything';
  const { ending, figures } = await findBatch(batches, batchId);
  // One whose machine failed, or that came to its deadline, may have tenants on their way yet.
  const hasTenants = ending === undefined || ending === 'stopped' || (figures?.open ?? 0) > 0;
  // And a switch of old can always be taken away.
  if (hasTenants || name === 'resume') return { batchId };
  throw new CommandError({
    code: 'batch-ended',
    message: `batch ${batchId} has ended: it has no tenant left to ${name}`,
    whatToDo: `visionlift status ${batchId} says how it ended`,
  });
}

/** A pause in its place would let tenants go on that were to end. */
function isStopped({ by, at }: Switch, batchId: string | undefined): CommandError {
  const what = batchId === undefined ? 'everything' : `batch ${batchId}`;
  return new CommandError({
    code: 'stopped',
    message: `${what} was stopped by ${by} at ${at}; a pause would be less`,
    whatToDo: `resume it first, if it is to go on: visionlift resume ${batchId ?? '--everything'}`,
  });
}

function overtaken(now: Switch | undefined, { name }: SwitchCommand, batchId: string | undefined): CommandError {
  const what = batchId === undefined ? 'everything' : `batch ${batchId}`;
  const who = now ? `it is ${now.state} by ${now.by} since ${now.at}: ${now.why}` : 'somebody has resumed it';
  return new CommandError({
    code: 'overtaken',
    message: `${what} was turned at this very moment, and left as it is: ${who}`,
    whatToDo: `look at it with visionlift status, then ${name} it again if that is still right`,
  });
}

/** A reason of blanks is none, here as on the desk. */
function whyOf(flags: SwitchFlags): string {
  const why = cutLine(flags.why, LONGEST_REASON);
  if (why !== undefined) return why;
  throw new CommandError({
    code: 'why-missing',
    message: '--why has no words in it',
    whatToDo: 'say why, in words that others will read',
  });
}

export interface SwitchFlags extends CommonFlags {
  everything?: true;
  why?: string;
  by?: string;
}

export interface SwitchCommand {
  name: 'pause' | 'resume' | 'stop';
  description: string;
  help: string;
  /** What is said of it afterwards; of how many tenants, where that is known. */
  says: (tenants: number) => LocalizedText;
  needsWhy: boolean;
}
