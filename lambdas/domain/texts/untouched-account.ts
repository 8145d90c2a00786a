import type { UntouchedAccount } from '../accounts.ts';
import { sayingIn, type Language } from '../language.ts';

/** One line of a list for the customer: whose account, and what becomes of it. */
export function describeUntouchedAccount({ name, role, why }: UntouchedAccount, language: Language): string {
  const say = sayingIn(language);
  const what =
    why === 'directory'
      ? say(
          'ディレクトリ連携。サインイン方法（IdPの設定）をご確認ください',
          'of your directory; please check how it signs in',
        )
      : say(
          'メールアドレスの登録なし。次回ログオン時にご本人によるアップグレードが必要です',
          'without a mail address; its user has to upgrade it at the next log-on',
        );
  return language === 'ja' ? `${name}（${role}）：${what}` : `${name} (${role}): ${what}`;
}
