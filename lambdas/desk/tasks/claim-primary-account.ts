import { arrivedCodes, revealing, signInToClp, signInToVisionOne, named, visionOneMenu } from '../instructions.ts';
import { choose, type Question, type ConsoleTask } from '../question.ts';
import * as z from '../../domain/zod.ts';
import type { HandsOfAStep } from '../answers.ts';

/** Guide 2-1 to 2-7: up to Step 3 of the wizard, and no further. */
const work: Question = {
  page: (context) => {
    const { say, tenant } = context;
    const email = tenant.row.primaryEmail;
    return {
      instructions: [
        signInToClp(context),
        {
          text: say(
            `${named(context, 'apexOneLicence')} の ${named(context, 'openConsole')} を押し、Apex Centralで${visionOneMenu(context)} > ${named(context, 'accessVisionOne')} を選択します。`,
            `Press ${named(context, 'openConsole')} at ${named(context, 'apexOneLicence')}; in Apex Central choose ${visionOneMenu(context)} > ${named(context, 'accessVisionOne')}.`,
          ),
          expect: say(
            `Step 1. ${named(context, 'assignEmail', 'en')} が表示されます。`,
            `Step 1. ${named(context, 'assignEmail')} appears.`,
          ),
        },
        {
          text: say(
            `${named(context, 'newAccountEmail', 'en')} と ${named(context, 'confirmEmail', 'en')} に次のアドレスを入力し、${named(context, 'verifyEmail', 'en')} を押します。`,
            `Enter this address at ${named(context, 'newAccountEmail')} and ${named(context, 'confirmEmail')}, press ${named(context, 'verifyEmail')}.`,
          ),
          copy: [{ label: say('メールアドレス', 'E-mail address'), value: email }],
        },
        {
          text: say(
            `Step 2. ${email} に届いた検証コードを入力し、${named(context, 'submit', 'en')} を押します（届いたコードは、このページを再読み込みすると表示できる場合があります）。`,
            `Step 2. Enter the code mailed to ${email} and press ${named(context, 'submit')} (where the code comes to us, it can be shown here after this page is reloaded).`,
          ),
          reveal: arrivedCodes(context),
          expect: say(
            `Step 3. ${named(context, 'passwordUpdate', 'en')} が表示されます。ここで止めてください。`,
            `Step 3. ${named(context, 'passwordUpdate')} appears. Stop here.`,
          ),
        },
      ],
      warnings: [
        say(
          `${named(context, 'resetPassword', 'en')} はまだ押さないでください。設定するパスワードは次の画面に表示します。ウィザードの画面は開いたままにしてください。`,
          `Do not press ${named(context, 'resetPassword')} yet: the password to set comes on the next page. Leave the wizard open.`,
        ),
      ],
      fields: [],
      actions: [
        {
          value: 'wizard',
          label: say(
            'Step 3まで進みました。これからパスワードを設定します',
            'Step 3 is open: I am about to set the password',
          ),
          kind: 'primary',
        },
        {
          value: 'noWizard',
          label: say(
            'Step 1は表示されず、Vision Oneのサインイン画面またはコンソールが表示された',
            'Step 1 did not appear: Vision One asks for a sign-in, or shows its console',
          ),
          kind: 'secondary',
        },
      ],
    };
  },
  read: ({ action }, context) => {
    const seen = wizardSeen.safeParse({ shows: action });
    return seen.success ? { given: seen.data } : choose(context);
  },
};

