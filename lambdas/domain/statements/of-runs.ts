import * as z from '../zod.ts';
import { describeTask } from '../texts/tasks.ts';
import { reasonOfTrip, reasonOfPilot } from '../texts/trips.ts';
import { STAGE_NAMES } from '../texts/stages.ts';
import type { GuideStep } from '../guide.ts';
import type { Stage } from '../stage.ts';
import { recordedStatementSchema } from './statement.ts';
import { entry, plain } from './wording.ts';

const HELD = { state: z.enum(['paused', 'stopped']), by: z.string(), at: z.string(), why: recordedStatementSchema };
const ENDED = { FAILED: 'failed', TIMED_OUT: 'timed out', ABORTED: 'was stopped by hand' } as const;
const ENDED_JA = {
  FAILED: '途中で終了しました',
  TIMED_OUT: '時間切れで終了しました',
  ABORTED: '手動で停止されました',
} as const;
const guideStep = z.nullable(z.custom<GuideStep>((value) => typeof value === 'string'));

const needs = z.enum(['presence', 'work']);

/** How a run ended, or what holds it: executions, batches, switches and people at the desk. */
export const OF_RUNS = {
  noAnswerInTime: entry(
    { step: z.string(), asked: z.optional(recordedStatementSchema) },
    ({ step, asked }, inner) =>
      `期限までに回答がありませんでした（${describeTask(step, 'ja')}）${asked === undefined ? '' : `：${inner(asked)}`}`,
    ({ step, asked }, inner) => `${step} had no answer in time${asked === undefined ? '' : `: ${inner(asked)}`}`,
    { title: { ja: '期限までに回答がありませんでした', en: 'there was no answer in time' } },
  ),
  stepEnded: entry(
    { step: z.string(), error: z.string() },
    ({ step, error }) => `${describeTask(step, 'ja')}が${error}で終了しました`,
    ({ step, error }) => `${step} ended with ${error}`,
  ),
  unexpectedError: entry(
    { text: z.string() },
    ({ text }) => `エラーが発生しました：「${text}」`,
    ({ text }) => text,
  ),
  executionEnded: entry(
    { status: z.enum(['FAILED', 'TIMED_OUT', 'ABORTED']), step: z.optional(z.string()) },
    ({ status, step }) => `実行が${ENDED_JA[status]}${step === undefined ? '' : `（${describeTask(step, 'ja')}）`}`,
    ({ status, step }) => `its execution ${ENDED[status]}${step === undefined ? '' : ` at ${step}`}`,
  ),
  executionGone: plain({
    ja: '実行が、結果を残さずに終了したか、開始されませんでした',
    en: 'its execution ended or never began, and left no outcome',
  }),
  notVerified: entry(
    { stage: z.nullable(z.custom<Stage>((value) => typeof value === 'string')) },
    ({ stage }) =>
      `エラーなく終了しましたが、移行後の確認が済んでいません（状態：${stage === null ? '不明' : STAGE_NAMES[stage].ja}）`,
    ({ stage }) => `the steps ended without an error at stage ${stage ?? 'unknown'}, before the console was verified`,
    {
      title: { ja: '移行後のコンソールの確認が完了していません', en: 'the console was not verified after the update' },
    },
  ),
  alreadyMigrated: entry(
    { batchId: z.nullable(z.string()) },
    ({ batchId }) => `バッチ ${batchId ?? '（不明）'}で移行済みです`,
    ({ batchId }) => `already migrated by batch ${batchId ?? 'unknown'}`,
  ),
  heldByAnotherBatch: entry(
    { batchId: z.nullable(z.string()) },
    ({ batchId }) => `別のバッチ ${batchId ?? '（不明）'}で処理中です`,
    ({ batchId }) => `another batch has it: ${batchId ?? 'unknown'}`,
  ),
  alreadyClosed: plain({
    ja: '開始前に結果が記録されていました',
    en: 'it had its outcome before it was started',
  }),
  batchDeclined: entry(
    { by: z.string(), why: z.string() },
    ({ by, why }) => `バッチが開始前に停止されました：${by}が開始を承認しませんでした（${why}）`,
    ({ by, why }) => `the batch was stopped before it started: declined by ${by}: ${why}`,
  ),
  batchNotReleased: plain({
    ja: 'バッチが開始前に停止されました：開始の承認がありませんでした',
    en: 'the batch was stopped before it started: nobody released it',
  }),
  releaseNeeded: entry(
    { tenants: z.number() },
    ({ tenants }) => `${String(tenants)}テナントの計画が開始の承認を待っています`,
    ({ tenants }) => `the plan of ${String(tenants)} tenants waits for its release`,
  ),
  rehearsal: plain({
    ja: 'リハーサルのため、実際の環境は変更していません',
    en: 'rehearsal: no console was touched',
  }),
  held: entry(
    HELD,
    ({ state, by, at, why }, inner) =>
      `${state === 'paused' ? '一時停止中です' : '停止の指示があります'}（${at}、${by}）：${inner(why)}`,
    ({ state, by, at, why }, inner) => `${state} by ${by} at ${at}: ${inner(why)}`,
  ),
  pilot: entry(
    { tenants: z.number() },
    ({ tenants }) => reasonOfPilot(tenants).ja,
    ({ tenants }) => reasonOfPilot(tenants).en,
  ),
  breakerTripped: entry(
    { error: z.string(), guideStep, tenantIds: z.array(z.string()) },
    ({ error, ...trip }) => reasonOfTrip({ code: error, ...trip }).ja,
    ({ error, ...trip }) => reasonOfTrip({ code: error, ...trip }).en,
  ),
  couldNotDoIt: entry(
    { by: z.string(), why: z.string() },
    ({ by, why }) => `${by}が作業できませんでした：${why}`,
    ({ by, why }) => `${by} could not do it: ${why}`,
  ),
  doneByHand: entry(
    { step: z.string() },
    ({ step }) => `${describeTask(step, 'ja')}は手作業で行います`,
    ({ step }) => `${step} is done by hand: a person has to do this step`,
    { title: { ja: '手作業で行う手順です', en: 'the step is done by hand' } },
  ),
  noHands: plain({
    ja: 'この環境ではコンソールの自動操作を行いません。担当者の作業が必要です',
    en: 'this deployment has no hands for the consoles: a person has to do this step',
  }),
  mailboxNotOurs: entry(
    { address: z.string(), needs },
    ({ address, needs: what }) =>
      `検証コードは ${address} に届き、自動では読めません。メールを受け取れる方の${what === 'presence' ? '待機' : '作業'}が必要です`,
    ({ address, needs: what }) =>
      `the verification code goes to ${address}, which is not ours to read: the person who reads that mailbox has to ${what === 'presence' ? 'be there' : 'do this step'}`,
    {
      title: {
        ja: '検証コードがお客様のメールボックスに届きます',
        en: 'the verification code goes to a mailbox that is not ours',
      },
    },
  ),
  senderNotBelieved: entry(
    { address: z.string(), needs },
    ({ address, needs: what }) =>
      `${address} 宛ての検証メールの送信元がまだ確認されていません。メールを確認する方の${what === 'presence' ? '待機' : '作業'}が必要です`,
    ({ address, needs: what }) =>
      `no sender of verification mails to ${address} is believed yet: a person who looks at the mail has to ${what === 'presence' ? 'be there' : 'do this step'}`,
    {
      title: {
        ja: '検証メールの送信元がまだ確認されていません',
        en: 'no sender of verification mails is believed yet',
      },
    },
  ),
  leaseGone: entry(
    { tenantId: z.string() },
    ({ tenantId }) =>
      `テナント ${tenantId}は結果が記録済みのため、この実行では処理できません。もう一度開始するにはreport.csvを投入してください`,
    ({ tenantId }) =>
      `tenant ${tenantId} is held by no execution: this one has had its outcome; to start another, upload report.csv`,
  ),
  leaseElsewhere: entry(
    { tenantId: z.string(), batchId: z.string(), execution: z.string() },
    ({ tenantId, batchId, execution }) => `テナント ${tenantId}はバッチ ${batchId}の実行 ${execution}が処理中です`,
    ({ tenantId, batchId, execution }) => `tenant ${tenantId} is held by the batch ${batchId}, execution ${execution}`,
  ),
  recordIsStale: entry(
    { tenantId: z.string(), read: z.string(), found: z.nullable(z.string()) },
    ({ tenantId, read, found }) =>
      `テナント ${tenantId}の記録が読み取り後に変わりました（${read} → ${found ?? '記録なし'}）`,
    ({ tenantId, read, found }) =>
      `tenant ${tenantId} has changed since it was read (${read}): ${found ?? 'no record'}`,
  ),
  batchIsStale: entry(
    { batchId: z.string(), fields: z.array(z.string()) },
    ({ batchId, fields }) => `バッチ ${batchId}の記録が読み取り後に変わりました（${fields.join('、')}）`,
    ({ batchId, fields }) => `the batch ${batchId} has changed since it was read (${fields.join(', ')})`,
  ),
  rehearsedTenantIsStale: entry(
    { tenantId: z.string() },
    ({ tenantId }) => `リハーサル中のテナント「${tenantId}」が別の処理で変更されました`,
    ({ tenantId }) => `somebody else has changed the rehearsed tenant "${tenantId}" meanwhile`,
  ),
  taskIsStale: entry(
    { subject: z.string(), step: z.string() },
    ({ subject, step }) => `${subject}の作業（${describeTask(step, 'ja')}）が読み取り後に変わりました`,
    ({ subject, step }) => `the desk task ${step} of ${subject} has changed since it was read`,
  ),
  userIsStale: entry(
    { tenantId: z.string(), account: z.string() },
    ({ tenantId, account }) =>
      `テナント ${tenantId}のユーザアカウント「${account}」の記録が読み取り後に変わったか、別の実行が処理中です`,
    ({ tenantId, account }) =>
      `tenant ${tenantId}: the user account "${account}" is no longer this run's, or has changed since it was read`,
  ),
  stepStillRunning: entry(
    { tenantId: z.string(), step: z.string(), until: z.string(), by: z.optional(z.string()) },
    ({ tenantId, step, until, by }) =>
      by === undefined
        ? `テナント ${tenantId}：${describeTask(step, 'ja')}の前回の処理が${until}まで続いている可能性があります`
        : `テナント ${tenantId}：${describeTask(step, 'ja')}は${by}が作業中です`,
    ({ tenantId, step, until, by }) =>
      by === undefined
        ? `tenant ${tenantId}: a first run of ${step} may be alive until ${until}`
        : `tenant ${tenantId}: ${by} is at work on ${step}`,
  ),
  taskTakenMeanwhile: entry(
    { tenantId: z.string(), step: z.string() },
    ({ tenantId, step }) =>
      `テナント ${tenantId}：${describeTask(step, 'ja')}はすでに回答されたか、ほかの人が担当しています`,
    ({ tenantId, step }) => `tenant ${tenantId}: ${step} was answered meanwhile, or somebody else has taken it over`,
  ),
  userStepStillRunning: entry(
    { tenantId: z.string(), account: z.string() },
    ({ tenantId, account }) =>
      `テナント ${tenantId}：ユーザアカウント「${account}」の前回の処理が続いている可能性があります`,
    ({ tenantId, account }) => `tenant ${tenantId}: a first run for the user account "${account}" may be alive`,
  ),
};
