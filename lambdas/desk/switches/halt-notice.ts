import type { DeskTask } from '../../domain/desk-task.ts';
import { sayingIn, type Language } from '../../domain/language.ts';
import { heldBy, type Switch } from '../../domain/switch.ts';
import { formatInstant } from '../../domain/texts/instants.ts';
import { turnedBy } from '../../domain/texts/switches.ts';
import type { Ports } from '../../ports/index.ts';
import type { Settings } from '../../ports/settings.ts';

/**
 * What an operator reads on the page of a task whose tenant is held, by the switch that counts; `undefined` where none
 * is.
 */
export async function haltNotice(
  { switches, settings }: Pick<Ports, 'switches' | 'settings'>,
  { batchId, subject }: Pick<DeskTask, 'batchId' | 'subject'>,
  language: Language,
): Promise<string | undefined> {
  const [everything, ofBatch] = await Promise.all([switches.read('everything'), switches.read({ batchId })]);
  const set = heldBy(everything, ofBatch, subject);
  return set && describeSwitch(set, { isOfBatch: set === ofBatch, settings, language });
}

export interface SwitchShown {
  /** Whether it is that of one batch, and not of the whole deployment. */
  isOfBatch: boolean;
  settings: Pick<Settings, 'zone'>;
  language: Language;
}

/** A switch in words: who has turned it, when and why, and what that means for anyone who is at a console. */
export function describeSwitch(set: Switch, { isOfBatch, settings: { zone }, language }: SwitchShown): string {
  const say = sayingIn(language);
  const { state, at } = set;
  const { by, why } = turnedBy(set, language);
  const when = formatInstant(at, zone, language);
  const what = isOfBatch ? say('このバッチ', 'this batch') : say('すべてのバッチ', 'every batch');
  const who = say(`（${by}、${when}。理由：${why}）`, ` (${by}, ${when}: ${why})`);
  return state === 'paused'
    ? say(
        `${what}を一時停止しています${who}。再開されるまで、元に戻せないボタンは押さないでください。すでに押した場合は、表示された結果をご回答ください。`,
        `There is a pause for ${what}${who}. Until it is resumed, press nothing that cannot be undone; if you have pressed already, say what shows.`,
      )
    : say(
        `${what}を停止しています${who}。元に戻せないボタンは押さないでください。すでに押した場合は、表示された結果をご回答ください。`,
        `There is a stop for ${what}${who}. Press nothing that cannot be undone; if you have pressed already, say what shows.`,
      );
}
