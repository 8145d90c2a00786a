import * as graph from './graph.ts';
import * as language from './query-language.ts';
import type { Definition } from './state-machine.ts';
import * as tasks from './tasks.ts';
import * as variables from './variables.ts';
import * as words from './words.ts';

/** Finds what is wrong with a definition as it stands in the repository; an empty list means nothing. */
export type Check = (definition: Definition) => string[];

/** The rules that every definition keeps, each with the title of its test. */
export const checks = {
  'assigns every variable on every way to the state that reads it': variables.variablesAreAssigned,
  'gives no variable inside a box a name from outside': variables.variablesAreNotShadowed,
  'waits in every cycle, because a history holds 25,000 events': graph.everyCycleWaits,
  'reaches every state': graph.everyStateIsReachable,
  'leads from no state into another scope': graph.transitionsStayInTheirScope,
  'decides in every Choice what to do with an unexpected answer': graph.choicesHaveADefault,
  'gives each name to one state only': graph.stateNamesAreUnique,
  'limits every task, which else could wait for a year': tasks.tasksHaveATimeout,
  'tries every Lambda again in the same way, and every start': tasks.tasksRetryAlike,
  'catches every error of every task, so that no tenant is left without an outcome': tasks.tasksAreCaught,
  'names States.ALL last and alone, so that it hides no other error': tasks.statesAllStandsLastAndAlone,
  'binds each task to the function of its own name': tasks.placeholdersAreKnown,
  'reads of a token task what was sent, and of a plain one the Payload': tasks.resultsAreReadByKind,
  'speaks JSONata only': language.speaksJsonataOnly,
  'has no expression that Step Functions would refuse': language.expressionsParse,
  'reads no clock and calls nothing that decides': language.callsOnlyKnownFunctions,
  'reads items from S3 in a Distributed Map only, and writes its results there': language.mapsReadAndWriteByTheirMode,
  'carries no secret, because the history is kept for 90 days': language.stateCarriesNoSecrets,
  'says of every state why it is there': words.commentsSayWhy,
  'names every state by what it is': words.namesFollowTheGrammar,
} satisfies Record<string, Check>;

export type CheckTitle = keyof typeof checks;
