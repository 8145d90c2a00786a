import { describe, expect, it } from 'vitest';
import { anEngine, askWithToken, caught, CustomError, graph, machine } from './an-engine.ts';

interface Asked {
  token: string;
}

const code = (name: string) => expect.objectContaining({ name }) as Error;

/** An engine whose function `ask` notes its tokens and then does `more`. */
function withTokens(more: (asked: Asked, answer: (output: unknown) => void) => unknown = () => undefined) {
  const tokens: string[] = [];
  const made = anEngine({
    functions: {
      ask: (asked: Asked) => {
        tokens.push(asked.token);
        return more(asked, (output) => {
          answer(asked.token, output);
        });
      },
    },
  });
  const answer = (taskToken: string, output: unknown = {}) => {
    made.engine.sendTaskSuccess({ taskToken, output: JSON.stringify(output) });
  };
  return { ...made, tokens, answer };
}

describe('an answer that comes before the function returns', () => {
  it('wins', async () => {
    const { run, clock, engine } = withTokens(async (_, answer) => {
      answer('early');
      await clock.sleep(60_000);
      return 'late';
    });
    const closed = await run(machine({ S: askWithToken('ask') }));
    expect(closed).toMatchObject({ value: 'early', seconds: 0 });
    // Submitted all the same: the counts do not depend on who was quicker.
    expect(closed.figures.events).toBe(8);
    await engine.idle();
  });

  it('makes it harmless that the function then throws, or is never done', async () => {
    const throwing = withTokens((_, answer) => {
      answer('early');
      throw new CustomError('after the answer');
    });
    expect(await throwing.run(machine({ S: askWithToken('ask') }))).toMatchObject({
      status: 'SUCCEEDED',
      value: 'early',
    });
    const hanging = withTokens((_, answer) => {
      answer('early');
      return new Promise(() => undefined);
    });
    const definition = machine({ S: askWithToken('ask', { TimeoutSeconds: 60, End: true }) });
    expect(await hanging.run(definition)).toMatchObject({ status: 'SUCCEEDED', value: 'early' });
  });
});

describe('a function that throws before there is an answer', () => {
  it('fails the state, and an answer that comes then is told so', async () => {
    const { run, tokens, answer } = withTokens(() => {
      throw new CustomError('boom');
    });
    expect(await run(machine({ S: askWithToken('ask') }))).toMatchObject({ status: 'FAILED', error: 'CustomError' });
    expect(() => {
      answer(String(tokens[0]));
    }).toThrow(code('TaskTimedOut'));
  });
});

describe('a token', () => {
  it('is answered once: a second answer changes nothing and is told so', async () => {
    const { run, answer, tokens } = withTokens((_, first) => {
      first('first');
    });
    expect((await run(machine({ S: askWithToken('ask') }))).value).toBe('first');
    expect(() => {
      answer(String(tokens[0]), 'second');
    }).toThrow(code('TaskTimedOut'));
  });

  it('that never was is invalid', () => {
    const { answer } = withTokens();
    expect(() => {
      answer('1.made-up');
    }).toThrow(code('InvalidToken'));
  });

  it('is over with the time-out of its task', async () => {
    const { run, answer, tokens } = withTokens();
    await run(machine({ S: askWithToken('ask', { TimeoutSeconds: 5, End: true }) }));
    expect(() => {
      answer(String(tokens[0]));
    }).toThrow(code('TaskTimedOut'));
  });

  it('is a new one for each retry, so that an answer to the old one is not lost in silence', async () => {
    const made = withTokens(() => {
      if (made.tokens.length === 1) throw new CustomError('first time');
      made.answer(String(made.tokens[1]), 'second');
    });
    const definition = machine({
      S: askWithToken('ask', { Retry: [{ ErrorEquals: ['CustomError'], IntervalSeconds: 60 }], End: true }),
    });
    expect((await made.run(definition)).value).toBe('second');
    expect(new Set(made.tokens).size).toBe(2);
    expect(() => {
      made.answer(String(made.tokens[0]));
    }).toThrow(code('TaskTimedOut'));
  });

  it('does not take an answer that is no JSON, and waits on', async () => {
    const { engine, start, tokens, answer, clock } = withTokens();
    const { executionArn } = start(machine({ S: askWithToken('ask') }));
    await clock.sleep(1);
    expect(() => {
      engine.sendTaskSuccess({ taskToken: String(tokens[0]), output: 'done' });
    }).toThrow(code('InvalidOutput'));
    answer(String(tokens[0]), 'done');
    expect(await engine.whenClosed(executionArn)).toMatchObject({ output: '"done"' });
  });
});

describe('stopping', () => {
  it('takes back the tokens and timers of the execution', async () => {
    const { engine, start, tokens, answer, clock } = withTokens();
    const { executionArn } = start(machine({ S: askWithToken('ask', { TimeoutSeconds: 600, End: true }) }));
    await clock.sleep(60_000);
    engine.stopExecution({ executionArn, error: 'Enough', cause: 'by hand' });
    expect(await engine.whenClosed(executionArn)).toMatchObject({
      status: 'ABORTED',
      error: 'Enough',
      cause: 'by hand',
    });
    expect(() => {
      answer(String(tokens[0]));
    }).toThrow(code('TaskTimedOut'));
    await clock.sleep(3_600_000);
    expect(engine.getExecutionHistory(executionArn).at(-1)?.type).toBe('ExecutionAborted');
  });

  it('a branch because another failed takes back its tokens', async () => {
    const { run, tokens, answer } = withTokens();
    const definition = machine({
      P: {
        Type: 'Parallel',
        Branches: [
          graph({ A: askWithToken('ask') }),
          graph({ W: { Type: 'Wait', Seconds: 5, Next: 'F' }, F: { Type: 'Fail', Error: 'Inner' } }),
        ],
        Catch: [{ ErrorEquals: ['States.ALL'], Next: 'H' }],
        End: true,
      },
      H: caught,
    });
    expect((await run(definition)).value).toBe('Inner');
    expect(() => {
      answer(String(tokens[0]));
    }).toThrow(code('TaskTimedOut'));
  });
});
