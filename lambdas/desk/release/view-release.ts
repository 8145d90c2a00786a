import type { Batch } from '../../domain/batch.ts';
import type { BatchPlan, PlannedTenant, ReleaseSettings } from '../../domain/batch-plan.ts';
import type { DeskTask } from '../../domain/desk-task.ts';
import type { Action, Passage, TaskView } from '../task-view.ts';
import { standsOut } from '../../domain/intake/stands-out.ts';
import { sayingIn, type Language } from '../../domain/language.ts';
import { formatInstant } from '../../domain/texts/instants.ts';
import { proofKey, type Proof } from '../../domain/person.ts';
import { confirmationsOf, isReleased } from '../../domain/release.ts';
import type { Ports } from '../../ports/index.ts';
import { planOfBatch, type MadePlan } from '../../steps/shared/plan-of-batch.ts';

/** The button that confirms carries the hash of the plan that its page showed. */
export const CONFIRM = 'confirm:';
export const DECLINE = 'decline';

/** The deployment's, or what the command line knows of it. */
export interface ReleasePorts extends Pick<Ports, 'batches' | 'tenants'> {
  settings: ReleaseSettings;
}

type Say = <T>(ja: T, en: T) => T;

/**
 * The plan of a batch as an operator reads it before anybody outside hears of it; `made`, where it was made just now.
 */
export async function viewRelease(
  ports: ReleasePorts,
  task: DeskTask,
  reader: Proof | undefined,
  language: Language,
  made?: MadePlan,
): Promise<TaskView | undefined> {
  const say = sayingIn(language);
  const { settings, batches } = ports;
  const batch = await batches.read(task.batchId);
  if (!batch) return undefined;
  const { plan, madeAt } = made ?? (await planOfBatch(ports, batch));
  const confirmations = confirmationsOf(task, plan.hash);
  const stale = Object.keys(task.answers).length > confirmations.length;
  const hasConfirmed = confirmations.some(({ proof }) => reader && proof && proofKey(proof) === proofKey(reader));
  const notices = batch.problems.filter(({ severity }) => severity === 'notice').length;
  const people = settings.releaseBy === 'two' ? 2 : 1;
  // Where enough have, and it is not on record, recording it failed: pressed again it goes on.
  const waits = hasConfirmed && !isReleased(confirmations, settings);
  return {
    title: say(`開始の承認：${batch.batchId}`, `Release of ${batch.batchId}`),
    guideStep: null,
    why: say(
      `承認されるまで、お客様への連絡もコンソールでの操作も行われません。${people === 2 ? '異なる2人の承認が必要です。' : ''}${waits ? 'あなたは承認済みです。もう1人の承認をお待ちください。' : ''}`,
      `Until it is released no customer is written to, and nothing is done on a console.${people === 2 ? ' Two different people have to release it.' : ''}${waits ? ' You have released it; somebody else has to, too.' : ''}`,
    ),
    passages: [
      {
        heading: say('ファイル', 'File'),
        pairs: [
          [say('ファイル名', 'Name'), batch.object.key],
          [say('対象テナント', 'Tenants'), String(batch.accepted)],
          [say('不備のある行（対象外）', 'Rejected rows (left out)'), String(batch.rejected)],
          [say('注意事項', 'Notices'), String(notices)],
          [say('内容のハッシュ', 'Hash of the plan'), plan.hash],
          [
            say('承認済み', 'Released by'),
            confirmations
              .map(({ by, at }) => `${by}${say('、', ', ')}${formatInstant(at, settings.zone, language)}`)
              .join(say('；', '; ')) || say('なし', 'nobody yet'),
          ],
        ],
      },
      ...planPassages(plan, say),
    ],
    warnings: [
      ...(stale
        ? [
            say(
              '前の承認の後で内容が変わったため、その承認は無効になりました。',
              'The plan has changed after an earlier confirmation, which no longer counts.',
            ),
          ]
        : []),
      ...noticesToRead(batch, language),
      ...(madeAt === undefined ? [] : [keptSince(formatInstant(madeAt, settings.zone, language), say)]),
    ],
    instructions: [],
    fields: [
      {
        name: 'why',
        label: say('承認しない場合の理由', 'Reason, if it is not to start'),
        kind: 'text',
        required: false,
      },
    ],
    actions: [
      // Anyone who has said yes cannot say it twice.
      ...(waits ? [] : [confirm(plan.hash, say)]),
      { value: DECLINE, label: say('承認しない（バッチを終了）', 'Do not release (the batch ends)'), kind: 'danger' },
    ],
  };
}

