import { VISION_ONE } from '../../domain/brand.ts';
import { apexCentralUrl, SIGN_IN_URL } from '../../domain/texts/consoles.ts';
import type { Field, Instruction, Screen, TaskView } from '../task-view.ts';
import type { IntakeRow } from '../../domain/intake/intake-row.ts';
import { sayingIn, type Language } from '../../domain/language.ts';
import { upgradeSteps } from '../../domain/mails/user-mails.ts';
import type { UserUpgradeRecord } from '../../domain/user.ts';

type Account = Pick<UserUpgradeRecord, 'name' | 'email' | 'upgradedAt' | 'saidBy'>;

export interface UpgradeAtTheDesk {
  row: IntakeRow;
  /** Those that the page is about. */
  users: readonly Account[];
  /** Of them, those not yet upgraded. */
  open: readonly Account[];
  /** The contact's page, which is about all users of the tenant. */
  isForAll: boolean;
  operatorName: string;
  language: Language;
}

/** The box of a user on the page of the contact. */
export function boxOf(name: string): string {
  return `user:${name}`;
}

/**
 * Each step with its screen as a drawing; the addresses can be pressed, and the one that has to be typed can be copied.
 */
function instructionsOf(row: IntakeRow, email: string, isForAll: boolean): Instruction[] {
  const links = [apexCentralUrl(row.apexCentralHost), SIGN_IN_URL];
  const screens = screensIn(row.language);
  return upgradeSteps(row, email).map((text, index): Instruction => {
    const screen = screens[index];
    const href = links.find((each) => text.includes(each));
    return {
      text,
      ...(href !== undefined && { link: { label: href, href } }),
      ...(screen?.fields?.includes('New account email') &&
        !isForAll && { copy: [{ label: 'New account email', value: email }] }),
      ...(screen && { screen }),
    };
  });
}

/** Guide 3-19, whose screens are those of 2-3 to 2-9, in the words that stand on them. */
const screensIn = (language: Language): readonly Screen[] => [
  language === 'ja'
    ? { title: 'Apex Central', fields: ['ユーザ名', 'パスワード'], button: 'ログオン' }
    : { title: 'Apex Central', fields: ['User name', 'Password'], button: 'Log On' },
  { title: 'アカウントをアップグレードする', button: '続行' },
  {
    title: 'Assign the Primary User Account email',
    fields: ['Original account', 'New account email', 'Confirm email'],
    button: 'Verify Email',
  },
  { title: 'Verify Email Address', fields: ['UPB- ……'], button: 'Submit' },
  { title: 'Password Update', fields: ['New password', 'Confirm password'], button: 'Reset Password' },
  { title: 'Password Update', says: 'Updated password successfully', button: 'Close' },
];

/** Guide 3-19 for anyone who has a link: the screens one by one, and how it went. */
export function viewUpgrade({ row, users, open, isForAll, operatorName, language }: UpgradeAtTheDesk): TaskView {
  const say = sayingIn(language);
  const [first] = users;
  const email = isForAll || !first ? say('各自のメールアドレス', 'their own address') : first.email;
  const done = users.length - open.length;
  const boxes: Field[] = open.map(({ name, email: address, saidBy }) => ({
    name: boxOf(name),
    label: say(`${name}（${address}）`, `${name} (${address})`),
    ...(saidBy !== undefined && {
      hint: say('アップグレードできないとのご連絡をいただいています。', 'We were told that it does not work.'),
    }),
    kind: 'checkbox',
    required: false,
  }));
  return {
    title: isForAll
      ? say('ユーザアカウントのアップグレード', 'Upgrade of user accounts')
      : say(`アカウントのアップグレード：${first?.name ?? ''}`, `Upgrade of your account: ${first?.name ?? ''}`),
    guideStep: '3-19',
    why: say(
      `Apex Centralが${VISION_ONE.ja}にアップデートされたため、${operatorName}がアカウントのアップグレードをお願いしています。完了したら、このページでお知らせください。`,
      `Apex Central was updated to ${VISION_ONE.en}, and ${operatorName} asks for the account to be upgraded. Please say here when it is done.`,
    ),
    passages: [
      {
        heading: say('対象', 'What this is about'),
        pairs: [
          [say('お客様', 'Customer'), row.companyName],
          ...(isForAll
            ? [
                [
                  say('状況', 'So far'),
                  say(
                    `${String(users.length)}名中${String(done)}名が完了`,
                    `${String(done)} of ${String(users.length)} are done`,
                  ),
                ] as const,
              ]
            : [
                [say('現在のユーザ名', 'User name until now'), first?.name ?? ''] as const,
                [say('今後のログインID', 'Sign-in name from now on'), email] as const,
              ]),
        ],
      },
    ],
    instructions: instructionsOf({ ...row, language }, email, isForAll),
    warnings: [
      say(
        'パスワードや検証コードを、このページに入力しないでください。弊社からお尋ねすることもありません。',
        'Type no password and no code into this page; we never ask for them.',
      ),
    ],
    fields: [
      ...(isForAll ? boxes : []),
      {
        name: 'why',
        label: say('アップグレードできない場合の状況', 'What happens, if it does not work'),
        kind: 'multiline',
        required: false,
        hint: say('任意です。担当者に伝えられます。', 'Optional; our staff will read it.'),
      },
    ],
    actions: [
      {
        value: 'done',
        label: isForAll ? say('選択したユーザは完了', 'The ticked users are done') : say('完了しました', 'It is done'),
        kind: 'primary',
      },
      {
        value: 'fails',
        label: isForAll
          ? say('選択したユーザはアップグレードできない', 'It does not work for the ticked users')
          : say('アップグレードできません', 'It does not work'),
        kind: 'secondary',
      },
    ],
  };
}
