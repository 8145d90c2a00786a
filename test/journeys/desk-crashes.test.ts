import { describe, expect, it } from 'vitest';
import { deskPages } from '../../lambdas/desk/desk-pages.ts';
import type { Ports } from '../../lambdas/ports/index.ts';
import { aJourney, aRow, csvOf, EACH_ONCE, endOf, type Given } from './a-journey.ts';
import { DeskDiedError, PersonAtTheDesk } from './a-person-at-the-desk.ts';
import { Crash, nameOf } from './crash.ts';

const CSV = csvOf(aRow({ tenant_id: 't-1' }));
const BY_HAND: Given = { settings: { defaultHands: 'operator' } };

/** The desk's function, which can die at a moment of choice. */
class DeskFunction {
  #running: { functionName: string; subject: string } | undefined;
  #end: (error: Error) => void = () => undefined;

  readonly running = () => this.#running;

  readonly crash = (): Promise<never> => {
    this.#end(new DeskDiedError('the desk died'));
    return new Promise<never>(() => undefined);
  };

  async run<T>(work: () => Promise<T>): Promise<T> {
    const { promise: ended, reject } = Promise.withResolvers<never>();
    this.#end = reject;
    this.#running = { functionName: 'Desk', subject: 't-1' };
    try {
      return await Promise.race([work(), ended]);
    } finally {
      this.#running = undefined;
    }
  }
}

describe('a desk that dies in the middle of an answer', () => {
  it(
    'changes nothing about the end, after whichever call of whichever answer it dies: the person comes back',
    { timeout: 240_000 },
    async () => {
      const plain = new Crash();
      const plainEnd = await endWith(plain);
      expect(plainEnd).toMatchObject({
        outcome: 'migrated',
        presses: EACH_ONCE,
        violations: [],
        opensTheAccount: true,
      });

      // Right after one call and right before the next is the same moment.
      const points = plain.passed.filter(({ when }) => when === 'after');
      const calls = ['desk.change', 'vault.seal', 'tenants.change', 'executions.succeedTask', 'vault.destroy'];
      expect(points.map(({ what }) => what)).toEqual(expect.arrayContaining(calls));
      for (const point of points) {
        const crash = new Crash(point);
        expect(await endWith(crash), nameOf(point)).toEqual(plainEnd);
        expect(crash.happened).toBe(true);
      }
    },
  );
});

async function endWith(crash: Crash) {
  const journey = aJourney(BY_HAND);
  const desk = new DeskFunction();
  const ports: Ports = crash.disturb(journey.stack.ports, desk);
  const person = new PersonAtTheDesk(journey.stack, {
    ports,
    answer: (given, submission) => desk.run(() => deskPages.answer(given, submission)),
  });
  const ended = journey.run(CSV).finally(() => {
    person.stop();
  });
  await Promise.race([ended, person.work()]);
  return endOf(journey, 't-1');
}
