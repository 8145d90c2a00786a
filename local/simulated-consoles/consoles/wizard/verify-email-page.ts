import { form } from '../web/form.ts';
import { type Html, html } from '../../../../lambdas/domain/html.ts';
import type { PageRequest } from '../web/page-request.ts';
import { refusedLine, wizardPage } from './frame.ts';

export interface VerifyEmailParts {
  email: string;
  /** Three letters before the box, which the mail repeats. */
  prefix: string;
  secondsUntilResend: number;
  refused?: string | undefined;
}

/** Counts the seconds down; the server asks the clock again. */
const RESEND_SCRIPT = `(function(){var b=document.getElementById('resend'),s=+b.dataset.seconds;(function tick(){b.disabled=s>0;b.textContent='click here to resend'+(s>0?' ('+s+'s)':'');if(s-->0)setTimeout(tick,1000)})()})()`;

/** Guide 2-5, 2-6: Step 2. */
export function verifyEmailPage(request: PageRequest, parts: VerifyEmailParts): Html {
  const { email, prefix, secondsUntilResend, refused } = parts;
  const isEarly = secondsUntilResend > 0;
  return wizardPage(
    'Verify Email Address',
    html`<h1>Verify Email Address</h1>
      ${refusedLine(refused)}
      <p>We have sent a verification code to <b>${email}</b></p>
      ${form(
        request,
        '/account/code',
        html`<div class="code">
          <label for="code"><span class="hidden">Verification code</span> <span class="prefix">${prefix}</span></label>
          <input type="text" id="code" name="code" inputmode="numeric" autocomplete="off" />
          <button class="primary">Submit</button>
        </div>`,
      )}
      ${form(
        request,
        '/account/resend',
        html`If the email did not arrive in your inbox or spam folder,
          <button class="link" id="resend" data-seconds="${secondsUntilResend}" ${isEarly && html`disabled`}>
            click here to resend${isEarly && ` (${String(secondsUntilResend)}s)`}</button
          >.`,
      )}`,
    { step: 2, script: RESEND_SCRIPT },
  );
}
