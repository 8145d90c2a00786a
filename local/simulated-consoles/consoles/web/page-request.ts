import type { ConsoleLanguage } from '../../../../lambdas/simulated-vendor/labels.ts';
import type { ConsoleClient } from './console-clients.ts';

/** What a page is told about the request it answers. */
export interface PageRequest {
  method: 'GET' | 'POST';
  /** Below `base`; starts with a slash. */
  path: string;
  /** What every address of this console starts with: nothing, or `/{host}` at Apex Central. */
  base: string;
  query: URLSearchParams;
  form: URLSearchParams;
  client: ConsoleClient;
  /** Of the browser; pages of a known tenant are in the tenant's own. */
  language: ConsoleLanguage;
}

/** A field of the posted form, as it was entered. */
export function field({ form }: PageRequest, name: string): string {
  return form.get(name) ?? '';
}
