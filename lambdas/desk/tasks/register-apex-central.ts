import { logOnToApexCentral, revealing, named, visionOneMenu } from '../instructions.ts';
import { refused, type Question, type ConsoleTask } from '../question.ts';
import * as z from '../../domain/zod.ts';
import type { HandsOfAStep } from '../answers.ts';

/** Guide 3-6 to 3-9. */
const work: Question = {
  page: (context) => {
    const { say } = context;
    return {
      instructions: [
        logOnToApexCentral(context),
        {
          text: say(
            `${visionOneMenu(context)} > ${named(context, 'integrationSettings')} を開きます。`,
            `Open ${visionOneMenu(context)} > ${named(context, 'integrationSettings')}.`,
          ),
          expect: say(
            `${named(context, 'serviceStatus')}：${named(context, 'notRegistered')}`,
            `${named(context, 'serviceStatus')}: ${named(context, 'notRegistered')}`,
          ),
        },
        {
          text: say(
            `${named(context, 'registrationToken')} の空白欄に登録トークンを貼り付け、${named(context, 'register')} を押します。`,
            `Paste the token at ${named(context, 'registrationToken')} and press ${named(context, 'register')}.`,
          ),
          reveal: revealing(context, 'registration-token', say('登録トークン', 'Registration token')),
          expect: say(
            `${named(context, 'nowRegistered')} ${named(context, 'serviceStatus')} が ${named(context, 'registered')} になります。`,
            `${named(context, 'nowRegistered')} ${named(context, 'serviceStatus')} changes to ${named(context, 'registered')}.`,
          ),
        },
      ],
      warnings: [
        say(
          `トークンが受け付けられない場合は、Vision Oneの ${named(context, 'productInstance', 'en')} > ${named(context, 'addExistingProduct')} で新しいトークンを発行し、ここに貼り付けてください。`,
          `If the token is not taken, make a new one at ${named(context, 'productInstance')} > ${named(context, 'addExistingProduct')} in Vision One and paste that.`,
        ),
      ],
      fields: [],
      actions: [
        { value: 'registered', label: say('[登録済み] と表示された', 'It shows [Registered]'), kind: 'primary' },
        {
          value: 'notRegistered',
          label: say('[登録されていません] のまま', 'It still shows [Not registered]'),
          kind: 'secondary',
        },
      ],
    };
  },
  read: ({ action }, { say }) => {
    const seen = registrationSeen.safeParse({ status: action });
    if (seen.success) return { given: seen.data };
    return refused(
      say(
        'まだ登録されていません。[登録済み] と表示されたら、このページに戻ってください。',
        'Not there yet: come back when it shows [Registered].',
      ),
    );
  },
};

export const REGISTER_APEX_CENTRAL: ConsoleTask = {
  step: 'RegisterApexCentral',
  questions: { work },
};

const registrationSeen = z.object({ status: z.literal('registered') });

/** Guide 3-6 to 3-9: the person enters the token themselves, and the task stays open until 登録済み shows. */
export const registerApexCentralByHand: HandsOfAStep = (answers) => ({
  apexCentral: { readRegistration: async () => answers.need('work', registrationSeen).status },
});
