import { cutLine } from '../../../lambdas/desk/typed-text.ts';
import { pause, resume, stop, type Turn } from '../../../lambdas/desk/switches/turn-switch.ts';
import type { Scope } from '../../../lambdas/domain/switch.ts';
import type { Ports } from '../../../lambdas/ports/index.ts';
import { answeringPorts } from '../deployment/answering-ports.ts';
import { findDeployment } from '../deployment/find-deployment.ts';
import { CommandError } from '../shared/command-error.ts';
import { findBatch } from '../shared/find-batch.ts';
import { printJson } from '../shared/json.ts';
import { screen } from '../../../terminal/screen.ts';
import { whoActs } from '../shared/who-acts.ts';
import { wrap } from '../../../terminal/wrap.ts';
import type { SwitchCommand, SwitchFlags } from './switch-command.ts';

/** Characters of a reason, as at the desk. */
const LONGEST_REASON = 200;

type SwitchPorts = Pick<Ports, 'switches' | 'desk' | 'vault' | 'executions' | 'tenants' | 'clock'>;

/** Each gives how many tenants it touched at once, where that is known. */
const TURNS: Readonly<Record<SwitchCommand['name'], (ports: SwitchPorts, turn: Turn) => Promise<number | void>>> = {
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
  const tenants = (await TURNS[given.name](ports, { scope, by: whoActs(flags.by), why })) ?? null;
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
