import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, expect, it, onTestFinished } from 'vitest';
import { Assistant } from '../../bin/commands/assist/assistant.ts';
import { ClockOfTheRun } from '../../bin/commands/assist/clock-of-the-run.ts';
import { PersonAtTheTerminal, type StepAtHand } from '../../bin/commands/assist/person-at-the-terminal.ts';
import { deploymentOnThisComputer } from '../../bin/commands/deployment/deployment-on-this-computer.ts';
import { chromiumLauncher } from '../../lambdas/adapters/browser/chromium/launch.ts';
import { isCustomers } from '../../lambdas/domain/desk-task.ts';
import { isDeed } from '../../lambdas/domain/journal.ts';
import { consoleHandsOnAws } from '../../lambdas/runtime/hands/browser-hands-on-aws.ts';
import { makePorts } from '../../lambdas/runtime/make-ports.ts';
import * as portsOnAws from '../../lambdas/runtime/ports-on-aws.ts';
import { keptBrowser } from '../../local/hands/kept-browser.ts';
import { readEndpoints } from '../../local/run/endpoints-file.ts';
import { PlayedPerson } from '../adapters/browser/a-person-at-the-window.ts';
import { aStack, ofType, resourcesOf } from '../infrastructure/a-stack.ts';
import { as, listen, type Call } from '../infrastructure/calls-in-a-run.ts';
import { isAllowed } from '../infrastructure/is-allowed.ts';
import { permissionsOf, type Role } from '../infrastructure/what-roles-may-do.ts';
import { aRow, csvOf } from '../journeys/a-journey.ts';
import { aFolder, REPOSITORY, shows } from './a-run.ts';

/** Milliseconds, for the slowest machine; it ends when the tenants do. */
const MOST = 540_000;

/** What the steps asked of AWS, as JSON. */
let calls = new Set<string>();

/** Each of them asks a person at another step of the guide, once. */
const ASKS = {
  'clp-captcha': { clp: { captcha: 'once' } },
  'clp-mail': { clp: { codeByMail: 'once' } },
  'clp-app': { clp: { codeByApp: 'once' } },
  'vision-one-captcha': { visionOne: { captcha: 'once' } },
  'vision-one-mail': { visionOne: { codeByMail: 'once' } },
  'vision-one-app': { visionOne: { codeByApp: 'once' } },
  both: { clp: { captcha: 'once' }, visionOne: { codeByApp: 'once' } },
  'several-at-once': { visionOne: { captcha: 'once', codeByMail: 'once' } },
};
/** All eight take minutes: `npm run test:attended`. These two ask at each console, and for one thing after the other. */
const IDS = process.env['ATTENDED_TENANTS'] === 'all' ? Object.keys(ASKS) : ['both', 'several-at-once'];

const kept = keptBrowser(chromiumLauncher());
afterAll(() => kept.close());

