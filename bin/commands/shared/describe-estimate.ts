import type { Quotas } from '../../../lambdas/domain/admission.ts';
import type { BatchEstimate } from '../../../lambdas/domain/estimate/estimate-batch.ts';
import { PRICES } from '../../../lambdas/domain/estimate/prices.ts';
import type { Language } from '../../../lambdas/domain/intake/choices.ts';
import { formatInstant } from '../../../lambdas/domain/texts/instants.ts';
import type { Screen } from '../../../terminal/screen.ts';

interface Spoken {
  zone: string;
  language: Language;
  hands: 'browser' | 'operator';
}

/** An estimate as an operator reads it: the end first, then the money, then what holds it up. */
export function describeEstimate(estimate: BatchEstimate, spoken: Spoken, { bold, faint }: Screen): string {
  const { zone, language, hands } = spoken;
  const { tenants, userAccounts, consentsToCome, rate, finishedAt, finishedAtWithProblem, cost, byHands } = estimate;
  const at = (instant: string): string => formatInstant(instant, zone, language);
  const each = tenants === 0 ? 0 : cost.total / tenants;
  const [says, binding] = [SAYS[language], BINDING[language][rate.binding]];
  return [
    bold(says.tenants(tenants, userAccounts)),
    says.finished(at(finishedAt)),
    says.withProblem(at(finishedAtWithProblem)),
    ...(consentsToCome > 0 ? [says.consents(consentsToCome)] : []),
    says.cost(dollars(cost.total), dollars(each), dollars(cost.browser)),
    ...HANDS.flatMap((by) => {
      const { tenants: done, each: price } = byHands[by];
      return done === 0 ? [] : [says.byHands(by, done, dollars(price))];
    }),
    says.rate(rate.perSecond, binding),
    faint(says.basis(hands, PRICES.asOf, PRICES.region)),
  ].join('\n');
}

const HANDS = ['browser', 'operator'] as const;

function dollars(amount: number): string {
  return `$${amount.toFixed(amount < 0.1 ? 4 : 2)}`;
}

const SAYS = {
  ja: {
    tenants: (tenants: number, users: number) =>
      `対象テナント: ${count(tenants)} 件 (Apex Centralユーザアカウント ${count(users)} 件)`,
    finished: (at: string) => `完了見込み: ${at} (いま開始した場合)`,
    withProblem: (at: string) => `一時的な問題 (ガイド 3-15) が最後のテナントで一度発生した場合: ${at}`,
    consents: (consents: number) => `同意待ち: ${count(consents)} 件 (承認者の回答を待つ時間は含みません)`,
    cost: (total: string, each: string, browser: string) =>
      `AWS利用料 (定価): ${total} (1テナントあたり ${each}、うちブラウザ操作の合計 ${browser})`,
    byHands: (hands: 'browser' | 'operator', tenants: number, each: string) =>
      `　${hands === 'browser' ? '自動' : '手動'}: ${count(tenants)} 件 (ユーザアカウントが1件のテナントで ${each})`,
    rate: (rate: number, binding: string) => `開始ペース: 毎秒 ${count(rate)} テナント (上限の要因: ${binding})`,
    basis: (hands: string, asOf: string, region: string) =>
      `作業方法の既定: ${hands === 'browser' ? '自動' : '手動'}。料金は ${asOf} 時点の ${region} の定価で、無料枠は考慮していません。`,
  },
  en: {
    tenants: (tenants: number, users: number) =>
      `${count(tenants)} ${tenants === 1 ? 'tenant' : 'tenants'} with ${count(users)} Apex Central user accounts`,
    finished: (at: string) => `Finished: ${at}, if it were started now`,
    withProblem: (at: string) => `If the last one meets the temporary problem of guide 3-15 once: ${at}`,
    consents: (consents: number) => `Consents to come: ${count(consents)}; waiting for approvers is not counted`,
    cost: (total: string, each: string, browser: string) =>
      `AWS list price: ${total}, ${each} for a tenant; of it for browsers ${browser}`,
    byHands: (hands: 'browser' | 'operator', tenants: number, each: string) =>
      `  by ${hands === 'browser' ? 'browser' : 'a person'}: ${count(tenants)}, ${each} for one with one user account`,
    rate: (rate: number, binding: string) =>
      `Started: ${count(rate)} tenants a second, for more ${binding} would have to grow`,
    basis: (hands: string, asOf: string, region: string) =>
      `Hands where a row does not say: ${hands}. Prices of ${asOf} in ${region}, without free tiers.`,
  },
} as const;

const BINDING: Readonly<Record<Language, Readonly<Record<keyof Quotas, string>>>> = {
  ja: {
    stateTransitions: 'Step Functionsの状態遷移数',
    executionStarts: 'Step Functionsの実行開始数',
    taskAnswers: 'Step Functionsのタスク応答数 (SendTaskSuccess)',
    lambdaConcurrency: 'Lambdaの同時実行数',
    vendorTenants: 'ベンダー側の受け入れペース',
  },
  en: {
    stateTransitions: "Step Functions' quota of state transitions",
    executionStarts: "Step Functions' quota of started executions",
    taskAnswers: "Step Functions' quota of task answers (SendTaskSuccess)",
    lambdaConcurrency: "Lambda's concurrency",
    vendorTenants: "the vendor's patience",
  },
};

function count(number: number): string {
  return number.toLocaleString('en');
}
