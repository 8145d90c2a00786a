const LABEL = String.raw`[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?`;
const FQDN = new RegExp(String.raw`^(?:https?:\/\/)?((?:${LABEL}\.)+[a-z]{2,63})\.?(?::\d{1,5})?(?:\/\S*)?$`, 'u');

/**
 * The full name of a server, lower case, as a console shows it or a person copies it: by itself, or as the address of a
 * page; `undefined` for anything else.
 */
export function readFqdn(text: string): string | undefined {
  return FQDN.exec(text.normalize('NFKC').trim().toLowerCase())?.[1];
}
