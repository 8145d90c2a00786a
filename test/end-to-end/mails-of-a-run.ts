import { setTimeout as sleep } from 'node:timers/promises';
import type { EmbeddedStack } from '../../local/embedded-stack.ts';

/** A mail as the viewer of the embedded mode lists it: ours, and those of the simulated vendor. */
interface Shown {
  destination: { to: string[] };
  body: { text?: string };
}

/** Everybody whom we have written to. */
export function recipients({ aws }: EmbeddedStack): Set<string> {
  return new Set(aws.ses.messages().flatMap(({ to }) => to));
}

/** The latest link of this kind in a mail of ours to them. */
export function linkIn({ aws }: EmbeddedStack, who: string, path: RegExp): string | undefined {
  const link = new RegExp(`http://[\\w.:]+${path.source}`, 'u');
  const texts = aws.ses.messages().flatMap(({ to, text = '' }) => (to.includes(who) ? [text] : []));
  return texts.map((text) => link.exec(text)?.[0]).findLast((found) => found !== undefined);
}

/** The code of the latest mail to them, where anyone who sits at this computer reads their mails. */
export async function codeIn({ aws }: EmbeddedStack, who: string, code: RegExp): Promise<string | undefined> {
  const answer = await fetch(`${aws.ses.viewerUrl}store?since=0`);
  const { emails } = (await answer.json()) as { emails: Shown[] };
  const mail = emails.findLast(({ destination }) => destination.to.includes(who));
  return code.exec(mail?.body.text ?? '')?.[0];
}

/** Looks until it is there. */
export async function until<T>(look: () => T | undefined | Promise<T | undefined>): Promise<T> {
  for (let looks = 0; looks < 3_000; looks++) {
    const found = await look();
    if (found !== undefined) return found;
    await sleep(20);
  }
  throw new Error(`it did not come: ${String(look)}`);
}
