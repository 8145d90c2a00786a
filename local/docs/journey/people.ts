import { deskPages } from '../../../lambdas/desk/desk-pages.ts';
import type { DeskTask } from '../../../lambdas/domain/desk-task.ts';
import type { Visitor } from '../../../lambdas/desk/desk-page.ts';
import type { InMemoryStack } from '../../in-memory-stack.ts';
import { operatorCalled } from '../../desk/played-operator.ts';

/** The people of the journey at their desk pages: what each presses, with what is filled in. */
export class People {
  readonly #stack: InMemoryStack;

  constructor(stack: InMemoryStack) {
    this.#stack = stack;
  }

  /** The operator reads the plan of the batch and presses the first of its buttons. */
  async releases(batchId: string, name: string): Promise<void> {
    const task = await this.#task(batchId, 'AwaitRelease');
    const visitor = operatorCalled(name);
    const view = await deskPages.view(this.#stack.ports, { task, visitor, language: 'ja' });
    await this.#press(task, visitor, view?.actions[0]?.value ?? '');
  }

  /** The approver agrees, and types the code that is mailed at that moment. */
  async consents(tenantId: string, address: string, name: string): Promise<void> {
    const visitor = { kind: 'outside', purpose: 'consent', address } as const;
    const step = 'AskForConsent';
    await this.#press(await this.#task(tenantId, step), visitor, 'agree', { name, understood: 'on' });
    const code = /\b(\d{6})\b/u.exec(this.#stack.ports.mailer.sent.at(-1)?.mail.text ?? '')?.[1] ?? '';
    await this.#press(await this.#task(tenantId, step), visitor, 'confirm', { code });
  }

  /** A user has upgraded their account of Apex Central by themselves, and says so. */
  async hasUpgraded(tenantId: string, account: string, address: string): Promise<void> {
    const task = await this.#task(tenantId, `UserUpgrade:${account}`);
    await this.#press(task, { kind: 'outside', purpose: 'upgrade', address }, 'done');
  }

  /** The contact has set a password of their own, and says that the account is theirs. */
  async takesOver(tenantId: string, address: string): Promise<void> {
    const task = await this.#task(tenantId, 'HandOverPrimaryAccount');
    await this.#press(task, { kind: 'outside', purpose: 'hand-over', address }, 'taken', { mine: 'on' });
  }

  async #task(subject: string, step: string): Promise<DeskTask> {
    const task = await this.#stack.ports.desk.read(subject, step);
    if (!task) throw new Error(`nobody is asked for ${step} of ${subject}`);
    return task;
  }

  async #press(task: DeskTask, visitor: Visitor, action: string, form: Record<string, string> = {}): Promise<void> {
    const { revision } = task;
    const answered = await this.#stack.clock.busy(() =>
      deskPages.answer(this.#stack.ports, {
        ...{ task, visitor, revision, action, form },
        ...{ language: 'ja', sourceAddress: '203.0.113.7' },
      }),
    );
    if (answered.kind !== 'done' && answered.kind !== 'next')
      throw new Error(`${task.step} answered ${JSON.stringify(answered)}`);
  }
}
