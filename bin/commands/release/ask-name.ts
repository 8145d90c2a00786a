import { createInterface } from 'node:readline/promises';
import { sayingIn, type Language } from '../../../lambdas/domain/language.ts';

/** On a terminal the plan stands above: whoever types their name confirms it. Elsewhere it was only shown. */
export async function askName(by: string | undefined, language: Language): Promise<string | undefined> {
  if (!process.stdin.isTTY) return undefined;
  const say = sayingIn(language);
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const known = by === undefined ? '' : ` (${by})`;
  const answer = await terminal.question(
    say(
      `この内容で開始を承認するには、お名前を入力してください${known}。やめる場合は何も入力せずに Enter: `,
      `To release this plan, type your name${known}; Enter alone leaves it as it is: `,
    ),
  );
  terminal.close();
  return answer.trim() === '' ? undefined : (by ?? answer.trim());
}
