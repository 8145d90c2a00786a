import type { ConsoleLanguage } from '../../../../lambdas/simulated-vendor/labels.ts';
import { document } from '../web/document.ts';
import { type Html, html, type Part } from '../../../../lambdas/domain/html.ts';
import { CROSS_ICON, MARK_ICON, OPEN_ICON, TICK_ICON } from '../web/icons.ts';
import { SIMULATED } from '../web/simulated.ts';

const STYLE = `
:root{--accent:#c8102e}
.top{display:flex;align-items:center;gap:12px;padding:14px 32px;background:#fff;border-bottom:3px solid var(--accent)}
.brand{font-size:20px;font-weight:800;letter-spacing:.02em;color:var(--accent)}
.brand span{font-weight:300;color:#22272e}
.product{padding-left:12px;border-left:1px solid #b6bdc7;font-size:17px;color:#4a5360}
.top .who{margin-left:auto}
.tabs{display:flex;gap:4px;padding:0 32px;background:#343b45}
.tabs a{padding:11px 20px;color:#d7dce3}
.tabs a[aria-current]{background:#f4f5f7;color:#22272e;font-weight:600}
main{max-width:1080px;margin:28px auto;padding:0 32px}
main h1{margin-bottom:18px;font-size:22px;font-weight:500}
.sign-in{max-width:480px;padding:32px 36px;background:#fff;border:1px solid #dfe3e8;border-radius:4px;margin:48px auto}
.sign-in h1{font-size:18px}
.field{display:grid;grid-template-columns:110px 1fr;align-items:center;margin-bottom:12px}
.below{padding-left:110px}
.card{border:1px solid #dfe3e8;border-radius:4px;overflow:hidden;background:#fff}
.status{display:inline-block;width:18px;height:18px;margin-right:8px;border-radius:50%;vertical-align:-4px}
.valid{background:#2a8f47 ${TICK_ICON} 50%/12px no-repeat}
.expiringSoon{background:#e0a100 ${MARK_ICON} 50%/12px no-repeat}
.expired{background:#d2382b ${CROSS_ICON} 50%/12px no-repeat}
.legend{display:flex;gap:28px;margin:0;padding:14px 4px;list-style:none;color:#4a5360;font-size:13px}
.challenge{display:flex;align-items:center;gap:12px;width:304px;margin:16px 0;padding:22px 14px;border:1px solid #d3d3d3;border-radius:3px;background:#f9f9f9}
.challenge input{width:26px;height:26px}
td .open{padding-left:20px;background:${OPEN_ICON} 0 50%/13px no-repeat}
`;

/** A page of the Customer Licensing Portal. */
export function clpPage(language: ConsoleLanguage, title: string, content: Part, navigation: Part = ''): Html {
  return document({
    language,
    title: `${title} | Customer Licensing Portal`,
    style: STYLE,
    body: html`<header class="top">
        <div class="brand">TREND <span>Micro</span></div>
        <div class="product">Customer Licensing Portal</div>
        ${navigation && html`${navigation}`}
      </header>
      ${content} ${SIMULATED}`,
  });
}
