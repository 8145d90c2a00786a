import type { ConsoleLanguage } from './labels.ts';
import { codeOf, numberBetween, prefixOf } from './made-up.ts';
import type { VendorTenant } from './vendor-tenant.ts';

const SECOND = 1_000;
const LATE = 12 * 60 * SECOND;
const FORGOTTEN_AFTER = 60 * 60 * SECOND;

/** Guide 2-5: a verification mail on its way. */
export interface CodeMail {
  tenantId: string;
  to: string;
  prefix: string;
  code: string;
  language: ConsoleLanguage;
  sentAt: Date;
  /** When it lies in the mailbox. */
  arrivesAt: Date;
}

/** What the wizard asked for: the prefix it shows, and the code it will take. */
export interface CodeRequest {
  prefix: string;
  code: string;
  sentAt: Date;
}

/** Guide 2-5: from [Verify Email] until the mail lies in the mailbox, in milliseconds; `number` of them came before it. */
export function codeTravels(tenantId: string, number: number): number {
  return numberBetween(5, 20, 'mail', tenantId, String(number)) * SECOND;
}

/** The verification mails of the last hour, by address. */
export class CodeMails {
  readonly #byAddress = new Map<string, CodeMail[]>();
  readonly #seed: string;
  readonly #listeners = new Set<(mail: CodeMail) => void>();

  constructor(seed: string, sendCode?: (mail: CodeMail) => void) {
    this.#seed = seed;
    if (sendCode) this.#listeners.add(sendCode);
  }

  /** Tells `listener` of each mail when it is sent, until the function that is returned is called. */
  onSent(listener: (mail: CodeMail) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  request(tenant: VendorTenant, to: string, now: Date): CodeRequest {
    const number = tenant.state.codeRequests;
    tenant.change({ codeRequests: number + 1 });
    const request = { prefix: prefixOf(tenant.id, number), code: codeOf(this.#seed, tenant.id, number), sentAt: now };
    this.#post({
      tenantId: tenant.id,
      to,
      prefix: request.prefix,
      code: tenant.strikes('WRONG_CODE_ONCE') ? anotherThan(request.code) : request.code,
      language: tenant.language,
      sentAt: now,
      arrivesAt: new Date(now.getTime() + this.#travelTime(tenant, number)),
    });
    return request;
  }

  /** Every mail to this address, also those that have not arrived yet. */
  to(address: string): readonly CodeMail[] {
    return this.#byAddress.get(address.toLowerCase()) ?? [];
  }

  #travelTime(tenant: VendorTenant, number: number): number {
    if (tenant.strikes('LATE_CODE')) return LATE;
    return codeTravels(tenant.id, number);
  }

  #post(mail: CodeMail): void {
    const fresh = this.to(mail.to).filter(({ sentAt }) => mail.sentAt.getTime() - sentAt.getTime() < FORGOTTEN_AFTER);
    this.#byAddress.set(mail.to.toLowerCase(), [...fresh, mail]);
    for (const listener of this.#listeners) listener(mail);
  }
}

function anotherThan(code: string): string {
  return String((Number(code) + 1) % 1_000_000).padStart(6, '0');
}
