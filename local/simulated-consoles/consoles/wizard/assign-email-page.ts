import { form } from '../web/form.ts';
import { type Html, html } from '../../../../lambdas/domain/html.ts';
import type { PageRequest } from '../web/page-request.ts';
import { refusedLine, wizardPage } from './frame.ts';

/** Guide 2-3, 2-4: Step 1. */
export function assignEmailPage(request: PageRequest, account: string, refused?: string): Html {
  return wizardPage(
    'Assign the Primary User Account email address',
    html`<h1>Assign the Primary User Account email address</h1>
      ${refusedLine(refused)}
      <p class="notice">
        Trend Vision One requires the use of an email address to sign in to the console. Follow the instructions to
        associate your account with your email address and reset your password.
      </p>
      <p>
        The email address you specify becomes your business's primary contact email and the account name you must use to
        sign in to your Trend Micro SaaS offerings.
      </p>
      ${form(
        request,
        '/account/email',
        html`<div class="row"><span>Original account:</span><b>${account}</b></div>
          <div class="row">
            <label for="email">New account email:</label>
            <input type="text" id="email" name="email" inputmode="email" autocomplete="off" />
          </div>
          <div class="row">
            <label for="confirm">Confirm email:</label>
            <input type="text" id="confirm" name="confirm" inputmode="email" autocomplete="off" />
          </div>
          <p class="actions"><button class="primary">Verify Email</button></p>`,
      )}`,
    { step: 1 },
  );
}
