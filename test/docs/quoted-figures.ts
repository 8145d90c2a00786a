import type { Report } from '../../bench/report.ts';

/**
 * The sentences of the documents that quote a measured figure, as they must read now. Anyone who measures again and
 * finds one of them wrong corrects the page, and reads what stands around it.
 */
export function quotedFigures(report: Report): { page: string; says: string }[] {
  const figure = (section: string, name: string): number => {
    const found = report[section]?.figures[name];
    if (!found) throw new Error(`docs/benchmarks.json has no figure ${name} in ${section}`);
    return found.value;
  };
  const dollars = (name: string, digits: number): string => `$${figure('cost', name).toFixed(digits)}`;
  const transitions = figure('cost', 'clean.transitions').toFixed(0);
  const bothReadings = (2 * figure('intake', 'utf-8.100000.seconds')).toFixed(0);
  const memory = ['utf-8', 'cp932'].flatMap((encoding) =>
    [10_000, 100_000, 1_000_000].map((rows) => Math.round(figure('intake', `${encoding}.${String(rows)}.memory`))),
  );
  const [least, most] = [Math.min(...memory), Math.max(...memory)].map(String);
  const price = `about ${dollars('clean.total', 4)} without a browser, and ${dollars('clean.withBrowser', 4)} with one`;
  const people = (name: string): string => figure('costOfPeople', name).toFixed(1);
  return [
    { page: 'docs/capacity.md', says: `The list price of a clean tenant is ${price}` },
    {
      page: 'docs/capacity.md',
      says: `a person at the desk costs $${figure('costByHand', 'clean.total').toFixed(4)}:`,
    },
    { page: 'docs/deploying.md', says: `costs ${price}` },
    { page: 'docs/capacity.md', says: `it is spent on ${transitions} states` },
    { page: 'docs/capacity.md', says: `after four hours, ${dollars('updateNeverEnds.total', 4)}.` },
    {
      page: 'docs/capacity.md',
      says: `the last tenant ends after ${figure('scale', 'defaults.ratio').toFixed(1)} times the longest one (${figure('scale', 'defaults.longest').toFixed(0)} minutes) in Tokyo, and after ${figure('scale', 'largest.ratio').toFixed(1)} times in Virginia`,
    },
    {
      page: 'docs/capacity.md',
      says: `Simulated it takes ${figure('scale', 'raised.ratio').toFixed(2)} times the longest tenant.`,
    },
    {
      page: 'docs/capacity.md',
      says: `${figure('imports', 'median').toFixed(0)} ms of processor time, ${figure('imports', 'overMedian').toFixed(1)} times what the SDK's clients alone take`,
    },
    {
      page: 'docs/capacity.md',
      says: `the functions of a clean tenant work for ${figure('browser-tenant', 'total').toFixed(0)} seconds`,
    },
    {
      page: 'docs/capacity.md',
      says: `They start ${figure('browser-tenant', 'browsers').toFixed(0)} browsers, ${figure('browser-tenant', 'start').toFixed(2)} seconds each once Chromium is unpacked; starts and ends are ${figure('browser-tenant', 'startsAndEnds').toFixed(0)} % of the whole`,
    },
    {
      page: 'docs/capacity.md',
      says: `a step takes ${figure('browser', 'overScript').toFixed(1)} times as long as the shortest Playwright script`,
    },
    {
      page: 'docs/capacity.md',
      says: `(c) takes ${people('onceOfGuide')} % of (a), at most a sixth was wanted, and ${people('onceOfDesk')} % of (b), at most a third; one CAPTCHA a tenant takes ${people('oneOfGuide')} % of (a), at most a fifteenth; a thousand tenants with one each take ${people('thousandOne')} hours`,
    },
    { page: 'docs/capacity.md', says: `the thousand take ${people('thousandOnce')} hours` },
    ...WAYS.map(([way, counted, times, hours]) => {
      const sums = ['clicks', 'keys', 'looks', 'switches', 'seconds'].map((name) =>
        (figure('costOfPeople', `${counted}.${name}`) * (times ? figure('costOfPeople', times) : 1)).toFixed(0),
      );
      return { page: 'docs/capacity.md', says: `| ${way} | ${sums.join(' | ')} s | ${people(hours)} h |` };
    }),
    { page: 'docs/intake-csv.md', says: `both readings of 100,000 rows take about ${bothReadings} seconds` },
    { page: 'docs/intake-csv.ja.md', says: `100,000行を2回読み取るのに約${bothReadings}秒` },
    {
      page: 'docs/intake-csv.md',
      says: `takes ${String(least)} to ${String(most)} MB at its peak, for ten thousand rows`,
    },
    { page: 'docs/intake-csv.ja.md', says: `1万行でも100万行でも最大${String(least)}～${String(most)}MBです` },
  ];
}

/**
 * Rows of the table of a person's time: the way, what is counted of it, how often that is done, and a thousand tenants.
 */
const WAYS = [
  ['(a) the guide by hand', 'guide', undefined, 'thousandGuide'],
  ['(b) the desk by hand', 'desk', undefined, 'thousandDesk'],
  ['(c) attended, a CAPTCHA at each console once', 'captcha', 'once.captchas', 'thousandOnce'],
  ['attended, one CAPTCHA a tenant', 'captcha', undefined, 'thousandOne'],
  ['(d) attended, a CAPTCHA at every sign-in', 'captcha', 'always.captchas', 'thousandAlways'],
] as const;
