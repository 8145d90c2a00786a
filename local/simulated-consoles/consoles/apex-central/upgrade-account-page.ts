import type { Session } from '../../../../lambdas/simulated-vendor/sessions.ts';
import { button } from '../web/form.ts';
import { type Html, html } from '../../../../lambdas/domain/html.ts';
import type { PageRequest } from '../web/page-request.ts';
import { apexCentralPage } from './frame.ts';
import { APEX_CENTRAL_TEXTS } from './texts.ts';

/** Guide 3-19: アカウントをアップグレードする stands before the console of a user account. */
export function upgradeAccountPage(request: PageRequest, { tenant: { language } }: Session): Html {
  const texts = APEX_CENTRAL_TEXTS[language];
  return apexCentralPage(
    language,
    texts.upgradeAccount,
    html`<main class="center wide">
      <h1>${texts.upgradeAccount}</h1>
      <p>${texts.upgradeWhy}</p>
      <p>${texts.upgradeHow}</p>
      ${button(request, '/upgrade-account', texts.continue, html`class="primary"`)}
    </main>`,
  );
}
