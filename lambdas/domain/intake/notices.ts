import { ownerOf } from './console-conflicts.ts';
import { LOOKS, type Look } from './looks.ts';
import type { ProblemText } from './choices.ts';
import type { LocalizedText } from '../language.ts';

/** What was understood in a way that the person may want to know about. Nothing is refused for it. */
export const NOTICES = {
  'column-ignored': {
    message: {
      en: (heading) => `the heading "${heading}" is not one we know; the column is ignored`,
      ja: (heading) => `見出し「${heading}」は未知のため、この列は無視されます`,
    },
    whatToDo: {
      en: (_, suggestion) => (suggestion === '' ? 'nothing, if that is meant' : `did you mean "${suggestion}"?`),
      ja: (_, suggestion) =>
        suggestion === '' ? '意図したものであれば対応は不要です' : `「${suggestion}」の誤りではありませんか`,
    },
  },
  'ignored-column-looks-known': {
    message: {
      en: (heading, look) => `${ignoredColumn(heading).en}, but its cells look like ${lookOf(look).en}`,
      ja: (heading, look) => `${ignoredColumn(heading).ja}が、${lookOf(look).ja}と思われる値があります`,
    },
    whatToDo: {
      en: (_, look) => `write ${lookOf(look).headings.en} as its heading if it is to be read`,
      ja: (_, look) => `読み取る必要がある場合は、見出しを${lookOf(look).headings.ja}にしてください`,
    },
  },
  'heading-has-note': {
    message: {
      en: (heading) => `the heading "${heading}" has a note; it is read as this column`,
      ja: (heading) => `見出し「${heading}」に注記がありますが、この列として読み取ります`,
    },
    whatToDo: { en: () => 'check that this is the right column', ja: () => '正しい列か確認してください' },
  },
  'heading-in-short': {
    message: {
      en: (heading) => `the heading "${heading}" is not that of the template; it is read as this column`,
      ja: (heading) => `見出し「${heading}」はテンプレートと異なりますが、この列として読み取ります`,
    },
    whatToDo: { en: () => 'check that this is the right column', ja: () => '正しい列か確認してください' },
  },
  'heading-blank': {
    message: {
      en: () => 'there is something in a column without a heading; the column is ignored',
      ja: () => '見出しのない列に値がありますが、この列は無視されます',
    },
    whatToDo: {
      en: () => 'give it a heading if it should be read',
      ja: () => '読み取る必要がある場合は、見出しを入力してください',
    },
  },
  'cells-missing-at-end': {
    message: {
      en: (_, count) => `the last cells of this row are missing (${count}); they are read as empty`,
      ja: (_, count) => `行末の${count}セルがありません。空として扱います`,
    },
    whatToDo: {
      en: () => 'nothing, if the last columns of this row are empty',
      ja: () => 'この行の末尾の列が空であれば対応は不要です',
    },
  },
  'characters-folded': {
    message: {
      en: (value, read) => `"${value}" has full-width characters; it is read as "${read}"`,
      ja: (value, read) => `「${value}」に全角文字などが含まれるため、「${read}」と読み替えます`,
    },
    whatToDo: { en: () => 'check that this is what you mean', ja: () => '意図したとおりか確認してください' },
  },
  'characters-removed': {
    message: {
      en: (value, read) => `"${value}" has invisible characters or special spaces; it is read as "${read}"`,
      ja: (value, read) => `「${value}」に見えない文字や特殊な空白が含まれるため、「${read}」と読み替えます`,
    },
    whatToDo: { en: () => 'check that this is what you mean', ja: () => '意図したとおりか確認してください' },
  },
  'line-break-joined': {
    message: {
      en: (value, read) => `"${value}" has a line break; it is read as "${read}"`,
      ja: (value, read) => `「${value}」に改行が含まれるため、「${read}」と読み替えます`,
    },
    whatToDo: { en: () => 'check that this is what you mean', ja: () => '意図したとおりか確認してください' },
  },
  'read-as-empty': {
    message: {
      en: (value) => `"${value}" is read as an empty cell`,
      ja: (value) => `「${value}」は空のセルとして扱います`,
    },
    whatToDo: {
      en: () => 'nothing, if there is none; leave the cell empty the next time',
      ja: () => '値がない場合は対応は不要です。次回からは空にしてください',
    },
  },
  'domain-in-punycode': {
    message: {
      en: (value, read) => `the domain of "${value}" is not ASCII; the address is kept as "${read}"`,
      ja: (value, read) => `「${value}」のドメインは日本語などを含むため、「${read}」として扱います`,
    },
    whatToDo: { en: () => 'check that this is the domain you mean', ja: () => '意図したドメインか確認してください' },
  },
  'time-zone-assumed': {
    message: {
      en: (value, read) => `"${value}" has no time zone; it is read as ${read}`,
      ja: (value, read) => `「${value}」にタイムゾーンがないため、${read}と解釈します`,
    },
    whatToDo: {
      en: () => 'add the time zone if Japan time is not meant',
      ja: () => '日本時間でない場合はタイムゾーンを付けてください',
    },
  },
  'time-has-passed': {
    message: {
      en: (value) => `"${value}" has already passed; the work may begin at once`,
      ja: (value) => `「${value}」は過去の日時のため、すぐに作業を開始できるものとして扱います`,
    },
    whatToDo: { en: () => 'check the date', ja: () => '日付を確認してください' },
  },
  'address-listed-twice': {
    message: {
      en: (value) => `"${value}" is listed twice; it gets one mail`,
      ja: (value) => `「${value}」が重複しています。送信は1通です`,
    },
    whatToDo: { en: () => 'nothing', ja: () => '対応は不要です' },
  },
  'console-shared': {
    message: {
      en: (value, other) => `"${value}" is also the Apex Central of ${ownerOf(other).en}, which the settings allow`,
      ja: (value, other) => `「${value}」は${ownerOf(other).ja}のApex Centralと同じです (設定により許可)`,
    },
    whatToDo: {
      en: () => 'check that both tenants really have one console: it is updated once, for both',
      ja: () => '両方のテナントが本当に同じコンソールか確認してください。更新は1回で両方に適用されます',
    },
  },
  'login-repeated': {
    message: {
      en: (value, firstRow) => `"${value}" is also the CLP sign-in name of row ${firstRow}`,
      ja: (value, firstRow) => `CLPログインID「${value}」は${firstRow}行目と同じです`,
    },
    whatToDo: {
      en: () =>
        'check that both tenants really belong to one CLP account: its licence and its consoles are looked at for both',
      ja: () =>
        '両方のテナントが本当に同じCLPアカウントか確認してください。どちらもこのアカウントのライセンスとコンソールを参照します',
    },
  },
  'recipient-outside-tenant': {
    message: {
      en: (value) => `"${value}" is neither at the tenant's own domain nor at one of yours; it would get mail`,
      ja: (value) => `「${value}」はテナントのドメインでも運用者のドメインでもありませんが、メールの送信先になります`,
    },
    whatToDo: {
      en: () => 'check the address before you release the batch',
      ja: () => 'バッチを開始する前に宛先を確認してください',
    },
  },
  'leading-zeros-suspected': {
    message: {
      en: (value, longer) => `"${value}" is shorter than "${longer}": a spreadsheet may have dropped leading zeros`,
      ja: (value, longer) => `「${value}」は「${longer}」より桁数が少なく、先頭のゼロが失われた可能性があります`,
    },
    whatToDo: {
      en: () => 'compare with your records; format the column as text before typing',
      ja: () => '元の台帳と照合し、列の書式を「文字列」にしてから入力してください',
    },
  },
  'example-row-skipped': {
    message: {
      en: (id) => `"${id}" marks the example row of the template; the row is skipped`,
      ja: (id) => `「${id}」はひな形の記入例を表すため、この行は読み飛ばします`,
    },
    whatToDo: {
      en: () => 'give the row a tenant_id of its own if it is a tenant',
      ja: () => '実際のテナントであれば、固有のテナントIDを入力してください',
    },
  },
  'more-problems': {
    message: {
      en: (count) => `there are ${count} more that are not listed here`,
      ja: (count) => `ほかに${count}件あります (一覧では省略)`,
    },
    whatToDo: {
      en: () => 'correct the ones above first; unless the file is refused, rejected.csv names the reasons of every row',
      ja: () => 'まず上記を修正してください。ファイルが受け付けられた場合は、各行の理由がrejected.csvにあります',
    },
  },
} as const satisfies Record<string, ProblemText>;

function ignoredColumn(heading: string): LocalizedText {
  return heading === ''
    ? { en: 'the column has no heading and is ignored', ja: '見出しがないため、この列は無視されます' }
    : {
        en: `the heading "${heading}" is not one we know and the column is ignored`,
        ja: `見出し「${heading}」は未知のため、この列は無視されます`,
      };
}

function lookOf(look: string): LocalizedText & { headings: LocalizedText } {
  return look in LOOKS ? LOOKS[look as Look] : { en: look, ja: look, headings: { en: `"${look}"`, ja: `「${look}」` } };
}
