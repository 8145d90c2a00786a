import { countFields, listInstructions, readCounts } from '../count-fields.ts';
import { signInToVisionOne, named } from '../instructions.ts';
import { choose, type Question, type ConsoleTask } from '../question.ts';
import * as z from '../../domain/zod.ts';
import { agentCountsSchema } from '../../adapters/agent-counts.ts';
import type { HandsOfAStep } from '../answers.ts';

/** Guide 3-18. */
const work: Question = {
  page: (context) => {
    const { say } = context;
    const path = `${named(context, 'endpointSecurity', 'en')} > ${named(context, 'standardEndpointProtection')}`;
    return {
      instructions: [
        signInToVisionOne(context),
        {
          text: say(
            `${path} を開き、${named(context, 'securityStatus')} の ${named(context, 'managedAgents')} と ${named(context, 'unmanagedEndpoints')} の数を確認します。`,
            `Open ${path} and read the figures ${named(context, 'managedAgents')} and ${named(context, 'unmanagedEndpoints')} at ${named(context, 'securityStatus')}.`,
          ),
          expect: say(
            'これまでのApex Centralの管理コンソールがVision Oneの中に表示されます。',
            'The former console of Apex Central shows inside Vision One.',
          ),
        },
        ...listInstructions(context),
      ],
      warnings: [],
      fields: countFields(context),
      actions: [
        { value: 'done', label: say('確認しました', 'Checked'), kind: 'primary' },
        { value: 'notShown', label: say('コンソールが表示されない', 'The console does not show'), kind: 'secondary' },
      ],
    };
  },
  read: (form, context) => {
    if (form['action'] === 'notShown') return { given: protectionSeen.parse({ counts: null }) };
    if (form['action'] !== 'done') return choose(context);
    const counts = readCounts(form, context);
    return 'refusals' in counts ? counts : { given: protectionSeen.parse({ counts }) };
  },
};

export const VERIFY_CONSOLE: ConsoleTask = {
  step: 'VerifyConsole',
  questions: { work },
};

const protectionSeen = z.object({
  counts: z.nullable(agentCountsSchema),
});

/** Guide 3-18: the figures of Standard Endpoint Protection; none where it does not show the console. */
export const verifyConsoleByHand: HandsOfAStep = (answers) => ({
  visionOne: {
    readStandardEndpointProtection: async () => {
      const { counts } = answers.need('work', protectionSeen);
      return counts ? { ...counts, readBy: 'person' } : undefined;
    },
  },
});
