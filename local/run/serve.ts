import { once } from 'node:events';
import { resolve } from 'node:path';
import { endpointsOf, INTAKE_BUCKET, REPORTS_BUCKET } from '../deployment.ts';
import { LIVE_PORT, startLiveView, whyAnotherPort } from '../live/live-server.ts';
import { startEmbeddedStack, type LocalHands, type PeoplesSettings } from '../embedded-stack.ts';
import type { Speed } from '../virtual-clock.ts';
import { commandLine } from '../../terminal/command-line.ts';
import { serveClock } from './clock-endpoint.ts';
import { removeEndpoints, writeEndpoints } from './endpoints-file.ts';
import { MailFolder } from './keep-mails.ts';
import { writeObject } from '../objects.ts';
import type { OutDirectory } from './out-directory.ts';
import { People, describeTasks } from './people.ts';
import { Progress } from './progress.ts';
import type { RunFiles } from './read-files.ts';

const ASSIST = 'npm run -s visionlift -- assist --local';

export interface ServeOptions {
  /** Begins with this file, once everything is up. */
  files?: RunFiles | undefined;
  out: OutDirectory;
  speed: Speed;
  hands: LocalHands;
  /** What people are asked for besides the console steps. */
  people?: PeoplesSettings;
  output: NodeJS.WriteStream;
  signal: AbortSignal;
}

/** Keeps the embedded stack up for any S3 client, browser or AWS command line, until it is stopped. */
export async function serve({
  files,
  out,
  speed,
  hands,
  people: settings = {},
  output,
  signal,
}: ServeOptions): Promise<void> {
  const onFault = (error: unknown): void => {
    // Whatever was at work when the services went away.
    if (signal.aborted) return;
    output.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  };
  const folder = out.root === resolve('.local') ? '' : ` ${commandLine(['--out', out.root])}`;
  const stack = await startEmbeddedStack({
    ...{ directory: out.state, speed, hands, onFault },
    // Scripts show nothing in a browser.
    settings: { ...settings, ...(hands !== 'scripted' && { assistCommand: `${ASSIST}${folder}` }) },
    scenario: files?.scenario,
  });
  const live = await startLiveView(
    stack,
    {
      ja: 'visionliftは停止しました。表示は最後に確認した状態です。npm run local -- --continueで、済んだところから再開できます。残りは同じファイルをもう一度投入してください。',
      en: 'visionlift was stopped; this is how it was last seen. npm run local -- --continue keeps what is done; for the rest, upload its file again there.',
    },
    { port: LIVE_PORT },
  );
  const clock = await serveClock(stack.clock);
  const mails = new MailFolder(out.mails);
  stack.aws.ses.onMessage((message) => {
    mails.keep(message);
  });
  const { s3, ses, environment } = stack.aws;
  const { consoles } = stack;
  await out.tell({ liveView: live.origin });
  await writeEndpoints(
    out.root,
    endpointsOf({ ...environment, AWS_ENDPOINT_URL_SFN: stack.stepFunctionsUrl }, clock.url),
  );
  output.write(
    [
      'visionlift is up on this computer. Stop it with Ctrl-C.',
      '',
      `  Live view         ${live.origin}${whyAnotherPort(live.origin)}`,
      `  Desk              ${stack.desk.origin}`,
      `  Mails             ${ses.viewerUrl}`,
      ...(consoles
        ? [
            `  CLP               ${consoles.clpOrigin}`,
            `  Apex Central      ${consoles.apexCentralOrigin}`,
            `  Vision One        ${consoles.visionOneOrigin}`,
          ]
        : []),
      `  S3                ${s3.url}`,
      `  Step Functions    ${stack.stepFunctionsUrl}`,
      '',
      'Drop a CSV on the live view, or upload one and see how far its tenants are:',
      '',
      `  npm run -s visionlift -- submit samples/tenants.csv --local${folder}`,
      '',
      'or with any S3 client and the AWS command line:',
      '',
      `  export AWS_ACCESS_KEY_ID=${environment['AWS_ACCESS_KEY_ID'] ?? ''} AWS_SECRET_ACCESS_KEY=${environment['AWS_SECRET_ACCESS_KEY'] ?? ''} AWS_REGION=${environment['AWS_REGION'] ?? ''}`,
      `  aws s3 cp samples/tenants.csv s3://${INTAKE_BUCKET}/incoming/ --endpoint-url ${s3.url}`,
      `  aws stepfunctions list-executions --endpoint-url ${stack.stepFunctionsUrl} --state-machine-arn ${process.env['MIGRATE_TENANT_ARN'] ?? ''}`,
      `  aws s3 ls --recursive s3://${REPORTS_BUCKET}/reports/ --endpoint-url ${s3.url}`,
      '',
      '',
    ].join('\n'),
  );
  const progress = new Progress({ ...stack, output });
  progress.start();
  const people = new People({
    stack,
    isAtWork: () => clock.isAsked(),
    onWaiting: (tasks) => {
      progress.say(describeTasks(stack.desk.origin, tasks));
    },
  });
  people.watch();
  try {
    if (files) await writeObject(INTAKE_BUCKET, `incoming/${files.name}`, files.csv);
    if (!signal.aborted) await once(signal, 'abort');
  } finally {
    people.stop();
    await progress.stop();
    await removeEndpoints(out.root);
    await live.close();
    await clock.close();
    await stack.close();
  }
}
