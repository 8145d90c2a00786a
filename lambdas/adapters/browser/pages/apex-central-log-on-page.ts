import { label } from '../label.ts';
import { field, type Root, type Seen, type Sight } from '../root.ts';
import { type Credentials, signIn } from '../sign-in.ts';
import type { BrowserSession } from '../browser-session.ts';

/** Apex Central's own ログオン, for the master account (guide 3-6) and for the user accounts (guide 3-19). */
export const apexCentralLogOnPage = {
  sight: (root: Root) => field(root, label('domainUserName')).first(),

  signIn<Name extends string>(
    session: BrowserSession,
    who: Credentials,
    arrived: Record<Name, Sight>,
  ): Promise<Seen<Name>> {
    return signIn(session, who, 'Apex Central', arrived);
  },
};
