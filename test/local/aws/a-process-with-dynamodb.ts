import { startDynamoDb } from '../../../local/aws/dynamodb.ts';

/** Runs in a process of its own that a test kills: opens the directory given to it and tells the test the address. */
const [, , directory] = process.argv;
const { url } = await startDynamoDb(directory === undefined ? {} : { directory });
process.send?.(url);
// A test that fails before it kills this process leaves nothing behind.
process.once('disconnect', () => process.exit());
