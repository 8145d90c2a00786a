import { pause, resume, stop, type Turned } from '../../lambdas/desk/switches/turn-switch.ts';
import { deskPages } from '../../lambdas/desk/desk-pages.ts';
import type { Form, Visitor } from '../../lambdas/desk/desk-page.ts';
import { ASK_FOR_CONSENT, type DeskTask } from '../../lambdas/domain/desk-task.ts';
import { StepStillRunningError } from '../../lambdas/domain/errors.ts';
import { AWAIT_RELEASE } from '../../lambdas/domain/release.ts';
import { PAUSED, type Scope } from '../../lambdas/domain/switch.ts';
import type { Ports } from '../../lambdas/ports/index.ts';
import type { InMemoryStack } from '../in-memory-stack.ts';
import { overrideMethods } from '../../lambdas/adapters/override-methods.ts';
import type { Draw } from './draw.ts';
import type { EventKind } from './fault-kinds.ts';
import type { Happenings } from './happenings.ts';
import { asSeen, operatorCalled } from '../desk/played-operator.ts';
import type { memoryStores } from '../memory/memory-stores.ts';
import { atOnce } from './at-once.ts';
import type { Witness } from './witness.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** A resume that comes while a step is on its way to the desk leaves it there; the next scheduled run finds it. */
const NEXT_SCHEDULED_RUN = 15 * MINUTE;

export interface PeopleOptions {
  stack: InMemoryStack;
  /** Sees what they do. */
  witness: Witness;
  draw: Draw;
  happenings: Happenings;
  /** Tenants who have nothing to do with any of them. */
  spared: ReadonlySet<string>;
  /** A batch, or everything, was stopped. */
  onStop: () => void;
}

interface Here extends PeopleOptions {
  /** The ports of the desk, as the witness sees them. */
  ports: Ports;
}

/**
 * The people around a run: approvers who say yes, no or nothing, early or after the thirty days, once or twice;
 * operators who release or decline, give steps back, pause, stop and resume, and reset the circuit breaker. Some of
 * them decide at the same moment: what each reads and writes then falls between what the others do.
 */
export class People {
  #options: Here | undefined;
  readonly #asked = new Set<string>();
  #isCalm = false;
  /** What somebody has stopped, and nobody resumed yet. */
  readonly #stopped: Scope[] = [];

  comeIn(options: PeopleOptions): void {
    this.#options = { ...options, ports: this.watch(options.witness.watch(options.stack.ports)) };
  }

  /** From here on nobody says no any more, or gives anything back, and nothing stays stopped. */
  async calmDown(): Promise<void> {
    this.#isCalm = true;
    const { ports } = this.#here();
    for (const scope of this.#stopped.splice(0)) {
      await resume(ports, await asSeen(ports, { scope, by: 'operator' }));
    }
  }

  /** For the option `disturb`: they see what is put before them. */
  watch(ports: Ports): Ports {
    return {
      ...ports,
      desk: overrideMethods(ports.desk, {
        file: async (filing) => {
          const task = await ports.desk.file(filing);
          this.#putBefore(task);
          return task;
        },
      }),
      switches: overrideMethods(ports.switches, {
        setIfAbsent: async (scope, to) => {
          const trip = await ports.switches.setIfAbsent(scope, to);
          if (trip) this.#resumeAfterTrip(scope, to.at);
          return trip;
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
      const isStopped = happenings.isDrawn({ kind: 'stoppedBesideResume', of: batchId, probability: 0.3 });
      if (isStopped)
        happenings.after(draw.between('stop after pause', MINUTE, DAY), () => this.#stopBesideResume(scope));
      this.#resumeLater(scope, 'pause', 3 * DAY);
    });
  }

  /** Two who see the same pause: one stops, the other resumes. */
  async #stopBesideResume(scope: Scope): Promise<void> {
    const { ports, witness, onStop } = this.#here();
    const seen = await ports.switches.read(scope);
    // Somebody was earlier.
    if (!seen) return;
    const [stopped, resumed] = await this.#atOnce<Turned>('stop beside resume', [
      (own) => stop(own, { scope, by: 'another operator', why: 'no more of it', seen }),
      (own) => resume(own, { scope, by: 'operator', seen }),
    ]);
    if (stopped?.kind !== 'turned') return;
    onStop();
    this.#stopped.push(scope);
    const now = await ports.switches.read(scope);
    if (resumed?.kind === 'turned' || now?.state !== 'stopped') {
      witness.breach('one-decision', `a stop was taken, and so was a resume: ${now?.state ?? 'nothing'} is set`);
    }
  }

