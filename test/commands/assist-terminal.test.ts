import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { assistTerminal } from '../../bin/commands/assist/assist-terminal.ts';
import { LeftStep } from '../../bin/commands/assist/left-step.ts';
import { PersonAtTheTerminal, type StepAtHand } from '../../bin/commands/assist/person-at-the-terminal.ts';
import type { AskedOfPerson } from '../../lambdas/adapters/browser/person-at-the-window.ts';
import { ManualActionRequiredError } from '../../lambdas/domain/errors.ts';

const STAYS = new AbortController().signal;

function aTerminal({ isTTY = true } = {}) {
  const raw: boolean[] = [];
  const input = Object.assign(new PassThrough(), { isTTY, setRawMode: (isOn: boolean) => void raw.push(isOn) });
  const output = new PassThrough({ encoding: 'utf8' });
  let interrupts = 0;
  const terminal = assistTerminal({
    input: input as unknown as NodeJS.ReadStream,
    ...{ output, language: 'en', interrupt: () => void interrupts++ },
  });
  const type = async (text: string): Promise<void> => {
    input.write(text);
    await new Promise(setImmediate);
  };
  const shown = (): string => String(output.read() ?? '');
  return { terminal, raw, type, shown, interrupts: () => interrupts, isRead: () => !input.isPaused() };
}

describe('the terminal beside the windows', () => {
  it.each([
    ['y', true],
    ['Y', true],
    ['ｙ', true],
    ['n', false],
    ['\r', false],
    ['xdy', true],
  ])('takes the key %j for an answer, without [Enter] behind it', async (keys, isYes) => {
    const { terminal, type, shown } = aTerminal();
    const answer = terminal.confirm('go on?', STAYS);
    await type(keys);
    expect(await answer).toBe(isYes);
    expect(shown()).toBe(`go on? [y/N] ${isYes ? 'y' : 'n'}\n`);
  });

  it('gives the answer of a question to nothing else: no leaves no step for later', async () => {
    const { terminal, type } = aTerminal();
    const keys: string[] = [];
    terminal.onKey((key) => keys.push(key));
    const answer = terminal.confirm('go on?', STAYS);
    await type('n');
    expect(await answer).toBe(false);
    await type('d');
    expect(keys).toEqual(['d']);
  });

  it('is interrupted by Ctrl-C also while it asks, and takes a question back whose answer comes too late', async () => {
    const { terminal, type, interrupts } = aTerminal();
    const leave = new AbortController();
    const answer = terminal.confirm('go on?', leave.signal);
    await type('\u0003');
    expect(interrupts()).toBe(1);
    const left = new LeftStep('interrupted');
    leave.abort(left);
    await expect(answer).rejects.toBe(left);
    const next = terminal.confirm('and now?', STAYS);
    await type('y');
    expect(await next).toBe(true);
  });

  it('is given back as it was, so that the next command shows what is typed, and the process can end', async () => {
    const { terminal, raw, isRead, type, interrupts } = aTerminal();
    expect([raw, isRead()]).toEqual([[true], true]);
    terminal.close();
    expect([raw, isRead()]).toEqual([[true, false], false]);
    await type('\u0003');
    expect(interrupts()).toBe(0);
  });

  it('answers no where nobody sits at it, and says so', async () => {
    const { terminal, raw, shown } = aTerminal({ isTTY: false });
    expect(await terminal.confirm('go on?', STAYS)).toBe(false);
    expect(shown()).toContain('nobody is there to answer: no');
    terminal.close();
    expect(raw).toEqual([]);
  });
});

const CAPTCHA: AskedOfPerson = {
  what: 'captcha',
  why: new ManualActionRequiredError({ code: 'captcha' }),
  account: 'aaa',
};

function aPerson() {
  const keys = new Set<(key: string) => void>();
  const said: string[] = [];
  const answers: ((isYes: boolean) => void)[] = [];
  const person = new PersonAtTheTerminal(
    {
      say: (line) => void said.push(line),
      confirm: () => new Promise((resolve) => void answers.push(resolve)),
      onKey: (listener) => {
        keys.add(listener);
        return () => keys.delete(listener);
      },
    },
    'en',
  );
  const front: string[] = [];
  const before = (tenantId: string) => {
    const at: StepAtHand = { tenantId, step: 'ConfirmLicence', leave: new AbortController() };
    const asked = { ...CAPTCHA };
    const window = person.before(at);
    const ask = () =>
      window.ask(asked, () => {
        front.push(tenantId);
        return Promise.resolve();
      });
    return { at, window, asked, ask };
  };
  const press = (key: string): void => {
    for (const listener of [...keys]) listener(key);
  };
  return { person, before, front, press, answers, said };
}

describe('the one person of several windows', () => {
  it('is asked one thing after the other, so that no window comes to the front while they type into another', () => {
    const { before, front, press } = aPerson();
    const [one, two, three] = [before('t-1'), before('t-2'), before('t-3')];
    for (const { ask } of [one, two, three]) ask();
    expect(front).toEqual(['t-1']);
    // The second is passed although nobody was sent there: it is never brought to the front.
    two.window.passed(two.asked);
    expect(front).toEqual(['t-1']);
    press('d');
    expect(one.at.leave.signal.reason).toMatchObject({ why: 'desk' });
    expect(front).toEqual(['t-1', 't-3']);
    expect(three.at.leave.signal.aborted).toBe(false);
  });

  it('is told what lies over a control by its own words, and what to do about it', () => {
    const { before, said } = aPerson();
    const { window } = before('t-1');
    const covered: AskedOfPerson = { ...CAPTCHA, what: 'covered', words: 'メンテナンスのお知らせ' };
    window.ask(covered, () => Promise.resolve());
    expect(said.at(-1)).toContain('"メンテナンスのお知らせ" lies over what is to be used: close it in the window');
  });

  it('is asked nothing about a step that was left already, which would keep every other window waiting', () => {
    const { before, front } = aPerson();
    const [left, other] = [before('t-1'), before('t-2')];
    left.at.leave.abort(new LeftStep('closed'));
    expect(left.ask().aborted).toBe(true);
    other.ask();
    expect(front).toEqual(['t-2']);
  });

  it('answers one question after the other, anyone who asks; a yes for a step that was left meanwhile is none', async () => {
    const { person, before, answers } = aPerson();
    const [one, two] = [before('t-1'), before('t-2')];
    const press = { tenantId: 't-1', guideStep: '3-1', label: 'Provision Console' };
    const announced = person.announce(one.at, press, true);
    const ended = person.confirm(two.at, 'end this tenant?');
    await new Promise(setImmediate);
    expect(answers).toHaveLength(1);
    one.at.leave.abort(new LeftStep('closed'));
    answers[0]?.(true);
    await expect(announced).rejects.toMatchObject({ why: 'closed' });
    await new Promise(setImmediate);
    answers[1]?.(true);
    expect(await ended).toBe(true);
  });
});
