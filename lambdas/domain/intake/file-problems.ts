import { BINARY, useOf } from './file-kind.ts';
import type { ProblemText } from './choices.ts';

/** Excel takes a UTF-8 file without a byte order mark for CP932 when it is opened by a double click. */
export const HOW_TO_UNGARBLE = {
  en: () => 'go back to the original; open a UTF-8 file in Excel by Data > From Text/CSV',
  ja: () =>
    '元のファイルに戻ってください。UTF-8のファイルは、Excelの「データ」>「テキストまたはCSVから」で開いてください',
} as const;

const WHAT_TO_DO_WITH = {
  spreadsheet: {
    en: 'open it in Excel and save it as "CSV UTF-8"; renaming a file does not convert it',
    ja: 'Excelで開き、「CSV UTF-8」形式で保存してください。拡張子を変えるだけでは変換されません',
  },
  'web page': {
    en: 'this is a web page, often one that reports an error or asks to sign in; download the table again',
    ja: '中身はWebページです (エラー画面やログイン画面など)。ファイルをダウンロードし直してください',
  },
  archive: {
    en: 'unpack it and upload the CSV that is in it',
    ja: '展開し、中のCSVファイルをアップロードしてください',
  },
  other: {
    en: 'save the table itself as "CSV UTF-8"; renaming a file does not convert it',
    ja: '表そのものを「CSV UTF-8」形式で保存してください。拡張子を変えるだけでは変換されません',
  },
} as const;

