import { VISION_ONE } from '../domain/brand.ts';
import type { Instruction, Reveal } from './task-view.ts';
import type { Purpose } from '../ports/vault.ts';
import type { QuestionContext } from './question.ts';
import { hasReached } from '../domain/tenant.ts';
import { LABELS, type LabelName } from '../adapters/browser/labels.ts';

/** Guide 1-1: the sign-in of the master account at the Customer Licensing Portal. */
export function signInToClp(context: QuestionContext): Instruction {
  const { tenant, origins, say } = context;
  return {
    text: say(
      `Customer Licensing Portal（CLP）に ${named(context, 'loginId')} と ${named(context, 'password')} を入力し、${named(context, 'logIn')} を押します。`,
      `Sign in to the Customer Licensing Portal (CLP): enter ${named(context, 'loginId')} and ${named(context, 'password')}, press ${named(context, 'logIn')}.`,
    ),
    link: { label: say('CLPを開く', 'Open CLP'), href: origins.clp },
    copy: [{ label: say('ログインID', 'Login ID'), value: tenant.row.clpLoginId }],
    reveal: revealing(context, 'clp-password', say('CLPのパスワード', 'CLP password')),
  };
}

/** Guide 2-10: the sign-in of the primary user account. */
export function signInToVisionOne(context: QuestionContext): Instruction {
  const { tenant, origins, say } = context;
  return {
    text: say(
      `${VISION_ONE.ja}に、プライマリユーザアカウントのメールアドレスとパスワードで ${named(context, 'signIn')} します（${named(context, 'continue')} を押して進みます）。`,
      `Sign in to ${VISION_ONE.en} as the primary user account: its e-mail address, ${named(context, 'continue')}, its password, ${named(context, 'signIn')}.`,
    ),
    link: { label: say('Trend Vision Oneを開く', 'Open Trend Vision One'), href: origins.visionOne },
    copy: [{ label: say('メールアドレス', 'E-mail address'), value: tenant.row.primaryEmail }],
    reveal: revealing(
      context,
      'primary-account-password',
      say('プライマリユーザアカウントのパスワード', 'Password of the primary user account'),
    ),
  };
}

/** Guide 1-2, 3-6: Apex Central by its own address, as the present master account. */
export function logOnToApexCentral(context: QuestionContext): Instruction {
  const { tenant, origins, say } = context;
  const isClaimed = hasReached(tenant, 'primaryAccountClaimed');
  return {
    text: say(
      `Apex Centralに ${named(context, 'logOn')} します（CLPまたはVision Oneの ${named(context, 'openConsole')} からも開けます）。`,
      `Log on to Apex Central with ${named(context, 'logOn')} (${named(context, 'openConsole')} in CLP or Vision One leads there, too).`,
    ),
    link: { label: say('Apex Centralを開く', 'Open Apex Central'), href: origins.apexCentral },
    copy: [
      {
        label: say('ユーザ名', 'User name'),
        value: isClaimed ? tenant.row.primaryEmail : tenant.row.clpLoginId,
      },
    ],
    reveal: revealing(context, isClaimed ? 'primary-account-password' : 'clp-password', say('パスワード', 'Password')),
  };
}

/** Guide 3-1: where the row of the product stands. */
export function openProductInstance(context: QuestionContext): Instruction {
  const { say } = context;
  const path = `${named(context, 'serviceManagement', 'en')} > ${named(context, 'productInstance', 'en')}`;
  return { text: say(`${path} を開きます。`, `Open ${path}.`) };
}

/** What can be shown of the vault: a button for a secret that is not there would only disappoint. */
export function revealing({ purposes }: QuestionContext, purpose: Purpose, label: string): Reveal[] {
  return purposes.includes(purpose) ? [{ label, purpose }] : [];
}

/** The codes that arrived at an address of ours, by the prefix that the wizard shows before its box (guide 2-6). */
export function arrivedCodes({ purposes, say }: QuestionContext): Reveal[] {
  return purposes.flatMap((purpose) => {
    const [kind, prefix, unconfirmed] = purpose.split(':');
    if (kind !== 'verification-code' || prefix === undefined) return [];
    const which = unconfirmed ? say(`${prefix}、差出人未確認`, `${prefix}, nobody has checked its sender`) : prefix;
    return [{ label: say(`検証コード（${which}）`, `Verification code (${which})`), purpose }];
  });
}

/**
 * A label as it stands in an instruction, in brackets: in the language of the page, with the other one behind it where
 * consoles show that as well. The guide itself shows the wizard in English.
 */
export function named({ language }: Pick<QuestionContext, 'language'>, name: LabelName, guide: 'ja' | 'en' = 'ja') {
  const {
    ja: [ja = ''],
    en: [en = ''],
  } = LABELS[name] as { ja: readonly string[]; en: readonly string[] };
  if (language === 'en') return ja === en ? `[${en}]` : `[${en}] (${ja})`;
  return guide === 'ja' || ja === en ? `[${ja}]` : `[${en}]（${ja}）`;
}

/** The entry of Apex Central's menu, under both names of the vendor (guide 2-2, 3-7). */
export function visionOneMenu({ say }: Pick<QuestionContext, 'say'>): string {
  return say('[Trend Vision One]（新名称：TrendAI Vision One）', '[Trend Vision One] (new name: TrendAI Vision One)');
}