it(
  'tenants whose consoles ask for a person are migrated with attended hands, and nothing of them is done at the desk',
  async () => {
    const out = await aFolder();
    const csv = join(await aFolder(), 'asking.csv');
    await writeFile(csv, csvOf(...IDS.map((tenant_id) => aRow({ tenant_id }))));
    const tenants = Object.fromEntries(
      IDS.map((id) => [id, { asks: ASKS[id as keyof typeof ASKS], updateMinutes: 3 }]),
    );
    await writeFile(csv.replace('.csv', '.vendor.json'), JSON.stringify({ tenants }));
    await serve(csv, out);

    const deployment = deploymentOnThisComputer(out);
    Object.assign(process.env, deployment.functions);
    const clock = new ClockOfTheRun(readEndpoints(out)?.clock ?? '');
    const ports = makePorts(portsOnAws, clock);
    const ends = new AbortController();
    const said: string[] = [];
    const terminal = {
      say: (line: string) => void said.push(line),
      confirm: () => Promise.resolve(false),
      onKey: () => () => undefined,
    };
    const told = new PersonAtTheTerminal(terminal, 'en');
    const played = new PlayedPerson();
    const assistant = new Assistant({
      ports,
      terminal,
      makeHands: (others, attended) => consoleHandsOnAws(others, { ...attended, receives: () => true }),
      launch: played.before(kept.launch),
      person: {
        before: (at: StepAtHand) => both(told.before(at), played),
        announce: (...press) => told.announce(...press),
        confirm: (...question) => told.confirm(...question),
      },
      ...{ language: 'en', by: 'hanako', names: ['hanako'], windows: 1, confirmPresses: false, once: false },
      signal: ends.signal,
      around: (step) => clock.during(step),
    });
    calls = listen();
    const working = as('assist', () => assistant.run());
    const stageOf = async (id: string) => (await ports.tenants.read(id))?.stage;
    await expect
      .poll(async () => new Set(await Promise.all(IDS.map(stageOf))), { timeout: MOST, interval: 1_000 })
      .toEqual(new Set(['told']))
      .catch((error: unknown) => {
        throw new Error(`${String(error)}\n${said.join('\n')}`);
      })
      .finally(() => {
        ends.abort();
      });
    const done = await working;

    for (const id of IDS) {
      const events = await ports.tenants.events(id);
      const attended = events.filter(({ seen }) => seen?.['hands'] === 'attended');
      expect(attended.length, id).toBeGreaterThan(0);
      expect(new Set(attended.map(({ by }) => by)), id).toEqual(new Set(['hanako']));
      // Whatever left the vault for this computer is on record, by its person.
      expect(
        events.some(({ what, by }) => isDeed(what, 'secretOpened') && by === 'hanako'),
        id,
      ).toBe(true);
      // What is left is the customer's: the receipt of the hand-over.
      const ours = (await ports.desk.of(id)).filter((task) => !isCustomers(task));
      expect(ours.length, id).toBeGreaterThan(0);
      expect(ours.every(({ closed, answers }) => closed && Object.keys(answers).length === 0)).toBe(true);
    }
    // One step for each console that asks: the sessions go on in the functions without a person.
    const asks: object[] = IDS.flatMap((id) => Object.values<object>(ASKS[id as keyof typeof ASKS]));
    expect(done).toBe(asks.length);
    expect(played.asked).toHaveLength(asks.flatMap((each) => Object.keys(each)).length);
    expect(played.asked.length).toBe(played.passings);
  },
  MOST,
);

it('the role of assist allows whatever these steps asked of AWS', () => {
  const resources = resourcesOf(aStack({ attendedBy: ['arn:aws:iam::123456789012:user/hanako'] }));
  const role = ofType(resources, 'AWS::IAM::Role').find(
    ({ Properties }) => Properties['RoleName'] === 'visionlift-test-assist',
  );
  const asked = [...calls].map((call) => JSON.parse(call) as Call);
  expect(asked.length).toBeGreaterThan(10);
  expect(asked.filter((call) => !isAllowed(permissionsOf(role as Role), call))).toEqual([]);
});

function both(told: ReturnType<PersonAtTheTerminal['before']>, played: PlayedPerson): typeof told {
  return {
    ask: (asked, toTheFront) => {
      const signal = told.ask(asked, toTheFront);
      played.ask(asked);
      return signal;
    },
    passed: (asked) => {
      told.passed(asked);
      played.passed();
    },
    isSignedIn: (account) => played.isSignedIn(account),
  };
}

async function serve(csv: string, out: string): Promise<void> {
  const words = ['serve', csv, '--speed', 'max', '--out', out];
  const child = spawn(process.execPath, [join(REPOSITORY, 'bin', 'local.ts'), ...words], { cwd: REPOSITORY });
  let told = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (told += text));
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  onTestFinished(async () => {
    child.kill('SIGINT');
    await ended;
  });
  await Promise.race([shows(child.stderr, 'visionlift is up'), ended.then(() => Promise.reject(new Error(told)))]);
}
