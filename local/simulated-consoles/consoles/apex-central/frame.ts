import type { ConsoleLanguage } from '../../../../lambdas/simulated-vendor/labels.ts';
import type { Session } from '../../../../lambdas/simulated-vendor/sessions.ts';
import { listEntries } from '../status/lists.ts';
import { STATUS_STYLE } from '../status/security-status.ts';
import { document } from '../web/document.ts';
import { button } from '../web/form.ts';
import { type Html, html, type Part } from '../../../../lambdas/domain/html.ts';
import type { PageRequest } from '../web/page-request.ts';
import { ASIDE_ICON, MORE_ICON } from '../web/icons.ts';
import { SIMULATED } from '../web/simulated.ts';
import { APEX_CENTRAL_TEXTS } from './texts.ts';

const STYLE = `
:root{--accent:#d71920}
.top{display:flex;align-items:center;gap:16px;padding:11px 24px;background:linear-gradient(90deg,#8f1016,#d71920);color:#fff}
.top .brand{font-size:18px;font-weight:300}
.top .brand b{font-weight:700}
.top .who{margin-left:auto;opacity:.9}
.top button{background:none;border-color:rgba(255,255,255,.6);color:#fff;padding:3px 12px}
.menu{display:flex;margin:0;padding:0 16px;list-style:none;background:#2d3138}
.menu>li{position:relative}
.menu button,.menu a{display:block;width:100%;padding:11px 16px;border:0;border-radius:0;background-color:transparent;color:#e4e7eb;text-align:left;white-space:nowrap}
.menu>li>[aria-current]{background-color:#454b55;color:#fff}
.menu button:hover,.menu a:hover{background-color:#454b55;text-decoration:none}
.menu [role=menu]{display:none;position:absolute;z-index:10;top:100%;left:0;min-width:190px;margin:0;padding:4px 0;list-style:none;background:#383d46;box-shadow:0 6px 16px rgba(0,0,0,.3)}
.menu [role=menu] [role=menu]{top:0;left:100%}
.menu li:hover>[role=menu],.menu li:focus-within>[role=menu]{display:block}
.menu form{display:block}
.menu [role=menu] li{position:relative}
.menu button[aria-haspopup]{padding-right:30px;background:${MORE_ICON} calc(100% - 12px) 50%/10px no-repeat}
.menu [role=menu] button[aria-haspopup]{background-image:${ASIDE_ICON}}
main{max-width:1200px;margin:20px auto;padding:0 24px}
main h1{margin-bottom:16px;font-size:20px;font-weight:500}
.toolbar{display:flex;gap:8px;padding:10px 12px;background:#fff;border:1px solid #dfe3e8}
.panel{padding:20px 24px;background:#fff;border:1px solid #dfe3e8;border-radius:4px}
.panel h2{margin:-20px -24px 18px;padding:10px 24px;background:#eef0f3;font-size:15px;font-weight:600}
.line{display:grid;grid-template-columns:190px 1fr;align-items:start;margin-bottom:14px}
.line textarea{width:100%;height:84px;font-family:ui-monospace,monospace;font-size:12px}
.center{width:420px;max-width:100%;margin:72px auto;padding:34px 38px;background:#fff;border:1px solid #dfe3e8;border-radius:6px;box-shadow:0 4px 18px rgba(20,25,32,.08)}
.center.wide{width:620px}
.center h1{font-size:20px;font-weight:500}
.center input{display:block;width:100%;margin:4px 0 14px}
.center button{width:100%;padding:9px}
.center.wide button{width:auto;min-width:140px}
${STATUS_STYLE}`;

/** A page of Apex Central without its menus: before the sign-in, or instead of the console. */
export function apexCentralPage(language: ConsoleLanguage, title: string, content: Part, top: Part = ''): Html {
  return document({
    language,
    title: `${title} | Trend Micro Apex Central`,
    style: STYLE,
    body: html`<header class="top">
        <div class="brand"><b>Trend Micro</b> Apex Central™</div>
        ${top}
      </header>
      ${content} ${SIMULATED}`,
  });
}

type MenuEntry = 'dashboard' | 'lists' | 'administration' | 'visionOne';

/** A page of somebody who is signed in, below the menu bar of guide 1-2. */
export function apexCentralConsolePage(
  request: PageRequest,
  session: Session,
  { title, entry, content }: { title: string; entry: MenuEntry; content: Part },
): Html {
  const { language } = session.tenant;
  const texts = APEX_CENTRAL_TEXTS[language];
  return apexCentralPage(
    language,
    title,
    html`<nav aria-label="Apex Central">${menuBar(request, session, entry)}</nav>
      <main>
        <h1>${title}</h1>
        ${content}
      </main>`,
    html`<span class="who">${session.account}</span>${button(request, '/sign-out', texts.logOff)}`,
  );
}

/** Opens below the mouse and by the keyboard, without a script. */
function menuBar(request: PageRequest, { tenant, role }: Session, entry: MenuEntry): Html {
  const texts = APEX_CENTRAL_TEXTS[tenant.language];
  const { base } = request;
  const current = (candidate: MenuEntry): Html | undefined =>
    candidate === entry ? html`aria-current="page"` : undefined;
  const item = (name: string): Html => html`<li role="none"><a role="menuitem" href="#">${name}</a></li>`;
  return html`<ul class="menu" role="menubar">
    <li role="none">
      <a role="menuitem" href="${base}/dashboard" ${current('dashboard')}>${texts.dashboard}</a>
    </li>
    ${listEntries(tenant.language, base)} ${[texts.threatIntelligence, texts.response, texts.reports].map(item)}
    <li role="none">
      <button type="button" role="menuitem" aria-haspopup="true" ${current('administration')}>
        ${texts.administration}
      </button>
      <ul role="menu" aria-label="${texts.administration}">
        <li role="none">
          <button type="button" role="menuitem" aria-haspopup="true">${texts.accountManagement}</button>
          <ul role="menu" aria-label="${texts.accountManagement}">
            <li role="none"><a role="menuitem" href="${base}/user-accounts">${texts.userAccounts}</a></li>
            ${item(texts.userRoles)}
          </ul>
        </li>
      </ul>
    </li>
    ${item(texts.help)}
    <li role="none">
      <button type="button" role="menuitem" aria-haspopup="true" ${current('visionOne')}>Trend Vision One</button>
      <ul role="menu" aria-label="Trend Vision One">
        ${
          role === 'master' &&
          html`<li role="none">${button(request, '/vision-one', texts.accessVisionOne, html`role="menuitem"`)}</li>`
        }
        <li role="none">
          <a role="menuitem" href="${base}/integration-settings">${texts.integrationSettings}</a>
        </li>
      </ul>
    </li>
  </ul>`;
}
