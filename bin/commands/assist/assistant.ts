import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import type { Launch } from '../../../lambdas/adapters/browser/chromium/launch.ts';
import { CONSOLE_TASKS, type BoundTask } from '../../../lambdas/desk/console-tasks.ts';
import { tokenPurpose, type DeskTask } from '../../../lambdas/domain/desk-task.ts';
import { READY } from '../../../lambdas/domain/mailbox-answers.ts';
import {
  ManualActionRequiredError,
  LeaseLostError,
  NotShownYetError,
  StaleRecordError,
  StepError,
  StepStillRunningError,
} from '../../../lambdas/domain/errors.ts';
import { sayingIn, type Language } from '../../../lambdas/domain/language.ts';
import { PAUSED } from '../../../lambdas/domain/switch.ts';
import { reasonIn } from '../../../lambdas/domain/texts/reasons.ts';
import { describeTask } from '../../../lambdas/domain/texts/tasks.ts';
import type { ConsolePorts } from '../../../lambdas/ports/index.ts';
import type { Attended } from '../../../lambdas/runtime/hands/browser-hands-on-aws.ts';
import { hasBegun } from '../../../lambdas/runtime/hands-of.ts';
import { passesByItself } from '../../../lambdas/runtime/step-call.ts';
import type { OtherPorts } from '../../../lambdas/runtime/make-ports.ts';
import { closeTask } from '../../../lambdas/steps/shared/desk-filing.ts';
import { attendedPorts } from './attended-ports.ts';
import { LeftStep } from './left-step.ts';
import type { AssistTerminal } from './assist-terminal.ts';
import type { PersonAtTheTerminal, StepAtHand } from './person-at-the-terminal.ts';

export interface AssistantOptions {
  ports: OtherPorts;
  /** The browser hands of the deployment, in a window. */
  makeHands: (ports: OtherPorts, attended: Attended) => ConsolePorts;
  launch: Launch;
  person: Pick<PersonAtTheTerminal, 'before' | 'announce' | 'confirm'>;
  terminal: Pick<AssistTerminal, 'say'>;
  language: Language;
  /** Who is at the windows, for the record. */
  by: string;
  /** Names by which tasks at the desk are theirs. */
  names: readonly string[];
  /** Which tasks; all of them where one is left out. */
  batch?: string | undefined;
  step?: string | undefined;
  tenant?: string | undefined;
  windows: number;
  confirmPresses: boolean;
  /** Ends when no task is open. */
  once: boolean;
  /** Ends everything: what is under way is left as it was. */
  signal: AbortSignal;
  /** Milliseconds after which a tenant at which nothing is at work is taken to wait for the vendor; 3,000 without it. */
  restsAfter?: number;
  /** Runs each step; at once without it. */
  around?: (step: () => Promise<boolean>) => Promise<boolean>;
}

/** Milliseconds that a mark outlives this process; it is renewed while the window lives. */
const MARK_LIVES = 3 * 60_000;
const RENEWED_EVERY = 60_000;
/** Milliseconds between two looks for tasks, and for the next one of the same tenant. */
const LOOKS_FOR_TASKS = 3_000;
const LOOKS_AT_TENANT = 300;
const RESTS_AFTER = 3_000;
/** A step that was left for later, or met what passes by itself, is not offered again for so many milliseconds. */
const LATER = 5 * 60_000;
/** Open tasks that are looked at to find the next one. */
const MOST_LOOKED_AT = 200;
/** A person may take a day; each action of the hands has its own patience. */
const CALL = 24 * 60 * 60_000;

/**
 * Does open console tasks one after the other, in windows before a person. The step's own code runs here, with the ports that
 * a Lambda has: consent, marks, switches, circuit breaker and lease are the step's. Whatever ends it early leaves the task at
 * the desk as it was, and frees the mark of the running step; where this process dies, the mark runs out.
 */
export class Assistant {
  readonly #options: AssistantOptions;
  readonly #say: ReturnType<typeof sayingIn>;
  /** Tenants in a window now. */
  readonly #taken = new Set<string>();
  /** Until when a task is not offered again; milliseconds of this process. */
  readonly #setAside = new Map<string, number>();
  /** Aborted when everything ends. */
  readonly #signal: AbortSignal;
  readonly #failed = new AbortController();
  #done = 0;

  constructor(options: AssistantOptions) {
    this.#options = options;
    this.#say = sayingIn(options.language);
    this.#signal = AbortSignal.any([options.signal, this.#failed.signal]);
  }

