import { label } from '../label.ts';
import { field, type Root, type Seen, type Sight } from '../root.ts';
import { type Credentials, signIn } from '../sign-in.ts';
import type { BrowserSession } from '../browser-session.ts';

/** CLP: "登録情報を入力してください", [ログインID] [パスワード] [ログイン] (guide 1-1). */
export const clpSignInPage = {
  sight: (root: Root) => field(root, label('loginId')).first(),

  signIn<Name extends string>(
    session: BrowserSession,
    who: Credentials,
    arrived: Record<Name, Sight>,
  ): Promise<Seen<Name>> {
    return signIn(session, who, 'the Customer Licensing Portal', arrived);
  },
};
