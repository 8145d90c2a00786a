import { VISION_ONE } from './brand.ts';
import type { Consent } from './consent.ts';
import type { IntakeRow } from './intake/intake-row.ts';
import { sayingIn, type LocalizedText } from './language.ts';
import { RESET_SHOWS_WITHIN, UPDATE_DEADLINE } from './when-to-look-again.ts';

const MINUTE = 60_000;
/** User accounts that a consent names one by one; a mail of two hundred would be cut. */
const MOST_NAMED = 20;

/** A press that changes something at the vendor for good. */
export interface PointOfNoReturn {
  guideStep: '2-8' | '2-11' | '3-5' | '3-14' | '3-19';
  /** The state, and step, at which it is pressed. */
  state: string;
  /** The button, as the guide shows it. */
  label: string;
  /** The write-ahead mark: of the tenant's record, or, at 3-19, of the user's. */
  mark: Mark;
  /** What changes for good, of one plan; undefined where the plan has nothing of it. */
  changes: (row: IntakeRow) => LocalizedText | undefined;
  /** The first version of the consent text that names it; consents at the desk of an older text do not cover it. */
  namedSince?: string;
  /** What is read afterwards, where nobody knows whether the press arrived. */
  decidedBy: string;
  /** Milliseconds that its effect may take to show. Until then it is watched for; then a person is asked. */
  effectWithin: number;
}

export type Mark = 'passwordResetRequestedAt' | 'consoleRequestedAt' | 'transferRequestedAt' | 'updateRequestedAt';

/**
 * Every point of no return, in the order of the guide. Each is passed with a consent that covers it, after a fresh read
 * and behind its mark; a mark without its effect is watched, and no press follows it but by a person's word, or, at
 * 3-14, after the vendor's own message of 3-15.
 */
export const POINTS_OF_NO_RETURN = [
  {
    guideStep: '2-8',
    state: 'ClaimPrimaryAccount',
    label: 'Reset Password',
    mark: 'passwordResetRequestedAt',
    changes: ({ clpLoginId, primaryEmail }) => ({
      ja: `マスター管理者のログインIDが${clpLoginId}から ${primaryEmail} に変わり、パスワードが再設定されます。`,
      en: `The master administrator's sign-in name changes from ${clpLoginId} to ${primaryEmail}, and its password is reset.`,
    }),
    decidedBy: 'a sign-in with the sealed password, at once and once more when the time is over',
    effectWithin: RESET_SHOWS_WITHIN,
  },
  {
    guideStep: '2-11',
    state: 'ProvisionConsole',
    label: 'Provision Console',
    mark: 'consoleRequestedAt',
    changes: ({ region }) => ({
      ja: `${VISION_ONE.ja}のコンソールを${region}リージョンに構築します。`,
      en: `The Trend Vision One console is provisioned in the region ${region}.`,
    }),
    decidedBy: 'what Vision One shows after the sign-in',
    effectWithin: UPDATE_DEADLINE,
  },
  {
    guideStep: '3-5',
    state: 'IssueRegistrationToken',
    label: 'Connect and Transfer',
    mark: 'transferRequestedAt',
    changes: () => ({
      ja: 'ライセンス情報と関連する製品データ（エンドポイントリスト、役割と権限、スコープ管理、ユーザー/ユーザーグループ）をTrend Vision Oneに転送します。',
      en: 'Licence information and product data (endpoint list, roles and permissions, scopes, users and user groups) are transferred to Trend Vision One.',
    }),
    decidedBy: 'the row of the product on the page Product Instance',
    effectWithin: 10 * MINUTE,
  },
  {
    guideStep: '3-14',
    state: 'StartUpdate',
    label: '接続して転送',
    mark: 'updateRequestedAt',
    changes: () => ({
      ja: 'Standard Endpoint Protectionへのアップデートを開始します。開始後は停止も復元もできず、サインイン中の方は自動的にサインアウトされます。',
      en: 'The update to Standard Endpoint Protection is started. It cannot be stopped or undone then, and everybody who is signed in is signed out.',
    }),
    decidedBy: 'the row of the product on the page Product Instance',
    effectWithin: UPDATE_DEADLINE,
  },
  {
    guideStep: '3-19',
    state: 'UpgradeUserAccount',
    label: 'Reset Password',
    mark: 'passwordResetRequestedAt',
    namedSince: '2026-12.2',
    changes: ({ userAccounts }) => {
      if (userAccounts.kind !== 'listed' || userAccounts.accounts.length === 0) return undefined;
      const { accounts } = userAccounts;
      const named = accounts.slice(0, MOST_NAMED).map(({ name, email }) => `${name} → ${email}`);
      const more = String(accounts.length - named.length);
      const [ja, en] = more === '0' ? ['', ''] : [`、ほか${more}名`, `, and ${more} more`];
      return {
        ja: `Apex Centralのユーザアカウントをアップグレードします。ログインIDがメールアドレスに変わり、パスワードが再設定されます（${named.join('、')}${ja}）。`,
        en: `The Apex Central user accounts are upgraded: their sign-in names become mail addresses, and their passwords are reset (${named.join(', ')}${en}).`,
      };
    },
    decidedBy: 'a sign-in of that user with the sealed password, at once and once more when the time is over',
    effectWithin: RESET_SHOWS_WITHIN,
  },
] as const satisfies readonly PointOfNoReturn[];

/** The marks of a tenant's record: besides the revision, each is written only over the value that was read. */
export const TENANT_MARKS = POINTS_OF_NO_RETURN.filter(({ guideStep }) => guideStep !== '3-19').map(({ mark }) => mark);

/** The point at a step of the guide. */
export function pointAt(guideStep: PointOfNoReturn['guideStep']): PointOfNoReturn {
  const found = POINTS_OF_NO_RETURN.find((point) => point.guideStep === guideStep);
  if (!found) throw new Error(`${guideStep} is no point of no return`);
  return found;
}

/** Whether something is pressed at this state that cannot be undone. */
export function isPointOfNoReturn(state: string): boolean {
  return POINTS_OF_NO_RETURN.some((point) => point.state === state);
}

/** What one plan changes for good, in the language of its row. */
export function changesForGood(row: IntakeRow): string[] {
  return POINTS_OF_NO_RETURN.flatMap(({ changes }) => {
    const said: LocalizedText | undefined = changes(row);
    return said ? [sayingIn(row.language)(said.ja, said.en)] : [];
  });
}

/**
 * Whether what was consented to named this point: a consent in writing covers the plan, one at the desk the text it was
 * given to.
 */
export function names(consent: Consent, { namedSince }: Pick<PointOfNoReturn, 'namedSince'>): boolean {
  return namedSince === undefined || consent.kind === 'written' || consent.text.version >= namedSince;
}

/** Whether the effect of a press that was marked at `markedAt` may still come to show. */
export function mayStillShow({ effectWithin }: PointOfNoReturn, markedAt: string, now: Date): boolean {
  return now.getTime() - Date.parse(markedAt) < effectWithin;
}
