import { label } from '../../adapters/browser/label.ts';
import { cellsOf } from './cells.ts';

export interface LicenceLine {
  product: string;
  seats: number;
  kind: string;
  /** As the portal shows it, which need not be a day that exists (guide: 2024/06/31). */
  expiresOn: string;
}

const DATE = /^(\d{4})[-/年](\d{1,2})[-/月](\d{1,2})日?$/u;
const SEATS = /^\d{1,3}(?:,\d{3})+$|^\d{1,9}$/u;

/** Guide 1-1: the line of Apex One SaaS in the products table, among whatever else was copied; `undefined` without one. */
export function readLicenceLine(text: string | undefined): LicenceLine | undefined {
  const cells = cellsOf(text).map((cell) => cell.normalize('NFKC'));
  const start = cells.findIndex((cell) => label('apexOneLicence').test(cell));
  if (start < 0) return undefined;
  const line = cells.slice(start);
  const seatsAt = line.findIndex((cell) => SEATS.test(cell));
  const dateAt = line.findIndex((cell) => DATE.test(cell));
  const [product, seats, kind, date] = [line[0], line[seatsAt], line[seatsAt + 1], DATE.exec(line[dateAt] ?? '')];
  if (product === undefined || seats === undefined || kind === undefined || !date || dateAt <= seatsAt)
    return undefined;
  const [, year = '', month = '', day = ''] = date;
  return {
    product,
    seats: Number(seats.replaceAll(',', '')),
    kind: dateAt === seatsAt + 1 ? '' : kind,
    expiresOn: `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`,
  };
}
