import { Cell } from './cell.ts';
import {
  foldSpelling,
  HANDS_SPELLINGS,
  LANGUAGE_SPELLINGS,
  LICENCE_CHANNEL_SPELLINGS,
  REGION_SPELLINGS,
} from './choices.ts';
import { cleanText } from './clean-text.ts';
import { COLUMNS, type Column, type ColumnName } from './columns.ts';
import type { Headers } from './headers.ts';
import type { IntakeRow, UserAccounts, WrittenConsent } from './intake-row.ts';
import { isNoValue, saysNothing } from './placeholders.ts';
import { problem, type Problem, type ProblemCode } from './problems.ts';
import {
  plainEmail,
  plainEmailList,
  plainUserAccounts,
  readEmail,
  readEmailList,
  readUserAccounts,
} from './read-addresses.ts';
import { plainApexCentralHost, readApexCentralHost } from './read-apex-central-host.ts';
import {
  plainLoginId,
  plainName,
  plainTenantId,
  readLabel,
  readLoginId,
  readName,
  readTenantId,
} from './read-names.ts';
import { readConsentDay, readInstant, readWindow } from './read-times.ts';

/** What one row says. */
export interface RowReading {
  /** The tenant, or undefined when a problem of severity `row` is among the problems. */
  tenant: IntakeRow | undefined;
  problems: Problem[];
  /** What must be unique in the file, as far as it could be read: of refused rows too, for they come back fixed. */
  tenantId: string | undefined;
  apexCentralHost: string | undefined;
  accountEmails: { column: ColumnName; email: string }[];
}

/**
 * Reads the cell of a column, unless there is nothing to read; reports an empty cell that is needed. `plain` settles by
 * one look a cell that is as it should be, which nearly all are: cleaning and reporting take twice the time.
 */
type ReadColumn = <T>(
  name: ColumnName,
  reader: (cell: Cell) => T | undefined,
  plain?: (raw: string) => T | undefined,
) => T | undefined;

const COLUMN = Object.fromEntries(COLUMNS.map((column) => [column.name, column])) as Record<ColumnName, Column>;
const CONSENT_COLUMNS = ['consent_reference', 'consent_by', 'consent_on'] as const;

const readLicenceChannel = choiceOf(LICENCE_CHANNEL_SPELLINGS, 'licence-channel-unknown');
const readLanguage = choiceOf(LANGUAGE_SPELLINGS, 'language-unknown');
const readHands = choiceOf(HANDS_SPELLINGS, 'hands-unknown');
const readRegion = choiceOf(REGION_SPELLINGS, 'region-unknown');

const plainLicenceChannel = LICENCE_CHANNEL_SPELLINGS.get.bind(LICENCE_CHANNEL_SPELLINGS);
const plainLanguage = LANGUAGE_SPELLINGS.get.bind(LANGUAGE_SPELLINGS);
const plainHands = HANDS_SPELLINGS.get.bind(HANDS_SPELLINGS);
const plainRegion = REGION_SPELLINGS.get.bind(REGION_SPELLINGS);

/**
 * Reads the cells of one row into a tenant, or into everything that is wrong with it at once.
 *
 * `row` is the row number in Excel. `now` is for what must not lie in the future, or has passed already.
 */
