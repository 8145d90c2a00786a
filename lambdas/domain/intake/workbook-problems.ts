import type { ProblemText } from './choices.ts';

/** Problems that refuse a workbook on the operator's computer. Cells, sheets and parts are named as Excel names them. */
export const WORKBOOK_PROBLEMS = {
  'workbook-too-large': {
    message: {
      en: (size, limit) => `the workbook has ${size} MB, more than ${limit} MB`,
      ja: (size, limit) => `ブックの大きさが${size}MBで、上限の${limit}MBを超えています`,
    },
    whatToDo: {
      en: () => 'delete pictures and other sheets, or save the sheet as "CSV UTF-8"',
      ja: () => '画像やほかのシートを削除するか、シートを「CSV UTF-8」形式で保存してください',
    },
  },
  'workbook-has-macros': {
    message: { en: () => 'the workbook has macros', ja: () => 'ブックにマクロが含まれています' },
    whatToDo: {
      en: () => 'save it in Excel as "Excel Workbook (*.xlsx)", which leaves them out',
      ja: () => 'Excelで「Excelブック (*.xlsx)」形式で保存してください (マクロは除かれます)',
    },
  },
  'workbook-has-password': {
    message: {
      en: () => 'the workbook is encrypted with a password',
      ja: () => 'ブックがパスワードで暗号化されています',
    },
    whatToDo: {
      en: () => 'take the password away in Excel (File > Info > Protect Workbook) and save it again',
      ja: () => 'Excelの「ファイル」>「情報」>「ブックの保護」でパスワードを解除し、保存し直してください',
    },
  },
  'workbook-not-xlsx': {
    message: {
      en: (_, kind) => `this is a workbook of the format ${kind}`,
      ja: (_, kind) => `${kind} 形式のブックです`,
    },
    whatToDo: {
      en: () =>
        'open it and save it as "Excel Workbook (*.xlsx)" or as "CSV UTF-8"; renaming a file does not convert it',
      ja: () =>
        '開いて「Excelブック (*.xlsx)」または「CSV UTF-8」形式で保存してください。拡張子を変えるだけでは変換されません',
    },
  },
  'workbook-damaged': {
    message: {
      en: (_, part) => `the workbook is damaged (${part})`,
      ja: (_, part) => `ブックが破損しています (${part})`,
    },
    whatToDo: {
      en: () => 'open it in Excel, have it repaired, and save it again',
      ja: () => 'Excelで開いて修復し、保存し直してください',
    },
  },
  'workbook-expands': {
    message: {
      en: (_, part) => `a part of the workbook unpacks to more than it says, or than a sheet may have (${part})`,
      ja: (_, part) => `ブックの一部が、記録された大きさまたは上限を超えて展開されます (${part})`,
    },
    whatToDo: {
      en: () => 'ask where the file comes from; if it is yours, save the table alone in a new workbook',
      ja: () => 'ファイルの出所を確認してください。問題がなければ、表だけを新しいブックに保存してください',
    },
  },
  'sheet-missing': {
    message: {
      en: () => 'the workbook has no sheet with cells',
      ja: () => 'ブックにセルのあるシートがありません',
    },
    whatToDo: {
      en: () => 'put the table on a worksheet; charts are not read',
      ja: () => '表をワークシートに入れてください。グラフシートは読み取りません',
    },
  },
  'sheet-unknown': {
    message: {
      en: (name) => `the workbook has no sheet "${name}"`,
      ja: (name) => `シート「${name}」がありません`,
    },
    whatToDo: {
      en: (_, names) => `give one of ${names} with --sheet`,
      ja: (_, names) => `--sheetに次のいずれかを指定してください: ${names}`,
    },
  },
  'cells-merged': {
    message: {
      en: (range) => `the cells ${range} are merged: only the first of them has the value`,
      ja: (range) => `セル${range}が結合されており、値は先頭のセルにしかありません`,
    },
    whatToDo: {
      en: () => 'unmerge them and write into each cell what belongs there',
      ja: () => '結合を解除し、それぞれのセルに値を入力してください',
    },
  },
  'formula-without-value': {
    message: {
      en: (cells) => `the result of a formula was not stored (${cells})`,
      ja: (cells) => `数式の計算結果が保存されていません (${cells})`,
    },
    whatToDo: {
      en: () => 'open the workbook in Excel and save it, which calculates it, or paste the values',
      ja: () => 'Excelで開いて保存し直す (再計算されます) か、値として貼り付けてください',
    },
  },
  'headings-again': {
    message: {
      en: (_, first) => `this row has the headings of row ${first} again, so a second table begins here`,
      ja: (_, first) => `${first}行目と同じ見出しがあり、2つ目の表が始まっていると思われます`,
    },
    whatToDo: {
      en: () => 'delete the row, or move the second table to a sheet of its own',
      ja: () => 'この行を削除するか、2つ目の表を別のシートに移してください',
    },
  },
  'cell-is-date': {
    message: {
      en: (day) => `a spreadsheet took what was typed here for a date (${day})`,
      ja: (day) => `入力した値が日付に変換されています (${day})`,
    },
    whatToDo: {
      en: () => 'format the column as text and type the value again',
      ja: () => '列の書式を「文字列」にして、値を入力し直してください',
    },
  },
} as const satisfies Record<string, ProblemText>;

