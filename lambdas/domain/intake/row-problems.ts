import { REGIONS, type ProblemText } from './choices.ts';
import type { LocalizedText } from '../language.ts';
import { HOW_TO_UNGARBLE } from './file-problems.ts';
import { ownerOf } from './console-conflicts.ts';

/** Which character is to blame, where one can be named. */
function becauseOf(odd: string): LocalizedText {
  return odd === '' ? { en: '', ja: '' } : { en: ` because of ${odd}`, ja: ` (${odd}があるため)` };
}

/** Problems that send one row to `rejected.csv`; the others go on. */
export const ROW_PROBLEMS = {
  'row-too-short': {
    message: {
      en: (_, counts) => `the row has fewer cells than there are headings (${counts})`,
      ja: (_, counts) => `セルの数が見出しより少なくなっています (${counts})`,
    },
    whatToDo: { en: () => 'fill in the missing cells', ja: () => '不足しているセルを補ってください' },
  },
  'row-too-long': {
    message: {
      en: (_, counts) => `the row has more cells than there are headings (${counts})`,
      ja: (_, counts) => `セルの数が見出しより多くなっています (${counts})`,
    },
    whatToDo: {
      en: () => 'put a cell that contains the delimiter in quotation marks',
      ja: () => '区切り文字を含むセルは引用符 (") で囲んでください',
    },
  },
  'row-cut-off': {
    message: {
      en: () => 'the file ends in the middle of this row',
      ja: () => 'ファイルがこの行の途中で終わっています',
    },
    whatToDo: {
      en: () => 'the upload may have been cut off; compare the end of the file with the original',
      ja: () => 'アップロードが途切れた可能性があります。ファイルの末尾を元のファイルと比べてください',
    },
  },
  'value-missing': {
    message: { en: () => 'the cell is empty', ja: () => 'セルが空です' },
    whatToDo: { en: () => 'fill it in', ja: () => '入力してください' },
  },
  'value-too-long': {
    message: {
      en: (value, limit) => `"${value}" is longer than ${limit} characters`,
      ja: (value, limit) => `「${value}」は${limit}文字を超えています`,
    },
    whatToDo: { en: () => 'shorten it', ja: () => '短くしてください' },
  },
  'line-break': {
    message: {
      en: (value) => `"${value}" contains a line break`,
      ja: (value) => `「${value}」に改行が含まれています`,
    },
    whatToDo: {
      en: () => 'write it on one line; separate the items of a list by ";"',
      ja: () => '1行で入力してください。複数ある場合は「;」で区切ってください',
    },
  },
  'control-character': {
    message: {
      en: (value) => `"${value}" contains a control character`,
      ja: (value) => `「${value}」に制御文字が含まれています`,
    },
    whatToDo: { en: () => 'type the cell again by hand', ja: () => 'セルを手で入力し直してください' },
  },
  'direction-character': {
    message: {
      en: (value) => `"${value}" contains characters that change the direction of the text, which can disguise it`,
      ja: (value) => `「${value}」に文字の向きを変える (表示を偽装できる) 文字が含まれています`,
    },
    whatToDo: { en: () => 'type the cell again by hand', ja: () => 'セルを手で入力し直してください' },
  },
  'damaged-character': {
    message: {
      en: (value) => `"${value}" contains the mark "\ufffd" of a character lost in an earlier conversion`,
      ja: (value) => `「${value}」に、以前の変換で失われた文字の印「\ufffd」が含まれています`,
    },
    whatToDo: {
      en: () => 'restore the lost characters from the original',
      ja: () => '元のデータから正しい文字を補ってください',
    },
  },
  'text-garbled': {
    message: {
      en: (value) => `"${value}" looks like text that was opened in the wrong encoding and saved`,
      ja: (value) => `「${value}」は文字化けしていると思われます`,
    },
    whatToDo: HOW_TO_UNGARBLE,
  },
  'private-character': {
    message: {
      en: (value) => `"${value}" contains a user-defined character that other computers cannot show`,
      ja: (value) => `「${value}」に外字が含まれています。ほかの環境では表示できません`,
    },
    whatToDo: { en: () => 'use a standard character', ja: () => '標準の文字に置き換えてください' },
  },
  'spreadsheet-error': {
    message: {
      en: (value) => `"${value}" is a spreadsheet's error, not a value`,
      ja: (value) => `「${value}」は表計算ソフトのエラー表示です`,
    },
    whatToDo: {
      en: () => 'repair the formula or widen the column in the spreadsheet, and save again',
      ja: () => '表計算ソフトで数式または列幅を直し、保存し直してください',
    },
  },
  placeholder: {
    message: {
      en: (value) => `"${value}" is no value of this column`,
      ja: (value) => `「${value}」は値として使えません`,
    },
    whatToDo: {
      en: () => 'write the value itself; leave the cell empty only where the column may be',
      ja: () => '実際の値を入力してください。任意の列で値がない場合は空にしてください',
    },
  },
  'character-lost': {
    message: {
      en: (value, lost) => `"${value}" seems to have lost a character ("${lost}")`,
      ja: (value, lost) => `「${value}」は文字が失われていると思われます (「${lost}」)`,
    },
    whatToDo: {
      en: () =>
        'restore it from the original, and save as "CSV UTF-8"; a question mark of the name itself is written "？"',
      ja: () =>
        '元のデータから正しい文字を補い、「CSV UTF-8」形式で保存してください。名称に含まれる疑問符は全角の「？」で入力してください',
    },
  },
  'number-mangled': {
    message: {
      en: (value) => `"${value}" is how a spreadsheet shortens a long number; the original digits are gone`,
      ja: (value) => `「${value}」は表計算ソフトが長い数字を指数表示にしたもので、元の桁が失われています`,
    },
    whatToDo: {
      en: () => 'format the column as text and type the number again',
      ja: () => '列の書式を「文字列」にして、数字を入力し直してください',
    },
  },
  'looks-like-formula': {
    message: {
      en: (value) => `"${value}" begins like a formula`,
      ja: (value) => `「${value}」は数式のように始まっています`,
    },
    whatToDo: {
      en: () => 'begin with a letter or a digit',
      ja: () => '先頭の「=」「+」「-」「@」を除いてください',
    },
  },
  'tenant-id-invalid': {
    message: {
      en: (value, odd) => `"${value}" cannot be a tenant_id${becauseOf(odd).en}`,
      ja: (value, odd) => `「${value}」はテナントIDとして使えません${becauseOf(odd).ja}`,
    },
    whatToDo: {
      en: () => 'use 1 to 40 of the characters A-Z, a-z, 0-9, "_" and "-", the first a letter or a digit',
      ja: () => '半角の英数字、「_」「-」を使い、1～40文字で指定してください。先頭は英数字にしてください',
    },
  },
  'tenant-id-repeated': {
    message: {
      en: (value, firstRow) =>
        `"${value}" is already the tenant_id of row ${firstRow} (upper and lower case are the same)`,
      ja: (value, firstRow) => `テナントID「${value}」は${firstRow}行目で使われています (大文字と小文字は区別しません)`,
    },
    whatToDo: {
      en: () => 'give each tenant its own, or remove the row',
      ja: () => 'テナントごとに異なるIDにするか、この行を削除してください',
    },
  },
  'name-has-url': {
    message: {
      en: (value) => `"${value}" contains a web address`,
      ja: (value) => `「${value}」にURLが含まれています`,
    },
    whatToDo: { en: () => 'write the name alone', ja: () => '名称だけを入力してください' },
  },
  'name-has-at': {
    message: {
      en: (value) => `"${value}" contains "@"`,
      ja: (value) => `「${value}」に「@」が含まれています`,
    },
    whatToDo: {
      en: () => 'write the name alone; mail addresses have their own columns',
      ja: () => '名称だけを入力してください。メールアドレスには専用の列があります',
    },
  },
  'name-has-markup': {
    message: {
      en: (value) => `"${value}" contains "<" or ">"`,
      ja: (value) => `「${value}」に「<」または「>」が含まれています`,
    },
    whatToDo: { en: () => 'write the name alone', ja: () => '名称だけを入力してください' },
  },
  'login-id-invalid': {
    message: {
      en: (value, odd) => `"${value}" cannot be a CLP sign-in name${becauseOf(odd).en}`,
      ja: (value, odd) => `「${value}」はCLPログインIDとして使えません${becauseOf(odd).ja}`,
    },
    whatToDo: {
      en: () => 'write it as on the sign-in page: letters, digits, ".", "_", "-", "+" and "@", at most 100',
      ja: () => 'ログイン画面と同じものを、半角の英数字と「.」「_」「-」「+」「@」、100文字以内で入力してください',
    },
  },
  'email-invalid': {
    message: {
      en: (value, odd) => `"${value}" is not a mail address we can use${becauseOf(odd).en}`,
      ja: (value, odd) => `「${value}」はメールアドレスとして使えません${becauseOf(odd).ja}`,
    },
    whatToDo: {
      en: () =>
        'write one plain address like name@example.com, without quotation marks and "="; separate several, where allowed, by ";"',
      ja: () =>
        '半角の英数字と記号を使い、name@example.com の形で入力してください (引用符と「=」は使えません)。複数指定できる列では「;」で区切ってください',
    },
  },
  'list-separator-wrong': {
    message: {
      en: (value, separator) => `"${value}" separates its items by "${separator}"`,
      ja: (value, separator) => `「${value}」は「${separator}」で区切られています`,
    },
    whatToDo: {
      en: () => 'separate them by ";"',
      ja: () => '「;」(セミコロン) で区切ってください',
    },
  },
  'email-repeated': {
    message: {
      en: (value, firstRow) => `"${value}" already belongs to an account in row ${firstRow}`,
      ja: (value, firstRow) => `「${value}」は${firstRow}行目のアカウントで使われています`,
    },
    whatToDo: {
      en: () => 'each account in Trend Vision One needs an address of its own',
      ja: () => 'Trend Vision Oneのアカウントごとに異なるアドレスを指定してください',
    },
  },
  'too-many-addresses': {
    message: {
      en: (_, counts) => `there are too many addresses (${counts})`,
      ja: (_, counts) => `アドレスが多すぎます (${counts})`,
    },
    whatToDo: {
      en: () => 'use a distribution list',
      ja: () => 'メーリングリストを使ってください',
    },
  },
  'url-not-https': {
    message: {
      en: (value) => `"${value}" is not an https address`,
      ja: (value) => `「${value}」はhttpsのURLではありません`,
    },
    whatToDo: {
      en: () => 'write it like https://xxxx.manage.trendmicro.com',
      ja: () => 'https://xxxx.manage.trendmicro.com の形で入力してください',
    },
  },
  'url-host-refused': {
    message: {
      en: (value, odd) => `"${value}" is not an Apex Central host of the vendor${becauseOf(odd).en}`,
      ja: (value, odd) => `「${value}」はApex Centralのホストではありません${becauseOf(odd).ja}`,
    },
    whatToDo: {
      en: () => 'write it like https://xxxx.manage.trendmicro.com',
      ja: () => 'https://xxxx.manage.trendmicro.com の形で入力してください',
    },
  },
  'url-user-info': {
    message: {
      en: () => 'the address contains a user name or password',
      ja: () => 'URLにユーザ名またはパスワードが含まれています',
    },
    whatToDo: {
      en: () => 'remove everything up to "@", and change the password if others could read the file',
      ja: () => '「@」までを削除し、他人が読めた可能性があればパスワードを変更してください',
    },
  },
  'url-port': {
    message: {
      en: (value) => `"${value}" names a port`,
      ja: (value) => `「${value}」にポート番号が含まれています`,
    },
    whatToDo: { en: () => 'end after ".trendmicro.com"', ja: () => '「.trendmicro.com」までにしてください' },
  },
  'url-path': {
    message: {
      en: (value) => `"${value}" goes on after the host`,
      ja: (value) => `「${value}」のホスト名の後に余分な文字があります`,
    },
    whatToDo: { en: () => 'end after ".trendmicro.com"', ja: () => '「.trendmicro.com」までにしてください' },
  },
  'console-repeated': {
    message: {
      en: (value, other) => `"${value}" is also the Apex Central of ${ownerOf(other).en}`,
      ja: (value, other) => `「${value}」は${ownerOf(other).ja}のApex Centralと同じです`,
    },
    whatToDo: {
      en: (_, other) => {
        const { tenantId } = ownerOf(other);
        return tenantId === undefined
          ? 'a console belongs to one tenant: correct the URL in one of the rows, or remove a row'
          : `a console belongs to one tenant: correct the URL; if this is that tenant, use its tenant_id "${tenantId}", or delete its records first: visionlift forget ${tenantId}`;
      },
      ja: (_, other) => {
        const { tenantId } = ownerOf(other);
        return tenantId === undefined
          ? 'コンソールは1テナントに1つです。どちらかの行のURLを修正するか、行を削除してください'
          : `コンソールは1テナントに1つです。URLを修正してください。同じテナントであれば、テナントIDを「${tenantId}」にするか、先に visionlift forget ${tenantId} で記録を削除してください`;
      },
    },
  },
  'licence-channel-unknown': {
    message: {
      en: (value) => `"${value}" is not a licence channel we know`,
      ja: (value) => `「${value}」はライセンス契約形態として認識できません`,
    },
    whatToDo: {
      en: () => 'use TSSL, TMOL or MSPL',
      ja: () => 'TSSL、TMOL、MSPLのいずれかを指定してください',
    },
  },
  'user-accounts-invalid': {
    message: {
      en: (value) => `"${value}" does not name an account and its address`,
      ja: (value) => `「${value}」はアカウント名とメールアドレスの組になっていません`,
    },
    whatToDo: {
      en: () => 'write name=address, separated by ";", for example bbb=bbb@example.com;ccc=ccc@example.com, or ignore',
      ja: () =>
        '「名前=アドレス」を「;」で区切って (例: bbb=bbb@example.com;ccc=ccc@example.com)、または ignore と入力してください',
    },
  },
  'user-account-repeated': {
    message: {
      en: (value) => `the account "${value}" is listed twice`,
      ja: (value) => `アカウント「${value}」が重複しています`,
    },
    whatToDo: { en: () => 'list it once', ja: () => '1つだけにしてください' },
  },
  'too-many-user-accounts': {
    message: {
      en: (_, counts) => `there are too many accounts (${counts})`,
      ja: (_, counts) => `アカウントが多すぎます (${counts})`,
    },
    whatToDo: {
      en: () => 'write ignore and move the accounts by hand',
      ja: () => 'ignore と入力し、アカウントは手作業で移行してください',
    },
  },
  'consent-missing': {
    message: {
      en: () => 'nobody is named who consents',
      ja: () => '同意する方が指定されていません',
    },
    whatToDo: {
      en: () => 'fill in approver_email, or all of consent_reference, consent_by and consent_on',
      ja: () => '「承認者メールアドレス」、または「同意書管理番号」「同意者氏名」「同意日」のすべてを入力してください',
    },
  },
  'consent-incomplete': {
    message: {
      en: () => 'the cell is empty, but another part of the written consent is there',
      ja: () => 'セルが空ですが、書面による同意のほかの項目が入力されています',
    },
    whatToDo: {
      en: () => 'fill in all of consent_reference, consent_by and consent_on, or none',
      ja: () => '「同意書管理番号」「同意者氏名」「同意日」はすべて入力するか、すべて空にしてください',
    },
  },
  'consent-in-future': {
    message: {
      en: (value) => `"${value}" is in the future`,
      ja: (value) => `「${value}」は未来の日付です`,
    },
    whatToDo: {
      en: () => 'write the day on which the consent was given',
      ja: () => '同意があった日を入力してください',
    },
  },
  'date-invalid': {
    message: {
      en: (value) => `"${value}" is not a date we can read`,
      ja: (value) => `「${value}」は日付として読めません`,
    },
    whatToDo: {
      en: (_, example) => `write it like ${example}`,
      ja: (_, example) => `${example}の形で入力してください`,
    },
  },
  'date-is-number': {
    message: {
      en: (value, day) => `"${value}" is the number by which a spreadsheet keeps ${day}`,
      ja: (value, day) => `「${value}」は表計算ソフト内部の日付の数値 (シリアル値) です (${day}に相当)`,
    },
    whatToDo: {
      en: () => 'format the cells as dates, the year first, and save again',
      ja: () => 'セルの表示形式を年から始まる「日付」にして、保存し直してください',
    },
  },
  'date-ambiguous': {
    message: {
      en: (value) => `"${value}" could mean two different days`,
      ja: (value) => `「${value}」は日と月の区別ができません`,
    },
    whatToDo: {
      en: (_, example) => `write the year first, like ${example}`,
      ja: (_, example) => `${example}のように年から始めてください`,
    },
  },
  'date-impossible': {
    message: {
      en: (value) => `"${value}" does not exist in the calendar or on the clock`,
      ja: (value) => `「${value}」は存在しない日付または時刻です`,
    },
    whatToDo: {
      en: () => 'correct it; 24:00 is 0:00 of the next day',
      ja: () => '修正してください。24:00は翌日の0:00と入力してください',
    },
  },
  'weekday-differs': {
    message: {
      en: (value, weekday) => `"${value}" is not on that day of the week but on ${weekday}`,
      ja: (value, weekday) => `「${value}」の曜日が日付と一致しません (正しくは${weekday}曜日)`,
    },
    whatToDo: {
      en: () => 'correct the date or the day of the week, or leave the latter out',
      ja: () => '日付または曜日を修正するか、曜日を削除してください',
    },
  },
  'window-invalid': {
    message: {
      en: (value) => `"${value}" is not a time span we can read`,
      ja: (value) => `「${value}」は時間帯として読めません`,
    },
    whatToDo: {
      en: () => 'write it like 22:00-05:00 Asia/Tokyo; leave the cell empty if any time will do',
      ja: () => '22:00-05:00 Asia/Tokyoの形で入力してください。いつでもよい場合は空にしてください',
    },
  },
  'time-zone-unknown': {
    message: {
      en: (value) => `"${value}" is not a time zone we know`,
      ja: (value) => `「${value}」はタイムゾーンとして認識できません`,
    },
    whatToDo: {
      en: () => 'use a name like Asia/Tokyo or Europe/Berlin',
      ja: () => 'Asia/Tokyoのような名前を指定してください',
    },
  },
  'language-unknown': {
    message: {
      en: (value) => `"${value}" is not a language we write in`,
      ja: (value) => `「${value}」は案内言語として使えません`,
    },
    whatToDo: { en: () => 'use ja or en', ja: () => 'ja (日本語) または en (英語) を指定してください' },
  },
  'hands-unknown': {
    message: {
      en: (value) => `"${value}" is not a way of working we know`,
      ja: (value) => `「${value}」は作業方法として認識できません`,
    },
    whatToDo: {
      en: () => 'use browser or operator',
      ja: () => 'browser (自動) または operator (手動) を指定してください',
    },
  },
  'region-unknown': {
    message: {
      en: (value) => `"${value}" is not a region we know`,
      ja: (value) => `「${value}」は地域として認識できません`,
    },
    whatToDo: {
      en: () => `use ${REGIONS.slice(0, -1).join(', ')} or ${REGIONS.at(-1)}`,
      ja: () => `Japan (日本)、${REGIONS.slice(1).join('、')}のいずれかを指定してください`,
    },
  },
} as const satisfies Record<string, ProblemText>;
