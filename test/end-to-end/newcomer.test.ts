import { expect, it, onTestFinished } from 'vitest';
import { aServedStack } from '../commands/a-served-stack.ts';
import { PersonWithoutScripts } from './a-person-without-scripts.ts';
import { run } from './a-run.ts';
import { until } from './mails-of-a-run.ts';

const SAMPLE = 'samples/with-people.csv';

it('a newcomer walks the whole way as everybody concerned, by the mails that the viewer shows', async () => {
  const stack = await aServedStack(SAMPLE, '--release-by', 'two', '--user-mails', 'direct');
  onTestFinished(() => stack.stop());
  const mails = new MailViewer(stack.told(/Mails +(\S+)/u));
  const [approver, contact] = [new PersonWithoutScripts(), new PersonWithoutScripts()];

  for (const name of ['見本 花子', '例示 太郎']) {
    const person = new PersonWithoutScripts();
    await person.open(await mails.linkTo('operator@msp.example.jp', '開始の承認のお願い'));
    await person.follow('サインイン');
    await person.press('サインイン', { name });
    await person.press('この内容で開始を承認する');
  }

  await opensAt(approver, await mails.linkTo('director@mihon.example.jp', '同意のお願い'), '同意する');
  await approver.press('同意する', { name: '見本 部長', understood: 'on' });
  const code = /^ *(\d{6}) *$/mu.exec(await mails.mailTo('director@mihon.example.jp', '確認コード'))?.[1] ?? '';
  await approver.press('確定', { code });
  expect(approver.text).toMatch(/ご同意を承りました.*見本商店株式会社.*見本 部長.*今後の流れ/u);
  expect(await mails.mailTo('director@mihon.example.jp', 'ご同意を承りました')).toContain('見本 部長');

  for (const address of ['tanaka@mihon.example.jp', 'suzuki@mihon.example.jp']) {
    const user = new PersonWithoutScripts();
    await opensAt(user, await mails.linkTo(address, 'アップグレードのお願い'), '完了しました');
    await user.press('完了しました');
    expect(user.text).toMatch(/ご回答を承りました.*見本商店株式会社/u);
    await mails.mailTo(address, 'ご回答を承りました');
  }

  await opensAt(contact, await mails.linkTo('it@mihon.example.jp', '引き継ぎのお願い'), '引き継ぎ');
  await contact.press('引き継ぎ完了', { mine: 'on' });
  expect(contact.text).toContain('引き継ぎが完了しました');
  // Told when the secrets are gone, at the end of the hand-over.
  await mails.mailTo('it@mihon.example.jp', '引き継ぎ');
  const told = await until(async () => {
    const words = ['status', 't-101', '--language', 'en', ...stack.words];
    const { stdout } = await run({ command: 'visionlift.js', arguments: words });
    return /handed over/iu.test(stdout) ? stdout : undefined;
  });
  expect(told).toContain('t-101');
}, 60_000);

/** A mail is on its way a moment before its task is there. */
async function opensAt(person: PersonWithoutScripts, link: string, words: string): Promise<void> {
  await until(async () => {
    await person.open(link);
    return person.text.includes(words) || undefined;
  });
}

/** The mails of the embedded mode, as the one who sits at this computer reads them. */
class MailViewer {
  readonly #address: string;

  constructor(address: string) {
    this.#address = address;
  }

  /** The latest to somebody whose subject has these words; waits for it. */
  async mailTo(who: string, subject: string): Promise<string> {
    return until(async () => {
      const answer = await fetch(`${this.#address}store?since=0`);
      const { emails } = (await answer.json()) as { emails: Shown[] };
      const mail = emails.findLast((each) => each.destination.to.includes(who) && each.subject.includes(subject));
      return mail?.body.text;
    });
  }

  async linkTo(who: string, subject: string): Promise<string> {
    const text = await this.mailTo(who, subject);
    return /http:\/\/127\.0\.0\.1:\d+\/(?:l|tasks)\/\S+/u.exec(text)?.[0] ?? `no link in ${text}`;
  }
}

interface Shown {
  subject: string;
  destination: { to: string[] };
  body: { text?: string };
}
