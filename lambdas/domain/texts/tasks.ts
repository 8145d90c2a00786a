import { guideStepOf } from '../guide.ts';
import type { Language, LocalizedText } from '../language.ts';
import { describeGuideStep } from './guide-steps.ts';

/** Tasks that are no step of the guide, by the name of their state. */
const NAMES: ReadonlyMap<string, LocalizedText> = new Map([
  ['AwaitRelease', { ja: 'バッチの開始の承認', en: 'release of the batch' }],
  ['AskForConsent', { ja: 'お客様の同意', en: "the customer's consent" }],
  ['UserUpgrade', { ja: 'ユーザによるアップグレード', en: 'upgrade by the users' }],
  ['HandOverPrimaryAccount', { ja: 'プライマリユーザアカウントの引き継ぎ', en: 'handing over the primary account' }],
]);

/** States that ask people, in the order in which a tenant meets them. */
export const TASK_STATES: readonly string[] = [
  'AwaitRelease',
  'ConfirmLicence',
  'ConfirmUserAccounts',
  'AskForConsent',
  'ClaimPrimaryAccount',
  'ProvisionConsole',
  'CheckProvisioning',
  'IssueRegistrationToken',
  'RegisterApexCentral',
  'CheckConnection',
  'StartUpdate',
  'CheckUpdate',
  'VerifyConsole',
  'UpgradeUserAccount',
  'UserUpgrade',
  'HandOverPrimaryAccount',
];

/** What a task is about, in words: `ガイド 1-1 ライセンスの確認`; the name of its state where there are none. */
export function describeTask(step: string, language: Language): string {
  const [state = ''] = step.split(':', 1);
  const guideStep = guideStepOf(step);
  return NAMES.get(state)?.[language] ?? (guideStep ? describeGuideStep(guideStep, language) : step);
}
