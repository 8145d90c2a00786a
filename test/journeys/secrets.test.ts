import { expect, it, vi } from 'vitest';
import { definitionNames } from '../../lib/definition.ts';
import { machineArn } from '../../local/deployment.ts';
import { aJourney, aRow, csvOf, type Journey } from './a-journey.ts';
import { overrideMethods } from '../../lambdas/adapters/override-methods.ts';

it('leaves no password, token or code in histories, reports, mails, journals, records or logs', async () => {
  const sealed = new Map<string, string>();
  const said: string[] = [];
  vi.stubEnv('LOG_LEVEL', 'debug');
  vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => said.push(String(chunk)) > 0);
  const journey = aJourney({
    settings: { receivingDomain: 'ours.example.jp' },
    // Clean, and every way in which an error message could carry something along.
    tenants: {
      't-2': { faults: ['WRONG_CODE_ONCE', 'SESSION_EXPIRED', 'CRASH_AFTER_RESET', 'TEMPORARY_PROBLEM:1'] },
      't-3': { faults: ['LATE_CODE'] },
      't-4': { faults: ['UPDATE_NEVER_ENDS'] },
    },
    disturb: (ports) => ({
      ...ports,
      vault: overrideMethods(ports.vault, {
        seal: (tenantId, purpose, secret) => {
          // A task token stands in the history of its own execution, as the input of the state that it answers.
          if (!purpose.startsWith('task-token:')) {
            sealed.set(`${tenantId} ${purpose} ${String(sealed.size)}`, secret.reveal());
          }
          return ports.vault.seal(tenantId, purpose, secret);
        },
      }),
    }),
  });
  const ids = ['t-1', 't-2', 't-3', 't-4'];
  const rows = ids.map((id) => aRow({ tenant_id: id, user_accounts: `bbb=bbb-${id}@ours.example.jp` }));
  await journey.run(csvOf(...rows));
  vi.restoreAllMocks();
  vi.unstubAllEnvs();

  const canaries = [...sealed.values(), ...codesOf(journey, ids), ...passwordsOf(journey, ids)];
  const kinds = new Set([...sealed.keys()].map((key) => key.split(' ')[1]?.split(':')[0]));
  expect([...kinds].sort()).toEqual(['new-user-password', 'primary-account-password', 'registration-token']);
  expect(canaries.length).toBeGreaterThan(20);

  const places = await everythingLeftBy(journey, ids, said);
  for (const [place, text] of Object.entries(places)) {
    expect(text.length, place).toBeGreaterThan(100);
    // Six digits are a code where they stand alone, and not as a part of a longer number.
    const numbers = new Set(text.match(/\d+/gu));
    const found = canaries.filter((canary) => (/^\d+$/u.test(canary) ? numbers.has(canary) : text.includes(canary)));
    expect(found, place).toEqual([]);
  }
});

function passwordsOf({ stack }: Journey, ids: readonly string[]): string[] {
  return ids.flatMap((id) => {
    const { clp, users } = stack.vendor.credentials(id);
    return [clp.password, ...users.map(({ password }) => password)];
  });
}

function codesOf({ stack }: Journey, ids: readonly string[]): string[] {
  const addresses = ids.flatMap((id) => [`vision-one@${id}.example.jp`, `bbb-${id}@ours.example.jp`]);
  return addresses.flatMap((address) => stack.vendor.mails.to(address).map(({ code }) => code));
}

async function everythingLeftBy({ stack }: Journey, ids: readonly string[], said: readonly string[]) {
  const { ports, engine } = stack;
  const executions = definitionNames.flatMap((name) => engine.listExecutions(machineArn(name)));
  const batches = [];
  const { batchId } = (await ports.tenants.read('t-1')) ?? { batchId: '' };
  for await (const tenant of ports.batches.tenants(batchId)) batches.push(tenant);
  const each = <T>(read: (id: string) => Promise<T>) => Promise.all(ids.map(read));
  return {
    histories: JSON.stringify(executions.map(({ executionArn }) => engine.getExecutionHistory(executionArn))),
    executions: JSON.stringify(executions),
    reports: JSON.stringify([...ports.files.reports]),
    mails: JSON.stringify(ports.mailer.sent),
    journals: JSON.stringify(await each((id) => ports.tenants.events(id))),
    tenants: JSON.stringify(await each((id) => ports.tenants.read(id))),
    users: JSON.stringify(await each((id) => ports.users.list(id))),
    batches: JSON.stringify([await ports.batches.read(batchId), batches]),
    vendor: JSON.stringify([...stack.vendor.tenants()].map(({ state }) => state)),
    log: said.join(''),
  };
}