  /**
   * The mail of a trip comes with the next scheduled run, should the function have died before it; the one who has it
   * resumes.
   */
  #resumeAfterTrip(scope: Scope, at: string): void {
    const { happenings, stack } = this.#here();
    happenings.after(NEXT_SCHEDULED_RUN, async () => {
      await stack.runScheduledJobs();
      this.#resumeLater(scope, `trip ${at}`, 12 * HOUR);
    });
  }

  #resumeLater(scope: Scope, why: string, within: number): void {
    const { happenings, draw, ports, stack } = this.#here();
    happenings.after(draw.between(`resume after ${why}`, MINUTE, within), async () => {
      await resume(ports, await asSeen(ports, { scope, by: 'operator' }));
      happenings.after(NEXT_SCHEDULED_RUN, () => stack.runScheduledJobs());
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
    const { happenings, draw } = this.#here();
    const isYes = draw.chance(`${of} agrees`, 0.6);
    const kind = isYes ? 'consentGiven' : 'consentDeclined';
    happenings.later({ kind, of, probability: 0.7, within: 36 * DAY }, async () => {
      const { ports } = this.#here();
      if (!(await this.#decide(ports, subject, isYes))) return;
      const confirm = (own: Ports): Promise<void> => this.#confirmConsent(own, { of, batchId, subject }, isYes);
      // Somebody else who reads that mailbox is of another mind, and decides while the first one types the code.
      if (!happenings.isDrawn({ kind: 'twoApprovers', of, probability: 0.3 })) return confirm(ports);
      await this.#atOnce(`${of} two approvers`, [
        confirm,
        async (own) => {
          const isTheirs = await this.#decide(own, subject, !isYes);
          if (isTheirs) await this.#confirmConsent(own, { of, batchId, subject }, !isYes);
        },
      ]);
    });
  }

  /** The first half of an answer; whether a code was mailed for it. */
  async #decide(ports: Ports, subject: string, isYes: boolean): Promise<boolean> {
    const form = { name: '見本 太郎', understood: 'on' };
    const given = { visitor: await this.#approverOf(subject), action: isYes ? 'agree' : 'decline', form };
    return (await this.#answer(ports, subject, ASK_FOR_CONSENT, given)) === 'next';
  }

  async #confirmConsent(ports: Ports, { of, batchId, subject }: Asked, agreed: boolean): Promise<void> {
    const { stack, witness } = this.#here();
    const visitor = await this.#approverOf(subject);
    const mail = stack.ports.mailer.sent.findLast((sent) => sent.mail.to === visitor.address)?.mail.text ?? '';
    const code = /\b(\d{6})\b/u.exec(mail)?.[1];
    if (code === undefined) return;
    const answers = await this.#twice(ports, of, subject, ASK_FOR_CONSENT, {
      visitor,
      action: 'confirm',
      form: { code },
      // The page repeats what was chosen: nobody confirms what somebody else has chosen meanwhile.
      isTheirs: (task) => challengeGiven(task) === agreed,
    });
    if (answers.includes('done')) witness.consents.push({ batchId, tenantId: subject, agreed });
  }

  async #approverOf(subject: string): Promise<Extract<Visitor, { kind: 'outside' }>> {
    const row = (await this.#here().ports.tenants.read(subject))?.row;
    return { kind: 'outside', purpose: 'consent', address: row?.approverEmail ?? '' };
  }

  #release(of: string, { subject }: DeskTask): void {
    const { draw, happenings } = this.#here();
    if (
      !this.#isCalm &&
      happenings.later({ kind: 'releaseDeclined', of, probability: 0.2, within: DAY }, () => this.#decline(of, subject))
    )
      return;
    // Two of them, which is enough for every setting.
    const at = draw.between(`${of} when`, 0, 3 * DAY);
    const names = ['operator', 'another operator'];
    const isDrawn = (kind: EventKind, probability: number): boolean =>
      !this.#isCalm && happenings.isDrawn({ kind, of, probability });
    if (isDrawn('declinedBesideRelease', 0.25)) happenings.after(at, () => this.#declineBesideRelease(of, subject));
    else if (isDrawn('oneOperatorTwice', 0.2)) happenings.after(at, () => this.#oneTwice(of, subject));
    else if (isDrawn('twoOperators', 0.5)) {
      happenings.after(at, () =>
        this.#atOnce(
          `${of} two operators`,
          names.map((name) => (own) => this.#confirm(own, subject, operatorCalled(name))),
        ),
      );
    }
    for (const name of names) {
      happenings.after(at + MINUTE, () => this.#confirm(this.#here().ports, subject, operatorCalled(name)));
      happenings.after(at + 2 * MINUTE, () => this.#confirm(this.#here().ports, subject, operatorCalled(name)));
    }
  }

  async #decline(of: string, subject: string, ports = this.#here().ports): Promise<void> {
    const visitor = operatorCalled('operator');
    const given = { visitor, action: 'decline', form: { why: 'wrong file', confirmed: 'yes' } };
    const answers = await this.#twice(ports, of, subject, AWAIT_RELEASE, given);
    if (answers.includes('done')) this.#here().witness.releases.push({ batchId: subject, released: false });
  }

  /** The yes that would be enough, beside a no. */
  async #declineBesideRelease(of: string, subject: string): Promise<void> {
    const { ports } = this.#here();
    if (ports.settings.releaseBy === 'two') await this.#confirm(ports, subject, operatorCalled('another operator'));
    const visitor = operatorCalled('one more operator');
    const action = await this.#buttonOf(subject, visitor);
    await this.#atOnce(`${of} decline beside release`, [
      (own) => this.#confirm(own, subject, visitor, action),
      (own) => this.#decline(of, subject, own),
    ]);
  }

  /** One subject under two names, in two windows at once. */
  async #oneTwice(of: string, subject: string): Promise<void> {
    const { ports, witness } = this.#here();
    const one = operatorCalled('operator');
    await this.#atOnce(
      `${of} one operator twice`,
      [one, { ...one, name: 'operator under another address' }].map(
        (visitor) => (own) => this.#confirm(own, subject, visitor),
      ),
    );
    if (ports.settings.releaseBy === 'two' && (await ports.batches.read(subject))?.release) {
      witness.breach('two-are-two', `${subject} was released by one subject under two names`);
    }
  }

  /** A yes to the plan; where no button is given, of a page that is opened first. */
  async #confirm(ports: Ports, batchId: string, visitor: Visitor, button?: string): Promise<void> {
    const action = button ?? (await this.#buttonOf(batchId, visitor));
    if (action === undefined) return;
    const answered = await this.#answer(ports, batchId, AWAIT_RELEASE, { visitor, action, form: {} });
    if (answered === 'done') this.#here().witness.releases.push({ batchId, released: true });
  }

  /** The button that confirms the plan, as the page of this visitor has it; none where nobody is asked any more. */
  async #buttonOf(batchId: string, visitor: Visitor): Promise<string | undefined> {
    const { ports } = this.#here();
    const task = await ports.desk.read(batchId, AWAIT_RELEASE);
    if (!task || task.closed) return undefined;
    const view = await deskPages.view(ports, { task, visitor, language: 'en' });
    return view?.actions.find(({ value }) => value.startsWith('confirm:'))?.value ?? '';
  }

  /** "I cannot do this": within the seven days of the step, or after them. */
  #giveBack(of: string, { subject, step }: DeskTask): void {
    if (this.#isCalm) return;
    this.#here().happenings.later({ kind: 'givenBack', of, probability: 0.2, within: 9 * DAY }, async () => {
      // The step may have been asked for anew by then, of somebody calmer.
      if (this.#isCalm) return;
      await this.#twice(this.#here().ports, of, subject, step, {
        visitor: operatorCalled('operator'),
        action: 'cannot',
        form: { reason: 'it cannot be done', confirmed: 'yes' },
      });
    });
  }

  /** Posts one page from two windows at once, sometimes; the second is told so and changes nothing. */
  #twice(ports: Ports, of: string, subject: string, step: string, given: Given): Promise<string[]> {
    const answer = (own: Ports): Promise<string> => this.#answer(own, subject, step, given);
    const isTwice = this.#here().happenings.isDrawn({ kind: 'postedTwice', of, probability: 0.4 });
    return isTwice ? this.#atOnce(`${of} twice`, [answer, answer]) : Promise.all([answer(ports)]);
  }

  #atOnce<T>(of: string, deeds: readonly ((ports: Ports) => Promise<T>)[]): Promise<T[]> {
    const { draw, stack, witness } = this.#here();
    const portsOver = (stores: ReturnType<typeof memoryStores>): Ports =>
      this.watch(witness.watch({ ...stack.ports, ...stores }));
    return atOnce({ draw, of, table: stack.table, portsOver }, deeds);
  }

  async #answer(ports: Ports, subject: string, step: string, given: Given): Promise<string> {
    const { visitor, action, form, isTheirs } = given;
    const task = await ports.desk.read(subject, step);
    if (!task) return 'gone';
    if (isTheirs?.(task) === false) return 'of somebody else';
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

  #here(): Here {
    if (!this.#options) throw new Error('nobody has come in yet');
    return this.#options;
  }
}

/** Who is asked for a consent, in which batch. */
interface Asked {
  /** Of the draws. */
  of: string;
  batchId: string;
  subject: string;
}

interface Given {
  visitor: Visitor;
  action: string;
  form: Form;
  /** Whether the page shows what this person has chosen. */
  isTheirs?: (task: DeskTask) => boolean;
}

/** The choice that a code page repeats. */
function challengeGiven({ answers }: DeskTask): unknown {
  return answers['challenge']?.given['agreed'];
}
