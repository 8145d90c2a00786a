import { pause, resume } from '../../lambdas/desk/switches/turn-switch.ts';
import { deskPages } from '../../lambdas/desk/desk-pages.ts';
import type { Form, Visitor } from '../../lambdas/desk/desk-page.ts';
import { ASK_FOR_CONSENT, type DeskTask } from '../../lambdas/domain/desk-task.ts';
import { StepStillRunningError } from '../../lambdas/domain/errors.ts';
import { AWAIT_RELEASE } from '../../lambdas/domain/release.ts';
import { PAUSED, type Scope } from '../../lambdas/domain/switch.ts';
import type { Ports } from '../../lambdas/ports/index.ts';
import type { InMemoryStack } from '../in-memory-stack.ts';
import { instead } from '../../lambdas/adapters/instead.ts';
import type { Draw } from './draw.ts';
import type { Happenings } from './happenings.ts';
import { asSeen, operatorCalled } from '../desk/played-operator.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** A resume that comes while a step is on its way to the desk leaves it there; the next round finds it. */
const NEXT_ROUND = 15 * MINUTE;

export interface PeopleOptions {
  stack: InMemoryStack;
  /** The ports of the desk, as the witness sees them. */
  ports: Ports;
  draw: Draw;
  happenings: Happenings;
  /** Tenants who have nothing to do with any of them. */
  spared: ReadonlySet<string>;
  /** Somebody has said no, and was told that it was taken. */
  onDecline: (declined: { batchId: string; tenantId: string }) => void;
}

/**
 * The people around a run: approvers who say yes, no or nothing, early or after the thirty days, once or twice; operators
 * who release or decline, give steps back, pause and resume, and let go of the brake.
 */
export class People {
  #options: PeopleOptions | undefined;
  readonly #asked = new Set<string>();
  #isCalm = false;

  comeIn(options: PeopleOptions): void {
    this.#options = options;
  }

  /** From here on nobody says no any more, or gives anything back. */
  calmDown(): void {
    this.#isCalm = true;
  }

  /** For the option `disturb`: they see what is put before them. */
  watch(ports: Ports): Ports {
    return {
      ...ports,
      desk: instead(ports.desk, {
        file: async (filing) => {
          const task = await ports.desk.file(filing);
          this.#putBefore(task);
          return task;
        },
      }),
      switches: instead(ports.switches, {
        pull: async (scope, to) => {
          const pulled = await ports.switches.pull(scope, to);
          if (pulled) this.#resumeAfterPull(scope, to.at);
          return pulled;
        },
      }),
    };
  }

  /** Somebody holds the batch, or everything, for a while. */
  pauseSometime(batchId: string): void {
    const { happenings, ports, draw } = this.#here();
    const scope: Scope = draw.chance('pauses everything', 0.3) ? 'everything' : { batchId };
    happenings.later({ kind: 'pausedByPerson', probability: 0.15, within: 3 * HOUR }, async () => {
      await pause(ports, await asSeen(ports, { scope, by: 'operator', why: 'a question' }));
      this.#resumeLater(scope, 'pause', 3 * DAY);
    });
  }

