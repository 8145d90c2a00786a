import { describe, expect, it } from 'vitest';
import { anEngine, graph, machine } from './an-engine.ts';

describe('variables', () => {
  it('are there in every later state', async () => {
    const definition = machine({
      A: { Type: 'Pass', Assign: { v: '{% $states.input.x %}', c: 1 }, Next: 'B' },
      B: { Type: 'Pass', Next: 'C' },
      C: { Type: 'Pass', Output: { o: '{% $v %}', c: '{% $c %}' }, End: true },
    });
    expect((await anEngine().run(definition, { x: 5 })).value).toEqual({ o: 5, c: 1 });
  });

  it('show their old value to the whole state that assigns them', async () => {
    const definition = machine({
      A: { Type: 'Pass', Assign: { x: 1, y: 2 }, Next: 'B' },
      B: { Type: 'Pass', Assign: { x: '{% $y %}', y: '{% $x %}' }, Output: '{% [$x, $y] %}', Next: 'C' },
      C: { Type: 'Pass', Output: '{% [$states.input, [$x, $y]] %}', End: true },
    });
    expect((await anEngine().run(definition)).value).toEqual([1, 2, [2, 1]]);
  });

  it('make an error where they were not assigned on the way taken', async () => {
    const definition = machine({
      C: { Type: 'Choice', Choices: [{ Condition: '{% $states.input.assign %}', Next: 'A' }], Default: 'B' },
      A: { Type: 'Pass', Assign: { v: 1 }, Next: 'B' },
      B: { Type: 'Pass', Output: '{% $v %}', End: true },
    });
    expect(await anEngine().run(definition, { assign: false })).toMatchObject({
      status: 'FAILED',
      error: 'States.QueryEvaluationError',
    });
  });

  it('of the outside can be read in a branch and an iteration; what those assign ends with them', async () => {
    const read = graph({
      R: { Type: 'Pass', Assign: { own: '{% $outer + 1 %}' }, Next: 'S' },
      S: { Type: 'Pass', Output: '{% $own %}', End: true },
    });
    const readToo = graph({
      T: { Type: 'Pass', Assign: { own: '{% $outer + $states.input %}' }, Next: 'U' },
      U: { Type: 'Pass', Output: '{% $own %}', End: true },
    });
    const definition = machine({
      A: { Type: 'Pass', Assign: { outer: 10 }, Next: 'P' },
      P: { Type: 'Parallel', Branches: [read], Assign: { fromBranch: '{% $states.result[0] %}' }, Next: 'M' },
      M: { Type: 'Map', Items: [1, 2], ItemProcessor: readToo, Next: 'E' },
      E: { Type: 'Pass', Output: '{% [$fromBranch, $states.input, $exists($outer)] %}', End: true },
    });
    expect((await anEngine().run(definition)).value).toEqual([11, 11, 12, true]);
  });

  it('assigned by the choice that was taken, or by the state when it was the default', async () => {
    const definition = machine({
      C: {
        Type: 'Choice',
        Choices: [{ Condition: '{% $states.input.n > 1 %}', Assign: { by: 'rule' }, Output: 'r', Next: 'E' }],
        Assign: { by: 'state' },
        Output: 's',
        Default: 'E',
      },
      E: { Type: 'Pass', Output: '{% $by & $states.input %}', End: true },
    });
    expect((await anEngine().run(definition, { n: 2 })).value).toBe('ruler');
    expect((await anEngine().run(definition, { n: 1 })).value).toBe('states');
  });
});
