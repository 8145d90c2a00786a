import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { sentenceOf } from '../../lambdas/domain/statements/sentence.ts';
import { REASONS, type Reason } from '../../lambdas/domain/statements/catalogue.ts';
import { STATEMENTS } from '../statements.ts';
import { mailSamples } from './mail-samples.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
/** Where people read Japanese of ours: mails, desk, reports, statements, commands, and the pages of the documentation. */
const OURS = globSync(
  ['lambdas/{desk,domain,steps}/**/*.ts', '{bin,terminal,local/docs}/**/*.ts', 'README.ja.md', 'docs/*.ja.md'],
  { cwd: ROOT },
).sort();

/** What is set apart by spaces: addresses that a mail program makes links of, names on screens, commands to copy, values to type. */
const SET_APART = [
  /[\w.+-]+@[\w.-]+|https?:\/\/[^\s「」、。]+/gu,
  /\$\{(?=[^}]*(?:url|email|address|host|link|named\(|approver|recipient|mailedCodeOf|origins|label\b|path\b|\bto\}))[^{}]*(?:\{[^{}]*\}[^{}]*)*\}/giu,
  /"\w+": true|\bsender(?:Identity)?\b|\baws(?: [a-z-]+)+/gu,
  /\b(?:visionlift|npm|npx)(?: [a-z-]+)+(?: \$\{[^}]*\}| [A-Z][\w-]*)?|docs\/[\w./-]+|incoming\/|\bignore\b|-- ?[a-z][a-z-]+/gu,
];
const COMMENT = /^\s*(?:\/\/|\/?\*)/u;

/**
 * Where a space stands between a Latin word, a number or a value and the Japanese that goes on from it (が, を, です, 件), or
 * between a particle and the Latin word after it. お and ご begin a word of their own.
 */
function spacesIn(text: string): string[] {
  return text
    .split('\n')
    .filter((line) => !COMMENT.test(line))
    .map((line) => SET_APART.reduce((rest, apart) => rest.replaceAll(apart, '［］'), line))
    .flatMap(
      (line) =>
        line.match(
          /.{0,12}(?:[A-Za-z\d}%] +(?:(?![おご])[ぁ-ん]|[件回分秒桁名台個通日]|時間)|[ぁ-ん] +[A-Z\d]).{0,12}/gu,
        ) ?? [],
    );
}

describe('the rule of spaces', () => {
  test.each(['Apex One SaaS から', 'ログイン ID は', '${at} に', '5 件', 'CSV です', 'までの Vision One'])(
    'finds the one in "%s"',
    (text) => {
      expect(spacesIn(text)).toHaveLength(1);
    },
  );

  test.each([
    'Apex One SaaSからTrend Vision Oneへ',
    '[続行] をクリック',
    'tanaka@shop.example.jp を入力',
    'https://desk.example.jp/ を開き',
    '${primaryEmail} に届く',
    '株式会社A ご担当者様',
    'visionlift credentials import で',
  ])('lets "%s" be', (text) => {
    expect(spacesIn(text)).toEqual([]);
  });

  test.each(OURS)('holds in %s', (file) => {
    expect(spacesIn(readFileSync(path.join(ROOT, file), 'utf8'))).toEqual([]);
  });

  test.each(Object.entries(mailSamples('ja')))('holds in the mail %s, with its values', (_, { subject, text }) => {
    expect(spacesIn(`${subject}\n${text}`)).toEqual([]);
  });

  test.each(STATEMENTS.filter(({ code }) => code in REASONS).map((reason) => [reason.code, reason as Reason] as const))(
    'holds in the reason %s, with its values',
    (_, reason) => {
      expect(spacesIn(sentenceOf(reason, 'ja', 'Asia/Tokyo'))).toEqual([]);
    },
  );
});

/** What a business reader stumbles over, and what they expect instead. */
const STUMBLES: readonly (readonly [RegExp, string])[] = [
  [/ご承認者/u, '承認ご担当者様, or to an operator 承認者'],
  [/お心当たりのない点/u, '本メールにお心当たりのない場合は'],
  [/(?<!ご)(?:設定|変更|同意|確認|返信|回答|連絡|対応|選択|参照)いただ/u, 'ご設定いただき'],
  [/お待ちの作業|作業が待って|待っている作業|前から待って/u, '対応待ちの作業, 未対応の作業, 未対応です'],
  [/このお願いは受付を終了/u, 'このご依頼の受付は終了いたしました'],
  [/あてに|あての/u, '宛てに, 宛ての'],
  [/画面の表示[：:]\s*例/u, '表示例：'],
];

describe('words', () => {
  test.each(OURS)('of %s are those of a business reader', (file) => {
    const lines = readFileSync(path.join(ROOT, file), 'utf8')
      .split('\n')
      .filter((line) => !COMMENT.test(line));

    expect(
      lines.flatMap((line) => STUMBLES.filter(([word]) => word.test(line)).map(([, better]) => [line, better])),
    ).toEqual([]);
  });

  test.each(Object.entries(mailSamples('ja')))('of the mail %s write a day as 2027年1月4日', (_, { text }) => {
    const prose = text.replaceAll(/https?:\S+|\S+@\S+/gu, '');

    expect(prose).not.toMatch(/\d{4}-\d\d-\d\d(?![\w-])/u);
  });
});