/** What is said of a sheet that is read. */
export const WORKBOOK_NOTICES = {
  'sheets-left-out': {
    message: {
      en: (name, others) => `only the sheet "${name}" is read; there is something on others too (${others})`,
      ja: (name, others) => `シート「${name}」だけを読み取ります。ほかのシートにもデータがあります (${others})`,
    },
    whatToDo: {
      en: () => 'name the sheet with --sheet if another one is meant',
      ja: () => '別のシートを読み取る場合は --sheetで指定してください',
    },
  },
  'rows-above-headings': {
    message: {
      en: (_, rows) => `the headings are in this row; what stands above them is not read (row ${rows})`,
      ja: (_, rows) => `この行を見出しとして読み取ります。それより上は読み取りません (${rows}行目)`,
    },
    whatToDo: { en: () => 'nothing, if that is a title', ja: () => '表題などであれば対応は不要です' },
  },
  'rows-filtered': {
    message: {
      en: (count, rows) => `rows that a filter hides are read as well (${count}: ${rows})`,
      ja: (count, rows) => `フィルターで非表示の行も読み取ります (${count}行: ${rows})`,
    },
    whatToDo: {
      en: () => 'copy the visible rows to a new sheet if only they are meant',
      ja: () => '表示されている行だけを対象にする場合は、新しいシートにコピーしてください',
    },
  },
  'rows-hidden': {
    message: {
      en: (count, rows) => `hidden rows are read as well (${count}: ${rows})`,
      ja: (count, rows) => `非表示の行も読み取ります (${count}行: ${rows})`,
    },
    whatToDo: {
      en: () => 'delete them if they are not meant',
      ja: () => '対象でなければ、その行を削除してください',
    },
  },
  'columns-hidden': {
    message: {
      en: (columns) => `hidden columns are read as well (${columns})`,
      ja: (columns) => `非表示の列も読み取ります (${columns})`,
    },
    whatToDo: {
      en: () => 'look at them, and delete them if they are not meant',
      ja: () => '内容を確認し、対象でなければ列を削除してください',
    },
  },
  'key-is-number': {
    message: {
      en: (value, count) =>
        `"${value}" is a number in the sheet (cells of this column: ${count}); zeros in front would be lost`,
      ja: (value, count) =>
        `「${value}」は数値のセルです (この列で${count}件)。先頭のゼロが失われている可能性があります`,
    },
    whatToDo: {
      en: () => 'compare with your records; format the column as text before typing',
      ja: () => '元の台帳と照合し、列の書式を「文字列」にしてから入力してください',
    },
  },
} as const satisfies Record<string, ProblemText>;
