import { DescribeActiveReceiptRuleSetCommand, type SESClient } from '@aws-sdk/client-ses';
import type { MxRecord } from 'node:dns';
import { once } from '../../../lambdas/domain/once.ts';
import * as z from '../../../lambdas/domain/zod.ts';
import type { StageSettings } from '../../../lib/stage-settings.ts';
import { askAws, AwsRefusedError, type AwsAccess } from './ask-aws.ts';
import { couldNotLook, doesNotApply, fine, toDo, type Check, type Finding } from './finding.ts';

/** Of the sending quota of a day, from so much on nothing more should be begun. */
const NEARLY_ALL = 0.8;

const accountSchema = z.object({
  ProductionAccessEnabled: z.boolean(),
  SendingEnabled: z.boolean(),
  EnforcementStatus: z.optional(z.string()),
  SendQuota: z.object({ Max24HourSend: z.number(), SentLast24Hours: z.number() }),
  SuppressionAttributes: z.optional(z.object({ SuppressedReasons: z.optional(z.array(z.string())) })),
});
const identitySchema = z.object({
  VerifiedForSendingStatus: z.boolean(),
  DkimAttributes: z.optional(
    z.object({
      SigningEnabled: z.boolean(),
      Status: z.optional(z.string()),
      Tokens: z.optional(z.array(z.string())),
    }),
  ),
});
const suppressedSchema = z.object({ SuppressedDestination: z.object({ Reason: z.string() }) });

export interface MailChecks {
  access: AwsAccess;
  ses: SESClient;
  settings: StageSettings;
  resolveMx: (domain: string) => Promise<MxRecord[]>;
}

/** SES answers each operation once a second, so that what two checks look at is read once. */
export function checksOfMail({ access, ses, settings, resolveMx }: MailChecks): Check[] {
  const { receivingDomain } = settings;
  const account = once(() => readAccount(access));
  const identity = once(() => readIdentity(access, identityOf(settings)));
  const receives = (look: (domain: string) => Promise<Finding>) => async () =>
    receivingDomain === undefined
      ? doesNotApply('receivingDomainの設定なし', 'the stage has no receivingDomain')
      : look(receivingDomain);
  return [
    { name: 'ses-account', look: async () => lookAtSending(await account()) },
    { name: 'ses-identity', look: async () => lookAtIdentity(identityOf(settings), await identity()) },
    { name: 'dkim', look: async () => lookAtDkim(identityOf(settings), identity) },
    { name: 'suppression', look: async () => lookAtSuppression(access, settings, account) },
    { name: 'receipt-rules', look: receives(() => lookAtReceiptRules(ses, `visionlift-${settings.stage}-receiving`)) },
    { name: 'mx', look: receives((domain) => lookAtMx(resolveMx, domain, settings.region)) },
  ];
}

type Account = z.infer<typeof accountSchema>;
type Identity = z.infer<typeof identitySchema> | undefined;

async function readAccount(access: AwsAccess): Promise<Account> {
  return accountSchema.parse(await askAws('ses', { path: '/v2/email/account' }, access));
}

function lookAtSending(account: Account): Finding {
  const { Max24HourSend: most, SentLast24Hours: sent } = account.SendQuota;
  const used = `${String(sent)}/${String(most)}`;
  if (!account.SendingEnabled || (account.EnforcementStatus ?? 'HEALTHY') !== 'HEALTHY') {
    const status = account.EnforcementStatus ?? 'sending disabled';
    return toDo(
      { ja: `SESの状態は ${status}です`, en: `SES says ${status}` },
      {
        ja: 'SES コンソールの「アカウントダッシュボード」で理由を確認し、AWSに回答してください',
        en: 'see why at "Account dashboard" of the SES console, and answer AWS there',
      },
    );
  }
  if (!account.ProductionAccessEnabled) {
    return toDo(
      {
        ja: `サンドボックスのままです（1日 ${String(most)}通、確認済みの宛先のみ）`,
        en: `it is in the sandbox: ${String(most)} mails a day, to verified addresses only`,
      },
      {
        ja: 'SES コンソールで本番アクセスを申請してください（docs/deploying.md の5）',
        en: 'ask for production access in the SES console, as in step 5 of docs/deploying.md',
      },
    );
  }
  if (most >= 0 && sent >= most * NEARLY_ALL) {
    return toDo(
      {
        ja: `24時間の送信数が上限に近づいています（${used}）`,
        en: `the mails of the last 24 hours are near the quota (${used})`,
      },
      {
        ja: '送信クォータの引き上げを申請するか、バッチの開始を待ってください',
        en: 'ask for a higher sending quota, or wait with the next batch',
      },
    );
  }
  return fine(`24時間の送信数 ${used}`, `${used} mails in 24 hours`);
}

function identityOf({ senderIdentity, sender }: StageSettings): string {
  return senderIdentity ?? sender.slice(sender.lastIndexOf('@') + 1);
}

async function readIdentity(access: AwsAccess, identity: string): Promise<Identity> {
  try {
    return identitySchema.parse(
      await askAws('ses', { path: `/v2/email/identities/${encodeURIComponent(identity)}` }, access),
    );
  } catch (error) {
    if (error instanceof AwsRefusedError && error.code === 'NotFoundException') return undefined;
    throw error;
  }
}

function lookAtIdentity(name: string, identity: Identity): Finding {
  if (!identity) {
    return toDo(
      { ja: `${name}はSESに登録されていません`, en: `SES does not know ${name}` },
      {
        ja: 'デプロイすると登録されます。済んでいる場合は sender と senderIdentity を確認してください',
        en: 'a deployment makes it; after one, look at sender and senderIdentity',
      },
    );
  }
  if (identity.VerifiedForSendingStatus) return fine(`${name}は確認済み`, `${name} is verified`);
  return toDo(
    { ja: `${name}は未確認です`, en: `${name} is not verified` },
    {
      ja: 'DNSにCNAME レコードを登録してください（docs/deploying.md の5）',
      en: 'put its CNAME records into the DNS, as in step 5 of docs/deploying.md',
    },
  );
}

