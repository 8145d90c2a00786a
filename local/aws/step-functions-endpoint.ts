import { z } from 'zod';
import { ApiError } from '../states/api-error.ts';
import { ROLE_ARN } from '../states/arns.ts';
import type { StepFunctionsEngine } from '../states/step-functions-engine.ts';
import { AwsError, serveJsonProtocol, type JsonProtocolServer } from './json-protocol-server.ts';
import { page, pageFromTheEnd, paging } from './paging.ts';

/**
 * Serves an engine to unmodified clients of AWS Step Functions: the handlers' SDK and the aws command line.
 *
 * The embedded stack starts it and puts its url into `AWS_ENDPOINT_URL_SFN`. What it does not list answers with
 * UnknownOperationException.
 */
export function serveStepFunctions(engine: StepFunctionsEngine): Promise<JsonProtocolServer> {
  const operations = {
    ...stateMachineOperations(engine),
    ...executionOperations(engine),
    ...tokenOperations(engine),
  };
  return serveJsonProtocol({
    operations: Object.fromEntries(
      Object.entries(operations).map(([name, operation]) => [`AWSStepFunctions.${name}`, operation]),
    ),
    version: '1.0',
  });
}

function stateMachineOperations(engine: StepFunctionsEngine) {
  return {
    ListStateMachines: operation(z.object(paging), (request) => {
      const { items, nextToken } = page(engine.listStateMachines(), request);
      return {
        stateMachines: items.map(({ stateMachineArn, name, creationDate }) => ({
          stateMachineArn,
          name,
          type: 'STANDARD',
          creationDate,
        })),
        nextToken,
      };
    }),
    ListStateMachineVersions: operation(shapes.versions, ({ stateMachineArn, ...request }) => {
      const { items, nextToken } = page(engine.listStateMachineVersions(stateMachineArn), request);
      return { stateMachineVersions: items, nextToken };
    }),
    ListStateMachineAliases: operation(shapes.versions, ({ stateMachineArn, ...request }) => {
      const { items, nextToken } = page(engine.listStateMachineAliases(stateMachineArn), request);
      return { stateMachineAliases: items, nextToken };
    }),
    DescribeStateMachineAlias: operation(shapes.alias, ({ stateMachineAliasArn }) => {
      const { stateMachineVersionArn, creationDate } = engine.describeStateMachineAlias(stateMachineAliasArn);
      return {
        stateMachineAliasArn,
        name: stateMachineAliasArn.slice(stateMachineAliasArn.lastIndexOf(':') + 1),
        routingConfiguration: [{ stateMachineVersionArn, weight: 100 }],
        creationDate,
        updateDate: creationDate,
      };
    }),
    DescribeStateMachine: operation(shapes.stateMachine, ({ stateMachineArn }) => ({
      ...engine.describeStateMachine(stateMachineArn),
      status: 'ACTIVE',
      type: 'STANDARD',
      roleArn: ROLE_ARN,
    })),
  };
}

function executionOperations(engine: StepFunctionsEngine) {
  return {
    StartExecution: operation(shapes.start, ({ stateMachineArn, name, input }) =>
      engine.startExecution({
        stateMachineArn,
        ...(name !== undefined && { name }),
        ...(input !== undefined && { input }),
      }),
    ),
    DescribeExecution: operation(shapes.execution, ({ executionArn }) => engine.describeExecution(executionArn)),
    DescribeStateMachineForExecution: operation(shapes.execution, ({ executionArn }) => {
      const { creationDate, ...machine } = engine.describeStateMachineForExecution(executionArn);
      return { ...machine, roleArn: ROLE_ARN, updateDate: creationDate };
    }),
    ListExecutions: operation(shapes.listExecutions, ({ stateMachineArn, statusFilter, maxResults, nextToken }) => {
      const { executions, next } = engine.listExecutionsPage({
        stateMachineArn,
        statusFilter,
        maxResults,
        next: nextToken,
      });
      return {
        executions: executions.map(({ input: _input, output: _output, error: _error, cause: _cause, ...item }) => item),
        nextToken: next === undefined ? undefined : String(next),
      };
    }),
    GetExecutionHistory: operation(shapes.history, ({ executionArn, reverseOrder, ...request }) => {
      const events = engine.getExecutionHistory(executionArn);
      const { items, nextToken } = (reverseOrder ? pageFromTheEnd : page)(events, request);
      return { events: items, nextToken };
    }),
    RedriveExecution: operation(shapes.redrive, ({ executionArn, clientToken }) =>
      engine.redriveExecution({ executionArn, ...(clientToken !== undefined && { clientToken }) }),
    ),
    StopExecution: operation(shapes.stop, ({ executionArn, error, cause }) =>
      engine.stopExecution({
        executionArn,
        ...(error !== undefined && { error }),
        ...(cause !== undefined && { cause }),
      }),
    ),
  };
}

function tokenOperations(engine: StepFunctionsEngine) {
  return {
    SendTaskSuccess: operation(shapes.taskSuccess, (request) => {
      engine.sendTaskSuccess(request);
    }),
    SendTaskFailure: operation(shapes.taskFailure, ({ taskToken, error, cause }) => {
      engine.sendTaskFailure({
        taskToken,
        ...(error !== undefined && { error }),
        ...(cause !== undefined && { cause }),
      });
    }),
    SendTaskHeartbeat: operation(shapes.token, (request) => {
      engine.sendTaskHeartbeat(request);
    }),
  };
}

/** An operation that looks at its input first and gives its errors and dates the form they have on the wire. */
function operation<T extends z.ZodType>(shape: T, perform: (request: z.infer<T>) => unknown) {
  return (input: unknown): unknown => {
    const request = shape.safeParse(input);
    if (!request.success) throw new AwsError('ValidationException', z.prettifyError(request.error));
    try {
      return withEpochSeconds(perform(request.data));
    } catch (error) {
      throw error instanceof ApiError ? new AwsError(error.name, error.message) : error;
    }
  };
}

/** JSON 1.0 writes a time as seconds since 1970. */
function withEpochSeconds(value: unknown): unknown {
  if (value instanceof Date) return value.getTime() / 1000;
  if (Array.isArray(value)) return value.map(withEpochSeconds);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, withEpochSeconds(field)]));
}

const arn = z.string().min(1);
const reason = { error: z.string().max(256).optional(), cause: z.string().max(32_768).optional() };
const taskToken = z.string().min(1).max(2048);

/** What the operations of the endpoint take; fields it has no use for (tracing, `includedData`) are let through. */
const shapes = {
  stateMachine: z.object({ stateMachineArn: arn }),
  versions: z.object({ stateMachineArn: arn, ...paging }),
  alias: z.object({ stateMachineAliasArn: arn }),
  start: z.object({ stateMachineArn: arn, name: z.string().optional(), input: z.string().optional() }),
  execution: z.object({ executionArn: arn }),
  listExecutions: z.object({
    stateMachineArn: arn,
    statusFilter: z.enum(['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED']).optional(),
    ...paging,
  }),
  history: z.object({ executionArn: arn, reverseOrder: z.boolean().default(false), ...paging }),
  stop: z.object({ executionArn: arn, ...reason }),
  redrive: z.object({ executionArn: arn, clientToken: z.string().min(1).max(64).optional() }),
  token: z.object({ taskToken }),
  taskSuccess: z.object({ taskToken, output: z.string() }),
  taskFailure: z.object({ taskToken, ...reason }),
};
