import { expressionsOf } from './expression.ts';
import { keysIn, ownFieldsOf, statesOf, stringsIn, type Definition } from './state-machine.ts';

const JSONPATH_FIELDS = new Set(['Parameters', 'ResultSelector', 'Iterator', 'Variable', 'And', 'Or', 'Not']);

/**
 * What we call and why it is harmless: a field may be missing, a cause may be too long, and a Wait takes whole seconds.
 * Whatever is not here is a decision, and decisions belong in code.
 */
const FUNCTIONS = new Set(['exists', 'substring', 'floor']);

/** JSONata throughout: a JSONPath field in a JSONata state is refused on deployment, or taken for a literal. */
export function speaksJsonataOnly(definition: Definition): string[] {
  const top = definition.QueryLanguage === 'JSONata' ? [] : ['the machine does not say QueryLanguage JSONata'];
  const problems = statesOf(definition).flatMap(({ name, state }) => {
    const own = ownFieldsOf(state);
    const fields = keysIn(own)
      .filter((key) => key === 'QueryLanguage' || JSONPATH_FIELDS.has(key) || /(Path|\.\$)$/.test(key))
      .map((key) => `${name} has the field ${key}, which is not for JSONata`);
    const literals = stringsIn(own)
      .filter(({ text }) => /^\$|^States\.\w+\(/.test(text) && !/^\$\{\w+\}$/.test(text))
      .map(({ text }) => `${name} says "${text}", which JSONata takes for a literal`);
    return [...fields, ...literals];
  });
  return [...top, ...problems];
}

/** JSONata 2.0.6 parses it, and it reads nothing but variables: Step Functions has no context item. */
export function expressionsParse(definition: Definition): string[] {
  return statesOf(definition).flatMap(({ name, state }) =>
    expressionsOf(state).flatMap(({ text, error, contextual }) => [
      ...(error === undefined ? [] : [`${name}: "${text}" does not parse: ${error}`]),
      ...contextual.map((field) => `${name}: "${text}" reads ${field} without saying of what`),
    ]),
  );
}

/** No $now() or $millis(), which read a clock that tests and the embedded mode cannot turn; no $eval. */
export function callsOnlyKnownFunctions(definition: Definition): string[] {
  return statesOf(definition).flatMap(({ name, state }) =>
    expressionsOf(state).flatMap(({ functions }) =>
      [...functions].filter((called) => !FUNCTIONS.has(called)).map((called) => `${name} calls $${called}()`),
    ),
  );
}

/** Reading items from S3 and writing results there are for Distributed Maps, and those need both. */
export function mapsReadAndWriteByTheirMode(definition: Definition): string[] {
  return statesOf(definition)
    .filter(({ state }) => state.Type === 'Map')
    .flatMap(({ name, state }) => {
      const isDistributed = state.ItemProcessor?.ProcessorConfig?.Mode === 'DISTRIBUTED';
      return ['ItemReader', 'ResultWriter']
        .filter((field) => field in state !== isDistributed)
        .map((field) => `${name} ${isDistributed ? 'needs a' : 'is INLINE and cannot have a'} ${field}`);
    });
}

/** The history is kept for 90 days and read by many: ids and flags only. */
export function stateCarriesNoSecrets(definition: Definition): string[] {
  return statesOf(definition).flatMap(({ name, state }) =>
    keysIn(ownFieldsOf(state))
      .filter((key) => key !== 'taskToken' && /password|secret|seed|credential|token|code$/i.test(key))
      .map((key) => `${name} carries ${key}`),
  );
}
