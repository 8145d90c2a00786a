import { PRODUCT_NAMES } from '../../../../lambdas/simulated-vendor/labels.ts';
import type { Session } from '../../../../lambdas/simulated-vendor/sessions.ts';
import { form } from '../web/form.ts';
import { type Html, html } from '../../../../lambdas/domain/html.ts';
import type { PageRequest } from '../web/page-request.ts';
import { cancelLink, modalDialog } from './dialog.ts';
import { VISION_ONE_TEXTS, type VisionOneTexts } from './texts.ts';

/** Instance types of other products, which guide 3-2 chooses among. */
export const OTHER_TYPES = [
  'Trend Micro Deep Security Software',
  'Trend Micro Apex One On-Premises',
  'Trend Cloud One',
];

/** What the model calls the instance type of Apex One SaaS in this console (guide 3-2). */
export function instanceTypeOf({ tenant }: Session): string {
  return tenant.generation === 'newer' ? PRODUCT_NAMES.newerInstanceType : PRODUCT_NAMES.beforeUpdate.instanceType;
}

/** Guide 3-2 to 3-4: Product Connection; the token shows once, after it was made. */
export function productConnectionDialog(request: PageRequest, session: Session, token?: string): Html {
  const texts = VISION_ONE_TEXTS[session.tenant.language];
  return modalDialog(html`
    <h2 id="dialog-title">${texts.productConnection}</h2>
    <p>${texts.connectionWhy}</p>
    ${token === undefined ? beforeToken(request, session, texts) : withToken(request, session, texts, token)}
  `);
}

/** Copies the token, as far as the browser allows it. */
export const COPY_SCRIPT = `document.getElementById('copy').onclick=function(){var t=document.getElementById('token');t.select();navigator.clipboard&&navigator.clipboard.writeText(t.value).catch(function(){})}`;

function beforeToken(request: PageRequest, session: Session, texts: VisionOneTexts): Html {
  const isNewer = session.tenant.generation === 'newer';
  const types = [instanceTypeOf(session), ...OTHER_TYPES].sort();
  const generate = isNewer
    ? html`<button>${texts.generateTokenNewer}</button>`
    : html`<button class="link">${texts.generateToken}</button>`;
  return html`${form(
      request,
      '/product-instance/token',
      html`<div class="row">
          <label for="instance-type">${texts.instanceType}</label>
          <select id="instance-type" name="instanceType">
            <option value="">${texts.choose}</option>
            ${types.map((type) => html`<option>${type}</option>`)}
          </select>
        </div>
        <div class="row">
          <span>${texts.token}</span>
          <span>${generate}</span>
        </div>`,
    )}
    <footer>
      ${cancelLink(texts.cancel)}
      <button type="button" class="primary" disabled>${texts.save}</button>
    </footer>`;
}

function withToken(request: PageRequest, session: Session, texts: VisionOneTexts, token: string): Html {
  return form(
    request,
    '/product-instance/save',
    html`<div class="row">
        <label for="instance-type">${texts.instanceType}</label>
        <select id="instance-type" disabled>
          <option>${instanceTypeOf(session)}</option>
        </select>
      </div>
      <div class="row">
        <label for="token">${texts.token}</label>
        <div class="token">
          <input type="text" id="token" readonly value="${token}" />
          <button type="button" id="copy">${texts.copy}</button>
        </div>
      </div>
      <p>${texts.tokenOnce}</p>
      <footer>
        ${cancelLink(session.tenant.generation === 'newer' ? texts.close : texts.cancel)}
        <button class="primary">${texts.save}</button>
      </footer>`,
  );
}
