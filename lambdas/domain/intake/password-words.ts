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
  'accesskey',
  'secretkey',
  'recoverycode',
  'backupcode',
  'totpseed',
  'otpseed',
  'mfaseed',
  'pasword',
  'passward',
  'パスワード',
  'パスフレーズ',
  'パスコード',
  'パスワート',
  'バスワード',
  '暗証',
  '合言葉',
  '秘密鍵',
  '秘密の質問',
  'シークレット',
  'トークン',
  'アクセスキー',
  'apiキー',
  '認証コード',
  '認証キー',
  'リカバリーコード',
  'バックアップコード',
  'ワンタイム',
  'クレデンシャル',
  '認証情報',
  '認証番号',
  '合い言葉',
  // As the neighbours call it, for lists that come from a parent company.
  '密码',
  '密碼',
  '口令',
  '비밀번호',
  'kennwort',
  'motdepasse',
  'contraseña',
].map((word) => ({ word, squeezed: squeeze(word) }));

/** Words that do so only when they stand alone: `pass` also begins `passport`. */
const ALONE = ['pass', 'passwd', 'pw', 'pwd', 'pwds', 'pin', 'psw', 'token', 'totp', 'otp', 'mfa', 'seed'];

/** What stands before a パス that is no path: ログインパス, ユーザーパス. */
const OWNER = '(?<=ログイン|サインイン|ユーザー?|アカウント|マスター?|メール)';

/** 初期パス and TOTPシード, but neither パスポート nor バイパス nor エクシード. */
const SHORT_JAPANESE = new RegExp(`(?:(?<![ァ-ヶー])|${OWNER})(?:パス|シード)(?![ァ-ヶー])`, 'u');

/**
 * The word that makes a heading look like a column of secrets, or undefined.
 *
 * Returns our word and never the heading: in a file without headings the first row may be the secret itself.
 */
export function passwordWordIn(heading: string): string | undefined {
  const text = heading.normalize('NFKC').replaceAll(/[\u00ad\u200b-\u200f\u2060\ufeff]/gu, '');
  const squeezed = squeeze(text);
  const words = text
    .replaceAll(/\bp\/w\b/giu, ' pw ')
    .replaceAll(/\d+/gu, ' ')
    .replaceAll(/([a-z])([A-Z])/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+|(?<=[a-z])(?=[^\x00-\x7f])|(?<=[^\x00-\x7f])(?=[a-z])/u);
  return (
    ANYWHERE.find((one) => squeezed.includes(one.squeezed))?.word ??
    ALONE.find((word) => words.includes(word)) ??
    SHORT_JAPANESE.exec(text)?.[0]
  );
}

/**
 * Without what stands between the parts of a word, and p@ssw0rd undisguised; a hyphen is often typed for the long vowel of
 * パスワード.
 */
function squeeze(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('@', 'a')
    .replaceAll('0', 'o')
    .replaceAll(/[\s_.\-‐‑‒–—―−ー]/gu, '');
}
