import type { Root, Seen, Sight } from '../root.ts';
import { signInForm } from '../sign-in-form.ts';
import { type Credentials, signIn } from '../sign-in.ts';
import type { BrowserSession } from '../browser-session.ts';

/** Vision One: サインイン, [続行]; name and password on one screen, or one after the other (guide 2-10). */
export const visionOneSignInPage = {
  sight: (root: Root) => signInForm.name(root).or(signInForm.password(root)).first(),

  signIn<Name extends string>(
    session: BrowserSession,
    who: Credentials,
    arrived: Record<Name, Sight>,
  ): Promise<Seen<Name>> {
    return signIn(session, who, 'Vision One', arrived);
  },
};
