import type { Quotas, Starts } from '../../../lambdas/domain/admission.ts';
import type { BatchEstimate } from '../../../lambdas/domain/estimate/estimate-batch.ts';
import { PRICES } from '../../../lambdas/domain/estimate/prices.ts';
import type { Language } from '../../../lambdas/domain/language.ts';
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
  const { tenants, userAccounts, consentsToCome, rate, finishedAt, finishedAtWithProblem, cost, byHands, people } =
    estimate;
  const at = (instant: string): string => formatInstant(instant, zone, language);
  const time = (amount: number): string => hours(amount, language);
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
    says.people(time(people.planned), time(people.guideByHand)),
    ...(byHands.browser.tenants > 0
      ? [says.captchas(time(people.withOneCaptcha), time(people.withCaptchaAtEachConsole))]
      : []),
    says.rate(rate, binding),
    faint(says.basis(hands, PRICES.asOf, PRICES.region)),
  ].join('\n');
}

const HANDS = ['browser', 'operator'] as const;

function dollars(amount: number): string {
  return `$${amount.toFixed(amount < 0.1 ? 4 : 2)}`;
}

/** Minutes below an hour: a small file would be "0 hours". */
function hours(amount: number, language: Language): string {
  if (amount < 1) return `${String(Math.ceil(amount * 60))}${language === 'ja' ? '分' : ' min'}`;
  return `${amount.toLocaleString('en', { maximumFractionDigits: 1 })}${language === 'ja' ? '時間' : ' h'}`;
}

const SAYS = {
  ja: {
    tenants: (tenants: number, users: number) =>
      `対象テナント: ${count(tenants)}件 (Apex Centralユーザアカウント ${count(users)}件)`,
    finished: (at: string) => `完了見込み: ${at} (いま開始した場合)`,
    withProblem: (at: string) => `一時的な問題 (ガイド 3-15) が最後のテナントで一度発生した場合: ${at}`,
    consents: (consents: number) => `同意待ち: ${count(consents)}件 (承認者の回答を待つ時間は含みません)`,
    cost: (total: string, each: string, browser: string) =>
      `AWS利用料 (定価): ${total} (1テナントあたり ${each}、うちブラウザ操作の合計 ${browser})`,
    byHands: (hands: 'browser' | 'operator', tenants: number, each: string) =>
      `　${hands === 'browser' ? '自動' : '手動'}: ${count(tenants)}件 (ユーザアカウントが1件のテナントで ${each})`,
    people: (planned: string, guide: string) =>
      `担当者の作業時間 (推計): ${planned} (ガイドどおりにすべて手作業で行う場合は ${guide})`,
    captchas: (one: string, each: string) =>
      `　自動の各テナントで画像認証 (CAPTCHA) が1回表示される場合: ${one}、各コンソールで1回ずつの場合: ${each} (visionlift assist を使用)`,
    rate: ({ perSecond, atFirst }: Starts, binding: string) =>
      `開始ペース: 毎秒 ${count(perSecond)} テナント${atFirst.tenants > 0 ? `、最初の ${count(atFirst.tenants)}件は毎秒 ${count(atFirst.perSecond)}件` : ''} (上限の要因: ${binding})`,
    basis: (hands: string, asOf: string, region: string) =>
      `作業方法の既定: ${hands === 'browser' ? '自動' : '手動'}。料金は ${asOf} 時点の ${region}の定価で、無料枠は考慮していません。`,
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
    people: (planned: string, guide: string) =>
      `Time of one person, modelled: ${planned}; all of it by hand as the guide says: ${guide}`,
    captchas: (one: string, each: string) =>
      `  with one CAPTCHA for each tenant by browser: ${one}, with one at each console: ${each} (visionlift assist)`,
    rate: ({ perSecond, atFirst }: Starts, binding: string) =>
      `Started: ${count(perSecond)} tenants a second${atFirst.tenants > 0 ? `, the first ${count(atFirst.tenants)} at ${count(atFirst.perSecond)} a second` : ''}; for more ${binding} would have to grow`,
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
