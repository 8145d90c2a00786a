/** Words that name a secret wherever they stand in a heading. */
const ANYWHERE = [
  'password',
  'passwd',
  'passphrase',
  'passcode',
  'passwort',
  'secret',
  'credential',
  'apikey',
  'privatekey',
  'パスワード',
  'パスフレーズ',
  'パスコード',
  '暗証',
  '秘密鍵',
  '秘密の質問',
  'シークレット',
  'トークン',
];

/** Words that do so only when they stand alone: `pass` also begins `passport`. */
const ALONE = ['pass', 'pw', 'pwd', 'pin', 'psw', 'token', 'totp', 'otp'];

/** 初期パス, but neither パスポート nor バイパス. */
const SHORT_JAPANESE = /(?<![ァ-ヶー])パス(?![ァ-ヶー])/u;

/**
 * The word that makes a heading look like a column of secrets, or undefined.
 *
 * Returns our word and never the heading: in a file without headings the first row may be the secret itself.
 */
export function passwordWordIn(heading: string): string | undefined {
  const text = heading.normalize('NFKC').replaceAll(/[\u00ad\u200b-\u200f\u2060\ufeff]/gu, '');
  const squeezed = text.toLowerCase().replaceAll(/[\s_.\-]/gu, '');
  const words = text
    .replaceAll(/([a-z])([A-Z])/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+|(?<=[a-z])(?=[^\x00-\x7f])|(?<=[^\x00-\x7f])(?=[a-z])/u);
  return (
    ANYWHERE.find((word) => squeezed.includes(word)) ??
    ALONE.find((word) => words.includes(word)) ??
    (SHORT_JAPANESE.test(text) ? 'パス' : undefined)
  );
}
