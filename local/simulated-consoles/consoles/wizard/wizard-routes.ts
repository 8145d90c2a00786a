import { Refusal } from '../../../../lambdas/simulated-vendor/refusal.ts';
import { type Session, sessionGone } from '../../../../lambdas/simulated-vendor/sessions.ts';
import type { ConsoleContext } from '../console-context.ts';
import type { Answer } from '../web/answers.ts';
import type { Handler, Routes } from '../web/page-console.ts';
import { field, type PageRequest } from '../web/page-request.ts';
import type { Tickets } from '../web/tickets.ts';
import { assignEmailPage } from './assign-email-page.ts';
import { tooLatePage, updatedPage } from './end-pages.ts';
import { passwordPage } from './password-page.ts';
import { verifyEmailPage } from './verify-email-page.ts';

const ADDRESS = '/account';

/**
 * Guide 2-3 to 2-9, and 3-19 for user accounts: one address, whose page is the step that the session has reached. The
 * pages stand at Vision One, while the session is that of Apex Central, which opened them.
 */
export function wizardRoutes({ vendor: { wizard }, tickets }: ConsoleContext): Routes {
  const stepPage = (request: PageRequest, session: Session, refused?: string): Answer => {
    const { asked, verified } = session.wizard ?? {};
    if (!session.wizard) return { location: '/' };
    if (!asked) return { html: assignEmailPage(request, session.account, refused) };
    if (verified) return { html: passwordPage(request, session.account, refused) };
    const { email, prefix } = asked;
    const secondsUntilResend = wizard.secondsUntilResend(session);
    return { html: verifyEmailPage(request, { email, prefix, secondsUntilResend, refused }) };
  };

  /** Does what was posted, then shows where the wizard stands, with what it refused. */
  const step = (act: (request: PageRequest, session: Session) => Answer | undefined): Handler => {
    return (request) => {
      const session = inWizard(request);
      try {
        return act(request, session) ?? { location: ADDRESS };
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        if (error.kind === 'tooLate') return { html: tooLatePage(session.tenant.language) };
        if (error.kind === 'input' || error.kind === 'code') return stepPage(request, session, inWords(error));
        throw error;
      }
    };
  };

  const inWizard = ({ client }: PageRequest): Session => {
    if (!client.wizard) throw sessionGone();
    return client.wizard;
  };

  return {
    'GET /account/enter': enterWizard(tickets),
    [`GET ${ADDRESS}`]: (request) => {
      const session = inWizard(request);
      wizard.see(session);
      return stepPage(request, session);
    },
    'POST /account/email': step((request, session) => {
      wizard.verifyEmail(session, field(request, 'email').trim(), field(request, 'confirm').trim());
      return undefined;
    }),
    'POST /account/resend': step((_, session) => {
      wizard.resend(session);
      return undefined;
    }),
    'POST /account/code': step((request, session) => {
      wizard.submitCode(session, field(request, 'code'));
      return undefined;
    }),
    'POST /account/password': step((request, session) => {
      wizard.resetPassword(session, field(request, 'password'), field(request, 'confirm'));
      request.client.wizard = undefined;
      return { html: updatedPage() };
    }),
  };
}

/** Apex Central hands somebody over to the wizard. */
export function enterWizard(tickets: Tickets): Handler {
  return ({ client, query }) => {
    const session = tickets.redeem(query.get('ticket'));
    if (!session?.wizard) return { location: '/' };
    client.wizard = session;
    return { location: ADDRESS };
  };
}

/** What a page of the wizard says to what it did not take; the vendor's own words for these are not known. */
export function inWords({ reason }: Refusal): string {
  return 'said' in reason && reason.said ? reason.said : 'The verification code is incorrect.';
}
