import { breakerTrippedMail } from '../../domain/mails/breaker-mail.ts';
import type { Switch } from '../../domain/switch.ts';
import type { Ports } from '../../ports/index.ts';

export type BreakerPorts = Pick<Ports, 'switches' | 'mailer' | 'settings' | 'clock'>;

/** Tells the operator, once for each trip, that everything is held, and why; nothing of what a person has set. */
export async function notifyOfTrip(
  { mailer, settings }: Pick<Ports, 'mailer' | 'settings'>,
  set: Switch,
): Promise<void> {
  if (!set.trip) return;
  await mailer.sendOnce(`brake#${set.at}`, breakerTrippedMail({ set }, settings));
}
