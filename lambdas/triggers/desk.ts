import type { Ports } from '../ports/index.ts';
import { deskDoorsOnAws } from '../runtime/desk-doors-on-aws.ts';
import { deskOnAws } from '../runtime/desk-on-aws.ts';
import type { LambdaHandler } from '../runtime/lambda.ts';
import type { CreateHandler } from '../runtime/step-handler.ts';
import type { DeskDoors } from '../web/desk-site.ts';
import { respond } from '../web/site.ts';
import { asLambdaAnswer } from '../web/web-answer.ts';
import { readRequest } from '../web/web-request.ts';

/** API Gateway HTTP API: every page of the desk, and every answer to one. */
export const createHandler =
  (doorsOf: (ports: Ports) => DeskDoors): CreateHandler =>
  (ports): LambdaHandler => {
    const doors = doorsOf(ports);
    return async (event) => asLambdaAnswer(await respond(ports, doors, readRequest(event)));
  };

export const handler = deskOnAws(createHandler(deskDoorsOnAws));
