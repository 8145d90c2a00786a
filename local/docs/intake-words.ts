import type { Severity } from '../../lambdas/domain/intake/problems.ts';

/** What the two pages about the CSV say besides their tables. */
export interface Words {
  introduction: string;
  columns: string;
  english: string;
  japanese: string;
  needed: string;
  yes: string;
  orConsent: string;
  meaning: string;
  example: string;
  behindColumns: string;
  rules: string;
  problems: string;
  behindProblems: string;
  severities: Record<Severity, string>;
  code: string;
  says: string;
  whatToDo: string;
}

export const ENGLISH: Words = {
  introduction: `# The intake CSV

Made by \`npm run docs\` from the code that reads the file. [日本語](intake-csv.ja.md)

One row is one tenant. The commands of the operator take an [Excel workbook](#excel-workbooks) (.xlsx) as it is; the intake bucket takes a CSV. Save the table from Excel as "CSV UTF-8"; a plain "CSV" of Japanese Windows (CP932) and "Unicode text" (UTF-16 with tabs, a \`.txt\`) are read as well. Cells are separated by commas, semicolons or tabs, lines end as on any system. Begin with [samples/template.xlsx](../samples/template.xlsx) or [template.ja.xlsx](../samples/template.ja.xlsx), which have drop-downs and a note for each column, or with [template.csv](../samples/template.csv) or [template.ja.csv](../samples/template.ja.csv); \`npm run -s visionlift -- check file.csv\` says what is wrong before anything is uploaded.

**Passwords do not belong into this file.** A column that looks like one refuses the whole file and the uploaded object is deleted. They go in by \`visionlift credentials import\`.`,
  columns: 'Columns',
  english: 'Heading',
  japanese: 'Japanese heading',
  needed: 'Needed',
  yes: 'yes',
  orConsent: 'this or a written consent',
  meaning: 'Meaning',
  example: 'Example',
  behindColumns: `Headings may be English or Japanese, in any order, in upper or lower case, full or half width, with spaces or line breaks, with a mark or note such as ※, (必須), \`※JST\`, 半角英数 or a line below. What people call a column in short (プライマリメールアドレス, Apex CentralのURL, 通知先, 承認者, 同意書番号, Start date, Approver) is read with a notice; where the heading of this table stands beside it, that one is read. Other columns are ignored, and that is said; apart from other notices, and in the plan of the batch, where their cells look like addresses, dates, hours or hosts. A heading that begins or ends with one of this table and may mean something else (作業時間帯ご希望, 地域コード) refuses the file, as does one that names another time zone than Japan's for a time: write the zone into the cells. Our own columns of a \`rejected.csv\` or \`report.csv\` are skipped without a word, so that both can be dropped in again.`,
  rules: `## What happens to the file

- **Encoding** is found out by a byte order mark, by the NUL bytes of UTF-16, then by UTF-8, then by CP932. Nothing is ever replaced: a byte that is no character refuses the file with its row and place. EUC-JP and JIS are refused by name.
- **Rows** are numbered as Excel shows them. Blank rows are skipped. A row with a problem goes to \`rejected.csv\`, the others go on.
- **Full-width** letters and digits in keys, addresses and dates are read as plain ones, invisible characters are taken out; both are said. Names stay as they are.
- **Words for nothing** (なし, -, 無, N/A, NULL) in an optional cell are read as an empty one, which is said; in a needed one they reject the row, as do words for a value that is not there yet (未定, 同上, TRUE) in any. A name that has lost a character (\`?田商店\`, 〓) rejects its row. A line break in a name is a space, which is said.
- \`="0012"\`, by which programs keep a spreadsheet from taking zeros away, is read as what it shows, 0012.
- **Addresses** may have every character that RFC 5321 lets them have without quotation marks (\`r&d@\`, \`a/b@\`), but for "="; a domain beyond ASCII is kept in its form xn--, which is said.
- **Dates** begin with the year: \`2026/12/5 22:00\`, \`2026-12-05T22:00+09:00\`, \`2026年12月5日(土) 午後10時\`, \`令和8年12月5日\`. \`05/12/2026\` could be two days and is rejected, \`12月5日\` has no year. A spreadsheet's own number of a day (\`46361\`) is rejected, too, with the day that it means.
- **\`rejected.csv\`** has the rejected rows as they were and a column of reasons, in UTF-8 with a byte order mark. A cell that a spreadsheet would run as a formula is guarded by an apostrophe, which is taken off again when the file comes back. Correct it and drop it in: rows that were accepted before need not be there.
- **One console, one tenant.** Two tenant ids with one Apex Central host are refused, both rows of a file: one of them is wrong, and a final press cannot be taken back. When the file has arrived, and by \`check --stage\`, hosts are also compared with those of other tenants in the records; the same tenant in a later file is no double. A tenant keeps its console until \`forget\`, unless its batch has ended and nothing was pressed for it. \`check --allow-shared-consoles\`, and the setting \`sharedConsoles\` (\`allow\`) of a deployment, make a notice of it. Two tenants with one CLP sign-in name are a notice. Both notices stand apart in \`check\` and in the plan of the batch.
- **Too many rejected rows** refuse the whole file: more than the setting \`maxRejectedShare\` (half) of ten rows or more.
- **Too many tenants** refuse it, too: more than the setting \`maxTenantsPerFile\` (100,000). Split it then.

### Excel workbooks

\`check\`, \`submit\`, \`estimate\` and \`npm start\` take an .xlsx and make a CSV of one sheet, on the operator's computer; what is uploaded is that CSV. Row numbers in all messages are the sheet's, before and after the upload.

- **The sheet** is the first visible one with cells, or that of \`--sheet NAME\`. That others have something on them, too, is said. A title above the headings is left out, which is said.
- **Text** comes without furigana. **Dates and times** are made of the cell's number and the date system of the workbook (1900 or 1904), whatever way the cell shows them. **Formulas** are read by their stored result; one without it refuses the file.
- **Numbers** are read with their digits, filled up by a format such as \`00000\`. A key that is a number is said, one that a spreadsheet made a date of refuses the file, as does such a date in any column that has none: what was typed is gone. Format those columns as text.
- **Hidden and filtered rows, hidden columns** are read as well; how many and which stands apart in the answer of the command. Copy the visible rows to a new sheet if only they are meant.
- **Merged cells** of the table and a **second table** below it refuse the file.
- **Refused, with the remedy**: a password, macros (.xlsm), .xls, .xlsb and .ods, more than 20 MB, a file that is damaged or unpacks to more than it says.
- A row whose tenant id is \`example-row\` is the example of the template. It is skipped in a CSV, too, which is said.

### Why 100,000

A file is read twice, so that nothing of a refused file is used, within the 15 minutes of one Lambda run. With a full processor (1,769 MB) both readings of 100,000 rows take about 2 seconds ([benchmarks](benchmarks.md)). Writing their records takes longer: 16 at once at 5 ms each are 3,000 a second, 33 seconds; a new on-demand table takes 4,000 write units a second, of which a record of up to 2 KB needs two: 50 seconds. Taking their consoles, one small write each, takes as long once more, with a third reading. That leaves room for a table five times as slow. Starting 100,000 tenants at 80 a second takes 21 minutes. A million rows would need 8 minutes for the records alone and leave no room for a retry, and 3.5 hours to start; memory would not be the limit.

### Memory

The process that reads takes 167 to 180 MB at its peak, for ten thousand rows as for a million. Of rows that have been read only the tenant IDs and the addresses of accounts stay, as none may come twice: 64 bits of hash and the row of each, in a table of 4,125,000 places of 12 bytes. It is 50 MB for every file (48 KB up to 3,277 of these keys) and never grows. A second one of two and a half places for each tenant that a file may have, 3 MB for 100,000, does the same for consoles and CLP sign-in names.

3,300,000 keys fill it to four fifths: 33 for each of 100,000 tenants, its ID, its primary account and 31 user accounts on average. A file with more is refused (\`too-many-accounts\`) and has to be split, whatever \`maxTenantsPerFile\` says; the million rows of the benchmark have 2,500,000. That two different keys among n have the same hash has a chance of n² / 2 / 2⁶⁴: 3 in a thousand million at 350,000 keys, 3 in ten million at 3,300,000. A row would then be rejected as a repetition of another that the message names; a true repetition is never missed.`,
  problems: 'Problems',
  behindProblems: `All problems of a file are reported at once, each with row, column, value, code and what to do. "…" stands for what is in the file; [samples/every-mistake.csv](../samples/every-mistake.csv) has each mistake that a row can have.`,
  severities: {
    file: 'The whole file is refused',
    row: 'The row goes to rejected.csv',
    notice: 'Nothing is refused, but said',
  },
  code: 'Code',
  says: 'What is said',
  whatToDo: 'What to do',
};

