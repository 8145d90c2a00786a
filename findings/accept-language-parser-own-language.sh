#!/usr/bin/env bash
# accept-language-parser 1.5.0: a reader who asks for ja-JP gets English where there is Japanese, and a refused language is taken.
#
# pick(['en', 'ja'], 'ja-JP,en;q=0.5') is en: a tag with a region finds only the same tag. The other way round, ja finds
# ja-JP, so that a site with regions in its languages looks right. A lookup takes the end off the tag until something
# is found (RFC 4647, 3.4). A language with q=0 is "not acceptable" (RFC 9110, 12.4.2); where nothing else is there, it is
# picked. negotiator 1.0.0 has both right; the option loose helps with the first, and then takes what differs in its script.
. "$(dirname "$0")/finding.bash"

install accept-language-parser@1.5.0 negotiator@1.0.0

program <<'JS'
import parser from 'accept-language-parser';
import Negotiator from 'negotiator';

for (const [header, languages] of [
  ['ja-JP,en;q=0.5', ['en', 'ja']],
  ['ja,en;q=0.5', ['en', 'ja-JP']],
  ['ja-JP-u-ca-japanese,en;q=0.5', ['en', 'ja']],
  ['ja;q=0', ['ja']],
  ['ja;q=0,fr', ['ja']],
  ['zh-TW,en;q=0.5', ['en', 'zh-Hans']],
]) {
  const picked = [
    `pick ${parser.pick(languages, header)}`,
    `loose ${parser.pick(languages, header, { loose: true })}`,
    `negotiator ${new Negotiator({ headers: { 'accept-language': header } }).language(languages)}`,
  ];
  console.log(`${header} of ${languages.join(', ')}: ${picked.join(', ')}`);
}
JS

stated <<'TEXT'
ja-JP,en;q=0.5 of en, ja: pick en, loose ja, negotiator ja
ja,en;q=0.5 of en, ja-JP: pick ja-JP, loose ja-JP, negotiator ja-JP
ja-JP-u-ca-japanese,en;q=0.5 of en, ja: pick en, loose ja, negotiator ja
ja;q=0 of ja: pick ja, loose ja, negotiator undefined
ja;q=0,fr of ja: pick ja, loose ja, negotiator undefined
zh-TW,en;q=0.5 of en, zh-Hans: pick en, loose zh-Hans, negotiator en
TEXT
