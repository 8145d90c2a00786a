import { html, type Html } from '../../lambdas/domain/html.ts';
import { sayingIn, type Language } from '../../lambdas/domain/language.ts';
import type { EmbeddedStack } from '../embedded-stack.ts';
import { shownAt } from './live-words.ts';

/** The time that the machines live in, and the way to everything else that is up; Apex Central is one for each tenant. */
export function liveHead(
  { clock, desk, aws, consoles }: EmbeddedStack,
  language: Language,
  apexCentralHost?: string,
): Html {
  const say = sayingIn(language);
  return html`<header>
    <a class="brand" href="/">${say('visionlift ライブビュー', 'visionlift, live')}</a>
    <span class="clock">${shownAt(clock.now())}${say('（仮想時刻、東京）', ' (virtual, Tokyo)')}</span>
    <a href="${desk.origin}">${say('デスク', 'Desk')}</a> <a href="${aws.ses.viewerUrl}">${say('メール', 'Mails')}</a>
    ${
      consoles &&
      html`<a href="${consoles.clpOrigin}">CLP</a>
        ${apexCentralHost !== undefined && html`<a href="${consoles.apexCentralOrigin.replace('{host}', apexCentralHost)}">Apex Central</a>`}
        <a href="${consoles.visionOneOrigin}">Vision One</a>`
    }
  </header>`;
}
