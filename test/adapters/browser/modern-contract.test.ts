import { consolePortsContract } from '../../contracts/console-ports.ts';
import { handsByBrowser } from './a-browser.ts';

/** Every tenant has other products beside ours, one of them on premises; statuses have an icon and a time, ticks are drawn. */
const TRAITS = ['OTHER_PRODUCTS', 'ON_PREMISES_ROW', 'ORNATE_STATUS', 'STYLED_TICK'];

consolePortsContract('browser, at modern pages,', handsByBrowser, { face: 'modern', faults: TRAITS });
