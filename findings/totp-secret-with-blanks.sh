#!/usr/bin/env bash
# speakeasy 2.0.0, otplib 13.5.0, otpauth 9.5.2: one seed of an authenticator app, three answers.
#
# Consoles show a seed in groups of four, as people then type it. Of such a seed otpauth gives the right code, otplib
# refuses it, and speakeasy gives a code of six digits that is wrong, without an error: it decodes the blank, which base
# 32 does not have (RFC 4648, 3.3 asks to refuse what is not in the alphabet). And otplib refuses a seed of ten bytes,
# the length that many services hand out, though the others take it; RFC 4226 asks for 16.
. "$(dirname "$0")/finding.bash"

install speakeasy@2.0.0 otplib@13.5.0 otpauth@9.5.2

program <<'JS'
import { Secret, TOTP } from 'otpauth';
import { generateSync } from 'otplib';
import speakeasy from 'speakeasy';

const seconds = 1_111_111_109;
const codeBy = {
  otpauth: (seed) => new TOTP({ secret: Secret.fromBase32(seed) }).generate({ timestamp: seconds * 1000 }),
  otplib: (seed) => generateSync({ secret: seed, epoch: seconds }),
  speakeasy: (seed) => speakeasy.totp({ secret: seed, encoding: 'base32', time: seconds }),
};
const seeds = {
  'as RFC 6238 has it, 20 bytes': 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ',
  'the same in lower case': 'gezdgnbvgy3tqojqgezdgnbvgy3tqojq',
  'the same in groups of four': 'GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ',
  '10 bytes': 'GEZDGNBVGY3TQOJQ',
};
for (const [what, seed] of Object.entries(seeds)) {
  const seen = Object.entries(codeBy).map(([reader, code]) => {
    try {
      return `${reader} ${code(seed)}`;
    } catch {
      return `${reader} refuses`;
    }
  });
  console.log(`${what}: ${seen.join(', ')}`);
}
JS

stated <<'TEXT'
as RFC 6238 has it, 20 bytes: otpauth 081804, otplib 081804, speakeasy 081804
the same in lower case: otpauth 081804, otplib 081804, speakeasy 081804
the same in groups of four: otpauth 081804, otplib refuses, speakeasy 886660
10 bytes: otpauth 343526, otplib refuses, speakeasy 343526
TEXT
