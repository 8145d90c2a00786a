import type { Language } from '../../lambdas/domain/intake/choices.ts';
import { describeGuideStep } from '../../lambdas/domain/texts/guide-steps.ts';
import { FIGURE_NAMES } from '../../lambdas/domain/texts/outcomes.ts';
import { STAGE_NAMES } from '../../lambdas/domain/texts/stages.ts';
import type { Screen } from '../screen.ts';
import { widthOf } from '../width.ts';
import { wrap } from '../wrap.ts';
import type { TenantLine } from './few-tenants.ts';

const FURTHER_IN = '    ';
const NOT_STARTED = { ja: '開始待ち', en: 'not started' } as const;

/** A line for each tenant: the step of the guide that it is at, in words, or what became of it. */
export function describeTenants(tenants: readonly TenantLine[], language: Language, screen: Screen): string[] {
  const widest = Math.max(0, ...tenants.map(({ tenantId }) => widthOf(tenantId)));
  return tenants.flatMap((tenant) => {
    const line = `${tenant.tenantId.padEnd(widest)}  ${whereIs(tenant, language)}`;
    const [first = '', ...others] = wrap(line, screen.width - FURTHER_IN.length);
    return [`  ${first}`, ...others.map((other) => `${FURTHER_IN}${other}`)].map(paintOf(tenant, screen));
  });
}

function whereIs({ stage, guideStep, outcome, code }: TenantLine, language: Language): string {
  if (outcome === 'needsAttention' || outcome === 'notReady') {
    return `${describeGuideStep(guideStep, language)}  ${code ?? ''}`.trimEnd();
  }
  // The users upgrade and the customer takes over after the batch has its report.
  if (stage === 'handedOver') return STAGE_NAMES.handedOver[language];
  if (outcome !== null) return FIGURE_NAMES[outcome][language];
  if (stage === null) return NOT_STARTED[language];
  return guideStep === null ? STAGE_NAMES[stage][language] : describeGuideStep(guideStep, language);
}

function paintOf({ outcome }: TenantLine, { good, warning, faint }: Screen): (text: string) => string {
  if (outcome === 'needsAttention' || outcome === 'notReady') return warning;
  if (outcome === 'skipped') return faint;
  return outcome === null ? (text) => text : good;
}
