import type { ConsentTextName } from '../../domain/consent.ts';
import { approverOf, challengeOf, type Challenge } from '../../domain/consent-answers.ts';
import { consentText, nameOfText, type ConsentText } from './consent-text.ts';
import type { DeskTask } from '../../domain/desk-task.ts';
import { sayingIn, type Language } from '../../domain/language.ts';
import type { Tenant } from '../../domain/tenant.ts';
import type { Ports } from '../../ports/index.ts';
import type { Settings } from '../../ports/settings.ts';
import type { TaskRequest } from '../desk-page.ts';

/** Everything that the pages of a consent show, in the visitor's language. */
export interface ConsentAtTheDesk {
  task: DeskTask;
  tenant: Tenant;
  approver: string | undefined;
  /** The yes or no that waits for its code. */
  challenge: Challenge | undefined;
  text: ConsentText;
  textName: ConsentTextName;
  /** What an approver would read now, by language. */
  nameOfTextIn: (language: Language) => ConsentTextName;
  settings: Settings;
  language: Language;
  say: <T>(ja: T, en: T) => T;
}

export async function readConsent(
  { tenants, settings }: Pick<Ports, 'tenants' | 'settings'>,
  { task, language }: TaskRequest,
): Promise<ConsentAtTheDesk> {
  const tenant = await tenants.read(task.subject);
  if (!tenant) throw new Error(`there is no tenant ${task.subject} whose consent could be asked for`);
  const { row } = tenant;
  const { operatorName, defaultHands, zone } = settings;
  const about = { row, operatorName, hands: row.hands ?? defaultHands, zone };
  const text = consentText(about, language);
  return {
    task,
    tenant,
    approver: approverOf(task, row),
    challenge: challengeOf(task, row),
    text,
    textName: nameOfText(text, language),
    nameOfTextIn: (other) => nameOfText(consentText(about, other), other),
    settings,
    language,
    say: sayingIn(language),
  };
}