/** More are not read before a button is pressed; `check` has them all. */
const MOST_NOTICES = 10;

/** What the check of the file found that may change what this batch does, in its words. */
function noticesToRead({ problems }: Batch, language: Language): string[] {
  const found = problems.filter(standsOut).map(({ said }) => said[language]);
  const more = found.length - MOST_NOTICES;
  const say = sayingIn(language);
  return [
    ...found.slice(0, MOST_NOTICES),
    ...(more > 0
      ? [say(`同様の注意事項がほかに${String(more)}件あります。`, `There are ${String(more)} more notices like these.`)]
      : []),
  ];
}

function keptSince(at: string, say: Say): string {
  return say(
    `件数が多いため、この内容は${at}に作成したものです。その後、他のバッチが処理を始めたテナントや移行済みのテナントは、開始時に自動的に対象外になります。`,
    `There are many tenants: this plan was made on ${at}. Tenants that another batch has taken or migrated since are left out when their turn comes.`,
  );
}

function confirm(hash: string, say: Say): Action {
  return { value: `${CONFIRM}${hash}`, label: say('この内容で開始を承認する', 'Release this plan'), kind: 'primary' };
}

function planPassages(plan: BatchPlan, say: Say): Passage[] {
  const consent: Record<PlannedTenant['consent'], string> = {
    written: say('書面あり', 'in writing'),
    recorded: say('記録済み', 'on record'),
    asked: say('承認者に依頼', 'to be asked'),
    nobody: say('依頼できる承認者なし', 'nobody who may be asked'),
  };
  const hands = {
    browser: say('自動（ブラウザ）', 'browser'),
    operator: say('手作業', 'by hand'),
    scripted: say('スクリプト', 'script'),
  };
  const more = (shown: number, all: number): string[] =>
    all > shown ? [say(`ほか${String(all - shown)}件`, `and ${String(all - shown)} more`)] : [];
  return [
    {
      heading: say('想定外のドメインの宛先', 'Addresses at unexpected domains'),
      items:
        plan.foreignDomainsInAll === 0
          ? [say('なし', 'none')]
          : [
              ...plan.foreignDomains.map(({ domain, addresses }) => `${domain}: ${String(addresses)}`),
              ...more(plan.foreignDomains.length, plan.foreignDomainsInAll),
            ],
    },
    {
      heading: say('他のバッチとの重複', 'Conflicts with other batches'),
      items:
        plan.conflictsInAll === 0
          ? [say('なし', 'none')]
          : [
              ...plan.conflicts.map(({ tenantId, kind, batchId }) =>
                kind === 'held'
                  ? say(`${tenantId}：バッチ ${batchId}で処理中`, `${tenantId}: the batch ${batchId} has it`)
                  : say(`${tenantId}：バッチ ${batchId}で移行済み`, `${tenantId}: migrated by the batch ${batchId}`),
              ),
              ...more(plan.conflicts.length, plan.conflictsInAll),
            ],
    },
    { heading: say('同意', 'Consents'), pairs: plan.consents.map(([kind, n]) => [consent[kind], String(n)]) },
    { heading: say('作業方法', 'Hands'), pairs: plan.hands.map(([kind, n]) => [hands[kind], String(n)]) },
    {
      heading: say('作業時間帯', 'Windows'),
      pairs: plan.windows.map(([hours, n]) => [hours || say('指定なし', 'any time'), String(n)]),
      items: more(plan.windows.length, plan.windowsInAll),
    },
    {
      heading: say('宛先のドメイン', 'Domains that are written to'),
      items: [
        ...plan.knownDomains.map(({ domain, addresses }) => `${domain}: ${String(addresses)}`),
        ...more(plan.knownDomains.length, plan.knownDomainsInAll),
      ],
    },
    {
      heading: say('テナント', 'Tenants'),
      items: [
        ...plan.tenants.map(
          ({ tenantId, companyName, business, region, ...tenant }) =>
            `${tenantId} ${companyName}${business ? say(`（コンソールの表示：${business}）`, ` (the console shows ${business})`) : ''} / ${region} / ${hands[tenant.hands]} / ${consent[tenant.consent]}${tenant.consent === 'asked' ? ` (${tenant.approver ?? ''})` : ''}`,
        ),
        ...more(plan.tenants.length, plan.tenantsInAll),
      ],
    },
  ];
}
