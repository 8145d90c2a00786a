import { describe, expect, it } from 'vitest';
import { anEngine, machine } from './an-engine.ts';

/** Runs a machine of one Pass with this output. */
async function outputOf(Output: unknown, input: unknown = {}, more: object = {}) {
  return anEngine().run(machine({ S: { Type: 'Pass', Output, End: true, ...more } }), input);
}

describe('expressions', () => {
  it('read the input wherever they stand in a field', async () => {
    const { value } = await outputOf(
      { s: '{% $states.input.a + 1 %}', l: ['{% $states.input.a %}', 'as it is'] },
      { a: 1 },
    );
    expect(value).toEqual({ s: 2, l: [1, 'as it is'] });
  });

  it('keep a list a list, whether it has one entry or none', async () => {
    const output = {
      one: '{% $states.input.one %}',
      none: '{% $states.input.none %}',
      deep: '{% $states.input.o.l %}',
    };
    const input = { one: [1], none: [], o: { l: [[2]] } };
    expect((await outputOf(output, input)).value).toEqual({ one: [1], none: [], deep: [[2]] });
  });

  it('map over lists on the way, as JSONata does', async () => {
    const input = { rows: [{ n: 1 }, { n: 2 }] };
    expect((await outputOf('{% $states.input.rows.n %}', input)).value).toEqual([1, 2]);
  });

  it('give plain JSON: the next state does not see how JSONata made a list', async () => {
    const definition = machine({
      A: { Type: 'Pass', Output: { l: '{% $states.input.rows[n > 1].n %}' }, Next: 'B' },
      B: { Type: 'Pass', Output: '{% $append($states.input.l, [[9]]) %}', End: true },
    });
    const { value } = await anEngine().run(definition, { rows: [{ n: 1 }, { n: 2 }, { n: 3 }] });
    expect(value).toEqual([2, 3, [9]]);
  });

  it('keep null, false and 0', async () => {
    const output = { n: '{% $states.input.n %}', f: '{% $states.input.f %}', z: '{% $states.input.z %}' };
    expect((await outputOf(output, { n: null, f: false, z: 0 })).value).toEqual({ n: null, f: false, z: 0 });
  });

  it('have what Step Functions adds to JSONata', async () => {
    const { value } = await outputOf({
      p: '{% $partition([1,2,3],2) %}',
      r: '{% $range(0,4,2) %}',
      h: "{% $hash('abc','SHA-1') %}",
      u: '{% $length($uuid()) %}',
      j: '{% $parse(\'{"a":1}\') %}',
      same: '{% $random(7) = $random(7) %}',
    });
    expect(value).toEqual({
      p: [[1, 2], [3]],
      r: [0, 2, 4],
      h: 'a9993e364706816aba3e25717850c26c9cd0d89d',
      u: 36,
      j: { a: 1 },
      same: true,
    });
  });

  it("draw from the engine's random source, so that a seeded run repeats", async () => {
    const engine = anEngine({ random: () => 0.25 });
    const { value } = await engine.run(machine({ S: { Type: 'Pass', Output: '{% $random() %}', End: true } }));
    expect(value).toBe(0.25);
  });

  it.each([
    ['a field that is not there', '{% $states.input.nope %}'],
    ['a field of nothing', '{% $states.input.a.b.c %}'],
    ['an error within JSONata', "{% 'a' + 1 %}"],
    ['what is no JSON', '{% function($x) { $x } %}'],
  ])('fail the execution at %s, which would otherwise be lost without a word', async (_, output) => {
    const closed = await outputOf({ field: output }, { a: 1 });
    expect(closed).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' });
    expect(closed.cause).toContain("for the field 'Output/field'");
    expect(closed.events).toContain('EvaluationFailed');
  });
});

describe('the context object', () => {
  it('knows the execution, its machine, its state and when it was entered', async () => {
    const definition = machine({
      W: { Type: 'Wait', Seconds: 5, Next: 'S' },
      S: { Type: 'Pass', Output: '{% $states.context %}', End: true },
    });
    const closed = await anEngine().run(definition, { q: 1 });
    expect(closed.value).toEqual({
      Execution: {
        Id: closed.executionArn,
        Name: 'exec1',
        Input: { q: 1 },
        StartTime: '2026-12-01T00:00:00.000Z',
        RoleArn: 'arn:aws:iam::123456789012:role/embedded',
        RedriveCount: 0,
      },
      StateMachine: { Id: closed.stateMachineArn, Name: 'machine' },
      State: { Name: 'S', EnteredTime: '2026-12-01T00:00:05.000Z', RetryCount: 0 },
    });
  });
});
