import { consoleOnAws } from '../runtime/console-on-aws.ts';
import { consoleStepHandler } from '../runtime/step-handler.ts';
import { issueRegistrationToken } from '../steps/issue-registration-token.ts';

/** `IssueRegistrationToken`: guide 3-1 to 3-5. */
export const createHandler = consoleStepHandler('IssueRegistrationToken', issueRegistrationToken);

export const handler = consoleOnAws(createHandler);
