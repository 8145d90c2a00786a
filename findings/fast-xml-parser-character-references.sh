#!/usr/bin/env bash
# fast-xml-parser 5.12.1: a character written by its number stays as it was written.
#
# &#26481; and &#x6771; are 東 in every XML document (XML 1.0, 4.1), with no declaration; writers that keep to ASCII put
# all Japanese so. fast-xml-parser, which does undo &amp; and its four fellows, gives the reference back as text, in
# elements and in attributes alike, unless it is told that the document is HTML (htmlEntities). saxes 6.0.0 gives the
# character.
. "$(dirname "$0")/finding.bash"

install fast-xml-parser@5.12.1 saxes@6.0.0

program <<'JS'
import { XMLParser } from 'fast-xml-parser';
import saxes from 'saxes';

const xml = '<name kana="&#12488;">&#26481;&#x4EAC; &amp; R</name>';
function byFastXmlParser(options) {
  const { name } = new XMLParser({ ignoreAttributes: false, ...options }).parse(xml);
  return [name['#text'], name['@_kana']];
}
function bySaxes() {
  const found = [];
  const parser = new saxes.SaxesParser();
  parser.on('text', (text) => found.unshift(text));
  parser.on('opentag', ({ attributes }) => found.push(attributes.kana));
  parser.write(xml).close();
  return found;
}
console.log('written:', xml);
console.log('fast-xml-parser:', byFastXmlParser().join(', '));
console.log('fast-xml-parser, processEntities:', byFastXmlParser({ processEntities: true }).join(', '));
console.log('fast-xml-parser, htmlEntities:', byFastXmlParser({ htmlEntities: true }).join(', '));
console.log('saxes:', bySaxes().join(', '));
JS

stated <<'TEXT'
written: <name kana="&#12488;">&#26481;&#x4EAC; &amp; R</name>
fast-xml-parser: &#26481;&#x4EAC; & R, &#12488;
fast-xml-parser, processEntities: &#26481;&#x4EAC; & R, &#12488;
fast-xml-parser, htmlEntities: 東京 & R, ト
saxes: 東京 & R, ト
TEXT
