#!/usr/bin/env bash
# mimetext 3.0.28: a mail in Japanese is declared as seven bits, and its subject is one word of 164 characters.
#
# Its parts with text are declared as "Content-Transfer-Encoding: 7bit", whatever they hold; 7bit is ASCII in lines of up
# to 998 (RFC 2045, 2.7), so a relay without 8BITMIME may take the eighth bits off, and so does whoever reads by the
# declaration. The subject is a single encoded word, however long (75 characters at most, RFC 2047, 2), and the name of
# an attachment stands as it is in a quoted parameter (ASCII, RFC 2045, 5.1). nodemailer 10.6.1 does all three.
. "$(dirname "$0")/finding.bash"

install mimetext@3.0.28 nodemailer@10.6.1

program <<'JS'
import { createMimeMessage } from 'mimetext';
import nodemailer from 'nodemailer';

const mail = {
  from: { name: '山田', address: 'a@example.jp' },
  to: 'b@example.jp',
  subject: '移行の事前作業に関するお知らせ（夜間の作業時間帯のご確認をお願いいたします）',
  text: '本文です。',
  file: { filename: '一覧表.csv', content: 'a,b' },
};
async function byMimetext() {
  const message = createMimeMessage();
  message.setSender({ name: mail.from.name, addr: mail.from.address });
  message.setTo(mail.to);
  message.setSubject(mail.subject);
  message.addMessage({ contentType: 'text/plain', data: mail.text });
  const data = Buffer.from(mail.file.content).toString('base64');
  message.addAttachment({ filename: mail.file.filename, contentType: 'text/csv', data });
  return Buffer.from(message.asRaw());
}
async function byNodemailer() {
  const transport = nodemailer.createTransport({ streamTransport: true, buffer: true });
  return (await transport.sendMail({ ...mail, attachments: [mail.file] })).message;
}

for (const [name, write] of Object.entries({ mimetext: byMimetext, nodemailer: byNodemailer })) {
  const bytes = await write();
  const lines = bytes.toString().split(/\r?\n/u);
  const ofTheText = lines.slice(lines.findIndex((line) => line.startsWith('Content-Type: text/plain')));
  const declared = ofTheText.find((line) => line.startsWith('Content-Transfer-Encoding'));
  const words = bytes.toString().match(/=\?utf-8\?[bq]\?[^?]+\?=/giu);
  console.log(`${name}: ${declared}`);
  console.log(`${name}: bytes above 127: ${bytes.filter((byte) => byte > 127).length}`);
  console.log(`${name}: longest encoded word: ${Math.max(...words.map(({ length }) => length))}`);
}
JS

stated <<'TEXT'
mimetext: Content-Transfer-Encoding: 7bit
mimetext: bytes above 127: 33
mimetext: longest encoded word: 164
nodemailer: Content-Transfer-Encoding: base64
nodemailer: bytes above 127: 0
nodemailer: longest encoded word: 52
TEXT
