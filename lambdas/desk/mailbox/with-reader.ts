import { awaitedPrefix, MAILBOX, READY, readerOf } from '../../domain/mailbox-answers.ts';
import type { TaskView } from '../task-view.ts';
import type { Visitor, DeskPage, TaskRequest } from '../desk-page.ts';
import { sayingIn } from '../../domain/language.ts';
import { answerAsReader, believeMail, BE_READY, GIVE_CODE } from './answer-as-reader.ts';
import { BELIEVE_MAIL, codeField, heldMail, unreadMails } from './held-mail.ts';
import { giveCodeButton, viewForReader } from './view-for-reader.ts';

/**
 * The page of a step in whose wizard a code is asked for. The person who reads the mailbox comes by a link and sees
 * only what concerns the code; an operator sees the step by hand, and beside it what the reader could do. While a
 * browser has the wizard open nobody is told to walk it as well: an operator then sees only what it waits for.
 */
export function withReader(page: DeskPage): DeskPage {
  return {
    view: async (ports, request) => {
      const row = (await ports.tenants.read(request.task.subject))?.row;
      if (!row) return undefined;
      if (request.visitor.kind === 'outside')
        return isReader(request.visitor, row.primaryEmail) ? viewForReader(ports, request, row) : undefined;
      const byHand = await page.view(ports, byHandOf(request));
      if (!byHand) return undefined;
      const unread = await unreadMails(ports, request);
      if (request.task.ask !== READY) return withUnread(byHand, unread);
      const reading = viewForReader(ports, request, row);
      if (!reading.actions.some(({ value }) => value === BE_READY)) {
        const held = await heldMail(ports, request);
        // A page that waits loads itself again when its title changes.
        if (held) {
          const { passage, action } = held;
          return { ...reading, title: passage.heading, passages: [passage], actions: [action, ...reading.actions] };
        }
        const prefix = awaitedPrefix(readerOf(request.task), ports.clock.now());
        const [latest] = unread.passages.slice(-1);
        if (!latest || prefix === undefined) return reading;
        const typed = { fields: [codeField(prefix, request.language)], actions: [giveCodeButton(request.language)] };
        const { reloadAfter: _, ...still } = reading;
        return withUnread({ ...still, title: latest.heading, ...(reading.fields.length === 0 && typed) }, unread);
      }
      const orByHand = sayingIn(request.language)(
        'または、下記の作業内容のとおりに手作業で進めることもできます。',
        'Or do the step by hand, as described below.',
      );
      return {
        ...byHand,
        passages: [
          { heading: reading.title, items: [reading.why, orByHand] },
          ...(byHand.passages ?? []),
          ...unread.passages,
        ],
        instructions: [...byHand.instructions, ...unread.instructions],
        fields: [...reading.fields, ...byHand.fields],
        actions: [...reading.actions, ...byHand.actions],
      };
    },
    answer: async (ports, submission) => {
      const { visitor, action, task } = submission;
      const row = (await ports.tenants.read(task.subject))?.row;
      if (!row || (visitor.kind === 'outside' && !isReader(visitor, row.primaryEmail))) return { kind: 'over' };
      const isReaders = (action === BE_READY || action === GIVE_CODE) && task.ask === READY;
      if (visitor.kind === 'outside' && !isReaders) return { kind: 'over' };
      if (action === BELIEVE_MAIL && task.ask === READY) return believeMail(ports, submission);
      return isReaders ? answerAsReader(ports, submission) : page.answer(ports, byHandOf(submission));
    },
  };
}

function withUnread(view: TaskView, { passages, instructions }: Awaited<ReturnType<typeof unreadMails>>): TaskView {
  if (passages.length === 0) return view;
  return {
    ...view,
    passages: [...(view.passages ?? []), ...passages],
    instructions: [...view.instructions, ...instructions],
  };
}

function isReader(visitor: Extract<Visitor, { kind: 'outside' }>, address: string): boolean {
  return visitor.purpose === MAILBOX && visitor.address === address;
}

/** The step by hand begins at its first question, whatever a browser asked. */
function byHandOf<T extends TaskRequest>(request: T): T {
  return request.task.ask === READY ? { ...request, task: { ...request.task, ask: 'work' } } : request;
}
