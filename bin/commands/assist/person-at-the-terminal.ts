import type { AskedOfPerson, PersonAtTheWindow } from '../../../lambdas/adapters/browser/person-at-the-window.ts';
import { sayingIn, type Language } from '../../../lambdas/domain/language.ts';
import { describeTask } from '../../../lambdas/domain/texts/tasks.ts';
import type { AssistTerminal } from './assist-terminal.ts';
import type { AnnouncedPress } from './attended-ports.ts';
import { LeftStep } from './left-step.ts';

/** One step in one window. */
export interface StepAtHand {
  tenantId: string;
  step: string;
  /** Ended with a `LeftStep` where the person leaves the step. */
  leave: AbortController;
}

interface Question {
  at: StepAtHand;
  asked: AskedOfPerson;
  toTheFront: () => Promise<void>;
}

/**
 * The one person of several windows: asked for one thing after the other, so that no window comes to the front while they
 * are typing into another.
 */
export class PersonAtTheTerminal {
  readonly #terminal: AssistTerminal;
  readonly #language: Language;
  readonly #say: ReturnType<typeof sayingIn>;
  readonly #questions: Question[] = [];
  #listening: (() => void) | undefined;
  #confirming: Promise<unknown> = Promise.resolve();

  constructor(terminal: AssistTerminal, language: Language) {
    this.#terminal = terminal;
    this.#language = language;
    this.#say = sayingIn(language);
  }

  /** As the hands of one step see them. */
  before(at: StepAtHand): PersonAtTheWindow {
    return {
      ask: (asked, toTheFront) => {
        // Nobody is asked about a step that was left, and nothing would take the question away again.
        if (at.leave.signal.aborted) return at.leave.signal;
        this.#questions.push({ at, asked, toTheFront });
        if (this.#questions.length === 1) this.#next();
        at.leave.signal.addEventListener('abort', () => {
          this.#forget(at, asked);
        });
        return at.leave.signal;
      },
      passed: (asked) => {
        this.#terminal.say(this.#line(at, this.#say('確認しました。続けます。', 'you are through; the hands go on')));
        this.#forget(at, asked);
      },
      isSignedIn: (account) =>
        this.confirm(
          at,
          this.#say(
            `画面から確認できません。「${account}」でサインインしていますか`,
            `the page does not say who is signed in: is it "${account}"?`,
          ),
        ),
    };
  }

  /** Says that a press is about to be made, and asks where the person wants to be asked. */
  async announce(at: StepAtHand, { guideStep, label }: AnnouncedPress, isAsked: boolean): Promise<boolean> {
    const press = this.#say(
      `元に戻せない操作：[${label}] を押します（ガイド ${guideStep}）`,
      `cannot be undone: [${label}] is pressed now (guide ${guideStep})`,
    );
    if (isAsked) return this.confirm(at, `${press}${this.#say('。よろしいですか', ': go on?')}`);
    this.#terminal.say(this.#line(at, press));
    return true;
  }

  /**
   * Asks for yes or no. One question after the other: two of them at once would share one answer. Throws why the step was
   * left, where it is left before the answer: a yes that comes later is none.
   */
  async confirm(at: StepAtHand, question: string): Promise<boolean> {
    const { signal } = at.leave;
    const answer = this.#confirming.then(() => this.#terminal.confirm(this.#line(at, question), signal));
    this.#confirming = answer.catch(() => undefined);
    const isYes = await answer;
    signal.throwIfAborted();
    return isYes;
  }

  #next(): void {
    const [question] = this.#questions;
    this.#listening?.();
    this.#listening = undefined;
    if (!question) return;
    const { at, asked, toTheFront } = question;
    this.#terminal.say(this.#line(at, this.#asks(asked)));
    // A window that was closed at this moment says so by itself.
    toTheFront().catch(() => undefined);
    this.#listening = this.#terminal.onKey((key) => {
      if (key === 'd') at.leave.abort(new LeftStep('desk'));
      else if (key === 'n') at.leave.abort(new LeftStep('later'));
    });
  }

  #forget(at: StepAtHand, asked: AskedOfPerson): void {
    const index = this.#questions.findIndex((question) => question.at === at && question.asked === asked);
    if (index < 0) return;
    this.#questions.splice(index, 1);
    if (index === 0) this.#next();
  }

  #line({ tenantId, step }: StepAtHand, words: string): string {
    return `${tenantId}  ${describeTask(step, this.#language)}: ${words}`;
  }

  #asks({ what, account, words }: AskedOfPerson): string {
    const keys = this.#say('（d：デスクで行う、n：後で）', ' (d: at the desk, n: not now)');
    return `${this.#task(what, account ?? '', words ?? '')}${keys}`;
  }

  #task(what: AskedOfPerson['what'], account: string, words: string): string {
    switch (what) {
      case 'captcha':
        return this.#say(
          'ウィンドウで画像認証（CAPTCHA）に回答し、サインインを進めてください',
          'answer the CAPTCHA in the window, and go on with the sign-in',
        );
      case 'code':
        return this.#say('ウィンドウに認証コードを入力してください', 'type the verification code into the window');
      case 'newPassword':
        return this.#say(
          `ウィンドウで「${account}」の新しいパスワードを設定し、後で visionlift credentials import で登録してください`,
          `choose a new password for "${account}" in the window, and import it afterwards: visionlift credentials import`,
        );
      case 'refused':
        return this.#say(
          `サインインが拒否されました。ウィンドウで「${account}」としてサインインしてください`,
          `the sign-in was refused: sign in as "${account}" in the window`,
        );
      case 'unknown':
        return this.#say(
          '見慣れない画面です。ウィンドウで閉じるか、先へ進めてください',
          'the page is not one the hands know: close what lies over it, or go on to where it leads',
        );
      case 'covered':
        return this.#say(
          `操作する部分が「${words}」に隠れています。ウィンドウで閉じてください`,
          `"${words}" lies over what is to be used: close it in the window`,
        );
    }
  }
}
