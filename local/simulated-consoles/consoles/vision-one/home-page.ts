import type { Session } from '../../../../lambdas/simulated-vendor/sessions.ts';
import { type Html, html } from '../../../../lambdas/domain/html.ts';
import type { PageRequest } from '../web/page-request.ts';
import { visionOneConsolePage } from './frame.ts';
import { VISION_ONE_TEXTS } from './texts.ts';

/** Guide 2-12: the console appears. */
export function homePage(request: PageRequest, session: Session): Html {
  const texts = VISION_ONE_TEXTS[session.tenant.language];
  return visionOneConsolePage(request, session, {
    title: 'Home',
    path: '/home',
    content: html`<main>
      <section class="tile">
        <h2>${texts.welcome}</h2>
        <p>${texts.welcomeText}</p>
      </section>
    </main>`,
  });
}
