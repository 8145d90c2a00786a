import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Assistant, type AssistantOptions } from '../../bin/commands/assist/assistant.ts';
import { LeftStep } from '../../bin/commands/assist/left-step.ts';
import { PersonAtTheTerminal } from '../../bin/commands/assist/person-at-the-terminal.ts';
import { certainlyEnding, tryWindow } from '../../bin/commands/assist/window-browser.ts';
import type { AskedOfPerson } from '../../lambdas/adapters/browser/person-at-the-window.ts';
import { chromiumLauncher } from '../../lambdas/adapters/browser/chromium/launch.ts';
import { ensureChromium } from '../../lambdas/adapters/browser/chromium/ensure-chromium.ts';
import { overrideMethods } from '../../lambdas/adapters/override-methods.ts';
import { ManualActionRequiredError } from '../../lambdas/domain/errors.ts';
import { isDeed } from '../../lambdas/domain/journal.ts';
import type { DeskTask } from '../../lambdas/domain/desk-task.ts';
import type { ConsolePorts } from '../../lambdas/ports/index.ts';
import { aJourney, aRow, csvOf, EACH_ONCE, type Given, type Journey, UNTOUCHED } from '../journeys/a-journey.ts';

const CAPTCHA: AskedOfPerson = {
  what: 'captcha',
  why: new ManualActionRequiredError({ code: 'captcha' }),
  account: 'aaa',
};
/** Every console step is put before a person. */
const BY_HAND: Given = { settings: { defaultHands: 'operator' } };
const FIVE_MINUTES = 300_000;

/** What the person does when they are asked: passes, or leaves. */
type Answers = 'passes' | LeftStep;

interface Sitting {
  journey: Journey;
  said: string[];
  /** What was asked to be confirmed. */
  confirmations: string[];
  assistant(options?: Partial<AssistantOptions>): Assistant;
}

/**
 * A batch whose steps wait for a person, and hands that ask for a CAPTCHA at CLP: the vendor's model, without a
 * browser.
 */
async function aSitting(ids: readonly string[], answers: Answers = 'passes', given: Given = {}): Promise<Sitting> {
  const journey = aJourney({ ...BY_HAND, ...given });
  const { ports, clock } = journey.stack;
  await clock.busy(() => journey.start(csvOf(...ids.map((tenant_id) => aRow({ tenant_id })))));
  await clock.sleep(FIVE_MINUTES);
  const said: string[] = [];
  const confirmations: string[] = [];
  const terminal = {
    say: (line: string) => void said.push(line),
    confirm: (question: string) => {
      confirmations.push(question);
      return Promise.resolve(true);
    },
    onKey: () => () => undefined,
  };
  const person = new PersonAtTheTerminal(terminal, 'en');
  const { licensingPortal, apexCentral, visionOne, mailbox } = ports;
  const makeHands: AssistantOptions['makeHands'] = (_, attended): ConsolePorts => ({
    ...{ apexCentral, visionOne, mailbox },
    licensingPortal: overrideMethods(licensingPortal, {
      readLicence: async (access) => {
        const signal = attended.person?.ask(CAPTCHA, () => Promise.resolve());
        if (answers !== 'passes') throw answers;
        signal?.throwIfAborted();
        attended.person?.passed(CAPTCHA);
        return licensingPortal.readLicence(access);
      },
    }),
  });
  const assistant = (options: Partial<AssistantOptions> = {}): Assistant =>
    new Assistant({
      ports: ports,
      ...{ makeHands, person, terminal },
      launch: () => Promise.reject(new Error('no browser is needed')),
      ...{ language: 'en', by: 'hanako', names: ['hanako'], windows: 1, confirmPresses: false, once: true },
      signal: new AbortController().signal,
      // The machines here come to their next task at once, or wait.
      restsAfter: 0,
      ...options,
    });
  return { journey, said, confirmations, assistant };
}

/** Assists until the batch has ended; time passes in between, as it does while the person is away. */
async function toTheEnd({ journey, assistant }: Sitting, options: Partial<AssistantOptions> = {}): Promise<number> {
  const { clock, ports } = journey.stack;
  let done = 0;
  for (let sitting = 0; sitting < 40; sitting++) {
    done += await clock.busy(() => assistant(options).run());
    await clock.sleep(FIVE_MINUTES);
    let isOpen = false;
    for await (const line of ports.batches.tenants(journey.batchIds[0] ?? '')) isOpen ||= line.outcome === undefined;
    if (!isOpen) return done;
  }
  throw new Error('the batch does not end');
}