  /** The mail of a pull comes with the next round, should the function have died before it; whoever has it resumes. */
  #resumeAfterPull(scope: Scope, at: string): void {
    const { happenings, stack } = this.#here();
    happenings.after(NEXT_ROUND, async () => {
      await stack.round();
      this.#resumeLater(scope, `brake ${at}`, 12 * HOUR);
    });
  }

  #resumeLater(scope: Scope, why: string, within: number): void {
    const { happenings, draw, ports, stack } = this.#here();
    happenings.after(draw.between(`resume after ${why}`, MINUTE, within), async () => {
      await resume(ports, await asSeen(ports, { scope, by: 'operator' }));
      happenings.after(NEXT_ROUND, () => stack.round());
    });
  }

  #putBefore(task: DeskTask): void {
    const of = `${task.subject} ${task.step} ${task.batchId}`;
    const { spared } = this.#here();
    if (this.#asked.has(of) || spared.has(task.subject)) return;
    if (task.step === ASK_FOR_CONSENT) this.#approve(of, task);
    else if (task.step === AWAIT_RELEASE) this.#release(of, task);
    else if (task.ask === PAUSED || task.ask === 'decide') return;
    else this.#giveBack(of, task);
    this.#asked.add(of);
  }

  /** A yes, a no, or nothing at all; a fifth of the answers comes after the thirty days. */
  #approve(of: string, { subject, batchId }: DeskTask): void {
    const { happenings, draw, stack, onDecline } = this.#here();
    const isYes = draw.chance(`${of} agrees`, 0.6);
    const kind = isYes ? 'consentGiven' : 'consentDeclined';
    happenings.later({ kind, of, probability: 0.7, within: 36 * DAY }, async () => {
      const row = (await stack.ports.tenants.read(subject))?.row;
      const visitor = { kind: 'outside', purpose: 'consent', address: row?.approverEmail ?? '' } as const;
      const form = { name: '見本 太郎', understood: 'on' };
      await this.#answer(subject, ASK_FOR_CONSENT, { visitor, action: isYes ? 'agree' : 'decline', form });
      const code = /\b(\d{6})\b/u.exec(
        stack.ports.mailer.sent.findLast(({ mail }) => mail.to === visitor.address)?.mail.text ?? '',
      )?.[1];
      if (code === undefined) return;
      const answers = await this.#twice(of, subject, ASK_FOR_CONSENT, { visitor, action: 'confirm', form: { code } });
      if (!isYes && answers.includes('done')) onDecline({ batchId, tenantId: subject });
    });
  }

  #release(of: string, { subject }: DeskTask): void {
    const { draw } = this.#here();
    const first = operatorCalled('operator');
    const declines = !this.#isCalm && this.#decline(of, subject, first);
    if (declines) return;
    // Two of them, which is enough for every setting; both may press at the same moment.
    const at = draw.between(`${of} when`, 0, 3 * DAY);
    for (const name of ['operator', 'another operator']) {
      this.#here().happenings.after(at, () => this.#confirm(subject, operatorCalled(name)));
      this.#here().happenings.after(at + MINUTE, () => this.#confirm(subject, operatorCalled(name)));
    }
  }

  #decline(of: string, subject: string, visitor: Visitor): boolean {
    const given = { visitor, action: 'decline', form: { why: 'wrong file', confirmed: 'yes' } };
    return this.#here().happenings.later({ kind: 'releaseDeclined', of, probability: 0.2, within: DAY }, () =>
      this.#twice(of, subject, AWAIT_RELEASE, given),
    );
  }

  async #confirm(batchId: string, visitor: Visitor): Promise<void> {
    const { ports } = this.#here();
    const task = await ports.desk.read(batchId, AWAIT_RELEASE);
    if (!task || task.closed) return;
    const view = await deskPages.view(ports, { task, visitor, language: 'en' });
    const action = view?.actions.find(({ value }) => value.startsWith('confirm:'))?.value ?? '';
    await this.#answer(batchId, AWAIT_RELEASE, { visitor, action, form: {} });
  }

  /** "I cannot do this": within the seven days of the step, or after them. */
  #giveBack(of: string, { subject, step }: DeskTask): void {
    if (this.#isCalm) return;
    this.#here().happenings.later({ kind: 'givenBack', of, probability: 0.2, within: 9 * DAY }, async () => {
      // The step may have been asked for anew by then, of somebody calmer.
      if (this.#isCalm) return;
      await this.#twice(of, subject, step, {
        visitor: operatorCalled('operator'),
        action: 'cannot',
        form: { reason: 'it cannot be done', confirmed: 'yes' },
      });
    });
  }

  /** The same answer from two windows at once, sometimes; the second is told so and changes nothing. */
  async #twice(of: string, subject: string, step: string, given: Given): Promise<string[]> {
    const { draw } = this.#here();
    const times = draw.chance(`${of} twice`, 0.4) ? 2 : 1;
    return Promise.all(Array.from({ length: times }, () => this.#answer(subject, step, given)));
  }

  async #answer(subject: string, step: string, { visitor, action, form }: Given): Promise<string> {
    const { ports } = this.#here();
    const task = await ports.desk.read(subject, step);
    if (!task) return 'gone';
    const { revision } = task;
    const submission = { task, revision, visitor, action, form, language: 'ja', sourceAddress: '192.0.2.1' } as const;
    try {
      return (await deskPages.answer(ports, submission)).kind;
    } catch (error) {
      // Their page says so, and they come again.
      if (error instanceof StepStillRunningError) return 'again';
      throw error;
    }
  }

  #here(): PeopleOptions {
    if (!this.#options) throw new Error('nobody has come in yet');
    return this.#options;
  }
}

interface Given {
  visitor: Visitor;
  action: string;
  form: Form;
}
