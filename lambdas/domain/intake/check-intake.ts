import { columnLetters, COLUMNS } from './columns.ts';
import { otherTenant, type ConsoleConflicts, type OtherOwners } from './console-conflicts.ts';
import type { Delimiter } from './delimiter.ts';
import type { Encoding } from './encodings.ts';
import { FirstRows } from './first-rows.ts';
import { headingsAmong, MANY_HEADINGS, readHeaders, readMisplacedHeaders, type Headers } from './headers.ts';
import type { IntakeRow } from './intake-row.ts';
import { LeadingZeros } from './leading-zeros.ts';
import { ColumnLooks } from './looks.ts';
import { ProblemList } from './problem-list.ts';
import { problem, type Problem } from './problems.ts';
import { CsvReader, type CsvRecord, type RowSource } from './read-csv.ts';
import { readRow, type RowReading } from './row.ts';
import { UnreadableFileError } from './unreadable-file-error.ts';
import { foreignAddresses } from './foreign-addresses.ts';

/** Under this many rows the share of rejected ones says nothing: two slips in three rows are two slips. */
const MIN_ROWS_FOR_SHARE = 10;

/** The tenant id of the example row in samples/template.xlsx: nobody's, whatever else its row says. */
export const EXAMPLE_TENANT_ID = 'example-row';

/** Rows whose consoles are looked for in the records at once. */
const ASKED_AT_ONCE = 500;

/** Kinds of keys in one table. */
const HOSTS = 1;
const LOGINS = 2;
/** Every host that is accepted ends so. */
const END_OF_HOSTS = '.manage.trendmicro.com'.length;

const NO_CONFLICTS: ConsoleConflicts = { repeated: new Map(), owned: new Map() };

export interface IntakeOptions {
  /** Default 100,000. */
  maxTenants?: number;
  /** Tenant IDs and addresses of accounts in the file; default and at most 3,300,000. */
  maxKeys?: number;
  /** Domains at which anybody may get mail, lower case; default none. */
  operatorDomains?: readonly string[];
  /** Refuse the file when more than this share of its rows is rejected; default 0.5. Ignored under 10 rows. */
  refuseAboveRejectedShare?: number;
  /** Two tenants with one Apex Central host are a notice and not refused; default false. */
  allowSharedConsoles?: boolean;
  /** Asks the records whose the consoles are; without it they are compared within the file. */
  otherOwners?: OtherOwners;
  /** What an earlier reading of the same file has found: its rows are then refused as they come. */
  conflicts?: ConsoleConflicts;
  /** For consents dated in the future and starts that have passed; without it neither is looked at. */
  now?: Date;
}

/** One row that was understood. `original` is its text as it stands in the file. */
export interface AcceptedRow {
  kind: 'accepted';
  row: number;
  tenant: IntakeRow;
  original: string[];
  /** Never of a severity other than `notice`. */
  notices: Problem[];
}

/** One row that goes to `rejected.csv`. Its problems may include notices. */
export interface RejectedRow {
  kind: 'rejected';
  row: number;
  original: string[];
  problems: Problem[];
}

export type CheckedRow = AcceptedRow | RejectedRow;

/** How the file as a whole came out. */
export interface IntakeSummary {
  /** A problem of severity `file` is among the problems: no row of the file may be used. */
  refused: boolean;
  /** Null when the file could not be read that far. */
  encoding: Encoding | null;
  delimiter: Delimiter | null;
  /** As written; empty when it may hold secrets or is no header at all. */
  header: string[];
  /** Filled rows read below the header. Of a file that is not refused: accepted + rejected. */
  rows: number;
  accepted: number;
  rejected: number;
  conflicts: ConsoleConflicts;
  /** Everything found, of every severity, in file order; at most 10,000 problems and 1,000 notices. */
  problems: Problem[];
}

/**
 * Checks an intake CSV row by row, in constant memory.
 *
 * Used before an upload and when the file has arrived: the same code says the same things. Iterate over the result to
 * the end, then ask for its summary.
 *
 * Some reasons to refuse a file show only at its end (a damaged byte, too many rejected rows). So the caller must not act
 * on any row before the summary says that the file is not refused: it writes rows aside, and drops them if it is.
 *
 * Throws only what the source of the bytes throws. Whatever the bytes are, they end in rows or in problems.
 */
