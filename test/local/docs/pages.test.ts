import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';

import { graphOf } from '../../../local/docs/asl.ts';
import { drawnAsMermaid } from '../../../local/docs/mermaid.ts';
import { pages } from '../../../local/docs/pages.ts';
import { STATES_IN_JAPANESE } from '../../../local/docs/states-in-japanese.ts';
import { aDefinition, definitionNames } from '../../definitions/checks/definition-file.ts';
import { edgesOf, statesOf } from '../../definitions/checks/state-machine.ts';

it.each([...(await pages())])('docs/%s says what the code does: `npm run docs` writes it', async (name, text) => {
  expect(await readFile(new URL(`../../../docs/${name}`, import.meta.url), 'utf8')).toBe(text);
});

describe('the picture of a machine', () => {
  it.each(definitionNames)('has every state of %s and every way out of it, so that it hides nothing', (name) => {
    const drawn = drawnAsMermaid(graphOf(name));
    const ways = Array.from(drawn.matchAll(/^ *(\w+) -\.?->(?:\|[^|]+\|)? (\w+)$/gmu), ([, from, to]) => [from, to]);
    const states = statesOf(aDefinition(name));

    for (const state of states) expect(drawn).toMatch(new RegExp(`^ *(subgraph )?${state.name}[[{(]`, 'mu'));
    expect(ways.map(String).sort()).toEqual(
      states.flatMap(({ name: from, state }) => edgesOf(state).map(({ to }) => `${from},${to}`)).sort(),
    );
  });

  it('says a condition in words and not in its language', () => {
    const conditions = [
      "{% $states.input.why = 'windowClosed' %}",
      '{% $exists($states.input.pressAgain) %}',
      '{% $failure != null %}',
    ];
    const Choices = conditions.map((Condition) => ({ Condition, Next: 'Next' }));
    const drawn = drawnAsMermaid({ StartAt: 'Which', States: { Which: { Type: 'Choice', Choices } } });

    expect(Array.from(drawn.matchAll(/\|"(.*)"\|/gu), ([, words]) => words)).toEqual([
      'why: windowClosed',
      'pressAgain',
      'failure',
    ]);
  });
});

it('has a Japanese sentence for each state that there is, and for no other', () => {
  const states = definitionNames.flatMap((name) => statesOf(aDefinition(name)).map((placed) => placed.name));
  expect(Object.keys(STATES_IN_JAPANESE).sort()).toEqual(states.sort());
});
