import { document } from '../web/document.ts';
import { type Html, html, type Part } from '../../../../lambdas/domain/html.ts';
import { SIMULATED } from '../web/simulated.ts';

const STYLE = `
:root{--accent:#0b66c3}
.top{padding:15px 32px;background:#141c2b;color:#fff;font-size:16px;font-weight:600}
.top::before{content:"";display:inline-block;width:12px;height:12px;margin-right:10px;border-radius:3px;background:#e4002b;transform:rotate(45deg)}
main{width:700px;max-width:100%;margin:36px auto 12px;padding:34px 44px;background:#fff;border:1px solid #dfe3e8;border-radius:8px}
ol{display:grid;grid-template-columns:repeat(3,1fr);gap:10px;margin:0 0 30px;padding:0;list-style:none}
ol li{padding-top:8px;border-top:4px solid #dfe3e8;color:#8b939e}
ol li[aria-current]{border-color:#0b66c3;color:#22272e;font-weight:600}
h1{margin-bottom:16px;font-size:22px;font-weight:500}
.row{display:grid;grid-template-columns:170px 1fr;align-items:center;margin-bottom:14px}
.row input{width:100%}
.code{display:flex;align-items:center;gap:10px;margin:18px 0}
.prefix{font:600 18px ui-monospace,monospace;letter-spacing:.08em}
.code input{width:170px}
.actions{margin:22px 0 0}
.done{text-align:center}
.done[role=dialog]{box-shadow:none}
`;

/** A page of the wizard of guide 2-3 to 2-9: English whatever the language of the consoles is. */
export function wizardPage(
  title: string,
  content: Part,
  { step, script }: { step?: 1 | 2 | 3; script?: string } = {},
): Html {
  const steps = html`<ol aria-label="Progress">
    ${([1, 2, 3] as const).map((each) => html`<li ${each === step && html`aria-current="step"`}>Step ${each}.</li>`)}
  </ol>`;
  return document({
    language: 'en',
    title: `${title} | Trend Vision One`,
    style: STYLE,
    body: html`<header class="top">Trend Vision One</header>
      <main>${step !== undefined && steps}${content}</main>
      ${SIMULATED}`,
    ...(script !== undefined && { script }),
  });
}

/** What was refused, above the form that it was entered in. */
export function refusedLine(text: string | undefined): Html | undefined {
  return text === undefined ? undefined : html`<p class="alert" role="alert">${text}</p>`;
}
