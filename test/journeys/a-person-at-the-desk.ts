import type { DeskPage, Form } from '../../lambdas/desk/desk-page.ts';
import { deskPages } from '../../lambdas/desk/desk-pages.ts';
import { resume } from '../../lambdas/desk/switches/turn-switch.ts';
import type { DeskTask } from '../../lambdas/domain/desk-task.ts';
import type { Answered, TaskView } from '../../lambdas/desk/task-view.ts';
import type { Language } from '../../lambdas/domain/language.ts';
import { PAUSED } from '../../lambdas/domain/switch.ts';
import type { Purpose } from '../../lambdas/ports/vault.ts';
import type { Ports } from '../../lambdas/ports/index.ts';
import type { Vendor } from '../../lambdas/simulated-vendor/vendor.ts';
import type { VirtualClock } from '../../local/virtual-clock.ts';
import { PersonAtTheConsoles } from './a-person-at-the-consoles.ts';
import { asSeen, operatorCalled } from '../../local/desk/played-operator.ts';

const OPERATOR = 'operator@msp.example.jp';
/** How often the person looks at the desk. */
const LOOK_EVERY = 5 * 60_000;

/** One answer that was given, for tests to look at. */
export interface Given {
  task: DeskTask;
  view: TaskView;
  form: Form;
  answered: Answered;
}

/** Where they sit: of either stack. */
interface Workplace {
  ports: Ports;
  vendor: Vendor;
  clock: Pick<VirtualClock, 'now' | 'sleep' | 'busy'>;
}

export interface PersonOptions {
  /** The ports of the desk's function, where they are not those of the stack. */
  ports?: Ports;
  /** Tasks that nobody looks at. */
  leaves?: (task: DeskTask) => boolean;
  language?: Language;
  /** Called instead of the desk's function. */
  answer?: DeskPage['answer'];
}

/**
 * An operator who looks at the desk every five minutes of virtual time, does at the simulated consoles what the page
 * says, and hands back what they saw. Reads nothing but the page, and the secrets that it shows.
 */
export class PersonAtTheDesk {
  readonly given: Given[] = [];
  readonly consoles: PersonAtTheConsoles;
  readonly #stack: Workplace;
  readonly #options: Required<PersonOptions>;
  #gone = false;

  constructor(stack: Workplace, options: PersonOptions = {}) {
    this.#stack = stack;
    this.#options = { ports: stack.ports, leaves: () => false, language: 'ja', answer: deskPages.answer, ...options };
    this.consoles = new PersonAtTheConsoles(stack);
  }

  /** Works until `stop`; the clock stands still meanwhile, as it does while any function works. */
  async work(): Promise<void> {
    const { clock } = this.#stack;
    while (!this.#gone) {
      await clock.sleep(LOOK_EVERY);
      await clock.busy(() => this.lookOnce());
    }
  }

  stop(): void {
    this.#gone = true;
  }

  /** Goes through the desk once, each task as far as it goes. */
  async lookOnce(): Promise<void> {
    const { desk } = this.#stack.ports;
    const open = [];
    for await (const task of desk.open()) open.push(task);
    for (const { subject, step } of open) {
      // A step may ask several things one after the other.
      for (let page = 0; page < 8; page++) {
        const task = await desk.read(subject, step);
        if (!task || task.closed || this.#options.leaves(task)) break;
        // Anyone who has seen the page that tripped the circuit breaker lets the others go on.
        if (task.ask === PAUSED) {
          await resume(this.#stack.ports, await asSeen(this.#stack.ports, { scope: 'everything', by: OPERATOR }));
          break;
        }
        const answered = await this.#answer(task);
        if (answered?.kind === 'confirm') await this.#confirm(subject, step);
        if (answered?.kind !== 'next') break;
      }
    }
  }

  /** `undefined` where the console is not there yet: the person comes back later. */
  async #answer(task: DeskTask, again?: Form): Promise<Answered | undefined> {
    const { ports, language, answer } = this.#options;
    const request = { task, visitor: operatorCalled(OPERATOR), language };
    const view = await deskPages.view(this.#stack.ports, request);
    if (!view) throw new Error('an operator sees every task');
    const form = again ?? (await this.consoles.act(task, (purpose) => this.#reveal(task, view, purpose)));
    if (!form) return undefined;
    const { revision } = task;
    const submission = { ...request, revision, action: form['action'] ?? '', form, sourceAddress: '192.0.2.1' };
    const answered = await this.#patiently(() => answer(ports, submission));
    if (answered) this.given.push({ task, view, form, answered });
    return answered ?? { kind: 'next' };
  }

  /** "With this answer the tenant stops": it is what they saw. */
  async #confirm(subject: string, step: string): Promise<void> {
    const task = await this.#stack.ports.desk.read(subject, step);
    const last = this.given.at(-1);
    if (task && last) await this.#answer(task, { ...last.form, confirmed: 'yes' });
  }

  /** Only what the page offers to show can be seen. */
  async #reveal({ subject }: DeskTask, view: TaskView, purpose: Purpose): Promise<string | undefined> {
    const offered = view.instructions.flatMap(({ reveal = [] }) => reveal.map((one) => one.purpose));
    return offered.includes(purpose) ? (await this.#stack.ports.vault.open(subject, purpose))?.reveal() : undefined;
  }

  /** A page that answers with an error is loaded again. */
  async #patiently(post: () => Promise<Answered>): Promise<Answered | undefined> {
    try {
      return await post();
    } catch (error) {
      if (error instanceof DeskDiedError) return undefined;
      throw error;
    }
  }
}

/** The desk's function died in the middle of an answer. */
export class DeskDiedError extends Error {}
