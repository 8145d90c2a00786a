/** What may stand behind a figure and leaves it what it is. */
const UNITS =
  /^\s*(?:台|件|個|名|人|ユニット|シート|ライセンス|エージェント|エンドポイント|(?:units?|agents?|endpoints?|seats?|users?|devices?|licen[cs]es?)(?![\p{L}\p{N}]))/iu;

/** What makes another figure of it: a share, one of many, a range, thousands. */
const MORE = /^\s*(?:[%/.,:~〜–—-]|[万千億百]|[kmb](?![\p{L}\p{N}]))/iu;

/**
 * A count as a console shows it at the beginning of a text: `1,234`, `１，２３４ 台`, `1 234 agents`. Anything else is
 * `undefined`, and never 0: 無制限, `-`, `1.2k`, `3 / 10`.
 */
export function readConsoleFigure(text: string): number | undefined {
  // Before NFKC, which makes plain spaces of those that group digits.
  const grouped = text.trim().replace(/(\d)[\u00a0\u2009\u202f'’](?=\d{3}(?!\d))/gu, '$1,');
  const plain = grouped.normalize('NFKC');
  const digits = /^(?:\d{1,3}(?:,\d{3})+|\d{1,9})(?!\d)/u.exec(plain)?.[0];
  if (digits === undefined) return undefined;
  const behind = plain.slice(digits.length);
  const isAlone = behind === '' || UNITS.test(behind) || (/^\s/u.test(behind) && !MORE.test(behind));
  return isAlone ? Number(digits.replaceAll(',', '')) : undefined;
}
