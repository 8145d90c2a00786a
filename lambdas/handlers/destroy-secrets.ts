import { tenantRun } from '../runtime/events.ts';
import { onAws } from '../runtime/on-aws.ts';
import { desk, mailer, tenants, users, vault } from '../runtime/ports-on-aws.ts';
import { stepHandler } from '../runtime/step-handler.ts';
import { destroySecrets } from '../steps/destroy-secrets.ts';

/** `DestroySecrets`: after guide 3-19. */
export const createHandler = stepHandler(tenantRun, destroySecrets);

export const handler = onAws(createHandler, { desk, mailer, tenants, users, vault });
