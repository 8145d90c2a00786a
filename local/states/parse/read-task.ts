import type { Resource, TaskState } from '../definition.ts';
import { isJsonObject } from '../json.ts';
import { FieldReader } from './field-reader.ts';
import { readExit } from './read-exit.ts';
import { readRecovery } from './read-recovery.ts';
import { AFTER } from './read-template.ts';

const INTEGRATIONS: Readonly<Record<string, Exclude<Resource['kind'], 'function'>>> = {
  'arn:aws:states:::lambda:invoke': 'invoke',
  'arn:aws:states:::lambda:invoke.waitForTaskToken': 'invokeWithToken',
  'arn:aws:states:::states:startExecution': 'startExecution',
};

const FUNCTION_ARN = /^arn:aws[a-z-]*:lambda:[a-z0-9-]+:\d{12}:function:[A-Za-z0-9_-]+(:[A-Za-z0-9_$-]+)?$/;

/** What `Arguments` may hold, and what it has to; a plain function takes anything. */
const ARGUMENTS: Readonly<Record<Resource['kind'], { needed: string[]; known: string[] } | undefined>> = {
  function: undefined,
  invoke: { needed: ['FunctionName'], known: ['FunctionName', 'Payload'] },
  invokeWithToken: { needed: ['FunctionName', 'Payload'], known: ['FunctionName', 'Payload'] },
  startExecution: { needed: ['StateMachineArn'], known: ['StateMachineArn', 'Name', 'Input'] },
};

export function readTask(name: string, fields: FieldReader): TaskState {
  const resource = readResource(fields);
  const input = fields.raw('Arguments');
  if (resource) checkArguments(resource, input, fields);
  if (resource?.kind === 'invokeWithToken') {
    if (fields.surroundings.express) fields.refuse('waitForTaskToken does not run in an EXPRESS child', 'Resource');
    if (!JSON.stringify(input ?? '').includes('$states.context.Task.Token')) {
      fields.refuse('hands $states.context.Task.Token to nobody', 'Arguments');
    }
  }
  return {
    type: 'Task',
    name,
    resource: resource ?? { kind: 'invoke' },
    arguments: fields.template('Arguments'),
    timeoutSeconds: fields.numberTemplate('TimeoutSeconds', { least: 1 }),
    heartbeatSeconds: fields.numberTemplate('HeartbeatSeconds', { least: 1 }),
    ...readRecovery(fields),
    ...readExit(fields, AFTER),
  };
}

function readResource(fields: FieldReader): Resource | undefined {
  const arn = fields.text('Resource', 'required');
  const kind = Object.hasOwn(INTEGRATIONS, arn) ? INTEGRATIONS[arn] : undefined;
  if (kind) return { kind };
  if (FUNCTION_ARN.test(arn)) return { kind: 'function', arn };
  // Activities and every other integration of AWS.
  const isOfAws = /^arn:aws[a-z-]*:states:[a-z0-9-]*:(?:\d{12})?:/u.test(arn);
  if (arn !== '')
    fields.refuse(`${arn} is ${isOfAws ? 'valid on AWS, but does not run here' : 'no resource'}`, 'Resource');
  return undefined;
}

function checkArguments(resource: Resource, input: unknown, fields: FieldReader): void {
  const rule = ARGUMENTS[resource.kind];
  // A single expression may give the whole object; what it gives is looked at when it is used.
  if (!rule || typeof input === 'string') return;
  if (!isJsonObject(input)) {
    fields.refuse('Arguments is missing');
    return;
  }
  for (const field of rule.needed) {
    if (!Object.hasOwn(input, field)) fields.refuse(`${field} is missing`, 'Arguments');
  }
  const argumentsOf = new FieldReader(input, `${fields.path}.Arguments`, fields.surroundings);
  for (const field of Object.keys(input)) {
    if (!rule.known.includes(field)) argumentsOf.refuseUnknown(field);
  }
}
