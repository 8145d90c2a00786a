import type { JournalEvent } from '../../../lambdas/domain/journal.ts';
import { journalLine } from '../../../lambdas/domain/statements/journal-line.ts';
import type { Tenant } from '../../../lambdas/domain/tenant.ts';
import type { DefinitionName } from '../../../lib/definition.ts';
import { graphOf, guideAndReason, statesOf, type State } from '../asl.ts';
import { code, table } from '../markdown.ts';
import type { EnteredState } from './entered-states.ts';

/** A state that works, and the ones that it led to without anything being written. */
interface Row {
  entered: EnteredState[];
  /** How often in a row this way was gone without leaving anything but "looks again". */
  times: number;
}

/** When what happened: a row for each state that works, with what it changed in the record and left in the journal. */
export function timeline(machine: DefinitionName, entered: readonly EnteredState[]): string {
  const states = new Map(statesOf(graphOf(machine)).map(({ name, state }) => [name, state]));
  const rows = folded(rowsOf(entered, states));
  const header = ['When', 'State, and where it led', 'Guide', 'Record of the tenant', 'Journal'];
  const cells = rows.map(({ entered: [first, ...others], times }) => {
    if (!first) return [];
    const left = [first, ...others].flatMap((each) => each.left);
    const way = [first, ...others].map(({ state }) => code(state)).join(' → ');
    return [
      clock(first.at),
      times > 1 ? `${way}, ${String(times)} times` : way,
      guideAndReason(states.get(first.state) ?? { Type: 'Pass' }).guide,
      left.flatMap((one) => (one.kind === 'record' ? [changed(one.before, one.after)] : [])).join('<br>'),
      left.flatMap((one) => (one.kind === 'event' ? [said(one.event, one.at, first.at)] : [])).join('<br>'),
    ];
  });
  const isFilled = header.map((_, column) => cells.some((row) => row[column]));
  return table([header, ...cells].map((row) => row.filter((_, column) => isFilled[column])));
}

/** `1 Dec 09:30:00`, as the clocks in Japan show it. */
export function clock(at: Date): string {
  const show = (options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Tokyo', ...options }).format(at);
  return `${show({ day: 'numeric', month: 'short' })} ${show({ timeStyle: 'medium' })}`;
}

function rowsOf(entered: readonly EnteredState[], states: ReadonlyMap<string, State>): Row[] {
  const rows: Row[] = [];
  for (const each of entered) {
    const last = rows.at(-1);
    const works = states.get(each.state)?.Type === 'Task' || each.left.length > 0;
    if (last && !works) last.entered.push(each);
    else rows.push({ entered: [each], times: 1 });
  }
  return rows;
}

/** Folds what repeats one way several times into one row. */
function folded(rows: readonly Row[]): Row[] {
  return rows.reduce<Row[]>((kept, row) => {
    const last = kept.at(-1);
    if (last && stateTimeline(last) === stateTimeline(row)) last.times++;
    else kept.push(row);
    return kept;
  }, []);
}

function stateTimeline({ entered }: Row): string {
  const records = entered.flatMap(({ left }) => left.filter(({ kind }) => kind !== 'event'));
  return entered.map(({ state }) => state).join() + (records.length > 0 ? ` ${JSON.stringify(records)}` : '');
}

/** `2: **licenceConfirmed**, licence`: the revision, the stage where it moved, and the fields that are new. */
function changed(before: Tenant | undefined, after: Tenant): string {
  const fields = Object.entries(after)
    .filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(before?.[name as keyof Tenant]))
    .map(([name]) => name)
    .filter((name) => !['tenantId', 'stage', 'revision'].includes(name));
  const stage = before?.stage === after.stage ? [] : [`**${after.stage}**`];
  return `${String(after.revision)}: ${[...stage, ...fields.map(code)].join(', ')}`;
}

function said({ by, what }: JournalEvent, at: Date, since: Date): string {
  const who = by.startsWith('arn:') ? '' : `${by}: `;
  const when = at.getTime() === since.getTime() ? '' : `${clock(at)} `;
  const inJapan = journalLine(what, 'en').replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/gu, (instant) => clock(new Date(instant)));
  return `${when}${who}${inJapan}`;
}
