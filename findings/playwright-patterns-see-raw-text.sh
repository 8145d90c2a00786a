#!/usr/bin/env bash
# playwright-core 1.63.0 with Chromium (@sparticuz/chromium 153.0.0): a text finds what the same words as a pattern do
# not.
#
# By its documentation, matching by text always normalises white space. It does for a string, and folds a full-width
# blank (U+3000), a line break with its indentation, and drops zero-width spaces and soft hyphens. A regular expression
# sees the text as it lies in the page: /山田 太郎/ and /保存/ find nothing where '山田 太郎' and '保存' do, in getByText, hasText
# and getByLabel. In getByRole the pattern finds them, as it looks at the accessible name, which is normalised before.
. "$(dirname "$0")/finding.bash"

install playwright-core@1.63.0 @sparticuz/chromium@153.0.0

browser
program <<'JS'
import { launch } from './browser.mjs';

const chromium = await launch();
const page = await chromium.newPage();
await page.setContent(`<meta charset="utf-8">
  <ul><li>山田\u3000太郎</li></ul>
  <label>メール
         アドレス<input></label>
  <button>保\u200b存</button>`);
const ways = {
  'filter by text, a full-width blank': (text) => page.locator('li').filter({ hasText: text('山田 太郎') }),
  'label, a line break': (text) => page.getByLabel(text('メール アドレス')),
  'text, a zero-width space': (text) => page.getByText(text('保存')),
  'role, a zero-width space': (text) => page.getByRole('button', { name: text('保存') }),
};
for (const [what, find] of Object.entries(ways)) {
  const counts = [await find((text) => text).count(), await find((text) => new RegExp(text)).count()];
  console.log(`${what}: as a string ${counts[0]}, as a pattern ${counts[1]}`);
}
await chromium.close();
JS

stated <<'TEXT'
filter by text, a full-width blank: as a string 1, as a pattern 0
label, a line break: as a string 1, as a pattern 0
text, a zero-width space: as a string 1, as a pattern 0
role, a zero-width space: as a string 1, as a pattern 1
TEXT
