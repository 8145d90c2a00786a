import type { Cell } from './cell.ts';
import { isApexCentralHost } from './intake-row.ts';
import { oddCharacter } from './odd-character.ts';

const ADDRESS = /^https:\/\/([^/?#\\]*)(.*)$/iu;

/**
 * The host of the tenant's Apex Central, lower case, from `https://<x>.manage.trendmicro.com` with or without a slash.
 *
 * Credentials are typed into whatever page this opens, so it is compared as written, not as a URL parser would mend it.
 */
export function readApexCentralHost(cell: Cell): string | undefined {
  const match = ADDRESS.exec(cell.text);
  if (cell.text.includes('@')) {
    return cell.report('url-user-info');
  }
  if (match === null) {
    return cell.report('url-not-https');
  }
  const [, authority = '', rest = ''] = match;
  const [host = '', port] = authority.toLowerCase().split(':', 2);
  if (!isApexCentralHost(host)) {
    return cell.report('url-host-refused', { about: oddCharacter(host) });
  }
  if (port !== undefined) {
    return cell.report('url-port');
  }
  return rest === '' || rest === '/' ? host : cell.report('url-path');
}

/** The host of a cell that is written as in the template; undefined when it must be read with care. */
export function plainApexCentralHost(raw: string): string | undefined {
  const host = raw.startsWith('https://') ? raw.slice('https://'.length) : '';
  return isApexCentralHost(host) ? host : undefined;
}
