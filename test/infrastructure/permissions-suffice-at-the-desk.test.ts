import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { deskPages } from '../../lambdas/desk/desk-pages.ts';
import { AWAIT_RELEASE } from '../../lambdas/domain/release.ts';
import { INTAKE_BUCKET } from '../../local/deployment.ts';
import { startEmbeddedStack } from '../../local/embedded-stack.ts';
import { writeObject } from '../../local/objects.ts';
import { csvOf } from '../end-to-end/a-run.ts';
import { aStack, resourcesOf } from './a-stack.ts';
import { as, listen, type Call } from './calls-in-a-run.ts';
import { isAllowed } from './is-allowed.ts';
import { whatRolesMayDo } from './what-roles-may-do.ts';

test('a release at the desk asks AWS for nothing that the role of the desk does not allow', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'visionlift-permissions-'));
  const faults: unknown[] = [];
  const onFault = (error: unknown): void => void faults.push(error);
  const stack = await startEmbeddedStack({
    directory,
    speed: 'max',
    hands: 'scripted',
    settings: { releaseBy: 'one' },
    onFault,
  });
  try {
    const { ports, engine } = stack;
    const started = new Promise<string>((resolve) => {
      stack.onIntake((_key, answer) => {
        resolve((answer as { batchId: string }).batchId);
      });
    });
    await writeObject(INTAKE_BUCKET, 'incoming/pilot.csv', new TextEncoder().encode(csvOf({ tenant_id: 't-1' })));
    const batchId = await started;
    await expect.poll(() => ports.desk.read(batchId, AWAIT_RELEASE), { timeout: 20_000 }).toBeDefined();

    const calls = listen();
    await as('desk', async () => {
      const filed = await ports.desk.read(batchId, AWAIT_RELEASE);
      if (!filed) throw new Error('the release is not at the desk');
      const visitor = { kind: 'operator', name: 'T. Unyo' } as const;
      const view = await deskPages.view(ports, { task: filed, visitor, language: 'en' });
      const action = view?.actions.find(({ value }) => value.startsWith('confirm:'))?.value ?? '';
      const submission = { task: filed, revision: filed.revision, visitor, action, form: {} } as const;
      const answered = await deskPages.answer(ports, { ...submission, language: 'en', sourceAddress: '192.0.2.1' });
      expect(answered).toEqual({ kind: 'done' });
    });
    await engine.idle();

    const { desk } = whatRolesMayDo(resourcesOf(aStack()));
    const asked = [...calls].map((call) => JSON.parse(call) as Call).filter(({ by }) => by === 'desk');
    expect(asked.filter((call) => !isAllowed(desk, call))).toEqual([]);
    expect(asked.map(({ action }) => action)).toContain('states:SendTaskSuccess');
    expect(faults).toEqual([]);
  } finally {
    await stack.close();
    await rm(directory, { recursive: true, force: true });
  }
});