export const JAPANESE: Words = {
  introduction: `# 受付CSV

ファイルを読み取るプログラムから \`npm run docs\` で生成しています。[English](intake-csv.md)

1行が1テナントです。担当者用のコマンドは[Excelブック](#excelブック) (.xlsx) をそのまま読み取れます。受付バケットに置けるのはCSVのみです。CSVにする場合は、Excelの「CSV UTF-8 (コンマ区切り)」形式で保存してください。日本語版Windowsの「CSV (コンマ区切り)」(CP932) と「Unicodeテキスト」(UTF-16、タブ区切りの \`.txt\`) も読み取れます。区切り文字はコンマ、セミコロン、タブのいずれか、改行コードは問いません。ひな形は [samples/template.ja.xlsx](../samples/template.ja.xlsx) (選択肢と列ごとの説明付き) と [samples/template.ja.csv](../samples/template.ja.csv) です。アップロードする前に \`npm run -s visionlift -- check ファイル.csv\` で不備を確認できます。

**パスワードはこのファイルに記入しないでください。** パスワードと思われる列があると、ファイル全体を受け付けず、アップロードされたファイルを削除します。パスワードは \`visionlift credentials import\` で登録します。`,
  columns: '列',
  english: '英語の見出し',
  japanese: '日本語の見出し',
  needed: '必須',
  yes: '必須',
  orConsent: 'この列または書面による同意',
  meaning: '内容',
  example: '例',
  behindColumns: `見出しは英語でも日本語でもかまいません。順序、大文字と小文字、全角と半角、空白や改行の有無は問わず、「※」「(必須)」「※JST」「半角英数」などの印や注記、改行後の補足が付いていても読み取ります。「プライマリメールアドレス」「Apex CentralのURL」「通知先」「承認者」「同意書番号」のような略称も読み取り、その旨を通知します。この表の見出しと略称の両方がある場合は、この表の見出しの列を読み取ります。そのほかの列は無視し、その旨を通知します。無視する列にアドレス、日時、時間帯、ホストなどと思われる値がある場合は、ほかの通知とは別に、バッチの開始の承認画面にも表示します。この表の見出しで始まる、または終わる見出しで、別の意味の可能性があるもの (「作業時間帯ご希望」「地域コード」など) や、日時の列で日本時間以外のタイムゾーンを示す見出しがあると、ファイル全体を受け付けません。タイムゾーンは各セルに入力してください。\`rejected.csv\` と \`report.csv\` に当方が追加した列は読み飛ばすため、そのまま再投入できます。`,
  rules: `## ファイルの取り扱い

- **文字コード**は、BOM、UTF-16のNULバイト、UTF-8、CP932の順に判別します。文字を置き換えることはありません。文字として読めないバイトがあれば、行と位置を示してファイル全体を受け付けません。EUC-JPとJISは、その旨を示して受け付けません。
- **行番号**はExcelの表示と同じです。空行は読み飛ばします。不備のある行は \`rejected.csv\` に書き出し、ほかの行は処理を続けます。
- ID、アドレス、日付の**全角文字**は半角に読み替え、見えない文字は取り除き、いずれも通知します。氏名と会社名はそのまま扱います。
- 任意の列の**「なし」「-」「無」「N/A」「NULL」など**は空のセルとして扱い、通知します。必須の列では行を受け付けません。「未定」「同上」「TRUE」などは、どの列でも行を受け付けません。文字が失われた名称 (\`?田商店\`、「〓」など) も同様です。名称の中の改行は空白に読み替え、通知します。
- 先頭のゼロを保つための \`="0012"\` は、表示どおり0012と読み取ります。
- **メールアドレス**には、「=」を除き、RFC 5321で引用符なしに使える文字 (\`r&d@\`、\`a/b@\` など) を使えます。日本語などのドメインは xn-- で始まる表記に変換し、通知します。
- **日付**は年から記入します: \`2026/12/5 22:00\`、\`2026-12-05T22:00+09:00\`、\`2026年12月5日(土) 午後10時\`、\`令和8年12月5日\`。\`05/12/2026\` は日と月の区別ができず、\`12月5日\` は年がないため、受け付けません。表計算ソフト内部の数値 (\`46361\`) は、相当する日付を示して受け付けません。
- **\`rejected.csv\`** は、不備のある行を元のまま、理由の列を加えて書き出したものです (UTF-8、BOM付き)。表計算ソフトが数式として実行するおそれのあるセルには先頭にアポストロフィを付け、再投入時に取り除きます。修正してそのまま投入してください。受け付け済みの行を含める必要はありません。
- **コンソールは1テナントに1つ**です。異なるテナントIDの行に同じApex Centralのホストがあると、どちらの行も受け付けません。どちらかが誤りであり、最終操作は取り消せないためです。ファイルの受付時と \`check --stage\` では、登録済みのほかのテナントのホストとも照合します (同じテナントを後のファイルに含めることはできます)。登録は \`forget\` まで有効ですが、何も操作しないままバッチが終了したテナントの分は解放されます。\`check --allow-shared-consoles\` または環境の設定 \`sharedConsoles\` (\`allow\`) で許可すると、通知だけになります。同じCLPログインIDの行が複数ある場合は通知します。これらの通知は、\`check\` とバッチの開始の承認画面で、ほかの通知とは別に表示します。
- **不備のある行が多すぎる**場合はファイル全体を受け付けません。10行以上のファイルで、割合が設定 \`maxRejectedShare\` (既定は半分) を超えた場合です。
- **テナント数**が設定 \`maxTenantsPerFile\` (既定は100,000) を超える場合も受け付けません。ファイルを分割してください。

### Excelブック

\`check\`、\`submit\`、\`estimate\`、\`npm start\` は .xlsxを受け付け、担当者のコンピュータ上で1シートをCSVに変換します。アップロードされるのはこのCSVです。メッセージの行番号は、アップロードの前後ともシートの行番号です。

- **シート**: 表示されている最初のワークシート、または \`--sheet 名前\` で指定したシートを読み取ります。ほかのシートにもデータがあればお知らせします。見出しより上の表題などは読み取らず、その旨をお知らせします。
- **文字列**はふりがなを除いて読み取ります。**日付と時刻**は、表示形式にかかわらず、セルの数値とブックの日付システム (1900年または1904年) から求めます。**数式**は保存された計算結果を読み取ります。計算結果がない場合、ファイルは受け付けられません。
- **数値**はその桁のまま読み取ります。\`00000\` のような表示形式であればゼロを補います。IDの列が数値の場合はお知らせします。IDなど日付ではない列の値がExcelにより日付に変換されている場合は、元の値が失われているため受け付けられません。これらの列の書式は「文字列」にしてください。
- **非表示の行・列、フィルターで隠れた行**も読み取ります。行数と行番号は、コマンドの結果に分けて表示します。表示されている行だけを対象にする場合は、新しいシートにコピーしてください。
- 表の中の**結合セル**、下に続く**2つ目の表**があるファイルは受け付けられません。
- **受け付けられないもの** (対処とともにお知らせします): パスワード付き、マクロ付き (.xlsm)、.xls、.xlsb、.ods、20MBを超えるもの、破損しているもの、記録された大きさを超えて展開されるもの。
- テナントIDが \`example-row\` の行は、ひな形の記入例です。CSVの場合も読み飛ばし、その旨をお知らせします。

### 上限が100,000件である理由

受け付けないファイルの行を1行も使わないように、ファイルはLambdaの1回の実行 (15分以内) の中で2回読み取ります。1CPU相当 (1,769MB) では、100,000行を2回読み取るのに約2秒です ([ベンチマーク](benchmarks.md))。記録の書き込みはそれより長く、5ミリ秒の書き込みを16並列で毎秒3,000件とすると33秒、新しいオンデマンドテーブルの毎秒4,000書き込みユニット (2KBまでの1件に2ユニット) では50秒です。コンソールの登録 (1件ごとに小さな書き込み1回、3回目の読み取り) にも同じ程度の時間がかかります。テーブルが5倍遅くても間に合います。100,000テナントの開始には毎秒80件で21分かかります。100万行では記録だけで8分かかって再試行の余裕がなくなり、開始に3時間半かかります。メモリは制約になりません。

### メモリ

読み取り中のプロセスのメモリは、1万行でも100万行でも最大167～180MBです。読み終えた行のうち保持するのは、重複を見つけるためのテナントIDとアカウントのアドレスだけで、それぞれ64ビットのハッシュと行番号を、12バイトの欄が4,125,000個ある表に記録します。表はどのファイルでも50MB (キーが3,277件以下のファイルでは48KB) で、大きくなることはありません。コンソールとCLPログインIDも、上限のテナント数1件につき2.5個の欄 (100,000件で3MB) の別の表で同様に確認します。

表に入るのは、全体の5分の4にあたる3,300,000件までです。100,000テナントで割ると1テナントあたり33件 (テナントID、プライマリアカウント、ユーザアカウント平均31件) です。これを超えるファイルは、\`maxTenantsPerFile\` の設定にかかわらず受け付けません (\`too-many-accounts\`)。ファイルを分割してください。ベンチマークの100万行には2,500,000件あります。n件のうち異なる2件のハッシュが一致する確率は n² / 2 / 2⁶⁴ で、350,000件では10億分の3、3,300,000件では1,000万分の3です。一致した場合はその行が重複として扱われ、メッセージに相手の行番号が示されます。本当の重複を見逃すことはありません。`,
  problems: '不備と通知',
  behindProblems: `ファイルの不備は一度にすべて、行、列、値、コード、対処とともに報告します。「…」の部分には実際の内容が入ります。[samples/every-mistake.csv](../samples/every-mistake.csv) には、行に起こりうる不備がすべて入っています。`,
  severities: {
    file: 'ファイル全体を受け付けないもの',
    row: '行をrejected.csvに書き出すもの',
    notice: '受け付けたうえで通知するもの',
  },
  code: 'コード',
  says: 'メッセージ',
  whatToDo: '対処',
};