  /**
   * Works until it is told to end; answers how many steps were done. What fails between two steps, such as a network that is
   * away, ends it: thrown once the steps in other windows have been left.
   */
  async run(): Promise<number> {
    const work = async (): Promise<void> => {
      try {
        await this.#work();
      } catch (error) {
        this.#failed.abort();
        throw error;
      }
    };
    const ended = await Promise.allSettled(Array.from({ length: this.#options.windows }, work));
    const failed = ended.find(({ status }) => status === 'rejected');
    if (failed) throw (failed as PromiseRejectedResult).reason;
    return this.#done;
  }

  async #work(): Promise<void> {
    const { once, terminal } = this.#options;
    const signal = this.#signal;
    let hasSaidSo = false;
    while (!signal.aborted) {
      const task = await this.#take();
      if (!task) {
        if (once) return;
        if (!hasSaidSo)
          terminal.say(this.#say('対応待ちの作業はありません（Ctrl-Cで終了）', 'no task waits; Ctrl-C ends'));
        hasSaidSo = true;
        await pause(LOOKS_FOR_TASKS, signal);
        continue;
      }
      hasSaidSo = false;
      try {
        let next: DeskTask | undefined = task;
        for (let steps = 1; next && !signal.aborted; steps++) {
          next = (await this.#do(next)) ? await this.#nextOf(next.subject, steps) : undefined;
        }
      } finally {
        this.#taken.delete(task.subject);
      }
    }
  }

  async #take(): Promise<DeskTask | undefined> {
    const next = await this.#find();
    // Another window may have taken it while it was read.
    if (!next || this.#taken.has(next.subject)) return undefined;
    this.#taken.add(next.subject);
    return next;
  }

  /** The next task that nobody works on: the person's own first, the oldest first. */
  async #find(): Promise<DeskTask | undefined> {
    const { ports, batch, step, tenant } = this.#options;
    const found: { subject: string; step: string }[] = [];
    for await (const task of ports.desk.open()) {
      if (batch !== undefined && task.batchId !== batch) continue;
      if (tenant !== undefined && task.subject !== tenant) continue;
      if (step !== undefined && stateOf(task) !== step) continue;
      if (definitionOf(task) === undefined || this.#taken.has(task.subject) || this.#isSetAside(task)) continue;
      if (found.push(task) === MOST_LOOKED_AT) break;
    }
    const tasks = await ports.desk.readEach(found);
    const [next] = tasks
      .filter((task) => this.#isOurs(task))
      .sort((a, b) => Number(this.#isOwn(b)) - Number(this.#isOwn(a)) || (a.filedAt < b.filedAt ? -1 : 1));
    return next;
  }

  #isOwn({ assignee }: DeskTask): boolean {
    return assignee !== undefined && this.#options.names.includes(assignee);
  }

  /** Whether hands can do it: not what somebody has taken over or begun at the desk, and not what asks for no hands. */
  #isOurs(task: DeskTask): boolean {
    const isFree = task.assignee === undefined || this.#isOwn(task);
    return !task.closed && isFree && !hasBegun({ task }) && task.ask !== PAUSED && task.ask !== READY;
  }

  #isSetAside(task: Pick<DeskTask, 'subject' | 'step'>): boolean {
    return (this.#setAside.get(keyOf(task)) ?? 0) > performance.now();
  }

  /**
   * The tenant's next task, once its machine has come to one; nothing where it waits for the vendor, or has ended. At a vendor
   * that has asked a second time it is waited for while functions are at work; before that, other tenants wait for no reason.
   */
  async #nextOf(tenantId: string, steps: number): Promise<DeskTask | undefined> {
    const { ports, restsAfter = RESTS_AFTER } = this.#options;
    const signal = this.#signal;
    let restsSince = performance.now();
    do {
      const open = (await ports.desk.of(tenantId)).find((task) => definitionOf(task) && this.#isOurs(task));
      if (open) return this.#isSetAside(open) ? undefined : open;
      if (steps === 1 && (await this.#find())) return undefined;
      if ((await ports.tenants.read(tenantId))?.running) restsSince = performance.now();
      await pause(LOOKS_AT_TENANT, signal);
    } while (performance.now() - restsSince < restsAfter && !signal.aborted);
    return undefined;
  }

  /** Whether the step is done. */
  async #do(task: DeskTask): Promise<boolean> {
    const { around = (step) => step() } = this.#options;
    const signal = this.#signal;
    const leave = new AbortController();
    const at: StepAtHand = { tenantId: task.subject, step: task.step, leave };
    const interrupt = (): void => {
      leave.abort(new LeftStep('interrupted'));
    };
    signal.addEventListener('abort', interrupt);
    try {
      return await around(() => this.#perform(task, at));
    } catch (error) {
      this.#left(at, leave.signal.aborted ? (leave.signal.reason as unknown) : error);
      return false;
    } finally {
      signal.removeEventListener('abort', interrupt);
    }
  }

  async #perform(task: DeskTask, at: StepAtHand): Promise<boolean> {
    const { makeHands, person, by, confirmPresses } = this.#options;
    const { subject: tenantId, batchId, execution, step } = task;
    const definition = definitionOf(task);
    if (!definition) throw new Error(`${step} is no step at a console`);
    const others = attendedPorts(this.#options.ports, {
      by,
      step,
      beforePress: (press) => person.announce(at, press, confirmPresses),
    });
    if ((await others.tenants.read(tenantId))?.row.hands === 'operator') {
      return this.#isOver(at, this.#say('CSVで手動と指定されています', 'its row asks for work by hand'), Infinity);
    }
    if (!(await others.executions.isRunning(execution))) return this.#isOver(at);
    const token = await others.vault.open(tenantId, tokenPurpose(step));
    if (!token) return this.#isOver(at);
    const { launch, end } = this.#windowsOf(at);
    const attended = { launch, person: person.before(at), patience: { call: CALL, wizardCall: CALL } };
    const ports = { ...others, ...makeHands(others, attended) };
    const invocation = randomUUID();
    const renewal = this.#renew(task, at, invocation);
    this.#tell(at, this.#say('開始します', 'begins'));
    try {
      const performed = await definition.perform(ports, task, {
        ...{ batchId, tenantId, execution, invocation },
        taskToken: token.reveal(),
        expiresAt: this.#markEnds(),
        person: by,
        attended: { revision: task.revision },
        // What the hands have seen ends a tenant only with the person's yes.
        unconfirmed: true,
      });
      if (!performed.done) return this.#asksAtTheDesk(at);
      this.#done++;
      this.#tell(at, this.#say('完了しました', 'done'));
      return true;
    } catch (error) {
      if (leavesTask(error) || at.leave.signal.aborted || !(await this.#isOutcome(at, error as StepError))) throw error;
      // The machine goes on at once, and is to find no mark.
      await renewal.end();
      return await this.#ends(ports, definition, task, at, error as StepError);
    } finally {
      await Promise.all([renewal.end(), end()]);
    }
  }

  /** Whether the person says that this error is the tenant's outcome. */
  #isOutcome(at: StepAtHand, error: StepError): Promise<boolean> {
    const reason = this.#reason(error);
    const question = this.#say(
      `${reason}。このテナントを「要対応」として終了しますか`,
      `${reason}: end this tenant as one that needs attention?`,
    );
    return this.#options.person.confirm(at, question);
  }

  /** What a Lambda would have failed its state with: the machine goes on to the tenant's outcome. */
  async #ends(
    ports: Parameters<BoundTask['perform']>[0],
    definition: BoundTask,
    task: DeskTask,
    at: StepAtHand,
    error: StepError,
  ): Promise<boolean> {
    const { by } = this.#options;
    const token = await ports.vault.open(task.subject, tokenPurpose(task.step));
    if (!token) return this.#isOver(at);
    await definition.noteFailure(ports, task, error);
    await ports.executions.failTask(token.reveal(), error.name, error.message);
    const current = (await ports.desk.read(task.subject, task.step)) ?? task;
    if (!current.closed) await closeTask(ports, current, { by, as: 'refused' });
    return false;
  }

  /**
   * Keeps the mark of the running step while the window lives, and while the person is asked what its end means; leaves the
   * step where somebody else has it by now. At its end no mark is left, whenever the last renewal came.
   */
  #renew({ subject, step, execution }: DeskTask, { leave }: StepAtHand, invocation: string): { end(): Promise<void> } {
    const { ports, by } = this.#options;
    // A user's upgrade has a mark of its own, and no lease.
    if (step.includes(':')) return { end: () => Promise.resolve() };
    let renewing: Promise<unknown> | undefined;
    const timer = setInterval(() => {
      const start = { step, execution, invocation, now: ports.clock.now(), expiresAt: this.#markEnds(), by };
      renewing = ports.tenants.beginStep(subject, start).catch((error: unknown) => {
        // A network that is away may come back before the mark has run out.
        if (error instanceof LeaseLostError || error instanceof StepStillRunningError)
          leave.abort(new LeftStep('lost'));
      });
    }, RENEWED_EVERY);
    const end = async (): Promise<void> => {
      clearInterval(timer);
      if (!renewing) return;
      await renewing;
      renewing = undefined;
      // It runs out by itself where the network is away.
      await ports.tenants.endStep(subject, invocation).catch(() => undefined);
    };
    return { end };
  }

  #markEnds(): Date {
    return new Date(this.#options.ports.clock.now().getTime() + MARK_LIVES);
  }

  /** The browsers of one step: gone when it is left, and leaving it when the person closes them. */
  #windowsOf({ leave }: StepAtHand): { launch: Launch; end: () => Promise<void> } {
    const open = new Set<() => Promise<void>>();
    const end = async (): Promise<void> => {
      await Promise.all([...open].map((each) => each()));
    };
    leave.signal.addEventListener('abort', () => {
      void end();
    });
    const launch: Launch = async (hosts) => {
      leave.signal.throwIfAborted();
      const launched = await this.#options.launch(hosts);
      let isEnding = false;
      const endThis = async (): Promise<void> => {
        isEnding = true;
        open.delete(endThis);
        await launched.end();
      };
      open.add(endThis);
      const closed = (): void => {
        if (!isEnding) leave.abort(new LeftStep('closed'));
      };
      launched.browser.on('disconnected', closed);
      const newContext: Browser['newContext'] = async (options) => {
        const context = await launched.browser.newContext(options);
        context.on('page', (page) => {
          page.on('close', () => {
            if (context.pages().length === 0) closed();
          });
        });
        return context;
      };
      return { browser: Object.assign(Object.create(launched.browser) as Browser, { newContext }), end: endThis };
    };
    return { launch, end };
  }

  #isOver(at: StepAtHand, why = this.#say('すでに回答されています', 'was answered meanwhile'), until = LATER): boolean {
    this.#setAside.set(keyOf({ subject: at.tenantId, step: at.step }), performance.now() + until);
    this.#tell(at, why);
    return false;
  }

  #asksAtTheDesk(at: StepAtHand): boolean {
    return this.#isOver(at, this.#say('続きはデスクでお答えください', 'goes on with a question at the desk'));
  }

  #left(at: StepAtHand, error: unknown): void {
    const key = keyOf({ subject: at.tenantId, step: at.step });
    const isForTheDesk = error instanceof LeftStep && error.why === 'desk';
    this.#setAside.set(key, performance.now() + (isForTheDesk ? Infinity : LATER));
    this.#tell(at, this.#says(error));
  }

