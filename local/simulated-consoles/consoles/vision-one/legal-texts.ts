import type { ConsoleLanguage } from '../../../../lambdas/simulated-vendor/labels.ts';
import { type Html, html } from '../../../../lambdas/domain/html.ts';

/** Guide 3-13: the texts that the customer agrees to, with their links; each language has its own word order. */
export function legalParagraph(language: ConsoleLanguage): Html {
  const link = (text: string, path: string): Html =>
    html`<a href="/legal/${path}" target="_blank" rel="noopener">${text}</a>`;
  if (language === 'en') {
    return html`<p>
      Read and agree to the applicable License Agreement (${link('Global', 'license-agreement')} |
      ${link('Japan', 'license-agreement-japan')}), the Privacy Policy (Global Privacy Notice)
      (${link('Global', 'privacy')} | ${link('Japan', 'privacy-japan')}), and the data collected
      (${link('Data Collection Notice', 'data-collection')}). For SaaS and cloud services, read the
      ${link('Cloud Service Terms of Service', 'cloud-terms')}.
    </p>`;
  }
  return html`<p>
    該当する使用許諾契約書 (${link('グローバル', 'license-agreement')} |
    ${link('日本', 'license-agreement-japan')})、プライバシーポリシー (Global Privacy Notice)
    (${link('グローバル', 'privacy')} | ${link('日本', 'privacy-japan')})、およびデータ収集について
    (${link('Data Collection Notice', 'data-collection')}) を読み、内容に同意します。
    SaaSおよびクラウドサービスについては、${link('Cloud Service Terms of Service', 'cloud-terms')}をお読みください。
  </p>`;
}

export const LEGAL_PATHS = [
  'license-agreement',
  'license-agreement-japan',
  'privacy',
  'privacy-japan',
  'data-collection',
  'cloud-terms',
];