/** A person who answers each question so. */
function saying(answer: () => boolean | Promise<boolean>): PersonAtTheTerminal {
  const confirm = () => Promise.resolve(answer());
  return new PersonAtTheTerminal({ say: () => undefined, confirm, onKey: () => () => undefined }, 'en');
}

async function taskOf({ journey }: Sitting, tenantId: string): Promise<DeskTask | undefined> {
  return (await journey.stack.ports.desk.of(tenantId)).find(({ closed }) => !closed);
}

describe('visionlift assist', () => {
  it('takes a tenant through all its console steps, each press announced, and records whose hands and who', async () => {
    const sitting = await aSitting(['t-1']);
    await toTheEnd(sitting);
    const { journey, said } = sitting;
    expect((await journey.tenant('t-1')).outcome).toMatchObject({ outcome: 'migrated' });
    expect(journey.presses('t-1')).toEqual(EACH_ONCE);
    expect(journey.violations()).toEqual([]);
    for (const label of ['Reset Password', 'Provision Console', 'Connect and Transfer', '接続して転送']) {
      expect(said.filter((line) => line.includes(`cannot be undone: [${label}]`))).toHaveLength(1);
    }
    const events = await journey.stack.ports.tenants.events('t-1');
    const done = events.filter(({ seen }) => seen?.['hands'] === 'attended');
    expect(done.map(({ step }) => step)).toContain('StartUpdate');
    expect(new Set(done.map(({ by }) => by))).toEqual(new Set(['hanako']));
    const pressed = events.flatMap(({ what }) => (isDeed(what, 'pressed') ? [what] : []));
    expect(pressed.length).toBeGreaterThan(0);
    for (const press of pressed) expect(press).toMatchObject({ hands: 'attended', person: 'hanako' });
    // Each secret that left the vault, before anybody had it.
    const opened = events.flatMap(({ what, by }) => (isDeed(what, 'secretOpened') ? [[what.purpose, by]] : []));
    expect(opened).toContainEqual(['clp-password', 'hanako']);
    expect(opened).toContainEqual(['task-token:ConfirmLicence', 'hanako']);
  });

  it.each(['desk', 'later', 'closed', 'interrupted'] as const)(
    'leaves the task as it was, and the step free, when it is left: %s',
    async (why) => {
      const sitting = await aSitting(['t-1'], new LeftStep(why));
      const before = await taskOf(sitting, 't-1');
      const { clock, ports } = sitting.journey.stack;
      expect(await clock.busy(() => sitting.assistant().run())).toBe(0);
      expect(await taskOf(sitting, 't-1')).toEqual(before);
      const tenant = await ports.tenants.read('t-1');
      expect(tenant?.running).toBeUndefined();
      expect(tenant?.failure).toMatchObject({ step: 'ConfirmLicence' });
      expect(sitting.said.at(-1)).toContain('its task stands at the desk as it was');
    },
  );

  it('never gives two people one step: each is done once, no matter who comes first', async () => {
    const ids = ['t-1', 't-2', 't-3'];
    const sitting = await aSitting(ids);
    const { journey } = sitting;
    const { clock, ports } = journey.stack;
    const both = () =>
      Promise.all([sitting.assistant().run(), sitting.assistant({ by: 'jiro', names: ['jiro'], windows: 2 }).run()]);
    for (let time = 0; time < 40; time++) {
      await clock.busy(both);
      await clock.sleep(FIVE_MINUTES);
    }
    for (const id of ids) {
      expect((await journey.tenant(id)).outcome, id).toMatchObject({ outcome: 'migrated' });
      expect(journey.presses(id), id).toEqual(EACH_ONCE);
      const licence = (await ports.tenants.events(id)).filter(
        ({ step, seen }) => step === 'ConfirmLicence' && seen?.['hands'] === 'attended',
      );
      expect(licence, id).toHaveLength(1);
    }
  });

  it('tells anyone who comes to the same step meanwhile who is at work', async () => {
    const sitting = await aSitting(['t-1']);
    const { ports, clock } = sitting.journey.stack;
    const task = await taskOf(sitting, 't-1');
    const now = clock.now();
    const start = { step: 'ConfirmLicence', execution: task?.execution ?? '', now, by: 'jiro' };
    await ports.tenants.beginStep('t-1', {
      ...start,
      invocation: 'of-jiro',
      expiresAt: new Date(now.getTime() + FIVE_MINUTES),
    });
    expect(await clock.busy(() => sitting.assistant().run())).toBe(0);
    expect(sitting.said.at(-1)).toContain('jiro is at work');
    expect((await ports.tenants.read('t-1'))?.running).toMatchObject({ invocation: 'of-jiro' });
  });

  it('leaves alone what somebody else has taken over, or is of another batch, tenant or step; its own come first', async () => {
    const sitting = await aSitting(['t-1', 't-2', 't-3']);
    const { desk, tenants } = sitting.journey.stack.ports;
    const { clock } = sitting.journey.stack;
    const assign = async (id: string, assignee: string) => {
      const task = await taskOf(sitting, id);
      if (task) await desk.change(task, { assignee });
    };
    await assign('t-1', 'jiro');
    await assign('t-3', 'hanako');
    for (const none of [{ batch: 'another' }, { tenant: 'another' }, { step: 'StartUpdate' }]) {
      expect(await clock.busy(() => sitting.assistant(none).run())).toBe(0);
    }
    await clock.busy(() => sitting.assistant({ step: 'ConfirmLicence' }).run());
    const begun = sitting.said.filter((line) => line.endsWith('begins')).map((line) => line.split(' ', 1)[0]);
    expect([begun[0], begun.includes('t-1')]).toEqual(['t-3', false]);
    expect((await tenants.read('t-1'))?.stage).toBe('accepted');
  });

  it('does not press what the person did not confirm: no mark, no press, and the task stands', async () => {
    const sitting = await aSitting(['t-1']);
    const { clock } = sitting.journey.stack;
    const person = saying(() => false);
    for (let time = 0; time < 4; time++) {
      await clock.busy(() => sitting.assistant({ person, confirmPresses: true }).run());
      await clock.sleep(FIVE_MINUTES);
    }
    expect(sitting.journey.presses('t-1')).toEqual(UNTOUCHED);
    expect((await sitting.journey.stack.ports.tenants.read('t-1'))?.passwordResetRequestedAt).toBeUndefined();
    expect(await taskOf(sitting, 't-1')).toMatchObject({ step: 'ClaimPrimaryAccount' });
  });

  it('ends a tenant whose console says no with the yes of the person, as a function would have', async () => {
    const sitting = await aSitting(['t-1'], 'passes', { tenants: { 't-1': { faults: ['EXPIRED_LICENCE'] } } });
    await toTheEnd(sitting);
    expect(sitting.confirmations).toEqual([expect.stringMatching(/expired.*end this tenant/u)]);
    expect((await sitting.journey.tenant('t-1')).outcome).toMatchObject({ outcome: 'needsAttention' });
    expect(await taskOf(sitting, 't-1')).toBeUndefined();
  });

  it('does not end it without that yes: the task stands at the desk', async () => {
    const sitting = await aSitting(['t-1'], 'passes', { tenants: { 't-1': { faults: ['EXPIRED_LICENCE'] } } });
    const before = await taskOf(sitting, 't-1');
    await sitting.journey.stack.clock.busy(() => sitting.assistant({ person: saying(() => false) }).run());
    expect(await taskOf(sitting, 't-1')).toEqual(before);
  });

  it('asks about the end of two tenants one after the other: one answer would be taken for both', async () => {
    const ids = ['t-1', 't-2'];
    const expired = { faults: ['EXPIRED_LICENCE' as const] };
    const sitting = await aSitting(ids, 'passes', { tenants: Object.fromEntries(ids.map((id) => [id, expired])) });
    let asked = 0;
    const most: number[] = [];
    const person = saying(async () => {
      most.push(++asked);
      await new Promise(setImmediate);
      asked--;
      return false;
    });
    await sitting.journey.stack.clock.busy(() => sitting.assistant({ person, windows: 2 }).run());
    expect(most).toEqual([1, 1]);
  });

  it('leaves no mark of a running step behind a question that was thought about for long', async () => {
    const sitting = await aSitting(['t-1'], 'passes', { tenants: { 't-1': { faults: ['EXPIRED_LICENCE'] } } });
    const { clock, ports } = sitting.journey.stack;
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const running: unknown[] = [];
    const person = saying(async () => {
      await vi.advanceTimersByTimeAsync(61_000);
      running.push((await ports.tenants.read('t-1'))?.running);
      return false;
    });
    try {
      await clock.busy(() => sitting.assistant({ person }).run());
    } finally {
      vi.useRealTimers();
    }
    expect(running).toEqual([expect.objectContaining({ by: 'hanako' })]);
    expect((await ports.tenants.read('t-1'))?.running).toBeUndefined();
  });

  it('writes no mark for a yes that comes after the step was left', async () => {
    const sitting = await aSitting(['t-1']);
    const { clock, ports } = sitting.journey.stack;
    const ends = new AbortController();
    const person = saying(() => {
      ends.abort();
      return true;
    });
    const assistant = () => sitting.assistant({ person, confirmPresses: true, signal: ends.signal });
    for (let time = 0; time < 4; time++) {
      await clock.busy(() => assistant().run());
      await clock.sleep(FIVE_MINUTES);
    }
    expect(ends.signal.aborted).toBe(true);
    expect(sitting.journey.presses('t-1')).toEqual(UNTOUCHED);
    expect((await ports.tenants.read('t-1'))?.passwordResetRequestedAt).toBeUndefined();
  });

  it('ends with what fails between two steps, once the steps in other windows were left as they were', async () => {
    const away = new Error('the network is away');
    const sitting = await aSitting(['t-1']);
    const { ports, clock } = sitting.journey.stack;
    const before = await taskOf(sitting, 't-1');
    const asked = Promise.withResolvers<undefined>();
    const failing = asked.promise.then(() => Promise.reject(away));
    let looks = 0;
    const desk = overrideMethods(ports.desk, {
      open: async function* () {
        if (looks++ === 0) yield* ports.desk.open();
        else await failing;
      },
    });
    const { licensingPortal, apexCentral, visionOne, mailbox } = ports;
    const makeHands: AssistantOptions['makeHands'] = (_, attended) => ({
      ...{ apexCentral, visionOne, mailbox },
      licensingPortal: overrideMethods(licensingPortal, {
        readLicence: () =>
          new Promise((_resolve, reject) => {
            const signal = attended.person?.ask(CAPTCHA, () => Promise.resolve());
            signal?.addEventListener('abort', () => {
              reject(signal.reason as Error);
            });
            asked.resolve(undefined);
          }),
      }),
    });
    const assistant = sitting.assistant({ ports: { ...ports, desk }, makeHands, windows: 2 });
    await expect(clock.busy(() => assistant.run())).rejects.toBe(away);
    expect(sitting.said.at(-1)).toContain('its task stands at the desk as it was');
    expect(await taskOf(sitting, 't-1')).toEqual(before);
    expect((await ports.tenants.read('t-1'))?.running).toBeUndefined();
  });
});

