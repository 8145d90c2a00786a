import { html } from '../../../../lambdas/domain/html.ts';

/** Stands in a corner of every page, so that nobody takes a screenshot for the vendor's. */
export const SIMULATED = html`<p class="simulated">visionlift: simulated console</p>`;
