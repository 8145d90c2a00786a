import { REGIONS } from '../../../../lambdas/simulated-vendor/regions.ts';
import type { Session } from '../../../../lambdas/simulated-vendor/sessions.ts';
import { button, form } from '../web/form.ts';
import { type Html, html } from '../../../../lambdas/domain/html.ts';
import type { PageRequest } from '../web/page-request.ts';
import { visionOnePage } from './frame.ts';
import { VISION_ONE_TEXTS } from './texts.ts';

/** Guide 2-11: [Provision Console]. */
export function provisionPage(request: PageRequest, { tenant: { language } }: Session): Html {
  const texts = VISION_ONE_TEXTS[language];
  return visionOnePage(
    language,
    'Provision Console',
    html`<main class="single">
      <h1>Trend Vision One</h1>
      <p>${texts.provision}</p>
      ${button(request, '/provision', 'Provision Console', html`class="primary"`)}
    </main>`,
  );
}

/** Guide 2-11, 2-12: Provisioning. */
export function provisioningPage({ tenant: { language } }: Session): Html {
  const texts = VISION_ONE_TEXTS[language];
  return visionOnePage(
    language,
    'Provisioning',
    html`<main class="single">
      <h1>Provisioning</h1>
      <p role="status">${texts.provisioning}</p>
      <div class="bar"></div>
      <p><a href="/home">${texts.refresh}</a></p>
    </main>`,
  );
}

/** `REGION_PAGE`: stands before [Provision Console] and cannot be undone after it. */
export function regionPage(request: PageRequest, { tenant: { language } }: Session): Html {
  const texts = VISION_ONE_TEXTS[language];
  return visionOnePage(
    language,
    'Choose a region for Trend Vision One',
    html`<main class="single">
      <h1>Choose a region for Trend Vision One</h1>
      <p>${texts.regionWhy}</p>
      ${form(
        request,
        '/region',
        html`<label for="region">${texts.region}</label>
          <select id="region" name="region">
            ${REGIONS.map((region) => html`<option>${region}</option>`)}
          </select>
          <button class="primary">${texts.continue}</button>`,
      )}
    </main>`,
  );
}
