import {
  definitionNames,
  placeholdersOf,
  readDefinition,
  renderDefinition,
  type DefinitionName,
} from '../../../lib/definition.ts';
import type { Definition } from './state-machine.ts';

export { definitionNames, type DefinitionName };

/** Values of the right shape for every placeholder that a definition has. */
export function substitutionsFor(text: string): Record<string, string> {
  return Object.fromEntries(placeholdersOf(text).map((name) => [name, valueFor(name)]));
}

/** The definition as the repository has it, with its placeholders still in it. */
export function aDefinition(name: DefinitionName): Definition {
  return JSON.parse(readDefinition(name)) as Definition;
}

/** The definition as it is deployed. */
export function rendered(definition: Definition): Definition {
  const text = JSON.stringify(definition);
  return JSON.parse(renderDefinition(text, substitutionsFor(text))) as Definition;
}

function valueFor(placeholder: string): string {
  if (placeholder.startsWith('Starts')) return '80';
  if (placeholder === 'TenantsAtFirst') return '0';
  if (placeholder.endsWith('Arn')) return `arn:aws:states:ap-northeast-1:123456789012:stateMachine:${placeholder}`;
  if (placeholder.endsWith('Bucket')) return 'visionlift-reports';
  return `arn:aws:lambda:ap-northeast-1:123456789012:function:${placeholder}`;
}
