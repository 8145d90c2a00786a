import { describe, expect, it } from 'vitest';
import { anEngine, graph, invoke, machine } from './an-engine.ts';

const yes = { Type: 'Pass', Output: 'yes', End: true };
const no = { Type: 'Pass', Output: 'no', End: true };

describe('a Choice', () => {
  const choose = (Condition: string, more: object = { Default: 'N' }) =>
    machine({ C: { Type: 'Choice', Choices: [{ Condition, Next: 'Y' }], ...more }, Y: yes, N: no });

  it('takes the first condition that holds', async () => {
    const definition = choose("{% $states.input.n > 1 and $not($states.input.s = 'no') %}");
    expect((await anEngine().run(definition, { n: 2, s: 'yes' })).value).toBe('yes');
    expect((await anEngine().run(definition, { n: 2, s: 'no' })).value).toBe('no');
  });

  it('fails at a condition that is neither true nor false, instead of taking it for one', async () => {
    const closed = await anEngine().run(choose('{% $states.input.n %}'), { n: 1 });
    expect(closed).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' });
  });

  it('fails at a condition on what is not there', async () => {
    const closed = await anEngine().run(choose('{% $states.input.nope %}'));
    expect(closed).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' });
  });

  it('asks whether something is there with $exists', async () => {
    expect((await anEngine().run(choose('{% $exists($states.input.nope) %}'))).value).toBe('no');
  });

  it('knows the execution', async () => {
    const definition = choose('{% $contains($states.context.Execution.Name, /^ex/) %}');
    expect((await anEngine().run(definition)).value).toBe('yes');
  });

  it('fails with States.NoChoiceMatched where nothing holds and there is no default', async () => {
    const definition = machine({ C: { Type: 'Choice', Choices: [{ Condition: false, Next: 'Y' }] }, Y: yes });
    expect(await anEngine().run(definition)).toMatchObject({ status: 'FAILED', error: 'States.NoChoiceMatched' });
  });

  it('makes a loop with a variable that counts', async () => {
    const definition = machine({
      A: { Type: 'Pass', Assign: { n: '{% $states.input.n %}' }, Next: 'C' },
      C: { Type: 'Choice', Choices: [{ Condition: '{% $n > 2 %}', Next: 'Y' }], Default: 'L' },
      L: { Type: 'Pass', Assign: { n: '{% $n + 1 %}' }, Next: 'C' },
      Y: { Type: 'Pass', Output: { n: '{% $n %}' }, End: true },
    });
    const closed = await anEngine().run(definition, { n: 0 });
    expect(closed.value).toEqual({ n: 3 });
    expect(closed.states).toEqual(['A', 'C', 'L', 'C', 'L', 'C', 'L', 'C', 'Y']);
  });
});

describe('a Wait', () => {
  const wait = (fields: object) =>
    machine({ W: { Type: 'Wait', ...fields, Next: 'P' }, P: { Type: 'Pass', End: true } });

  it.each([
    ['so many seconds', { Seconds: 2 }, {}, 2],
    ['the seconds an expression gives', { Seconds: '{% $states.input.s %}' }, { s: 90 }, 90],
    ['until an instant', { Timestamp: '2026-12-01T01:00:00Z' }, {}, 3600],
    [
      'until the instant an expression gives',
      { Timestamp: '{% $states.input.t %}' },
      { t: '2026-12-01T10:00:00+09:00' },
      3600,
    ],
    [
      'not at all for an instant that has passed',
      { Timestamp: '{% $states.input.t %}' },
      { t: '2020-01-01T00:00:00Z' },
      0,
    ],
  ])('waits %s and passes its input on', async (_, fields, input, seconds) => {
    const closed = await anEngine().run(wait(fields), input);
    expect(closed).toMatchObject({ status: 'SUCCEEDED', value: input, seconds });
  });

  it.each(['tomorrow', '2026-12-01', '2026-12-01T00:00:00', 5, '2026-13-45T00:00:00Z'])(
    'fails at %j, which is no instant with a zone',
    async (t) => {
      const closed = await anEngine().run(wait({ Timestamp: '{% $states.input.t %}' }), { t });
      expect(closed).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' });
    },
  );

  it.each([-1, 1.5, '5'])('fails at %j seconds', async (s) => {
    const closed = await anEngine().run(wait({ Seconds: '{% $states.input.s %}' }), { s });
    expect(closed).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' });
  });

  it('between two checks makes a poll: three transitions a turn', async () => {
    let calls = 0;
    const definition = machine({
      Check: invoke('check', {}, { Next: 'IsItDone' }),
      IsItDone: {
        Type: 'Choice',
        Choices: [{ Condition: '{% $states.input.n >= 3 %}', Next: 'Done' }],
        Default: 'Again',
      },
      Again: { Type: 'Wait', Seconds: 60, Next: 'Check' },
      Done: { Type: 'Succeed', Output: { n: '{% $states.input.n %}' } },
    });
    const closed = await anEngine({ functions: { check: () => ({ n: ++calls }) } }).run(definition);
    expect(closed).toMatchObject({ value: { n: 3 }, seconds: 120 });
    expect(closed.states.join(' ')).toBe('Check IsItDone Again Check IsItDone Again Check IsItDone Done');
  });
});

describe('a Fail', () => {
  it('ends the execution with its error and cause', async () => {
    const closed = await anEngine().run(machine({ F: { Type: 'Fail', Error: 'MyError', Cause: 'because' } }));
    expect(closed).toMatchObject({ status: 'FAILED', error: 'MyError', cause: 'because' });
  });

  it('takes both from expressions', async () => {
    const definition = machine({
      F: { Type: 'Fail', Error: '{% $states.input.e %}', Cause: "{% 'of ' & $states.input.c %}" },
    });
    expect(await anEngine().run(definition, { e: 'Dyn', c: 'x' })).toMatchObject({ error: 'Dyn', cause: 'of x' });
  });

  it('in a branch is an error of the Parallel, which may catch it', async () => {
    const definition = machine({
      P: {
        Type: 'Parallel',
        Branches: [graph({ F: { Type: 'Fail', Error: 'Inner' } })],
        Catch: [{ ErrorEquals: ['Inner'], Next: 'Y' }],
        End: true,
      },
      Y: yes,
    });
    expect((await anEngine().run(definition)).value).toBe('yes');
  });
});
