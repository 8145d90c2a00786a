import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Assistant, type AssistantOptions } from '../../bin/commands/assist/assistant.ts';
import { LeftStep } from '../../bin/commands/assist/left-step.ts';
import { PersonAtTheTerminal } from '../../bin/commands/assist/person-at-the-terminal.ts';
import { tryWindow } from '../../bin/commands/assist/window-browser.ts';
import type { AskedOfPerson } from '../../lambdas/adapters/browser/person-at-the-window.ts';
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

/** A batch whose steps wait for a person, and hands that ask for a CAPTCHA at CLP: the vendor's model, without a browser. */
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

  it('never gives two people one step: each is done once, whoever comes first', async () => {
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

  it('tells whoever comes to the same step meanwhile who is at work', async () => {
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
    const declines = { say: () => undefined, confirm: () => Promise.resolve(false), onKey: () => () => undefined };
    const person = new PersonAtTheTerminal(declines, 'en');
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
    const terminal = { say: () => undefined, confirm: () => Promise.resolve(false), onKey: () => () => undefined };
    const before = await taskOf(sitting, 't-1');
    await sitting.journey.stack.clock.busy(() => sitting.assistant({ terminal }).run());
    expect(await taskOf(sitting, 't-1')).toEqual(before);
  });
});

describe('the one person of several windows', () => {
  it('is asked one thing after the other, so that no window comes to the front while they type into another', () => {
    const said: string[] = [];
    const keys = new Set<(key: string) => void>();
    const terminal = {
      say: (line: string) => void said.push(line),
      confirm: () => Promise.resolve(false),
      onKey: (listener: (key: string) => void) => {
        keys.add(listener);
        return () => keys.delete(listener);
      },
    };
    const person = new PersonAtTheTerminal(terminal, 'en');
    const steps = ['t-1', 't-2', 't-3'].map((tenantId) => ({
      tenantId,
      step: 'ConfirmLicence',
      leave: new AbortController(),
    }));
    const front: string[] = [];
    const [one, two, three] = steps.map((at) => {
      const asked = { ...CAPTCHA };
      const window = person.before(at);
      window.ask(asked, () => {
        front.push(at.tenantId);
        return Promise.resolve();
      });
      return { at, window, asked };
    });
    expect(front).toEqual(['t-1']);
    // The second is passed although nobody was sent there: it is never brought to the front.
    two?.window.passed(two.asked);
    expect(front).toEqual(['t-1']);
    for (const key of [...keys]) key('d');
    expect(one?.at.leave.signal.reason).toMatchObject({ why: 'desk' });
    expect(front).toEqual(['t-1', 't-3']);
    expect(three?.at.leave.signal.aborted).toBe(false);
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
});
