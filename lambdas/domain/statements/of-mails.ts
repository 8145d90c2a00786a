import * as z from '../zod.ts';
import { entry, plain } from './wording.ts';

/** Why a mail was not sent, or one that came was not taken for the vendor's (guide 2-5). */
export const OF_MAILS = {
  mailRefused: entry(
    { mail: z.string(), error: z.string() },
    ({ mail, error }) => `メールサービスがメール ${mail}の送信を拒否しました：${error}`,
    ({ mail, error }) => `the mail service refused the mail ${mail}: ${error}`,
  ),
  mailForOthersToo: plain({
    ja: '届いたメールボックスだけに宛てたものではありません',
    en: 'it is not addressed to the one mailbox that it came to',
  }),
  mailSeenBefore: plain({ ja: '同じメールがすでに届いています', en: 'the same mail has come before' }),
  mailWithoutCode: plain({ ja: '検証コードがありません', en: 'it holds no verification code' }),
  mailWithManyCodes: entry(
    { codes: z.number() },
    ({ codes }) => `検証メールとしては多すぎる${String(codes)}個のコードがあります`,
    ({ codes }) => `it holds ${String(codes)} codes, more than a verification mail does`,
  ),
  mailCodesAmbiguous: entry(
    { prefixes: z.array(z.string()) },
    ({ prefixes }) => `プレフィックス ${prefixes.join('、')}のコードを一つに特定できません`,
    ({ prefixes }) =>
      `of its codes with the prefix ${prefixes.join(', ')} nobody can say which is meant, or where it ends`,
  ),
  severalAwaitCode: plain({
    ja: '宛先のアドレスで複数のテナントがコードを待っています',
    en: 'more than one tenant waits for a code at its address',
  }),
  nobodyAwaitsCodeAnyMore: plain({
    ja: '宛先のアドレスでコードを待っているテナントはもうありません',
    en: 'nobody waits any more for a code at its address',
  }),
  nobodyAwaitsCode: plain({
    ja: '宛先のアドレスでコードを待っているテナントはありません',
    en: 'nobody waits for a code at its address',
  }),
  senderNotNamed: plain({ ja: '送信者が一人に定まりません', en: 'it does not name one sender' }),
  senderNotListed: plain({
    ja: '送信元のドメインが一覧にありません',
    en: "its sender's domain is not on the list",
  }),
  spamOrVirus: plain({
    ja: '迷惑メールまたはウイルスの検査に合格していません',
    en: 'it did not pass the checks for spam and viruses',
  }),
  originNotProven: entry(
    { spf: z.string(), dmarc: z.string() },
    ({ spf, dmarc }) => `送信元を確認できません（SPF ${spf}、DMARC ${dmarc}）`,
    ({ spf, dmarc }) => `its origin is not proven (SPF ${spf}, DMARC ${dmarc})`,
  ),
  dmarcOfAnother: plain({
    ja: 'DMARCの対象が送信者とは別のドメインです',
    en: 'DMARC passed for another domain than its sender',
  }),
  notSigned: entry(
    { dkim: z.string() },
    ({ dkim }) => `一覧にあるドメインの署名がありません（DKIM ${dkim}）`,
    ({ dkim }) => `no domain on the list signed it (DKIM ${dkim})`,
  ),
  mailWithoutId: plain({ ja: 'Message-IDがありません', en: 'it has no Message-ID' }),
  mailWithoutDate: plain({ ja: '送信日時がありません', en: 'it does not say when it was sent' }),
  mailTooOld: plain({
    ja: '送信から15分を超えており、以前の要求に対するものです',
    en: 'it was sent more than a quarter of an hour ago, for an earlier request',
  }),
  mailOfTheFuture: plain({ ja: '送信日時が未来です', en: 'it says that it was sent in the future' }),
};
