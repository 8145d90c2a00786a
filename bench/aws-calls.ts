import { dynamoClient } from '../lambdas/adapters/dynamo/client.ts';
import { kmsClient } from '../lambdas/adapters/kms/client.ts';
import { s3Client } from '../lambdas/adapters/s3/client.ts';
import { sesClient } from '../lambdas/adapters/ses/client.ts';

interface Client {
  middlewareStack: {
    add(
      middleware: (
        next: (args: { input: Input }) => Promise<{ output: Output }>,
        context: { commandName?: string },
      ) => (args: { input: Input }) => Promise<{ output: Output }>,
      options: { step: 'initialize' },
    ): void;
  };
}

interface Input {
  Destination?: { ToAddresses?: string[] };
  Destinations?: string[];
}

interface Output {
  ConsumedCapacity?: { CapacityUnits?: number } | { CapacityUnits?: number }[];
}

/** What the SDK's clients were asked for; counted at the clients, so that no adapter need say. */
export interface AwsCalls {
  dynamoWriteUnits: number;
  dynamoReadUnits: number;
  kmsRequests: number;
  mails: number;
  s3Puts: number;
  s3Gets: number;
}

/** Counts from now on. DynamoDB says itself how many units a call took; that of a table in memory follows the same rules. */
export function countAwsCalls(): AwsCalls {
  const calls: AwsCalls = { dynamoWriteUnits: 0, dynamoReadUnits: 0, kmsRequests: 0, mails: 0, s3Puts: 0, s3Gets: 0 };
  listen(dynamoClient(), (command, _input, output) => {
    const units = [output.ConsumedCapacity ?? []].flat().reduce((sum, each) => sum + (each.CapacityUnits ?? 0), 0);
    if (/^(Get|BatchGet|Query|Scan)/u.test(command)) calls.dynamoReadUnits += units;
    else calls.dynamoWriteUnits += units;
  });
  listen(kmsClient(), () => {
    calls.kmsRequests++;
  });
  listen(s3Client(), (command) => {
    if (/^(Get|Head)/u.test(command)) calls.s3Gets++;
    else if (!command.startsWith('Delete')) calls.s3Puts++;
  });
  listen(sesClient(), (_command, { Destination, Destinations }) => {
    calls.mails += Destination?.ToAddresses?.length ?? Destinations?.length ?? 1;
  });
  return calls;
}

function listen(client: object, told: (command: string, input: Input, output: Output) => void): void {
  (client as Client).middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        const command = commandName.replace(/Command$/u, '');
        const input = /Item|Query|Scan|Transact/u.test(command)
          ? { ...args.input, ReturnConsumedCapacity: 'TOTAL' }
          : args.input;
        const result = await next({ ...args, input });
        told(command, args.input, result.output);
        return result;
      },
    { step: 'initialize' },
  );
}
