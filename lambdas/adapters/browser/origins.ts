import { isBelow } from '../../domain/is-at-domain.ts';

/** Where the consoles are. `{host}` in the one of Apex Central stands for the tenant's own host. */
export interface ConsoleOrigins {
  clp: string;
  apexCentral: string;
  visionOne: string;
}

export type ConsoleName = keyof ConsoleOrigins;

const VENDOR_ORIGINS: ConsoleOrigins = {
  clp: 'https://clp.trendmicro.com/',
  apexCentral: 'https://{host}',
  visionOne: 'https://signin.v1.trendmicro.com/',
};

/** The vendor's own domain: a sign-in leads from one of its hosts to another. */
const VENDOR_DOMAIN = 'trendmicro.com';

/** `CLP_ORIGIN`, `APEX_CENTRAL_ORIGIN` and `VISION_ONE_ORIGIN`; the vendor's where they are not set. */
export function originsOf(variables: Readonly<Record<string, string | undefined>> = process.env): ConsoleOrigins {
  return {
    clp: variables['CLP_ORIGIN'] || VENDOR_ORIGINS.clp,
    apexCentral: variables['APEX_CENTRAL_ORIGIN'] || VENDOR_ORIGINS.apexCentral,
    visionOne: variables['VISION_ONE_ORIGIN'] || VENDOR_ORIGINS.visionOne,
  };
}

/** The origins as one tenant's browser sees them. */
export function originsFor(origins: ConsoleOrigins, apexCentralHost: string): ConsoleOrigins {
  return { ...origins, apexCentral: origins.apexCentral.replace('{host}', apexCentralHost) };
}

/** Who serves the pictures and scripts of a CAPTCHA: reCAPTCHA (which the vendor's sign-in loads), hCaptcha, Turnstile. */
export const CHALLENGE_HOSTS: readonly string[] = [
  'www.google.com',
  'www.gstatic.com',
  'www.recaptcha.net',
  'hcaptcha.com',
  '*.hcaptcha.com',
  'challenges.cloudflare.com',
];

/** The only names a browser may resolve, in the form of Chromium's rules. */
export function hostsOf(origins: ConsoleOrigins, others: readonly string[] = []): string[] {
  const hosts = Object.values(origins).map((origin: string) => new URL(origin).hostname);
  return [...new Set([...hosts.map((host) => (isVendors(host) ? `*.${VENDOR_DOMAIN}` : host)), ...others])];
}

/**
 * Whether a request may leave the browser: to one of the origins, and by HTTPS at the vendor to any of its hosts, and to
 * these others.
 */
export function isAllowed(origins: ConsoleOrigins, url: URL, others: readonly string[] = []): boolean {
  if (['data:', 'blob:', 'about:'].includes(url.protocol)) return true;
  const own = Object.values(origins).map((origin: string) => new URL(origin));
  if (own.some(({ origin }) => origin === url.origin)) return true;
  if (url.protocol === 'https:' && others.some((other) => isNamedBy(url.hostname, other))) return true;
  return url.protocol === 'https:' && isVendors(url.hostname) && own.some(({ hostname }) => isVendors(hostname));
}

function isNamedBy(host: string, name: string): boolean {
  return name.startsWith('*.') ? isBelow(host, name.slice(2)) : host === name;
}

function isVendors(host: string): boolean {
  return isBelow(host, VENDOR_DOMAIN);
}
