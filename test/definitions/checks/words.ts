import { statesOf, tasksOf, type Definition } from './state-machine.ts';

const QUESTION = /^(Is|Are|Has|Have|How|Did)[A-Z]/;
const TYPE_WORDS = new Set(['State', 'Task', 'Lambda', 'Choice', 'Map', 'Parallel', 'Pass', 'Succeed', 'Fail', 'Loop']);

/** The comments are the operator's manual: one sentence on each state, and the machine's promise on top. */
export function commentsSayWhy(definition: Definition): string[] {
  const top = definition.Comment?.includes('Promise: ') ? [] : ['the machine has no Comment with its promise'];
  const states = statesOf(definition)
    .filter(({ state }) => !/^[A-Z0-9]((?![.!?] [A-Z]).)*\.$/.test(state.Comment ?? ''))
    .map(({ name }) => `${name} has no Comment of one sentence`);
  return [...top, ...states];
}

/** Tasks do, Choices ask, Waits wait, ends state a fact; the four grammars never mix. */
export function namesFollowTheGrammar(definition: Definition): string[] {
  const verbs = new Set(tasksOf(definition).map(({ name }) => wordsOf(name)[0]));
  return statesOf(definition).flatMap(({ name, state }) => {
    const words = wordsOf(name);
    const isQuestion = QUESTION.test(name);
    const waits = /^(Wait|Hold)[A-Z]/.test(name);
    const isEnd = state.Type === 'Succeed' || state.Type === 'Fail';
    const problems: string[] = [];
    if (!/^([A-Z][a-z]*)+$/.test(name)) problems.push(`${name} is not in PascalCase`);
    if (name.length > 80) problems.push(`${name} is longer than 80 characters`);
    if (words.some((word) => TYPE_WORDS.has(word))) problems.push(`${name} names its type`);
    if (isQuestion !== (state.Type === 'Choice')) {
      problems.push(`${name} is a ${state.Type} and ${isQuestion ? 'asks' : 'does not ask'}`);
    }
    if (waits !== (state.Type === 'Wait')) {
      problems.push(`${name} is a ${state.Type} and ${waits ? 'says that it waits' : 'does not say that it waits'}`);
    }
    // A hand-over is a thing, too.
    const isNoun = /^HandOver(Is|Needs)[A-Z]/.test(name);
    if (isEnd && verbs.has(words[0]) && !isNoun) problems.push(`${name} is an end and sounds like a task`);
    return problems;
  });
}

function wordsOf(name: string): string[] {
  return name.match(/[A-Z][a-z]*/g) ?? [];
}
