import { sayingIn } from '../domain/language.ts';
import { consentPage } from './consent/consent-page.ts';
import type { DeskPage } from './desk-page.ts';

/** Everything that can wait at the desk, by the name of its state; what is not here is shown with its reason. */
const PAGES: ReadonlyMap<string, DeskPage> = new Map([['AskForConsent', consentPage]]);

const notByHand: DeskPage = {
  view: async (_ports, { task, language }) => ({
    title: `${task.subject}: ${task.step}`,
    guideStep: task.because.guideStep,
    why: task.because.reason,
    instructions: [],
    warnings: [sayingIn(language)('この作業はデスクでは行えません。', 'This step cannot be done at the desk.')],
    fields: [],
    actions: [],
  }),
  answer: async () => ({ kind: 'over' }),
};

/** The page of whichever task it is; a step of one of several users carries the account behind a colon. */
export const DESK_TASKS: DeskPage = {
  view: (ports, visit) => pageOf(visit.task.step).view(ports, visit),
  answer: (ports, submission) => pageOf(submission.task.step).answer(ports, submission),
};

function pageOf(step: string): DeskPage {
  return PAGES.get(step.split(':', 1)[0] ?? '') ?? notByHand;
}
