import type { GuideStep } from '../guide.ts';
import type { IntakeRow } from '../intake/intake-row.ts';
import { sayingIn, type Language } from '../language.ts';
import { clip, oneLine } from '../one-line.ts';
import { describeGuideStep } from '../texts/guide-steps.ts';
import type { RecordedStatement } from '../statements/statement.ts';
import { headingOf } from '../texts/reasons.ts';
import type { RenderedMail, Section } from './letter.ts';
import { operatorMail } from './operator-letter.ts';
import type { Signatory } from './signature.ts';

export interface WaitingTask {
  row: IntakeRow;
  guideStep: GuideStep | null;
  /** Name of the error that a machine met. */
  code: string;
  reason: RecordedStatement;
  /** The desk's page of the task. */
  url: string;
}

export interface DeskTasks {
  tasks: readonly WaitingTask[];
  /** They were told of before, and still wait. */
  reminder: boolean;
  /** The list of all tasks at the desk. */
  url: string;
}

/** A mail leads to this many tasks; the desk has all of them. */
const TASKS_SHOWN = 30;
const MOST_OF_A_NAME = 60;

/** To the operator: several steps have come to wait for a person, or still do; one mail whatever their number. */
export function deskTasksMail({ tasks, reminder, url }: DeskTasks, signatory: Signatory): RenderedMail {
  const language = signatory.operatorLanguage;
  const say = sayingIn(language);
  const count = String(tasks.length);
  return operatorMail(
    {
      about: say('作業ページ', 'the desk'),
      tone: 'action',
      title: reminder
        ? say('未対応の作業があります', 'steps are still waiting for you')
        : say('作業のお願い', 'steps are waiting for you'),
      reminder,
      sections: [
        {
          sentences: [
            reminder
              ? say(`未対応の作業が${count}件あります。`, `${count} steps are still waiting for a person.`)
              : say(`担当者の対応が必要な作業が${count}件あります。`, `${count} steps are waiting for a person.`),
          ],
          pairs: reasonsOf(tasks, language),
          button: { label: say('作業一覧を開く', 'Open the list of tasks'), url },
        },
        {
          heading: say('作業', 'The steps'),
          pairs: tasks.slice(0, TASKS_SHOWN).map(({ row, guideStep, url: page }) => {
            const name = clip(oneLine(`${row.tenantId} ${row.companyName}`), MOST_OF_A_NAME);
            return [name, { label: describeGuideStep(guideStep, language), url: page }] as const;
          }),
          ...(tasks.length > TASKS_SHOWN && {
            items: [
              say(
                `ほか${String(tasks.length - TASKS_SHOWN)}件は作業一覧をご覧ください。`,
                `${String(tasks.length - TASKS_SHOWN)} more are in the list.`,
              ),
            ],
          }),
        },
      ],
      leads: {},
    },
    signatory,
  );
}

/** Why a person is asked, the most frequent reason first. */
function reasonsOf(tasks: readonly WaitingTask[], language: Language): NonNullable<Section['pairs']> {
  const counts = new Map<string, number>();
  for (const task of tasks) {
    const meaning = headingOf(task, language);
    counts.set(meaning, (counts.get(meaning) ?? 0) + 1);
  }
  const say = sayingIn(language);
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([meaning, count]) => [meaning, say(`${String(count)}件`, String(count))] as const);
}
