import { InvalidArgumentError, Option } from 'commander';
import type { IntakeOptions } from '../../../lambdas/domain/intake/check-intake.ts';

/** What a deployment decides about the files it takes. */
export interface IntakeFlags {
  maxTenants: number;
  maxRejected: number;
  recipientDomains: string[];
  allowSharedConsoles: boolean;
}

/**
 * The settings of the deployment that a file is meant for. Their defaults are a deployment's defaults; the variables are
 * those of its functions.
 */
export function intakeOptions(): Option[] {
  return [
    new Option('--max-tenants <number>', 'larger files are refused')
      .env('MAX_TENANTS_PER_FILE')
      .argParser(wholeNumber)
      .default(100_000),
    new Option('--max-rejected <percent>', 'a file with more rejected rows is refused, from ten rows on')
      .argParser(percent)
      .default(50),
    new Option('--recipient-domains <list>', "domains besides the tenants' own that may get mail without a notice")
      .env('ALLOWED_RECIPIENT_DOMAINS')
      .argParser((text) => text.split(/[,\s]+/u).filter(Boolean))
      .default([], 'none'),
    // Not from a variable: Commander takes any value of one for a yes.
    new Option('--allow-shared-consoles', 'two tenants with one Apex Central console are a notice').default(false),
  ];
}

/** In the words of the intake. */
export function intakeSettings({
  maxTenants,
  maxRejected,
  recipientDomains,
  allowSharedConsoles,
}: IntakeFlags): IntakeOptions {
  return {
    maxTenants,
    refuseAboveRejectedShare: maxRejected / 100,
    operatorDomains: recipientDomains,
    allowSharedConsoles,
    now: new Date(),
  };
}

function wholeNumber(text: string): number {
  if (/^[1-9]\d{0,8}$/u.test(text)) return Number(text);
  throw new InvalidArgumentError('give a whole number of 1 or more.');
}

function percent(text: string): number {
  const number = Number(text.replace(/%$/u, ''));
  if (text !== '' && number >= 0 && number <= 100) return number;
  throw new InvalidArgumentError('give a percentage from 0 to 100.');
}
