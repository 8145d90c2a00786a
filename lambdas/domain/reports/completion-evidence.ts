import { html, trusted, type Html, type Part } from '../html.ts';
import { sayingIn, type Language, type LocalizedText } from '../language.ts';
import type { Tenant } from '../tenant.ts';

/** A picture of a console that the report shows or lists. */
export interface EvidencePicture {
  /** Of the point the guide photographs, such as `3-17-updated`. */
  name: string;
  at: string;
  /** Of the bytes as they were kept, hex. */
  sha256: string;
  /** Base64, where the report is to show it. */
  jpeg?: string | undefined;
}

/** The points at which the guide shows that a step succeeded, and what is to be seen there. */
export const PROOFS: readonly { step: string; shows: LocalizedText }[] = [
  { step: '1-1', shows: { ja: 'CLP：有効なライセンス', en: 'CLP: a licence that is valid' } },
  {
    step: '3-10',
    shows: {
      ja: 'Apex Central：サービスのステータス「登録済み」',
      en: 'Apex Central: the status is 登録済み (registered)',
    },
  },
  {
    step: '3-14',
    shows: {
      ja: '「システムアップデートの通知」：「アップデートによるシステムへの影響を理解し、プロセスを開始することに同意します」にチェック',
      en: 'the notice システムアップデートの通知, with the tick at アップデートによるシステムへの影響を理解し、プロセスを開始することに同意します',
    },
  },
  {
    step: '3-17',
    shows: {
      ja: 'Product Instance：Standard Endpoint Protection Manager・Standard Endpoint Protection・接続済み',
      en: 'Product Instance: Standard Endpoint Protection Manager, Standard Endpoint Protection, 接続済み (connected)',
    },
  },
  {
    step: '3-18',
    shows: {
      ja: 'Standard Endpoint Protectionにこれまでの管理コンソールが表示',
      en: 'Standard Endpoint Protection shows the former console',
    },
  },
];

type Time = (instant: string | undefined) => string;

/** Each proof in words, with the last picture of it, or a word that there is none. */
export function evidenceSection(
  tenant: Tenant,
  pictures: readonly EvidencePicture[],
  language: Language,
  time: Time,
): Html {
  const say = sayingIn(language);
  const figures = PROOFS.map(({ step, shows }) => {
    const picture = pictures.findLast(({ name }) => name.startsWith(`${step}-`));
    const at = picture?.at ?? recordedAt(tenant, step);
    const caption = html`<figcaption><b>${say('手順', 'Step')} ${step}</b>${say('：', ': ')}${shows[language]}<br>${say('確認日時：', 'Seen: ')}${time(at)}</figcaption>`;
    return html`<figure>${caption}${pictureOf(picture, step, language)}</figure>\n`;
  });
  return html`<div class="pictures">\n${figures}</div>`;
}

function pictureOf(picture: EvidencePicture | undefined, step: string, language: Language): Part {
  const say = sayingIn(language);
  if (!picture) return html`<p><small>${say('画面の記録はありません。', 'No picture was kept.')}</small></p>`;
  if (!picture.jpeg || !/^[A-Za-z0-9+/=]+$/u.test(picture.jpeg))
    return html`<p><small>${say('画面の記録は一覧に記載しています。', 'The picture is in the list below.')}</small></p>`;
  const alt = say(`手順 ${step}の画面`, `The page at step ${step}`);
  return html`<img alt="${alt}" src="data:image/jpeg;base64,${trusted(picture.jpeg)}">`;
}

/** When the record itself says that a proof was seen. */
function recordedAt(tenant: Tenant, step: string): string | undefined {
  const { registeredAt, updateRequestedAt, updatedAt, verifiedAt } = tenant;
  const known: Record<string, string | undefined> = {
    '3-10': registeredAt,
    '3-14': updateRequestedAt,
    '3-17': updatedAt,
    '3-18': verifiedAt,
  };
  return known[step];
}

/** Every picture with its hash, so that nobody can exchange one later without its showing. */
export function manifestSection(pictures: readonly EvidencePicture[], language: Language, time: Time): Html {
  const say = sayingIn(language);
  if (pictures.length === 0) return html`<p>${say('画面の記録はありません。', 'No pictures were kept.')}</p>`;
  const rows = pictures.map(
    ({ name, at, sha256 }) => html`<tr><td>${name}</td><td>${time(at)}</td><td><code>${sha256}</code></td></tr>\n`,
  );
  return html`<table><tr><th scope="col">${say('画面', 'Picture')}</th><th scope="col">${say('記録日時', 'Taken')}</th><th scope="col">SHA-256</th></tr>
${rows}</table>`;
}
