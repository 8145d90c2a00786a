import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { STSClient } from '@aws-sdk/client-sts';
import { expect, it, onTestFinished } from 'vitest';
import { whoAssists } from '../../bin/commands/assist/run-assist.ts';

const ROLE = 'arn:aws:sts::123456789012:assumed-role/visionlift-prod-assist/hanako';
const tells = (arn: string): string =>
  `<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>${arn}</Arn><Account>123456789012</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`;
const REFUSES =
  '<ErrorResponse><Error><Type>Sender</Type><Code>SignatureDoesNotMatch</Code><Message>Signature expired</Message></Error></ErrorResponse>';

interface Given {
  body: string;
  status?: number;
  /** By which this computer is ahead of AWS. */
  seconds?: number;
}

/** STS as it answers over the wire. */
async function sts({ body, status = 200, seconds = 0 }: Given): Promise<STSClient> {
  const server = createServer((_, response) => {
    const date = new Date(Date.now() - seconds * 1000).toUTCString();
    response.writeHead(status, { 'content-type': 'text/xml', date }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return new STSClient({
    endpoint: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    region: 'ap-northeast-1',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    maxAttempts: 1,
  });
}

it('is the session of the role, by the name that was assumed with it', async () => {
  expect(await whoAssists('prod', await sts({ body: tells(ROLE) }))).toEqual({
    by: `hanako (${ROLE})`,
    proof: { kind: 'iam', arn: ROLE },
  });
});

it.each([
  ROLE.replace('-prod-', '-test-'),
  ROLE.replace('visionlift-prod-assist', 'another-visionlift-prod-assist'),
  'arn:aws:iam::123456789012:user/hanako',
])('is not %s, who is told which role it takes', async (arn) => {
  await expect(whoAssists('prod', await sts({ body: tells(arn) }))).rejects.toMatchObject({ code: 'wrong-role' });
});

it.each([
  ['fast', { body: tells(ROLE), seconds: 45 }],
  ['slow', { body: tells(ROLE), seconds: -45 }],
  ['fast', { body: REFUSES, status: 403, seconds: 1000 }],
])('is told that the clock of this computer is %s, also where AWS refuses the question for it', async (how, given) => {
  await expect(whoAssists('prod', await sts(given))).rejects.toMatchObject({
    code: 'clock-off',
    // The date of an answer has whole seconds.
    message: expect.stringMatching(new RegExp(`(?:4[4-6]|999|100[01]) seconds ${how}$`, 'u')) as string,
  });
});

it('passes on why AWS refuses, where the clock is right', async () => {
  await expect(whoAssists('prod', await sts({ body: REFUSES, status: 403 }))).rejects.toThrow('Signature expired');
});
