import type { LocalizedText } from '../../../lambdas/domain/language.ts';

/** What one check found. `unknown`: it could not be made, which is never taken for fine; `none`: it does not apply. */
export interface Finding {
  verdict: 'fine' | 'to-do' | 'unknown' | 'none';
  /** What was seen, with its values. */
  says: LocalizedText;
  /** Of `to-do` and `unknown`. */
  whatToDo?: LocalizedText;
}

/** Every check of a deployment on AWS, by the name that scripts may rely on, in the order of the table. */
export const TITLES = {
  account: { ja: 'アカウント', en: 'account' },
  clock: { ja: '時計', en: 'clock' },
  quotas: { ja: 'クォータ', en: 'quotas' },
  bootstrap: { ja: 'CDK ブートストラップ', en: 'CDK bootstrap' },
  'ses-account': { ja: 'SESの送信', en: 'SES account' },
  'ses-identity': { ja: 'SESの送信元', en: 'SES identity' },
  dkim: { ja: 'DKIM', en: 'DKIM' },
  suppression: { ja: 'SESの抑制リスト', en: 'SES suppression' },
  'receipt-rules': { ja: '受信ルール', en: 'receipt rules' },
  mx: { ja: 'MX', en: 'MX' },
  stack: { ja: 'スタック', en: 'stack' },
  version: { ja: 'バージョン', en: 'version' },
  keys: { ja: 'KMS キー', en: 'keys' },
  'dead-letters': { ja: 'デッドレター', en: 'dead letters' },
  alarms: { ja: 'アラーム', en: 'alarms' },
} as const satisfies Readonly<Record<string, LocalizedText>>;

/** One thing that is looked at. */
export interface Check {
  name: keyof typeof TITLES;
  /** Where it is another than that of `TITLES`. */
  title?: LocalizedText;
  look(): Promise<Finding>;
}

export function fine(ja: string, en: string): Finding {
  return { verdict: 'fine', says: { ja, en } };
}

export function toDo(says: LocalizedText, whatToDo: LocalizedText): Finding {
  return { verdict: 'to-do', says, whatToDo };
}

export function doesNotApply(ja: string, en: string): Finding {
  return { verdict: 'none', says: { ja, en } };
}

export function couldNotLook(why: string, whatToDo: LocalizedText): Finding {
  return { verdict: 'unknown', says: { ja: `確認できません: ${why}`, en: `could not be looked at: ${why}` }, whatToDo };
}
