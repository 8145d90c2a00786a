import type { ConsoleLanguage } from '../../../../lambdas/simulated-vendor/labels.ts';
import { type Html, html } from '../../../../lambdas/domain/html.ts';
import { wizardPage } from './frame.ts';

/** Guide 2-9. The account is signed out by now; [Close] leads to the sign-in of guide 2-10. */
export function updatedPage(): Html {
  return wizardPage(
    'Updated password successfully',
    html`<div class="done" role="dialog" aria-modal="true" aria-labelledby="done">
      <h1 id="done">Updated password successfully</h1>
      <form method="get" action="/"><button class="primary">Close</button></form>
    </div>`,
  );
}

/** Error 4000013. */
export const TOO_LATE: Readonly<Record<ConsoleLanguage, string>> = {
  ja: 'パスワードをリセットできません 再度実行してください。(エラーコード: 4000013)',
  en: 'Unable to reset password. Try again. (Error code: 4000013)',
};

/** What the wizard says to the one who was too slow; it has to be opened again from Apex Central. */
export function tooLatePage(language: ConsoleLanguage): Html {
  return wizardPage('Error', html`<p class="alert" role="alert">${TOO_LATE[language]}</p>`);
}
