#!/usr/bin/env bash
# nodemailer 10.6.1 and smtp-server 3.21.6, of one family: what the one writes, the other refuses.
#
# Japanese carriers gave out addresses with two dots in a row or one before the @, which are no dot-strings of RFC 5321.
# nodemailer puts the part before the @ in quotation marks on the way, so that the address in the envelope, in the
# header and in `accepted` is not the one it was given, and a comparison of the two fails. That form is the valid one
# (RFC 5321, 4.1.2). smtp-server, of the same authors, takes an address in quotation marks, but not this one: it looks
# at the dots within them, which are free there.
. "$(dirname "$0")/finding.bash"

install nodemailer@10.6.1 smtp-server@3.21.6

program <<'JS'
import { connect } from 'node:net';
import { once } from 'node:events';
import nodemailer from 'nodemailer';
import { SMTPServer } from 'smtp-server';

const address = 'hanako..sample.@docomo.ne.jp';
const memory = nodemailer.createTransport({ streamTransport: true, buffer: true });
const { envelope, message } = await memory.sendMail({ from: 'a@example.com', to: address, text: 'x' });
console.log('nodemailer is given:', address);
console.log('envelope:', envelope.to[0]);
console.log('header:', /^To: (.*)$/mu.exec(message.toString())[1].trim());

const server = new SMTPServer({ authOptional: true, disabledCommands: ['STARTTLS'], logger: false });
await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
const socket = connect(server.server.address().port, '127.0.0.1').setEncoding('utf8');
async function say(line) {
  if (line !== undefined) socket.write(`${line}\r\n`);
  return (await once(socket, 'data'))[0].slice(0, 3);
}
await say();
await say('EHLO example.com');
await say('MAIL FROM:<a@example.com>');
for (const to of [address, envelope.to[0], '"hanako"@example.jp']) {
  console.log(`smtp-server, RCPT TO:<${to}>: ${await say(`RCPT TO:<${to}>`)}`);
}
socket.destroy();
server.close();
JS

stated <<'TEXT'
nodemailer is given: hanako..sample.@docomo.ne.jp
envelope: "hanako..sample."@docomo.ne.jp
header: <"hanako..sample."@docomo.ne.jp>
smtp-server, RCPT TO:<hanako..sample.@docomo.ne.jp>: 501
smtp-server, RCPT TO:<"hanako..sample."@docomo.ne.jp>: 501
smtp-server, RCPT TO:<"hanako"@example.jp>: 250
TEXT
