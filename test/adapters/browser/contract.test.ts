import { consolePortsContract } from '../../contracts/console-ports.ts';
import { handsByBrowser } from './a-browser.ts';

consolePortsContract('browser', handsByBrowser);
