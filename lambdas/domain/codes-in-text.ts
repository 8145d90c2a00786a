/** A verification code behind the letters that the wizard shows before its box (guide 2-6: `UPB`). */
export interface FoundCode {
  prefix: string;
  code: string;
}

export interface CodesInText {
  /** One for each prefix. */
  codes: FoundCode[];
  /** Prefixes behind which different codes stand, or digits of which nobody can say where they end. */
  ambiguous: string[];
}

/** Capital letters as the wizard shows them, and what may stand between them and the digits. */
const PREFIX = /(?<![A-Za-z0-9])([A-Z]{2,5})(?=([\s\p{Pd}\p{Ps}\p{Pe}\p{Pi}\p{Pf}:;.ー−~_*#|=>"']{0,12})\d)/gu;
/** `482913 (UPB)`. */
const PREFIX_BEHIND = /(?<!\d)(?<![\d/.:-])(\d{4,8})\s?[([【「]\s?([A-Z]{2,5})\s?[)\]】」]/gu;
/** What makes digits a time, a date, a telephone number or a quantity. */
const NO_CODE = /^(?:[/:.年]\d|\s?(?:分|秒|時|日|年|月|回|件|円|%|seconds?\b|sec\b|min|hours?\b|days?\b))/u;
/** Digits with hyphens between them are telephone numbers and dates, but for `482-913`. */
const DASHED = /^-\d/u;
const HALF_OF_A_CODE = /^-\d{3}(?![\d-])/u;
const [SHORTEST, LONGEST] = [4, 8];
/** Characters from the prefix on, within which a code ends however it is written. */
const LONGEST_FORM = 60;

/**
 * Reads every verification code in the text of a mail, whatever hyphens, spaces, widths and invisible characters it is
 * written with. Digits in groups (`482 913`, or each in a cell of its own) are one code; what could be read in two ways is
 * ambiguous, because a wrong code would be typed into the wizard.
 */
export function codesInText(text: string): CodesInText {
  const plain = text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/[^\S\n]+/gu, ' ')
    .replace(/ ?\n\s*/gu, '\n');
  const found = new Map<string, Set<string | undefined>>();
  const add = (prefix: string, code: string | undefined): void => {
    found.set(prefix, (found.get(prefix) ?? new Set()).add(code));
  };
  for (const { 1: prefix = '', 2: between = '', index } of plain.matchAll(PREFIX)) {
    const read = codeAt(plain.slice(index + prefix.length + between.length, index + LONGEST_FORM));
    if (read) add(prefix, read.code);
  }
  for (const { 1: code, 2: prefix = '' } of plain.matchAll(PREFIX_BEHIND)) if (!found.has(prefix)) add(prefix, code);

  const codes: FoundCode[] = [];
  const ambiguous: string[] = [];
  for (const [prefix, [code, ...others]] of found) {
    if (code !== undefined && others.length === 0) codes.push({ prefix, code });
    else ambiguous.push(prefix);
  }
  return { codes, ambiguous };
}

/** The code that the text begins with; without `code` where it could be read in two ways, undefined for other digits. */
function codeAt(text: string): { code?: string } | undefined {
  const [first = '', ...others] = groupsAt(text);
  if (first.length > LONGEST || first === '') return undefined;
  if (first.length >= SHORTEST) return first.length + (others[0]?.length ?? LONGEST) > LONGEST ? { code: first } : {};
  const end = others.findIndex(({ length }) => length !== first.length);
  const code = [first, ...(end === -1 ? others : others.slice(0, end))].join('');
  if (code.length < SHORTEST || code.length > LONGEST) return undefined;
  return end === -1 || code.length + (others[end]?.length ?? 0) > LONGEST ? { code } : {};
}

/** Groups of digits with one space between them, or a line for each single digit; without what is no part of a code. */
function groupsAt(text: string): string[] {
  const groups: string[] = [];
  let rest = text;
  for (;;) {
    const [digits = ''] = /^\d+/u.exec(rest) ?? [];
    rest = rest.slice(digits.length);
    if (digits === '' || NO_CODE.test(rest)) return groups;
    if (DASHED.test(rest) && !(digits.length === 3 && HALF_OF_A_CODE.test(rest))) return groups;
    groups.push(digits);
    const isOneEach = groups.every(({ length }) => length === 1);
    const separator = isOneEach ? /^[ \n](?=\d(?!\d))/u : /^[ -](?=\d)/u;
    const [between] = separator.exec(rest) ?? [];
    if (between === undefined) return groups;
    rest = rest.slice(between.length);
  }
}
