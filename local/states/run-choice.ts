import type { ChoiceState } from './definition.ts';
import { StatesError } from './states-error.ts';
import type { Step, Visit } from './visit.ts';

/** The first condition that holds decides; a condition that is neither true nor false is an error, as on AWS. */
export async function runChoice(visit: Visit<ChoiceState>): Promise<Step> {
  const { state, input } = visit;
  for (const [index, choice] of state.choices.entries()) {
    const holds = await visit.evaluate(choice.condition);
    if (typeof holds !== 'boolean')
      throw visit.wrongType(`Choices[${String(index)}]/Condition`, holds, 'boolean', choice.condition);
    if (holds) return visit.leave(choice, input);
  }
  if (state.default) return visit.leave(state.default, input);
  throw new StatesError('States.NoChoiceMatched', `No condition of the state '${state.name}' holds.`);
}