  #says(error: unknown): string {
    const stands = this.#say('。デスクの作業はそのまま残っています', '; its task stands at the desk as it was');
    if (error instanceof LeftStep) return `${this.#why(error)}${stands}`;
    if (error instanceof StepError) return `${this.#reason(error)}${stands}`;
    return `${error instanceof Error ? error.message : String(error)}${stands}`;
  }

  #why({ why }: LeftStep): string {
    const words = {
      desk: this.#say('デスクで行います', 'left to the desk'),
      later: this.#say('後で行います', 'left for later'),
      declined: this.#say('操作は行いませんでした', 'the press was not made'),
      closed: this.#say('ウィンドウが閉じられました', 'the window was closed'),
      lost: this.#say('ほかの人が作業中です', 'somebody else has it by now'),
      interrupted: this.#say('中断しました', 'stopped'),
    };
    return words[why];
  }

  #reason(error: StepError): string {
    const { language, ports } = this.#options;
    return reasonIn(language, { reason: error.reason, code: error.name }, ports.settings.zone);
  }

  #tell(at: StepAtHand, words: string): void {
    this.#options.terminal.say(this.#line(at, words));
  }

  #line({ tenantId, step }: StepAtHand, words: string): string {
    return `${tenantId}  ${describeTask(step, this.#options.language)}: ${words}`;
  }
}

/** Whether an error leaves the task at the desk as it was, for a person or for later; any other one is the step's outcome. */
function leavesTask(error: unknown): boolean {
  if (!(error instanceof StepError)) return true;
  const later = [LeaseLostError, StaleRecordError, StepStillRunningError, NotShownYetError, ManualActionRequiredError];
  return passesByItself(error) || later.some((each) => error instanceof each);
}

function definitionOf({ step }: Pick<DeskTask, 'step'>): BoundTask | undefined {
  return CONSOLE_TASKS.find((each) => each.step === stateOf({ step }));
}

function stateOf({ step }: Pick<DeskTask, 'step'>): string {
  return step.split(':', 1)[0] ?? step;
}

function keyOf({ subject, step }: Pick<DeskTask, 'subject' | 'step'>): string {
  return `${subject} ${step}`;
}

async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await setTimeout(milliseconds, undefined, { signal }).catch(() => undefined);
}
