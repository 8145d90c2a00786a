import type { Pull } from '../brake.ts';
import type { Said } from '../language.ts';
import { describeGuideStep } from './guide-steps.ts';
import { meaningOf } from './meanings.ts';

/** Why the brake was pulled, for its mail, the desk and the reason of every tenant that it holds. */
export function reasonOfPull({ code, guideStep, tenantIds }: Pull): Said {
  const tenants = tenantIds.join(', ');
  const ja = `${meaningOf(code, 'ja')}（${code}、${describeGuideStep(guideStep, 'ja')}）`;
  const en = `${meaningOf(code, 'en')} (${code}, ${describeGuideStep(guideStep, 'en')})`;
  if (tenantIds.length === 1)
    return {
      ja: `取り消しのできない操作を行う手順で ${ja}：${tenants}`,
      en: `at a press that cannot be undone: ${en}: ${tenants}`,
    };
  return {
    ja: `30 分以内に ${String(tenantIds.length)} テナントで同じエラー ${ja}：${tenants}`,
    en: `the same error at ${String(tenantIds.length)} tenants within 30 minutes: ${en}: ${tenants}`,
  };
}
