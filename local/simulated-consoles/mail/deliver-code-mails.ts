import type { Clock } from '../../../lambdas/ports/clock.ts';
import type { CodeMail } from '../../../lambdas/simulated-vendor/code-mails.ts';
import type { Vendor } from '../../../lambdas/simulated-vendor/vendor.ts';
import { codeMailAsMime } from './code-mail-as-mime.ts';

/** A verification mail as a receiving mail server has it. */
export interface DeliveredMail {
  to: string;
  /** The whole message, as `codeMailAsMime` made it. */
  raw: Buffer;
  deliveredAt: Date;
}

export interface CodeMailDelivery {
  vendor: Vendor;
  clock: Clock;
  onMail: (mail: DeliveredMail) => void | Promise<void>;
  /** Told when `onMail` fails. */
  onFault: (error: unknown) => void;
}

/**
 * Gives each verification mail (guide 2-5) to `onMail` when it arrives on the clock, until the function that is returned
 * is called. Mails that are on their way when the process ends are lost, as the walk is that asked for them.
 */
export function deliverCodeMails({ vendor, clock, onMail, onFault }: CodeMailDelivery): () => void {
  let isStopped = false;
  const deliver = async (mail: CodeMail): Promise<void> => {
    await clock.sleep(Math.max(0, mail.arrivesAt.getTime() - clock.now().getTime()));
    if (!isStopped) await onMail({ to: mail.to, raw: codeMailAsMime(mail), deliveredAt: clock.now() });
  };
  const unsubscribe = vendor.mails.onSent((mail) => {
    deliver(mail).catch(onFault);
  });
  return () => {
    isStopped = true;
    unsubscribe();
  };
}
