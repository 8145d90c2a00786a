import { button } from '../web/form.ts';
import { type Html, html } from '../../../../lambdas/domain/html.ts';
import type { PageRequest } from '../web/page-request.ts';
import { apexCentralPage } from './frame.ts';
import { APEX_CENTRAL_TEXTS } from './texts.ts';

/** `HIBERNATED`: the wake-up portal, which the guide does not show; its button is for a person. */
export function wakeUpPage(request: PageRequest): Html {
  const { language } = request;
  const texts = APEX_CENTRAL_TEXTS[language];
  return apexCentralPage(
    language,
    texts.hibernated,
    html`<main class="center wide">
      <h1>${texts.hibernated}</h1>
      <p>${texts.hibernatedWhy}</p>
      ${button(request, '/wake-up', texts.wakeUp, html`class="primary"`)}
    </main>`,
  );
}