/** Guide 2-7 to 2-9: the password is sealed and the mark is written. */
const reset: Question = {
  page: (context) => {
    const { say } = context;
    return {
      instructions: [
        {
          text: say(
            `${named(context, 'newPassword', 'en')} と ${named(context, 'confirmPassword', 'en')} に次のパスワードを入力し、${named(context, 'resetPassword', 'en')} を1回だけ押します。`,
            `Enter this password at ${named(context, 'newPassword')} and ${named(context, 'confirmPassword')}, and press ${named(context, 'resetPassword')} once.`,
          ),
          reveal: revealing(context, 'primary-account-password', say('新しいパスワード', 'New password')),
          expect: say(
            `${named(context, 'passwordUpdated', 'en')} と表示されます。${named(context, 'close', 'en')} を押します。`,
            `${named(context, 'passwordUpdated')} shows; press ${named(context, 'close')}.`,
          ),
        },
      ],
      warnings: [
        say(
          '別のパスワードは設定しないでください。ここで押した後は、これまでのCLPのログインIDではサインインできなくなります（元に戻せません）。',
          'Set no other password. From this press on the CLP login ID no longer signs in; it cannot be undone.',
        ),
        say(
          'すでに押した可能性がある場合は、もう一度押さずに「はっきりしない」を選んでください。',
          'If it may have been pressed already, do not press again: choose "not sure".',
        ),
      ],
      fields: [],
      actions: [
        {
          value: 'updated',
          label: say('[Updated password successfully] と表示された', 'It says [Updated password successfully]'),
          kind: 'primary',
        },
        {
          value: 'unsure',
          label: say('完了したかはっきりしない', 'Not sure whether it went through'),
          kind: 'secondary',
        },
      ],
    };
  },
  read: ({ action }, context) => {
    if (action === 'unsure') return { backTo: 'signIn' };
    const seen = resetSeen.safeParse({ said: action });
    return seen.success ? { given: seen.data } : choose(context);
  },
};

/** Guide 2-10, tried first where nobody knows what became of a press. */
const signIn: Question = {
  page: (context) => ({
    instructions: [signInToVisionOne(context)],
    warnings: [
      context.say(
        `パスワードの設定がすでに完了している可能性があります。${named(context, 'resetPassword', 'en')} は押さず、まず新しいメールアドレスでサインインできるかを確認してください。`,
        `The password may have been set already: do not press ${named(context, 'resetPassword')}; first find out whether the new address signs in.`,
      ),
    ],
    fields: [],
    actions: [
      { value: 'opens', label: context.say('サインインできた', 'It signs in'), kind: 'primary' },
      {
        value: 'refused',
        label: context.say(
          'メールアドレスまたはパスワードが正しくないと表示された',
          'It says that address or password is wrong',
        ),
        kind: 'secondary',
      },
    ],
  }),
  read: ({ action }, context) => {
    if (action !== 'opens' && action !== 'refused') return choose(context);
    return { given: signInSeen.parse({ opens: action === 'opens' }) };
  },
};

export const CLAIM_PRIMARY_ACCOUNT: ConsoleTask = {
  step: 'ClaimPrimaryAccount',
  questions: { work, reset, signIn },
  // A browser may have pressed before the person was asked.
  openQuestion: ({ task, tenant }) => {
    const mayBeReset = tenant.passwordResetRequestedAt !== undefined && task.answers['work'] === undefined;
    return task.ask === 'work' && mayBeReset && !task.answers['signIn'] ? 'signIn' : task.ask;
  },
};

/** Guide 2-2: whether Step 1 of the wizard appeared, and was walked up to Step 3. */
const wizardSeen = z.object({ shows: z.enum(['wizard', 'noWizard']) });
/** Guide 2-9. */
const resetSeen = z.object({ said: z.literal('updated') });
/** Guide 2-10, tried where nobody knows what became of an earlier press. */
const signInSeen = z.object({ opens: z.boolean() });

/**
 * Guide 2-1 to 2-9. The person has walked up to Step 3 when they answer first; then the new password is sealed and the
 * mark written, and only then are they told to press. A mark that is not of this task is somebody else's press: the new
 * sign-in is tried before anything.
 */
export const claimPrimaryAccountByHand: HandsOfAStep = (answers) => ({
  visionOne: {
    canSignIn: async () => {
      if (answers.get('reset', resetSeen)) return true;
      if (answers.wereMarked('work', answers.tenant.passwordResetRequestedAt)) answers.ask('reset');
      return answers.need('signIn', signInSeen).opens;
    },
    claimPrimaryAccount: async (_access, claim) => {
      // A sign-in page says nothing of a console: the next step looks for it.
      if (answers.need('work', wizardSeen).shows === 'noWizard') return 'alreadyClaimed';
      await claim.beforeReset();
      return answers.ask('reset');
    },
  },
  word: {
    sawNoEffect: async () => (answers.get('signIn', signInSeen)?.opens === false ? answers.by('signIn') : undefined),
  },
});
