import { Command } from 'commander';
import { cutLine } from '../../../lambdas/desk/typed-text.ts';
import type { Turn } from '../../../lambdas/desk/switches/turn-switch.ts';
import type { Texts } from '../../../lambdas/domain/intake/problems.ts';
import type { Scope } from '../../../lambdas/domain/switch.ts';
import type { Ports } from '../../../lambdas/ports/index.ts';
import { findDeployment } from '../deployment/find-deployment.ts';
import { answeringPorts } from '../deployment/stores.ts';
import { CommandError } from '../shared/command-error.ts';
import { findBatch } from '../shared/find-batch.ts';
import { printJson } from '../shared/json.ts';
import { screen } from '../shared/screen.ts';
import { whoActs } from '../shared/who-acts.ts';
import { withCommonOptions, type CommonFlags } from '../shared/with-options.ts';
import { wrap } from '../shared/wrap.ts';

/** Characters of a reason, as at the desk. */
const LONGEST_REASON = 200;

export interface SwitchFlags extends CommonFlags {
  everything?: true;
  why?: string;
  by?: string;
}

export type SwitchPorts = Pick<Ports, 'switches' | 'desk' | 'vault' | 'executions' | 'tenants' | 'clock'>;

export interface SwitchCommand {
  name: string;
  description: string;
  help: string;
  /** Turns the switch; gives how many tenants that touched at once, where it is known. */
  turn: (ports: SwitchPorts, turn: Turn) => Promise<number | undefined>;
  /** What is said of it afterwards. */
  says: (tenants: number) => Texts;
  needsWhy: boolean;
}

/** A command that turns the switch of one batch or of the whole deployment. */
export function switchCommand(given: SwitchCommand): Command {
  const command = new Command(given.name)
    .description(given.description)
    .argument('[batch]', 'the batch id')
    .option('--everything', 'every batch of the deployment, instead of one')
    .option('--by <name>', 'who turns the switch, for the record; whoever is signed in here, unless given');
  if (given.needsWhy) command.requiredOption('--why <reason>', 'why, in words that others will read');
  return withCommonOptions(command)
    .addHelpText('after', given.help)
    .action((batchId: string | undefined, flags: SwitchFlags) => run(given, batchId, flags));
}

async function run(given: SwitchCommand, batchId: string | undefined, flags: SwitchFlags): Promise<void> {
  const ports = answeringPorts(await findDeployment(flags));
  const scope = await scopeOf(ports, batchId, flags);
  const why = given.needsWhy ? whyOf(flags) : '';
  const tenants = await given.turn(ports, { scope, by: whoActs(flags.by), why });
  if (flags.json) printJson({ switch: given.name, batchId: batchId ?? null, tenants: tenants ?? null });
  else {
    const said = `${batchId ?? '*'}: ${given.says(tenants ?? 0)[flags.language]}`;
    process.stdout.write(`${wrap(said, screen().width).join('\n')}\n`);
  }
}

/** One or the other, and never everything by a word that was forgotten. */
async function scopeOf(
  { batches }: Pick<Ports, 'batches'>,
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
  return { batchId: (await findBatch(batches, batchId)).batchId };
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
