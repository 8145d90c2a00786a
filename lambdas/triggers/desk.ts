import type { Ports } from '../ports/index.ts';
import { deskDoorsOnAws } from '../runtime/desk-doors-on-aws.ts';
import { deskOnAws } from '../runtime/desk-on-aws.ts';
import type { LambdaHandler } from '../runtime/lambda.ts';
import type { CreateHandler } from '../runtime/step-handler.ts';
import type { DeskDoors } from '../desk/http/desk-site.ts';
import { respond } from '../desk/http/site.ts';
import { asLambdaAnswer } from '../desk/http/web-answer.ts';
import { readRequest } from '../desk/http/web-request.ts';

/** API Gateway HTTP API: every page of the desk, and every answer to one. */
export const createHandler =
  (doorsOf: (ports: Ports) => DeskDoors): CreateHandler =>
  (ports): LambdaHandler => {
    const doors = doorsOf(ports);
    return async (event) => asLambdaAnswer(await respond(ports, doors, readRequest(event)));
  };

export const handler = deskOnAws(createHandler(deskDoorsOnAws));
