import { chromiumLauncher } from '../../../lambdas/adapters/browser/chromium/launch.ts';

const { browser, end } = await chromiumLauncher()([]);
const page = await browser.newPage();
await page.setContent('<p>started</p>');
process.stdout.write(await page.locator('p').innerText());
await end();