export function checkIntake(chunks: AsyncIterable<Uint8Array>, options: IntakeOptions = {}): IntakeCheck {
  return checkRows(new CsvReader(chunks), options);
}

/** Checks the rows of any file, as `checkIntake` does those of a CSV. */
function checkRows(source: RowSource, options: IntakeOptions = {}): IntakeCheck {
  return new IntakeCheck(source, options);
}

/** A row that was read for itself; without a reading where its cells cannot be told apart. */
interface ReadRecord {
  record: CsvRecord;
  headers: Headers;
  width: Problem | undefined;
  reading: RowReading | undefined;
  /** The numbers of its keys among those that are expected; addresses of accounts follow that of the tenant. */
  keys: ExpectedKeys;
}

interface ExpectedKeys {
  tenant: number;
  host: number;
  login: number;
}

const NO_KEYS: ExpectedKeys = { tenant: -1, host: -1, login: -1 };

class IntakeCheck implements AsyncIterable<CheckedRow> {
  readonly #reader: RowSource;
  readonly #maxTenants: number;
  readonly #operatorDomains: ReadonlySet<string>;
  readonly #maxRejectedShare: number;
  readonly #now: Date | undefined;

  readonly #problems = new ProblemList();
  /** Tenant IDs and addresses in one table: only addresses have an "@". */
  readonly #keys: FirstRows;
  /** Hosts and sign-in names. */
  readonly #consoles: FirstRows;
  readonly #sharedAllowed: boolean;
  readonly #otherOwners: OtherOwners | undefined;
  readonly #known: ConsoleConflicts;
  readonly #repeated = new Map<string, readonly [number, number]>();
  readonly #owned = new Map<string, string>();
  readonly #zeros = { tenantId: new LeadingZeros('tenant_id'), clpLoginId: new LeadingZeros('clp_login_id') };
  readonly #saidOfBlank = new Set<number>();
  #header: string[] = [];
  #headers: Headers | undefined;
  #looks: ColumnLooks | undefined;
  #accepted = 0;
  #rejected = 0;
  #state: 'not begun' | 'reading' | 'ended' = 'not begun';

  constructor(source: RowSource, options: IntakeOptions) {
    this.#reader = source;
    this.#keys = new FirstRows(options.maxKeys);
    this.#maxTenants = options.maxTenants ?? 100_000;
    this.#consoles = new FirstRows(2 * this.#maxTenants);
    this.#sharedAllowed = options.allowSharedConsoles ?? false;
    this.#otherOwners = options.otherOwners;
    this.#known = options.conflicts ?? NO_CONFLICTS;
    this.#operatorDomains = new Set(options.operatorDomains?.map((domain) => domain.toLowerCase()));
    this.#maxRejectedShare = options.refuseAboveRejectedShare ?? 0.5;
    this.#now = options.now;
  }

  /** The header row as written: complete before the first row is handed out, so that `rejected.csv` can be begun. */
  get header(): readonly string[] {
    return this.#header;
  }

  /** The delimiter of the file: known before the first row is handed out. */
  get delimiter(): Delimiter | null {
    return this.#reader.delimiter;
  }

  /** The rows in file order. None of a file whose header is refused, though its rows are read for their problems. */
  async *[Symbol.asyncIterator](): AsyncGenerator<CheckedRow> {
    if (this.#state !== 'not begun') {
      throw new Error('an intake is checked once: its bytes have been read');
    }
    this.#state = 'reading';
    try {
      for await (const rows of this.#checkBatches()) {
        for (const row of rows) {
          yield row;
        }
      }
    } catch (error) {
      if (!(error instanceof UnreadableFileError)) {
        throw error;
      }
      this.#problems.add(error.problem);
    }
    this.#judgeWhole();
    this.#state = 'ended';
  }