describe('a browser with a window', () => {
  const choice = { browser: '', profiles: '/tmp' };
  beforeEach(() => {
    vi.stubEnv('DISPLAY', ':99');
  });
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  it('is proven: the Chromium that is built without windows starts silently, and is refused', async () => {
    const { start, environment } = await ensureChromium();
    if (!('executablePath' in start)) return;
    for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
    await expect(tryWindow({ ...choice, browser: start.executablePath })).rejects.toMatchObject({
      code: 'browser-without-windows',
      whatToDo: expect.stringContaining('install Google Chrome') as unknown,
    });
  });

  it('is not looked for where there is no display, and a path that is wrong is named', async () => {
    await expect(tryWindow({ ...choice, browser: '/no/such/browser' })).rejects.toMatchObject({ code: 'no-browser' });
    vi.stubEnv('DISPLAY', '');
    vi.stubEnv('WAYLAND_DISPLAY', '');
    if (process.platform !== 'linux') return;
    await expect(tryWindow({ ...choice, browser: 'chrome' })).rejects.toMatchObject({ code: 'no-display' });
  });

  it('is killed where it does not close', async () => {
    const { browser, end: kill } = await chromiumLauncher()([]);
    try {
      const session = await browser.newBrowserCDPSession();
      const { processInfo } = await session.send('SystemInfo.getProcessInfo');
      const pid = processInfo.find(({ type }) => type === 'browser')?.id ?? 0;
      const { end } = await certainlyEnding(browser, 100);
      // It answers nothing from here on, a question to close neither.
      process.kill(pid, 'SIGSTOP');
      await end();
      expect(browser.isConnected()).toBe(false);
      expect(() => process.kill(pid, 0)).toThrow('ESRCH');
    } finally {
      await kill();
    }
  });
});