async function lookAtDkim(name: string, identity: () => Promise<Identity>): Promise<Finding> {
  if (name.includes('@'))
    return doesNotApply('送信元はアドレスです', 'the identity is one address, which its domain signs');
  const { DkimAttributes: dkim } = (await identity()) ?? {};
  if (dkim?.SigningEnabled && dkim.Status === 'SUCCESS')
    return fine(`${name}は署名されます`, `mails of ${name} are signed`);
  const records = (dkim?.Tokens ?? []).map((token) => `${token}._domainkey.${name} CNAME ${token}.dkim.amazonses.com`);
  return toDo(
    { ja: `DKIMの状態は ${dkim?.Status ?? '未登録'}です`, en: `DKIM is ${dkim?.Status ?? 'not set up'}` },
    {
      ja: records.length > 0 ? `DNSに登録してください: ${records.join('; ')}` : '先にデプロイしてください',
      en: records.length > 0 ? `put into the DNS: ${records.join('; ')}` : 'deploy first',
    },
  );
}

async function lookAtSuppression(
  access: AwsAccess,
  { operatorEmail, replyTo }: StageSettings,
  account: () => Promise<Account>,
): Promise<Finding> {
  const suppressed: { address: string; reason: string }[] = [];
  for (const address of new Set([operatorEmail, replyTo])) {
    const reason = await suppressedBecause(access, address);
    if (reason !== undefined) suppressed.push({ address, reason });
  }
  if (suppressed.length > 0) {
    const which = suppressed.map(({ address, reason }) => `${address} (${reason})`).join(', ');
    const [first] = suppressed;
    return toDo(
      { ja: `送信されない宛先です: ${which}`, en: `SES sends nothing to ${which}` },
      {
        ja: `原因を取り除いて削除してください: aws sesv2 delete-suppressed-destination --email-address ${first?.address ?? ''}`,
        en: `remove the cause, then: aws sesv2 delete-suppressed-destination --email-address ${first?.address ?? ''}`,
      },
    );
  }
  const kept = (await account()).SuppressionAttributes?.SuppressedReasons ?? [];
  if (['BOUNCE', 'COMPLAINT'].every((reason) => kept.includes(reason))) {
    return fine('運用者の宛先は含まれていません', 'the addresses of the operator are not on the list');
  }
  return toDo(
    {
      ja: `アカウントの抑制リストの対象: ${kept.join(', ') || 'なし'}`,
      en: `the account's list takes ${kept.join(', ') || 'nothing'}`,
    },
    {
      ja: 'aws sesv2 put-account-suppression-attributes --suppressed-reasons BOUNCE COMPLAINT',
      en: 'aws sesv2 put-account-suppression-attributes --suppressed-reasons BOUNCE COMPLAINT',
    },
  );
}

async function suppressedBecause(access: AwsAccess, address: string): Promise<string | undefined> {
  try {
    const path = `/v2/email/suppression/addresses/${encodeURIComponent(address)}`;
    return suppressedSchema.parse(await askAws('ses', { path }, access)).SuppressedDestination.Reason;
  } catch (error) {
    if (error instanceof AwsRefusedError && error.code === 'NotFoundException') return undefined;
    throw error;
  }
}

async function lookAtReceiptRules(ses: SESClient, ours: string): Promise<Finding> {
  const { Metadata } = await ses.send(new DescribeActiveReceiptRuleSetCommand({}));
  const active = Metadata?.Name;
  if (active === ours) return fine(`${ours}が有効です`, `${ours} is the active set`);
  const activate = `aws ses set-active-receipt-rule-set --rule-set-name ${ours}`;
  return active === undefined
    ? toDo(
        { ja: '有効な受信ルールセットがありません', en: 'no set is active, so no mail is received' },
        { ja: activate, en: activate },
      )
    : toDo(
        { ja: `有効なのは別の ${active}です`, en: `${active} is the active set, not ${ours}` },
        {
          ja: `${active}の所有者に確認してから: ${activate}`,
          en: `ask whose ${active} is, as it will be switched off; then: ${activate}`,
        },
      );
}

async function lookAtMx(resolveMx: MailChecks['resolveMx'], domain: string, region: string): Promise<Finding> {
  const wanted = `inbound-smtp.${region}.amazonaws.com`;
  const whatToDo = {
    ja: `DNSに登録してください: ${domain} MX 10 ${wanted}`,
    en: `put into the DNS: ${domain} MX 10 ${wanted}`,
  };
  let records: MxRecord[];
  try {
    records = await resolveMx(domain);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    if (code === 'ENODATA' || code === 'ENOTFOUND') {
      return toDo({ ja: `${domain}にMX レコードがありません`, en: `${domain} has no MX record` }, whatToDo);
    }
    return couldNotLook(`DNS: ${code}`, { ja: `dig MX ${domain}`, en: `dig MX ${domain}` });
  }
  const hosts = records
    .toSorted((one, other) => one.priority - other.priority)
    .map(({ exchange }) => exchange.toLowerCase());
  if (hosts.length > 0 && hosts.every((host) => host === wanted))
    return fine(`${domain} → ${wanted}`, `${domain} leads to ${wanted}`);
  return toDo(
    { ja: `${domain}のMXは ${hosts.join(', ')} です`, en: `the MX of ${domain} is ${hosts.join(', ')}` },
    whatToDo,
  );
}