  /** Throws when the rows have not been read to the end: nothing is certain before. */
  summary(): IntakeSummary {
    if (this.#state !== 'ended') {
      throw new Error('an intake has no summary before all its rows have been read');
    }
    return {
      refused: this.#problems.hasFileProblem(),
      encoding: this.#reader.encoding,
      delimiter: this.#reader.delimiter,
      header: this.#header,
      rows: this.#accepted + this.#rejected,
      accepted: this.#accepted,
      rejected: this.#rejected,
      conflicts: {
        repeated: new Map([...this.#known.repeated, ...this.#repeated]),
        owned: new Map([...this.#known.owned, ...this.#owned]),
      },
      problems: this.#problems.all(),
    };
  }

  /** In batches, as each row of a generator costs a promise. */
  async *#checkBatches(): AsyncGenerator<CheckedRow[]> {
    for await (const batch of this.#recordBatches()) {
      const rows: CheckedRow[] = [];
      const readings: ReadRecord[] = [];
      let tooMany: Problem | undefined;
      for (const record of batch) {
        if (this.#headers === undefined) {
          this.#headers = readHeaders(record.cells, record.row);
          const misplaced = this.#whyNoHeadings(record.row, batch.slice(1), this.#headers);
          this.#problems.add(...misplaced);
          if (misplaced.length > 0) return;
          this.#looks = new ColumnLooks(this.#headers.ignored.map(({ index }) => index));
          this.#header = record.cells;
          continue;
        }
        const id = record.cells[this.#headers.places.tenant_id] ?? '';
        if (id.length === EXAMPLE_TENANT_ID.length && id.toLowerCase() === EXAMPLE_TENANT_ID) {
          this.#problems.add(problem('example-row-skipped', { row: record.row, column: 'tenant_id', value: id }));
          continue;
        }
        readings.push(this.#read(record, this.#headers));
      }
      this.#keys.fetchExpected();
      this.#consoles.fetchExpected();
      for (const read of readings) {
        tooMany = this.#whyNoFurther(read.record.row);
        if (tooMany !== undefined) break;
        rows.push(this.#check(read));
      }
      this.#keys.forgetExpected();
      this.#consoles.forgetExpected();
      if (this.#otherOwners !== undefined || this.#known.owned.size > 0) await this.#askForOwners(rows);
      for (const row of rows) {
        const found = row.kind === 'accepted' ? row.notices : row.problems;
        if (found.length > 0) this.#problems.add(...found);
      }
      if (tooMany !== undefined) this.#problems.add(tooMany);
      yield this.#headers?.unjudged.size === 0 ? rows : [];
      if (tooMany !== undefined) return;
    }
  }

  /** As the source gives them; larger ones where each is a question to the records. */
  async *#recordBatches(): AsyncGenerator<CsvRecord[]> {
    let held: CsvRecord[] = [];
    for await (const batch of this.#reader.batches()) {
      held = held.length === 0 ? batch : [...held, ...batch];
      if (this.#otherOwners !== undefined && held.length < ASKED_AT_ONCE) continue;
      yield held;
      held = [];
    }
    if (held.length > 0) yield held;
  }

  /** Why the first row is not the headings, or must not be looked at. `below` are the rows that follow, as far as read. */
  #whyNoHeadings(row: number, below: readonly CsvRecord[], headers: Headers): Problem[] {
    const problems = headers.areRowsReadable ? [] : headers.problems(new Map());
    // A title may have a word of ours: 会社名, 見本商事 in a form above the table.
    const isTitle = headers.positions.size < MANY_HEADINGS && headingsAmong(below) !== undefined;
    const isMissing = problems[0]?.code === 'header-missing' || (headers.areRowsReadable && isTitle);
    return isMissing ? readMisplacedHeaders(row, below) : problems;
  }

  #whyNoFurther(row: number): Problem | undefined {
    if (this.#accepted + this.#rejected >= this.#maxTenants) {
      return problem('too-many-tenants', { row, about: this.#maxTenants.toLocaleString('en') });
    }
    return this.#keys.isFull || this.#consoles.isFull
      ? problem('too-many-accounts', { row, about: this.#keys.maxKeys.toLocaleString('en') })
      : undefined;
  }

  /** Reads one row for itself, and has the places of its keys fetched: they are claimed when the whole batch has been read. */
  #read(record: CsvRecord, headers: Headers): ReadRecord {
    if (headers.ignored.length > 0) this.#looks?.see(record.cells);
    const width = checkWidth(record, headers);
    if (width?.severity === 'row') return { record, headers, width, reading: undefined, keys: NO_KEYS };
    const reading = readRow(record.row, record.cells, headers, this.#now);
    const { tenant, tenantId, apexCentralHost, accountEmails } = reading;
    const tenantKey = this.#keys.expect(tenantId ?? '');
    for (const { email } of accountEmails) this.#keys.expect(email);
    const host = apexCentralHost ?? '';
    const hostKey = this.#consoles.expect(host, HOSTS, Math.max(host.length - END_OF_HOSTS, 0));
    const loginKey = this.#consoles.expect(tenant?.clpLoginId ?? '', LOGINS);
    return { record, headers, width, reading, keys: { tenant: tenantKey, host: hostKey, login: loginKey } };
  }

  #check({ record, headers, width, reading, keys }: ReadRecord): CheckedRow {
    const { row, cells: original } = record;
    let problems = width === undefined ? [] : [width];
    let tenant: IntakeRow | undefined;
    if (reading !== undefined) {
      const repeated = this.#repeatedKeys(row, reading, keys);
      const isPlain = problems.length === 0 && repeated.length === 0;
      problems = isPlain ? reading.problems : [...problems, ...reading.problems, ...repeated];
      tenant = repeated.some(({ severity }) => severity === 'row') ? undefined : reading.tenant;
    }
    if (tenant === undefined) {
      this.#rejected++;
      return { kind: 'rejected', row, original, problems };
    }
    this.#accepted++;
    if (headers.blank.size > 0) {
      problems.push(...this.#firstCellsUnderNoHeading(record, headers));
    }
    this.#zeros.tenantId.see(row, tenant.tenantId);
    this.#zeros.clpLoginId.see(row, tenant.clpLoginId);
    const withLogin = this.#consoles.claimExpected(keys.login, row);
    if (withLogin !== undefined) {
      const details = { row, column: 'clp_login_id', value: tenant.clpLoginId, about: String(withLogin) };
      problems.push(problem('login-repeated', details));
    }
    const foreign = foreignRecipients(row, tenant, this.#operatorDomains);
    if (foreign.length > 0) problems.push(...foreign);
    return { kind: 'accepted', row, tenant, original, notices: problems };
  }

  /**
   * What is to be said of a row whose console another row has, too. Which of the two is wrong cannot be told, and a press
   * cannot be taken back: a row that was accepted before is refused after all.
   */
  #sharedConsoleOf(row: number, host: string, isFine: boolean, key: number): Problem | undefined {
    const known = this.#known.repeated.size === 0 ? undefined : this.#known.repeated.get(host);
    if (known !== undefined) return this.#sharedConsole(row, host, String(known[0] === row ? known[1] : known[0]));
    // The lowest bit says whether the row was fine by itself.
    const before = this.#consoles.claimExpected(key, 2 * row + Number(isFine));
    if (before === undefined) return undefined;
    const first = Math.floor(before / 2);
    if (!this.#repeated.has(host)) {
      this.#repeated.set(host, [first, row]);
      if (!this.#sharedAllowed) {
        this.#problems.add(this.#sharedConsole(first, host, String(row)));
        if (before % 2 === 1) {
          this.#accepted--;
          this.#rejected++;
        }
      }
    }
    return this.#sharedConsole(row, host, String(first));
  }

  #sharedConsole(row: number, host: string, about: string): Problem {
    const code = this.#sharedAllowed ? 'console-shared' : 'console-repeated';
    return problem(code, { row, column: 'apex_central_url', value: host, about });
  }

  /** Refuses those of the rows whose console is another tenant's in the records. */
  async #askForOwners(rows: CheckedRow[]): Promise<void> {
    const accepted = rows.filter((row) => row.kind === 'accepted');
    const asked = this.#otherOwners === undefined ? [] : accepted.map(({ tenant }) => tenant);
    const found = asked.length === 0 ? undefined : await this.#otherOwners?.(asked);
    if ((found?.size ?? 0) === 0 && this.#known.owned.size === 0) return;
    rows.forEach((checked, index) => {
      if (checked.kind === 'rejected') return;
      const { row, original, notices, tenant } = checked;
      const host = tenant.apexCentralHost;
      const owner = found?.get(host) ?? this.#known.owned.get(host);
      if (owner === undefined) return;
      this.#owned.set(host, owner);
      const problems = [...notices, this.#sharedConsole(row, host, otherTenant(owner))];
      if (this.#sharedAllowed) {
        rows[index] = { ...checked, notices: problems };
        return;
      }
      this.#accepted--;
      this.#rejected++;
      rows[index] = { kind: 'rejected', row, original, problems };
    });
  }

  /** A column without a heading is not read; that is said once, where something stands in it. */
  #firstCellsUnderNoHeading({ row, cells }: CsvRecord, { blank }: Headers): Problem[] {
    const notices: Problem[] = [];
    for (const index of blank) {
      if ((cells[index] ?? '').trim() !== '' && !this.#saidOfBlank.has(index)) {
        this.#saidOfBlank.add(index);
        notices.push(problem('heading-blank', { row, column: columnLetters(index) }));
      }
    }
    return notices;
  }

  /** The first row keeps a key and every later one is rejected: which of them is wrong only the operator knows. */
  #repeatedKeys(
    row: number,
    { tenant, tenantId, apexCentralHost, accountEmails }: RowReading,
    keys: ExpectedKeys,
  ): Problem[] {
    const problems: Problem[] = [];
    const ownRow = tenantId === undefined ? undefined : this.#keys.claimExpected(keys.tenant, row);
    if (tenantId !== undefined && ownRow !== undefined) {
      problems.push(
        problem('tenant-id-repeated', { row, column: 'tenant_id', value: tenantId, about: String(ownRow) }),
      );
    }
    let next = keys.tenant;
    for (const { column, email } of accountEmails) {
      const firstRow = this.#keys.claimExpected(++next, row);
      if (firstRow !== undefined) {
        problems.push(problem('email-repeated', { row, column, value: email, about: String(firstRow) }));
      }
    }
    // A tenant that is there twice has its console twice, too.
    if (apexCentralHost !== undefined && ownRow === undefined) {
      const isFine = tenant !== undefined && problems.length === 0;
      const shared = this.#sharedConsoleOf(row, apexCentralHost, isFine, keys.host);
      if (shared !== undefined) problems.push(shared);
    }
    return problems;
  }

  #judgeWhole(): void {
    const rows = this.#accepted + this.#rejected;
    if (this.#headers?.areRowsReadable === true && this.#looks !== undefined) {
      this.#problems.addFirst(...this.#headers.problems(this.#looks.looks()));
    }
    this.#problems.add(...this.#zeros.tenantId.notices(), ...this.#zeros.clpLoginId.notices());
    if (this.#problems.hasFileProblem()) {
      return;
    }
    if (this.#headers === undefined) {
      this.#problems.add(problem('file-empty'));
    } else if (rows === 0) {
      this.#problems.add(problem('rows-missing'));
    } else if (rows >= MIN_ROWS_FOR_SHARE && this.#rejected > rows * this.#maxRejectedShare) {
      this.#problems.add(
        problem('too-many-rejected', {
          value: `${this.#rejected} / ${rows}`,
          about: `${Math.round(this.#maxRejectedShare * 100)}%`,
        }),
      );
    }
  }
}

/** A notice for every address of a tenant that is nobody's we know. */
function foreignRecipients(row: number, tenant: IntakeRow, operatorDomains: ReadonlySet<string>): Problem[] {
  return foreignAddresses(tenant, operatorDomains).map(({ column, value }) =>
    problem('recipient-outside-tenant', { row, column, value }),
  );
}

/**
 * Whether a row has the cells its headings ask for.
 *
 * Excel leaves out the delimiters of empty cells at the end of a row, so a row may end early where only optional
 * columns are left: a notice. But not the very last row when its line end is missing too: then the file was cut off, and
 * an empty `not_before` would mean "at once".
 */
function checkWidth({ row, cells, isUnterminated }: CsvRecord, headers: Headers): Problem | undefined {
  if (cells.length > headers.maxWidth && cells.slice(headers.maxWidth).some((cell) => cell.trim() !== '')) {
    return problem('row-too-long', { row, about: `${cells.length} > ${headers.maxWidth}` });
  }
  if (cells.length >= headers.width) {
    return undefined;
  }
  if (isUnterminated) {
    return problem('row-cut-off', { row });
  }
  const lacksNeeded = COLUMNS.some(({ name, needed }) => needed && (headers.positions.get(name) ?? -1) >= cells.length);
  return lacksNeeded
    ? problem('row-too-short', { row, about: `${cells.length} < ${headers.width}` })
    : problem('cells-missing-at-end', { row, about: String(headers.width - cells.length) });
}
