import type { LocalizedText } from '../language.ts';
import { describeGuideStep } from './guide-steps.ts';
import { meaningOf } from './meanings.ts';
import type { GuideStep } from '../guide.ts';

/** Why the circuit breaker was tripped, for its mail, the desk and the reason of every tenant that it holds. */
export function reasonOfTrip({ code, guideStep, tenantIds }: Trip): LocalizedText {
  const tenants = tenantIds.join(', ');
  const ja = `${meaningOf(code, 'ja')}（${code}、${describeGuideStep(guideStep, 'ja')}）`;
  const en = `${meaningOf(code, 'en')} (${code}, ${describeGuideStep(guideStep, 'en')})`;
  if (tenantIds.length === 1)
    return {
      ja: `取り消しのできない操作を行う手順で${ja}：${tenants}`,
      en: `at a press that cannot be undone: ${en}: ${tenants}`,
    };
  return {
    ja: `30分以内に${String(tenantIds.length)}テナントで同じエラー ${ja}：${tenants}`,
    en: `the same error at ${String(tenantIds.length)} tenants within 30 minutes: ${en}: ${tenants}`,
  };
}

/** What tripped the circuit breaker: one error at several tenants, or one unknown page at a point of no return. */
export interface Trip {
  code: string;
  guideStep: GuideStep | null;
  tenantIds: readonly string[];
}

/** Why a batch is held whose first tenants go ahead of the others. */
export function reasonOfPilot(tenants: number): LocalizedText {
  const count = String(tenants);
  return {
    ja: `先行実施：最初の${count}テナントの結果を確認し、問題がなければ再開してください`,
    en: `the pilot: its first ${count} tenants go ahead; look at how they end, then let the others go on`,
  };
}
