import { describe, expect, it } from 'vitest';
import { ReaderAtTheDesk } from '../../lambdas/adapters/reader-at-the-desk.ts';
import { VaultMailbox } from '../../lambdas/adapters/vault-mailbox.ts';
import { deskPages } from '../../lambdas/desk/desk-pages.ts';
import { parseMail } from '../../lambdas/adapters/mime/parse-mail.ts';
import { takeCode } from '../../lambdas/steps/shared/take-code.ts';
import type { Visitor } from '../../lambdas/desk/desk-page.ts';
import { deliverCodeMails } from '../../local/simulated-consoles/mail/deliver-code-mails.ts';
import type { TaskView } from '../../lambdas/desk/task-view.ts';
import { aJourney, aRow, csvOf, EACH_ONCE, HOUR, MINUTE, SECOND, UNTOUCHED, type Journey } from './a-journey.ts';
import { operatorCalled } from '../../local/desk/played-operator.ts';
import { inEnglish } from '../in-words.ts';

const ADDRESS = 'vision-one@t-1.example.jp';
const csv = csvOf(aRow({ tenant_id: 't-1' }));

/** A deployment that receives no mail: the codes go to the customer. */
function journeyOfForeignMailbox(): Journey {
  return aJourney({
    disturb: (ports) => {
      const { vault, clock, desk, mailboxOpenings: openings } = ports;
      const reader = new ReaderAtTheDesk({ desk, clock });
      return {
        ...ports,
        mailbox: new VaultMailbox({ vault, clock, openings, receives: () => false, believes: true, reader }),
      };
    },
  });
}

/** The person who reads the mailbox, and came by the link of a mail. */
function readerAt({ stack }: Journey, visitor: Visitor = { kind: 'outside', purpose: 'mailbox', address: ADDRESS }) {
  const { ports, clock, vendor } = stack;
  const request = async () => {
    const task = await ports.desk.read('t-1', 'ClaimPrimaryAccount');
    if (!task) throw new Error('the step is not at the desk');
    return { task, visitor, language: 'ja' } as const;
  };
  const view = async (): Promise<TaskView> => {
    const shown = await deskPages.view(ports, await request());
    if (!shown) throw new Error('the page shows nothing');
    return shown;
  };
  const press = (action: string, form: Record<string, string> = {}) =>
    clock.busy(async () => {
      const requested = await request();
      const { revision } = requested.task;
      return deskPages.answer(ports, { ...requested, revision, action, form, sourceAddress: '203.0.113.7' });
    });
  /** Loads the page again until it asks for the code, then until the mail is there. */
  const mailedCode = async (): Promise<{ prefix: string; code: string }> => {
    for (;;) {
      const mail = vendor.mails.to(ADDRESS).at(-1);
      const asked = (await view()).fields[0]?.name === 'code';
      if (asked && mail && mail.arrivesAt <= clock.now()) return mail;
      await clock.sleep(SECOND);
    }
  };
  return { view, press, mailedCode };
}