/** Problems that refuse the whole file: its rows cannot be told apart, or cannot be trusted. */
export const FILE_PROBLEMS = {
  'file-empty': {
    message: { en: () => 'the file is empty', ja: () => 'ファイルが空です' },
    whatToDo: {
      en: () => 'save the table as "CSV UTF-8" and upload it again',
      ja: () => '表を「CSV UTF-8」形式で保存し、もう一度アップロードしてください',
    },
  },
  'file-gone': {
    message: {
      en: () => 'the file was overwritten or deleted before it was read',
      ja: () => '読み込む前に、ファイルが上書きまたは削除されました',
    },
    whatToDo: {
      en: () => 'upload it again, and leave it where it is until its mail has come',
      ja: () => 'もう一度アップロードし、結果のメールが届くまでそのままにしてください',
    },
  },
  'file-not-csv': {
    message: {
      en: (_, kind) => `this is not a CSV file but ${kind}`,
      ja: (_, kind) => `CSVファイルではありません (${kind === BINARY ? 'バイナリデータ' : kind})`,
    },
    whatToDo: {
      en: (_, kind) => WHAT_TO_DO_WITH[useOf(kind)].en,
      ja: (_, kind) => WHAT_TO_DO_WITH[useOf(kind)].ja,
    },
  },
  'encoding-unknown': {
    message: {
      en: (_, likely) =>
        `the characters of this file are in no encoding we read (UTF-8, CP932, UTF-16)${likely === '' ? '' : `; it looks like ${likely}`}`,
      ja: (_, likely) =>
        `文字コードがUTF-8、CP932 (Shift_JIS)、UTF-16のいずれでもありません${likely === '' ? '' : ` (${likely}と思われます)`}`,
    },
    whatToDo: {
      en: () => 'save it as "CSV UTF-8"',
      ja: () => '「CSV UTF-8」形式で保存してください',
    },
  },
  'byte-invalid': {
    message: {
      en: (hex, place) => `the bytes ${hex} (hexadecimal) are no character in this encoding (${place})`,
      ja: (hex, place) => {
        const [encoding = '', position = '…'] = place.split(', byte ');
        return `ファイルの先頭から${position}バイト目のバイト列 ${hex} (16進) は、${encoding}の文字として読めません`;
      },
    },
    whatToDo: {
      en: () => 'this row was damaged or pasted together from two encodings; retype it and save as "CSV UTF-8"',
      ja: () =>
        'この行は破損しているか、異なる文字コードが混在しています。入力し直して「CSV UTF-8」形式で保存してください',
    },
  },
  'delimiter-unknown': {
    message: {
      en: (delimiter) => `the cells are separated by "${delimiter}"`,
      ja: (delimiter) => `区切り文字が「${delimiter}」です`,
    },
    whatToDo: {
      en: () => 'separate them by comma, semicolon or tab',
      ja: () => 'コンマ、セミコロン、タブのいずれかで区切ってください',
    },
  },
  'header-missing': {
    message: {
      en: () => 'there are no headings we know',
      ja: () => '既知の見出しがありません',
    },
    whatToDo: {
      en: (_, row) =>
        row === ''
          ? 'put the headings of the template into the first row'
          : `delete the rows above row ${row}, which has the headings`,
      ja: (_, row) =>
        row === ''
          ? 'テンプレートの見出しを1行目に入れてください'
          : `見出しは${row}行目にあるようです。それより上の行を削除してください`,
    },
  },
  'headings-garbled': {
    message: {
      en: () => 'the headings look like text that was opened in the wrong encoding and saved',
      ja: () => '見出しが文字化けしていると思われます',
    },
    whatToDo: HOW_TO_UNGARBLE,
  },
  'column-missing': {
    message: { en: () => 'this column is missing', ja: () => 'この列がありません' },
    whatToDo: {
      en: (_, lookalike) =>
        lookalike === '' ? 'add it' : `add it, or correct the heading "${lookalike}" if that is this column`,
      ja: (_, lookalike) =>
        lookalike === ''
          ? '列を追加してください'
          : `列を追加してください。見出し「${lookalike}」がこの列であれば修正してください`,
    },
  },
  'consent-columns-missing': {
    message: {
      en: () => 'the file does not say who consents',
      ja: () => '同意に関する列がありません',
    },
    whatToDo: {
      en: () => 'add approver_email, or all of consent_reference, consent_by and consent_on',
      ja: () => '「承認者メールアドレス」、または「同意書管理番号」「同意者氏名」「同意日」のすべてを追加してください',
    },
  },
  'column-repeated': {
    message: {
      en: (headings, places) =>
        `this column is there more than once (columns ${places}${headings === '' ? '' : `: ${headings}`})`,
      ja: (headings, places) => `同じ列が複数あります (${places}列${headings === '' ? '' : `: ${headings}`})`,
    },
    whatToDo: {
      en: () => 'keep one of them, and give the others headings of their own if they are to stay',
      ja: () => '1つだけ残してください。ほかの列を残す場合は、別の見出しにしてください',
    },
  },
  'heading-unclear': {
    message: {
      en: (heading, known) => `the heading "${heading}" may be the column "${known}" or another one`,
      ja: (heading, known) => `見出し「${heading}」が「${known}」の列かどうか判断できません`,
    },
    whatToDo: {
      en: (_, known) =>
        `write "${known}" alone if it is that column; delete the column or call it something else if it is not`,
      ja: (_, known) =>
        `この列であれば見出しを「${known}」だけにしてください。別の列であれば、列を削除するか、別の見出しにしてください`,
    },
  },
  'heading-names-time-zone': {
    message: {
      en: (heading, known) => `the heading "${heading}" seems to name a time zone other than Japan's for "${known}"`,
      ja: (heading, known) => `見出し「${heading}」に、日本時間以外のタイムゾーンが書かれていると思われます (${known})`,
    },
    whatToDo: {
      en: (_, known) => `write "${known}" alone as the heading, and the time zone behind the time in each cell`,
      ja: (_, known) => `見出しを「${known}」だけにし、タイムゾーンは各セルの時刻の後に入力してください`,
    },
  },
  'password-column': {
    message: {
      en: (_, word) => `this column looks like it holds secrets ("${word}")`,
      ja: (_, word) => `パスワードなどの秘密情報の列と思われます (「${word}」)`,
    },
    whatToDo: {
      en: () =>
        'remove the column and change those passwords if others could read the file; passwords go in by "visionlift credentials import"',
      ja: () =>
        '列を削除し、他人が読めた可能性があればパスワードを変更してください。パスワードは「visionlift credentials import」で登録します',
    },
  },
  'quote-broken': {
    message: {
      en: () => 'a quotation mark opens or closes at the wrong place, so where cells end from here on cannot be told',
      ja: () => '引用符 (") の位置が正しくないため、これ以降のセルの境界が判別できません',
    },
    whatToDo: {
      en: () => 'put the whole cell in quotation marks and write each one inside it twice ("")',
      ja: () => 'セル全体を引用符で囲み、セル内の引用符は2つ重ねて ("") ください',
    },
  },
  'row-too-large': {
    message: {
      en: (_, limit) => `this row is larger than ${limit} MB`,
      ja: (_, limit) => `この行は${limit}MBを超えています`,
    },
    whatToDo: {
      en: () => 'look for a quotation mark that is opened in this row and not closed',
      ja: () => 'この行に閉じられていない引用符 (") がないか確認してください',
    },
  },
  'rows-missing': {
    message: { en: () => 'there is no row below the headings', ja: () => '見出しの下に行がありません' },
    whatToDo: { en: () => 'add one row per tenant', ja: () => 'テナントごとに1行を追加してください' },
  },
  'too-many-tenants': {
    message: {
      en: (_, limit) => `the file has more than ${limit} tenants`,
      ja: (_, limit) => `テナント数が上限の${limit}件を超えています`,
    },
    whatToDo: {
      en: (_, limit) => `split it into files of at most ${limit} rows`,
      ja: (_, limit) => `1ファイル${limit}行以内に分割してください`,
    },
  },
  'too-many-accounts': {
    message: {
      en: (_, limit) =>
        `the rows above this one have ${limit} tenant IDs and addresses of accounts, as many as a file may have`,
      ja: (_, limit) => `この行より上で、テナントIDとアカウントのメールアドレスの合計が上限の${limit}件に達しています`,
    },
    whatToDo: {
      en: () => 'move this row and those below it to another file',
      ja: () => 'この行以降を別のファイルに分けてください',
    },
  },
  'too-many-rejected': {
    message: {
      en: (share, limit) => `${share} rows are rejected, more than ${limit} of the file`,
      ja: (share, limit) => `${share}行が不備のため、許容範囲 (${limit}) を超えています`,
    },
    whatToDo: {
      en: () => 'look at the first problems: mostly cells have shifted, or a column was filled wrongly',
      ja: () => '最初の方の問題を確認してください。列のずれや、列全体の誤入力が多くの原因です',
    },
  },
} as const satisfies Record<string, ProblemText>;
