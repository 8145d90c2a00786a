import { because } from '../in-words.ts';
import { describe, expect, it } from 'vitest';
import { overrideMethods } from '../../lambdas/adapters/override-methods.ts';
import { VendorUnavailableError } from '../../lambdas/domain/errors.ts';
import type { VisionOne } from '../../lambdas/ports/vision-one.ts';
import { aRow, EACH_ONCE, walk } from './a-journey.ts';

/** Each press of a tenant, and the point at which its effect shows late. */
const PRESSES = [
  ['claimPrimaryAccount', 'passwordReset'],
  ['provisionConsole', 'provisioning'],
  ['issueRegistrationToken', 'transfer'],
  ['startUpdate', 'update'],
] as const satisfies readonly (readonly [keyof VisionOne, string])[];

const LOST = ['the answer is lost', 'the Lambda dies'] as const;

describe('a press whose effect shows five minutes later', () => {
  it.each(PRESSES.flatMap(([press, point]) => LOST.map((how) => [press, point, how] as const)))(
    '%s (%s) is made once where %s: nothing is pressed again while the effect may come',
    async (press, point, how) => {
      let isLost = false;
      const journey = await walk([aRow({ tenant_id: 't-1' })], {
        tenants: { 't-1': { lagMinutes: { [point]: 5 } } },
        disturb: (ports, functions) => ({
          ...ports,
          visionOne: overrideMethods(ports.visionOne, {
            [press]: async (...given: unknown[]) => {
              const call = ports.visionOne[press] as (...parameters: unknown[]) => Promise<unknown>;
              const answer = await call(...given);
              if (isLost) return answer;
              isLost = true;
              if (how === 'the Lambda dies') return functions.crash();
              throw new VendorUnavailableError(because('the answer was lost'));
            },
          }),
        }),
      });

      expect((await journey.tenant('t-1')).outcome).toMatchObject({ outcome: 'migrated' });
      expect(journey.presses('t-1')).toEqual(EACH_ONCE);
      expect(journey.violations()).toEqual([]);
    },
  );

  it('comes to the same end where each effect is late, with a line in the journal for every point of no return', async () => {
    const rows = [aRow({ tenant_id: 't-1' }), aRow({ tenant_id: 't-2' })];
    const journey = await walk(rows, {
      tenants: { 't-1': { lagMinutes: { every: 5 } }, 't-2': { lagMinutes: { every: 9 } } },
    });

    for (const tenantId of ['t-1', 't-2']) {
      expect((await journey.tenant(tenantId)).outcome).toMatchObject({ outcome: 'migrated' });
      expect(journey.presses(tenantId)).toEqual(EACH_ONCE);
      const events = await journey.stack.ports.tenants.events(tenantId);
      const pressed = events.flatMap(({ what }) =>
        typeof what !== 'string' && what.code === 'pressed' ? [what.guideStep] : [],
      );
      expect(pressed).toEqual(['2-8', '2-11', '3-5', '3-14']);
    }
    expect(journey.violations()).toEqual([]);
  });
});