describe('a code that goes to a mailbox that is not ours', () => {
  it('is typed by the one who reads it, while the wizard stays open', async () => {
    const journey = journeyOfForeignMailbox();
    await journey.start(csv);
    await journey.stack.clock.sleep(2 * HOUR);
    expect(journey.presses('t-1')).toEqual(UNTOUCHED);
    expect(journey.mailsTo(ADDRESS)).toHaveLength(1);
    expect(journey.mailsTo(ADDRESS)[0]?.text).toContain('purpose=mailbox');

    const reader = readerAt(journey);
    expect((await reader.view()).actions.map(({ value }) => value)).toEqual(['ready']);
    expect(await reader.press('ready')).toEqual({ kind: 'next' });
    expect((await reader.view()).reloadAfter).toBe(5);
    const { prefix, code } = await reader.mailedCode();
    expect(JSON.stringify(await reader.view())).toContain(prefix);
    expect(await reader.press('code', { code: `${prefix} - ${code}` })).toEqual({ kind: 'next' });
    await journey.stack.engine.idle();

    expect((await journey.tenant('t-1')).outcome).toMatchObject({ outcome: 'migrated' });
    expect(journey.presses('t-1')).toEqual(EACH_ONCE);
    expect(journey.violations()).toEqual([]);
    expect((await journey.stack.ports.desk.read('t-1', 'ClaimPrimaryAccount'))?.closed?.as).toBe('done');
  });

  it('asks the reader again after ten minutes without a code, and the operator after five times', async () => {
    const journey = journeyOfForeignMailbox();
    await journey.start(csv);
    const reader = readerAt(journey);
    for (let round = 1; round <= 5; round++) {
      await journey.stack.clock.sleep(HOUR);
      expect(journey.mailsTo(ADDRESS)).toHaveLength(round);
      await reader.press('ready');
    }
    await journey.stack.clock.sleep(HOUR);

    expect(journey.mailsTo(ADDRESS)).toHaveLength(5);
    expect(await journey.stack.ports.desk.read('t-1', 'ClaimPrimaryAccount')).toMatchObject({ ask: 'work' });
    expect(journey.presses('t-1')).toEqual(UNTOUCHED);
  });

  it('that is wrong leads to a new one, and no second password', async () => {
    const journey = journeyOfForeignMailbox();
    await journey.start(csv);
    await journey.stack.clock.sleep(HOUR);
    const reader = readerAt(journey);
    await reader.press('ready');
    const first = await reader.mailedCode();
    await reader.press('code', { code: first.code === '000000' ? '111111' : '000000' });
    await journey.stack.clock.sleep(MINUTE);
    const second = await reader.mailedCode();
    expect(second.prefix).not.toBe(first.prefix);
    await reader.press('code', { code: second.code });
    await journey.stack.engine.idle();

    expect((await journey.tenant('t-1')).outcome).toMatchObject({ outcome: 'migrated' });
    expect(journey.presses('t-1')).toEqual(EACH_ONCE);
  });

  it('is refused where it cannot be one', async () => {
    const journey = journeyOfForeignMailbox();
    await journey.start(csv);
    await journey.stack.clock.sleep(HOUR);
    const reader = readerAt(journey);
    expect(await reader.press('code', { code: '123456' })).toMatchObject({ kind: 'refused' });
    await reader.press('ready');
    const { code } = await reader.mailedCode();
    for (const typed of ['', '<script>', 'ZZZ-123456', 'x'.repeat(10_000)])
      expect(await reader.press('code', { code: typed })).toMatchObject({ kind: 'refused' });
    expect(await reader.press('code', { code: `\u200b${code} ` })).toEqual({ kind: 'next' });
    await journey.stack.engine.idle();
    expect((await journey.tenant('t-1')).outcome?.outcome).toBe('migrated');
  });
});

describe('a code that comes to us while no sender is believed yet', () => {
  it('is used once the operator has looked at its mail, and the wizard does not wait for nobody', async () => {
    const ours = 'example.jp';
    const journey = aJourney({
      settings: { receivingDomain: `t-1.${ours}`, codeSenderDomains: [], deskOrigin: 'https://desk.example.jp' },
      disturb: (ports) => {
        const { vault, clock, desk, mailboxOpenings: openings } = ports;
        const reader = new ReaderAtTheDesk({ desk, clock });
        return {
          ...ports,
          mailbox: new VaultMailbox({ vault, clock, openings, receives: () => true, believes: false, reader }),
        };
      },
    });
    const { ports, clock, vendor } = journey.stack;
    deliverCodeMails({
      ...{ vendor, clock },
      onMail: async ({ raw }) => void (await takeCode(ports, await parseMail(raw))),
      onFault: (error) => {
        throw error;
      },
    });
    await journey.start(csv);
    await clock.sleep(HOUR);
    // Nobody but us reads that mailbox.
    expect(journey.mailsTo(ADDRESS)).toEqual([]);

    const operator = readerAt(journey, operatorCalled('田中'));
    expect((await operator.view()).actions.map(({ value }) => value)).toContain('ready');
    expect(await operator.press('believe')).toMatchObject({ kind: 'refused' });
    await operator.press('ready');
    const isHeld = async () => (await operator.view()).actions.some(({ value }) => value === 'believe');
    const waiting = new Set<string>();
    while (!(await isHeld())) {
      waiting.add((await operator.view()).title);
      await clock.sleep(SECOND);
    }
    // The page that waits looks at its title alone, and loads itself again when that has changed.
    expect(waiting).not.toContain((await operator.view()).title);
    const page = JSON.stringify(await operator.view());
    expect(page).toContain('DKIM pass (mail.trendmicro.example)');
    expect(page).not.toContain(vendor.mails.to(ADDRESS).at(-1)?.code);
    // A browser has the wizard open: nobody is told to walk it as well.
    expect((await operator.view()).instructions).toEqual([]);
    await operator.press('believe');
    await journey.stack.engine.idle();

    expect((await journey.tenant('t-1')).outcome).toMatchObject({ outcome: 'migrated' });
    expect(journey.presses('t-1')).toEqual(EACH_ONCE);
    expect((await ports.tenants.events('t-1')).map(({ by, what }) => `${by}: ${inEnglish(what) ?? ''}`)).toContainEqual(
      expect.stringMatching(/^田中.*: took the mail with the code/u),
    );
  });
});
