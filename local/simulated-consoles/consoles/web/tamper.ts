import type { ConsoleName } from '../../../../lambdas/simulated-vendor/tenant-scenario.ts';

/** What a test may know of a request before it spoils the answer. */
export interface TamperRequest {
  console: ConsoleName;
  method: 'GET' | 'POST';
  /** Below the tenant's part of the address at Apex Central. */
  path: string;
  tenantId: string | undefined;
}

/** An answer before it is sent. */
export interface TamperResponse {
  status: number;
  /** The page; of a modern one also its scripts and data, as `type` says. */
  html: string;
  /** MIME type; that of a page where it is left out. */
  type?: 'application/json' | 'text/javascript';
  /** Where the browser is sent instead of showing anything. */
  location?: string;
  /** Breaks the connection after this many characters of the page. */
  cutOffAfter?: number;
}

/** Spoils answers on their way, as a proxy or a bad day would; what it returns is sent instead. */
export type Tamper = (
  request: TamperRequest,
  response: TamperResponse,
) => TamperResponse | undefined | Promise<TamperResponse | undefined>;
