import { decidedAt } from '../../domain/desk/consent-answers.ts';
import type { TaskView } from '../../domain/desk/task-view.ts';
import { formatInstant } from '../../domain/texts/instants.ts';
import { reasonIn } from '../../domain/texts/reasons.ts';
import type { ConsentAtTheDesk } from './read-consent.ts';

/** What the operator sees: whom it waits for, the text that is asked about, and how to ask somebody else. */
export function viewForOperator({ task, tenant, approver, text, textName, settings, say }: ConsentAtTheDesk): TaskView {
  const decided = decidedAt(task, tenant.row);
  return {
    title: say(`${tenant.row.companyName}：お客様の同意待ち`, `${tenant.row.companyName}: waits for consent`),
    guideStep: null,
    why: reasonIn(textName.language, task.because, settings.zone),
    passages: [
      {
        heading: say('依頼先', 'Who is asked'),
        pairs: [
          [say('承認者', 'Approver'), approver ?? say('指定なし', 'nobody')],
          [say('依頼日時', 'Since'), formatInstant(task.filedAt, settings.zone, textName.language)],
          [say('文面', 'Text'), `${textName.version} / ${textName.sha256.slice(0, 16)}`],
          ...(decided
            ? [[say('回答', 'Answer'), decided.agreed ? say('同意', 'yes') : say('不同意', 'no')] as const]
            : []),
        ],
      },
      ...text.passages,
    ],
    warnings: [
      say(
        '同意できるのは、お客様の権限のある方だけです。代わりに同意することはできません。',
        'Only an authorised person of the customer can consent. You cannot do it for them.',
      ),
    ],
    instructions: [],
    fields: [
      {
        name: 'address',
        label: say('新しい承認者のメールアドレス', 'Mail address of another approver'),
        kind: 'text',
        required: false,
      },
      {
        name: 'because',
        label: say('変更の理由', 'Why somebody else'),
        kind: 'text',
        required: false,
        hint: say(
          '記録に残ります。以前の承認者には、変更された旨をお知らせします。',
          'It is kept in the journal; the former approver is told that somebody else was asked.',
        ),
      },
    ],
    actions: [
      { value: 'readdress', label: say('別の方に依頼する', 'Ask somebody else'), kind: 'primary' },
      ...(approver === undefined
        ? []
        : [
            {
              value: 'repeat',
              label: say('もう一度メールを送る', 'Mail the request again'),
              kind: 'secondary' as const,
            },
          ]),
    ],
  };
}
