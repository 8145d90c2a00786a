import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { STSClient } from '@aws-sdk/client-sts';
import { SystemClock } from '../../../lambdas/adapters/system-clock.ts';
import { sayingIn } from '../../../lambdas/domain/language.ts';
import { operatorOf, type Proof } from '../../../lambdas/domain/person.ts';
import { consoleHandsOnAws } from '../../../lambdas/runtime/hands/browser-hands-on-aws.ts';
import { makePorts } from '../../../lambdas/runtime/make-ports.ts';
import * as portsOnAws from '../../../lambdas/runtime/ports-on-aws.ts';
import { readEndpoints } from '../../../local/run/endpoints-file.ts';
import { isAlive } from '../../../local/run/folder-lock.ts';
import { EXIT } from '../../../terminal/exit-codes.ts';
import type { Deployment } from '../deployment/deployment.ts';
import { findDeployment } from '../deployment/find-deployment.ts';
import { callerIdentity, stsClient } from '../shared/caller-identity.ts';
import { CommandError } from '../shared/command-error.ts';
import { givenPath } from '../shared/given-path.ts';
import { printJson } from '../shared/json.ts';
import type { CommonFlags } from '../shared/with-options.ts';
import { whoActs } from '../shared/who-acts.ts';
import { assistTerminal } from './assist-terminal.ts';
import { Assistant } from './assistant.ts';
import { ClockOfTheRun } from './clock-of-the-run.ts';
import { PersonAtTheTerminal } from './person-at-the-terminal.ts';
import { tryWindow, windowLauncher } from './window-browser.ts';

export interface AssistFlags extends CommonFlags {
  batch?: string;
  step?: string;
  tenant?: string;
  as?: string;
  browser: string;
  windows: number;
  confirmPresses?: true;
  once?: true;
}

/** The work of `assist`. */
export async function runAssist(flags: AssistFlags): Promise<void> {
  if (flags.as !== undefined && !flags.local) {
    throw new CommandError({
      code: 'as-needs-local',
      message: '--as names a person only with --local; on AWS it is the one who has assumed the role',
      whatToDo: 'leave --as out',
    });
  }
  const deployment = await findDeployment(flags);
  Object.assign(process.env, functionsOf(deployment));
  const who = flags.local
    ? { by: whoActs(flags.as), proof: undefined }
    : await whoAssists(flags.stage ?? '', stsClient());
  const clock = flags.local ? clockOf(flags) : undefined;
  const ports = makePorts(portsOnAws, clock ?? new SystemClock());
  if (ports.settings.defaultHands === 'scripted') throw playedByScripts();
  const profiles = await profileFolder();
  const stopped = new AbortController();
  const stop = (): void => {
    stopped.abort();
  };
  // A terminal that is closed leaves what is under way, too.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stop);
  let terminal: ReturnType<typeof assistTerminal> | undefined;
  try {
    const choice = { browser: flags.browser, profiles };
    await tryWindow(choice);
    const output = flags.json ? process.stderr : process.stdout;
    const interrupt = (): void => {
      // A second time, where something does not end; the next command deletes what the browsers leave then.
      if (stopped.signal.aborted) process.exit(EXIT.interrupted);
      stop();
    };
    terminal = assistTerminal({ input: process.stdin, output, language: flags.language, interrupt });
    const assistant = new Assistant({
      ports,
      terminal,
      makeHands: (others, attended) => consoleHandsOnAws(others, { ...attended, ...(flags.local && RECEIVES_ALL) }),
      launch: windowLauncher(choice),
      person: new PersonAtTheTerminal(terminal, flags.language),
      language: flags.language,
      by: who.by,
      names: [who.by, (who.proof && operatorOf(who.proof, ports.settings.operators)) ?? who.by],
      batch: flags.batch,
      step: flags.step,
      tenant: flags.tenant,
      windows: flags.windows,
      confirmPresses: flags.confirmPresses ?? false,
      once: flags.once ?? false,
      signal: stopped.signal,
      ...(clock && { around: (step) => clock.during(step) }),
    });
    const done = await assistant.run();
    if (flags.json) printJson({ done });
    else process.stdout.write(`${sayingIn(flags.language)(`${String(done)}件完了`, `${String(done)} done`)}\n`);
    if (stopped.signal.aborted) process.exitCode = EXIT.interrupted;
  } finally {
    terminal?.close();
    await rm(profiles, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** The simulated mail service of a run receives for every address there is. */
const RECEIVES_ALL = { receives: () => true };

function functionsOf({ functions, words }: Deployment): Readonly<Record<string, string>> {
  if (functions !== null) return functions;
  throw new CommandError({
    code: 'not-authorised',
    message: `this deployment names nobody who may attend browser hands (${words})`,
    whatToDo: 'name them in its setting attendedBy, beside browserHandsAuthorised, and deploy again',
  });
}

function playedByScripts(): CommandError {
  return new CommandError({
    code: 'scripted-hands',
    message: 'the consoles of this deployment are played by scripts: there is nothing to see in a browser',
    whatToDo: 'take a deployment with consoles; on this computer npm run local without --hands scripted',
  });
}

function clockOf({ out }: AssistFlags): ClockOfTheRun {
  const endpoints = readEndpoints(givenPath(out));
  if (!endpoints) throw new Error('the run has just ended');
  return new ClockOfTheRun(endpoints.clock);
}

/** Seconds. */
const MOST_OFF = 30;

/**
 * Who has assumed the role of assist, as AWS says it. Throws `CommandError` for another identity, for none, and where
 * this computer has not the time that AWS has: codes and marks go by it, and AWS may refuse the question itself for it.
 */
export async function whoAssists(stage: string, sts: STSClient): Promise<{ by: string; proof: Proof }> {
  const { caller, refusal, secondsAhead = 0 } = await callerIdentity(sts);
  if (Math.abs(secondsAhead) > MOST_OFF) {
    throw new CommandError({
      code: 'clock-off',
      message: `the clock of this computer is ${String(Math.abs(secondsAhead))} seconds ${secondsAhead > 0 ? 'fast' : 'slow'}`,
      whatToDo: 'set it by the network, then run assist again',
    });
  }
  if (!caller) throw refusal ?? new Error('AWS does not say who you are');
  const role = `visionlift-${stage}-assist`;
  const session = new RegExp(`:assumed-role/${RegExp.escape(role)}/(.+)$`, 'u').exec(caller.arn)?.[1];
  if (session === undefined) {
    throw new CommandError({
      code: 'wrong-role',
      message: `you are ${caller.arn}; assist works as the role ${role} alone`,
      whatToDo: `assume it with MFA: a profile with role_arn and mfa_serial, then AWS_PROFILE=... (docs/deploying.md)`,
    });
  }
  return { by: `${session} (${caller.arn})`, proof: { kind: 'iam', arn: caller.arn } };
}

const PROFILES = 'visionlift-assist-';

/** A folder for what browsers write; those of processes that were killed are deleted. */
async function profileFolder(): Promise<string> {
  for (const name of await readdir(tmpdir())) {
    const pid = new RegExp(`^${PROFILES}(\\d+)-`, 'u').exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) await rm(join(tmpdir(), name), { recursive: true, force: true });
  }
  const folder = await mkdtemp(join(tmpdir(), `${PROFILES}${String(process.pid)}-`));
  // Playwright makes the profiles where this process has its temporary files.
  process.env['TMPDIR'] = folder;
  if (process.platform === 'win32') Object.assign(process.env, { TEMP: folder, TMP: folder });
  return folder;
}
