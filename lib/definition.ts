import { readFileSync } from 'node:fs';

/** The state machines; each is `statemachine/<name>.asl.json`. */
export const definitionNames = ['migrate-batch', 'migrate-tenant', 'hand-over-tenant'] as const;
export type DefinitionName = (typeof definitionNames)[number];

const PLACEHOLDER = /\$\{([A-Za-z][A-Za-z0-9]*)\}/g;

/** The definition as it stands in the repository: its placeholders are not bound yet. */
export function readDefinition(name: DefinitionName): string {
  return readFileSync(new URL(`../statemachine/${name}.asl.json`, import.meta.url), 'utf8');
}

/** The names of all `${Placeholders}` of a definition, each once, in order of the alphabet. */
export function placeholdersOf(text: string): string[] {
  return [...new Set(Array.from(text.matchAll(PLACEHOLDER), ([, name]) => name ?? ''))].sort();
}

/**
 * The definition with every placeholder bound; the stack calls it at synth and the embedded mode at its start.
 *
 * Values land inside JSON strings (a number as well: `"{% ${StartsPerSecond} %}"`) and are escaped for that. Placeholders
 * and substitutions must match both ways, so that a renamed state cannot be deployed with its old function; one error
 * lists every difference.
 */
export function renderDefinition(text: string, substitutions: Readonly<Record<string, string>>): string {
  const placeholders = placeholdersOf(text);
  const problems = [
    ...placeholders
      .filter((name) => !Object.hasOwn(substitutions, name))
      .map((name) => `placeholder \${${name}} has no substitution`),
    ...Object.keys(substitutions)
      .filter((name) => !placeholders.includes(name))
      .map((name) => `substitution ${name} has no placeholder`),
  ];
  if (problems.length > 0) throw new Error(`The definition cannot be rendered: ${problems.join('; ')}.`);
  return text.replace(PLACEHOLDER, (_, name: string) => JSON.stringify(substitutions[name]).slice(1, -1));
}
