import { form } from '../web/form.ts';
import { type Html, html } from '../../../../lambdas/domain/html.ts';
import type { PageRequest } from '../web/page-request.ts';
import { refusedLine, wizardPage } from './frame.ts';

/** Guide 2-7, 2-8: Step 3, with [Reset Password], a point of no return. */
export function passwordPage(request: PageRequest, account: string, refused?: string): Html {
  return wizardPage(
    'Password Update',
    html`<h1>Password Update</h1>
      ${refusedLine(refused)}
      <p>To ensure the security of your account, verify your current password and specify the new password.</p>
      ${form(
        request,
        '/account/password',
        html`<div class="row"><span>Original account:</span><b>${account}</b></div>
          <div class="row">
            <label for="password">New password:</label>
            <input type="password" id="password" name="password" autocomplete="new-password" />
          </div>
          <div class="row">
            <label for="confirm">Confirm password:</label>
            <input type="password" id="confirm" name="confirm" autocomplete="new-password" />
          </div>
          <p class="actions"><button class="primary">Reset Password</button></p>`,
      )}`,
    { step: 3 },
  );
}
