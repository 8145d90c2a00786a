import type { Reason } from './statements/catalogue.ts';

/** Guide 3-6, 3-11: whom a console shows to be signed in. What it does not show is missing. */
export interface SignedIn {
  account?: string | undefined;
  /** ビジネス名 */
  businessName?: string | undefined;
  /** ビジネスID */
  businessId?: string | undefined;
}

/** As it was shown first, with the instant (UTC) of the reading: a record with nothing else says that nothing was shown. */
export interface RecordedSignIn extends SignedIn {
  at: string;
}

/** Why a console is not the one that was recorded before, or is signed in as somebody else; `undefined` where it agrees. */
export function whyAnother(
  { account, recorded }: { account: string; recorded: SignedIn | undefined },
  shown: SignedIn,
): Reason | undefined {
  if (shown.account !== undefined && plain(shown.account) !== plain(account)) {
    return { code: 'otherAccountSignedIn', account, shown: shown.account };
  }
  // A name may be changed, and is written in more than one way; an ID is not.
  const what = recorded?.businessId !== undefined && shown.businessId !== undefined ? 'businessId' : 'businessName';
  const [before, now] = [recorded?.[what], shown[what]];
  if (before === undefined || now === undefined || plain(before) === plain(now)) return undefined;
  return { code: 'otherBusiness', recorded: nameOf(recorded), shown: nameOf(shown) };
}

/** Whether a console shows what is not on record yet. */
export function isNews(recorded: SignedIn | undefined, shown: SignedIn): boolean {
  return !recorded || (recorded.businessId === undefined && shown.businessId !== undefined);
}

/** `トレンド商事 (b-1234)`: a business in words. */
export function nameOf({ businessName, businessId }: SignedIn = {}): string {
  if (businessName === undefined) return businessId ?? '';
  return businessId === undefined ? businessName : `${businessName} (${businessId})`;
}

function plain(text: string): string {
  return text.normalize('NFKC').replace(/\s+/gu, '').toLowerCase();
}
