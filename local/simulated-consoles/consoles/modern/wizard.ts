import { Refusal } from '../../../../lambdas/simulated-vendor/refusal.ts';
import { type Session, sessionGone } from '../../../../lambdas/simulated-vendor/sessions.ts';
import type { ConsoleContext } from '../console-context.ts';
import { TOO_LATE } from '../wizard/end-pages.ts';
import { enterWizard, inWords } from '../wizard/wizard-routes.ts';
import type { Routes } from '../web/page-console.ts';
import { field, type PageRequest } from '../web/page-request.ts';
import { api } from './api.ts';
import { page } from './page.ts';

/** Guide 2-3 to 2-9, and 3-19, as one page: English in both languages. */
export function wizardApi({ vendor, tickets }: ConsoleContext): Routes {
  const { wizard } = vendor;
  const { handler } = page(vendor, { app: 'wizard', name: 'Trend Vision One', texts: { ja: {}, en: {} } });

  const where = (session: Session): object => {
    const { asked, verified } = session.wizard ?? {};
    const { account } = session;
    if (!session.wizard) return { step: 0 };
    if (!asked) return { step: 1, account };
    if (verified) return { step: 3, account };
    const { email, prefix } = asked;
    return { step: 2, account, email, prefix, secondsUntilResend: wizard.secondsUntilResend(session) };
  };

  const inWizard = ({ client }: PageRequest): Session => {
    if (!client.wizard) throw sessionGone();
    return client.wizard;
  };

  const step = (act: (request: PageRequest, session: Session) => object | undefined) =>
    api((request) => {
      const session = inWizard(request);
      try {
        return act(request, session) ?? where(session);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        if (error.kind === 'tooLate') return { tooLate: TOO_LATE[session.tenant.language] };
        if (error.kind === 'input' || error.kind === 'code') return { ...where(session), wrong: inWords(error) };
        throw error;
      }
    });

  return {
    'GET /account/enter': enterWizard(tickets),
    'GET /account': handler,
    'GET /api/account': step((_, session) => {
      wizard.see(session);
      return undefined;
    }),
    'POST /api/account/email': step((request, session) => {
      wizard.verifyEmail(session, field(request, 'email').trim(), field(request, 'confirm').trim());
      return undefined;
    }),
    'POST /api/account/resend': step((_, session) => {
      wizard.resend(session);
      return undefined;
    }),
    'POST /api/account/code': step((request, session) => {
      wizard.submitCode(session, field(request, 'code'));
      return undefined;
    }),
    'POST /api/account/password': step((request, session) => {
      wizard.resetPassword(session, field(request, 'password'), field(request, 'confirm'));
      request.client.wizard = undefined;
      return { step: 4 };
    }),
  };
}
