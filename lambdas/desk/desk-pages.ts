import { ASK_FOR_CONSENT, HAND_OVER, USER_UPGRADE } from '../domain/desk-task.ts';
import { AWAIT_RELEASE } from '../domain/release.ts';
import { consentPage } from './consent/consent-page.ts';
import { consoleTask } from './console-task.ts';
import { CONSOLE_TASKS, type BoundTask } from './console-tasks.ts';
import type { DeskPage } from './desk-page.ts';
import { handOverPage } from './hand-over/hand-over-page.ts';
import { withReader } from './mailbox/with-reader.ts';
import { releasePage } from './release/release-page.ts';
import { haltNotice } from './switches/halt-notice.ts';
import { upgradePage } from './upgrade/upgrade-page.ts';

/** Every kind of task, by the name of its state: a new kind adds its line here. */
const PAGES: ReadonlyMap<string, DeskPage> = new Map([
  ...CONSOLE_TASKS.map((bound) => [bound.step, pageOfConsoleTask(bound)] as const),
  [ASK_FOR_CONSENT, consentPage],
  [AWAIT_RELEASE, releasePage],
  [USER_UPGRADE, upgradePage],
  [HAND_OVER, handOverPage],
]);

/** In the wizard of this one step a code is asked for, which somebody else may read (guide 2-5). */
function pageOfConsoleTask(bound: BoundTask): DeskPage {
  const page = consoleTask(bound);
  return bound.step === 'ClaimPrimaryAccount' ? withReader(page) : page;
}

/** The pages of all tasks as one: each request goes to the kind of its task. */
export const deskPages: DeskPage = {
  view: async (ports, request) => {
    const { task, visitor, language } = request;
    const [view, halted] = await Promise.all([
      pageOf(task.step).view(ports, request),
      visitor.kind === 'operator' ? haltNotice(ports, task, language) : undefined,
    ]);
    return view && halted !== undefined ? { ...view, halted } : view;
  },
  answer: async (ports, submission) => {
    if (submission.task.closed) return { kind: 'over' };
    return pageOf(submission.task.step).answer(ports, submission);
  },
  receipt: async (ports, request) => pageOf(request.task.step).receipt?.(ports, request),
};

/** A step of one of several users carries the account behind a colon. */
function pageOf(step: string): DeskPage {
  const [state = ''] = step.split(':', 1);
  const page = PAGES.get(state);
  if (!page) throw new Error(`the desk knows no task of the step "${step}"`);
  return page;
}
