import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { closeServer, listenOnLoopback } from './loopback-server.ts';

/** Who every caller on this computer is: `arn:aws:iam::111122223333:user/local`. */
export const LOCAL_CALLER = {
  Account: '111122223333',
  UserId: 'AIDALOCAL',
  Arn: 'arn:aws:iam::111122223333:user/local',
};

export interface EmbeddedSts {
  url: string;
  close(): Promise<void>;
}

/** STS on this computer, as far as commands ask it: GetCallerIdentity, in the AWS query protocol. */
export async function startSts(): Promise<EmbeddedSts> {
  const server = createServer((request, response) => {
    const answer = async (): Promise<void> => {
      const action = new URLSearchParams(await text(request)).get('Action') ?? '';
      response.setHeader('content-type', 'text/xml');
      if (action === 'GetCallerIdentity') response.writeHead(200).end(identity());
      else response.writeHead(400).end(refusal(action));
    };
    // A client that went away in the middle of its request is told nothing.
    answer().catch(() => response.destroy());
  });
  return { url: await listenOnLoopback(server), close: () => closeServer(server) };
}

function identity(): string {
  const { Account, UserId, Arn } = LOCAL_CALLER;
  return `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>${Arn}</Arn><UserId>${UserId}</UserId><Account>${Account}</Account></GetCallerIdentityResult><ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata></GetCallerIdentityResponse>`;
}

function refusal(action: string): string {
  const name = action.replace(/[^A-Za-z]/gu, '');
  return `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>InvalidAction</Code><Message>${name} is not served here</Message></Error><RequestId>${randomUUID()}</RequestId></ErrorResponse>`;
}
