#!/usr/bin/env bash
# mailparser 3.14.2: of the names that IANA registers for one Japanese encoding, it knows some and not others.
#
# A charset may be called by its name or any registered alias (RFC 2978, IANA's list). mailparser decodes ISO-2022-JP
# and MS_Kanji, but a mail that says csISO2022JP keeps its escape sequences as text, and one that says csWindows31J
# comes as replacement characters, subject and body alike, without an error. postal-mime 4.0.0 reads these. The longest
# one, Extended_UNIX_Code_Packed_Format_for_Japanese, is IANA's own name of EUC-JP, and neither knows it.
. "$(dirname "$0")/finding.bash"

install mailparser@3.14.2 postal-mime@4.0.0

program <<'JS'
import { simpleParser } from 'mailparser';
import PostalMime from 'postal-mime';

const tokyo = {
  jis: Buffer.from('1b2442456c357e1b2842', 'hex'),
  'shift jis': Buffer.from('938c8b9e', 'hex'),
  euc: Buffer.from('c5ecb5fe', 'hex'),
};
const names = {
  'ISO-2022-JP': 'jis',
  csISO2022JP: 'jis',
  MS_Kanji: 'shift jis',
  'Windows-31J': 'shift jis',
  csWindows31J: 'shift jis',
  csEUCPkdFmtJapanese: 'euc',
  Extended_UNIX_Code_Packed_Format_for_Japanese: 'euc',
};
for (const [charset, encoding] of Object.entries(names)) {
  const bytes = tokyo[encoding];
  const headers = [
    'From: a@example.jp',
    `Subject: =?${charset}?B?${bytes.toString('base64')}?=`,
    'Date: Tue, 01 Dec 2026 00:00:00 +0900',
    'MIME-Version: 1.0',
    `Content-Type: text/plain; charset=${charset}`,
    'Content-Transfer-Encoding: 8bit',
  ];
  const mail = Buffer.concat([Buffer.from(`${headers.join('\r\n')}\r\n\r\n`), bytes, Buffer.from('\r\n')]);
  const read = { mailparser: await simpleParser(mail), 'postal-mime': await PostalMime.parse(mail) };
  const seen = Object.entries(read).map(
    ([reader, { subject, text }]) => `${reader} ${JSON.stringify(subject)} ${JSON.stringify(text.trim())}`,
  );
  console.log(`${charset}: ${seen.join(', ')}`);
}
JS

stated <<'TEXT'
ISO-2022-JP: mailparser "東京" "東京", postal-mime "東京" "東京"
csISO2022JP: mailparser "\u001b$BEl5~\u001b(B" "\u001b$BEl5~\u001b(B", postal-mime "東京" "東京"
MS_Kanji: mailparser "東京" "東京", postal-mime "東京" "東京"
Windows-31J: mailparser "東京" "東京", postal-mime "東京" "東京"
csWindows31J: mailparser "����" "����", postal-mime "東京" "東京"
csEUCPkdFmtJapanese: mailparser "東京" "東京", postal-mime "東京" "東京"
Extended_UNIX_Code_Packed_Format_for_Japanese: mailparser "���" "���", postal-mime "Åìµþ" "Åìµþ"
TEXT
