import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { requestHandler } from '../../../lambdas/adapters/request-handler.ts';
import { SystemClock } from '../../../lambdas/adapters/system-clock.ts';
import { sayingIn } from '../../../lambdas/domain/language.ts';
import { operatorOf } from '../../../lambdas/domain/person.ts';
import { consoleHandsOnAws } from '../../../lambdas/runtime/hands/browser-hands-on-aws.ts';
import { makePorts } from '../../../lambdas/runtime/make-ports.ts';
import * as portsOnAws from '../../../lambdas/runtime/ports-on-aws.ts';
import { readEndpoints } from '../../../local/run/endpoints-file.ts';
import { EXIT } from '../../../terminal/exit-codes.ts';
import type { Deployment } from '../deployment/deployment.ts';
import { findDeployment } from '../deployment/find-deployment.ts';
import { CommandError } from '../shared/command-error.ts';
import { givenPath } from '../shared/given-path.ts';
import { printJson } from '../shared/json.ts';
import type { CommonFlags } from '../shared/with-options.ts';
import { whoActs } from '../shared/who-acts.ts';
import { Assistant } from './assistant.ts';
import { ClockOfTheRun } from './clock-of-the-run.ts';
import { PersonAtTheTerminal, type AssistTerminal } from './person-at-the-terminal.ts';
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
      message: '--as names a person only with --local; on AWS it is whoever has assumed the role',
      whatToDo: 'leave --as out',
    });
  }
  const deployment = await findDeployment(flags);
  Object.assign(process.env, functionsOf(deployment));
  const who = flags.local ? { by: whoActs(flags.as), proof: undefined } : await whoAssists(flags);
  const clock = flags.local ? clockOf(flags) : undefined;
  const ports = makePorts(portsOnAws, clock ?? new SystemClock());
  if (ports.settings.defaultHands === 'scripted') throw playedByScripts();
  const profiles = await profileFolder();
  const stopped = new AbortController();
  const stop = (): void => {
    stopped.abort();
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  try {
    const choice = { browser: flags.browser, profiles };
    await tryWindow(choice);
    const terminal = terminalOf(flags, stop);
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
    terminal.close();
    if (flags.json) printJson({ done });
    else process.stdout.write(`${sayingIn(flags.language)(`${String(done)}件完了`, `${String(done)} done`)}\n`);
    if (stopped.signal.aborted) process.exitCode = EXIT.interrupted;
  } finally {
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

/** Seconds by which the clock of this computer may be off: marks and codes go by it. */
const MOST_OFF = 30;

/** Who has assumed the role of assist, as AWS says it; and whether this computer has the time that AWS has. */
async function whoAssists({ stage = '' }: AssistFlags) {
  const sts = new STSClient({ requestHandler: requestHandler({ connection: 2000, answer: 10_000 }) });
  let told: string | undefined;
  sts.middlewareStack.add(
    (next) => async (args) => {
      const answer = await next(args);
      told = (answer.response as { headers?: Record<string, string> }).headers?.['date'];
      return answer;
    },
    { step: 'deserialize', name: 'dateOfAnswer', priority: 'low' },
  );
  const { Arn: arn = '' } = await sts.send(new GetCallerIdentityCommand({}));
  const off = told === undefined ? 0 : (Date.now() - Date.parse(told)) / 1000;
  if (Math.abs(off) > MOST_OFF) {
    throw new CommandError({
      code: 'clock-off',
      message: `the clock of this computer is ${String(Math.round(Math.abs(off)))} seconds ${off > 0 ? 'fast' : 'slow'}`,
      whatToDo: 'set it by the network, then run assist again',
    });
  }
  const role = `visionlift-${stage}-assist`;
  const session = new RegExp(`:assumed-role/${role}/(.+)$`, 'u').exec(arn)?.[1];
  if (session === undefined) {
    throw new CommandError({
      code: 'wrong-role',
      message: `you are ${arn}; assist works as the role ${role} alone`,
      whatToDo: `assume it with MFA: a profile with role_arn and mfa_serial, then AWS_PROFILE=... (docs/deploying.md)`,
    });
  }
  return { by: `${session} (${arn})`, proof: { kind: 'iam' as const, arn } };
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

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Keys are read one by one where somebody sits at a terminal; elsewhere nobody answers, and every question is a no. */
function terminalOf({ json, language }: AssistFlags, interrupt: () => void): AssistTerminal & { close(): void } {
  const { stdin } = process;
  const output = json ? process.stderr : process.stdout;
  const listeners = new Set<(key: string) => void>();
  const read = (data: Buffer): void => {
    for (const key of data.toString()) {
      if (key === '\u0003') interrupt();
      else for (const listener of [...listeners]) listener(key);
    }
  };
  const listen = (isOn: boolean): void => {
    if (!stdin.isTTY) return;
    stdin.setRawMode(isOn);
    if (isOn) stdin.on('data', read).resume();
    else stdin.off('data', read).pause();
  };
  listen(true);
  return {
    say: (line) => {
      output.write(`${line}\n`);
    },
    confirm: async (question) => {
      if (!stdin.isTTY) {
        output.write(
          `${question} ${sayingIn(language)('（回答できないため、いいえ）', '(nobody is there to answer: no)')}\n`,
        );
        return false;
      }
      listen(false);
      const prompt = createInterface({ input: stdin, output });
      try {
        return /^(y|yes|はい)$/iu.test((await prompt.question(`${question} [y/N] `)).trim());
      } finally {
        prompt.close();
        listen(true);
      }
    },
    onKey: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    close: () => {
      listen(false);
    },
  };
}
