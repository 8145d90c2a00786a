import { brakePulledMail } from '../../domain/mails/brake-mail.ts';
import type { Switch } from '../../domain/switch.ts';
import type { Ports } from '../../ports/index.ts';

export type PullPorts = Pick<Ports, 'switches' | 'mailer' | 'settings' | 'clock'>;

/** Tells the operator, once for each pull, that everything is held, and why; nothing of what a person has set. */
export async function tellOfPull({ mailer, settings }: Pick<Ports, 'mailer' | 'settings'>, set: Switch): Promise<void> {
  if (!set.pulled) return;
  await mailer.sendOnce(`brake#${set.at}`, brakePulledMail({ set }, settings));
}