export function readRow(row: number, cells: readonly string[], headers: Headers, now?: Date): RowReading {
  const { places } = headers;
  const problems: Problem[] = [];
  const cellOf = (name: ColumnName): string => cells[places[name]] ?? '';
  const read: ReadColumn = (name, reader, plain) => {
    const place = places[name];
    const raw = cells[place] ?? '';
    const column = COLUMN[name];
    if (raw === '' && (place === -1 || !column.needed)) {
      return undefined;
    }
    const settled = plain?.(raw);
    if (settled !== undefined) {
      return settled;
    }
    const cell = new Cell(row, column, raw, problems);
    if (!cell.isUsable) {
      return undefined;
    }
    if (cell.text === '') {
      return column.needed ? cell.report('value-missing') : undefined;
    }
    if (saysNothing(cell.text)) {
      return cell.report(column.needed ? 'placeholder' : 'read-as-empty');
    }
    return isNoValue(cell.text) ? cell.report('placeholder') : reader(cell);
  };

  const tenantId = read('tenant_id', readTenantId, plainTenantId);
  const companyName = read('company_name', readName, plainName);
  const contactName = read('contact_name', readName, plainName);
  const clpLoginId = read('clp_login_id', readLoginId, plainLoginId);
  const primaryEmail = read('primary_email', readEmail, plainEmail);
  const apexCentralHost = read('apex_central_url', readApexCentralHost, plainApexCentralHost);
  const licenceChannel = read('licence_channel', readLicenceChannel, plainLicenceChannel) ?? 'TSSL';
  const userAccounts: UserAccounts = read('user_accounts', readUserAccounts, plainUserAccounts) ?? {
    kind: 'listed',
    accounts: [],
  };
  const notifyEmails = read('notify_emails', readEmailList, plainEmailList);
  const approverEmail = read('approver_email', readEmail, plainEmail);
  const consent = readConsent(read, now);
  const notBefore = read('not_before', (cell) => readInstant(cell, now));
  const window = read('window', readWindow);
  const language = read('language', readLanguage, plainLanguage) ?? 'ja';
  const hands = read('hands', readHands, plainHands);
  const region = read('region', readRegion, plainRegion) ?? 'Japan';
  if (consent === undefined) {
    problems.push(...whyConsentIsNotSettled(row, cellOf, headers));
  }

  const accountEmails: RowReading['accountEmails'] = [];
  if (primaryEmail !== undefined) {
    accountEmails.push({ column: 'primary_email', email: primaryEmail });
  }
  if (userAccounts.kind === 'listed') {
    accountEmails.push(...userAccounts.accounts.map(({ email }) => ({ column: 'user_accounts' as const, email })));
  }
  const isRefused = problems.length > 0 && problems.some(({ severity }) => severity === 'row');
  const isComplete =
    tenantId !== undefined &&
    companyName !== undefined &&
    clpLoginId !== undefined &&
    primaryEmail !== undefined &&
    apexCentralHost !== undefined &&
    notifyEmails !== undefined &&
    (approverEmail !== undefined || consent !== undefined);
  if (isRefused || !isComplete) {
    return { tenant: undefined, problems, tenantId, apexCentralHost, accountEmails };
  }
  const tenant: IntakeRow = {
    tenantId,
    companyName,
    clpLoginId,
    primaryEmail,
    apexCentralHost,
    licenceChannel,
    userAccounts,
    notifyEmails,
    language,
    region,
  };
  // One by one and only where there is something: spreading an object for each took a tenth of the whole reading.
  if (contactName !== undefined) tenant.contactName = contactName;
  if (approverEmail !== undefined) tenant.approverEmail = approverEmail;
  if (consent !== undefined) tenant.consent = consent;
  if (notBefore !== undefined) tenant.notBefore = notBefore;
  if (window !== undefined) tenant.window = window;
  if (hands !== undefined) tenant.hands = hands;
  return { tenant, problems, tenantId, apexCentralHost, accountEmails };
}

function readConsent(read: ReadColumn, now: Date | undefined): WrittenConsent | undefined {
  const reference = read('consent_reference', readLabel, plainName);
  const by = read('consent_by', readName, plainName);
  const on = read('consent_on', (cell) => readConsentDay(cell, now));
  return reference === undefined || by === undefined || on === undefined ? undefined : { reference, by, on };
}

/** A tenant needs somebody to ask, or a consent given in writing: all three of its columns or none. */
function whyConsentIsNotSettled(row: number, cellOf: (name: ColumnName) => string, headers: Headers): Problem[] {
  const isEmpty = (name: ColumnName): boolean => {
    const raw = cellOf(name);
    if (raw === '') return true;
    const { text } = cleanText(raw, COLUMN[name].nature);
    return text === '' || saysNothing(text);
  };
  const empty = CONSENT_COLUMNS.filter((name) => isEmpty(name) && !headers.unjudged.has(name));
  if (empty.length === 1 || empty.length === 2) {
    return empty.map((column) => problem('consent-incomplete', { row, column }));
  }
  const isNobodyNamed = empty.length === 3 && isEmpty('approver_email');
  return isNobodyNamed && !headers.unjudged.has('approver_email')
    ? [problem('consent-missing', { row, column: 'approver_email' })]
    : [];
}

function choiceOf<Choice>(spellings: ReadonlyMap<string, Choice>, unknown: ProblemCode) {
  return (cell: Cell): Choice | undefined => spellings.get(foldSpelling(cell.text)) ?? cell.report(unknown);
}
