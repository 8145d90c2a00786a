import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Camera } from '../../../lambdas/adapters/browser/camera.ts';
import type { Launched } from '../../../lambdas/adapters/browser/chromium/launch.ts';
import { Secret } from '../../../lambdas/domain/secret.ts';
import { MemoryEvidence } from '../../../local/memory/memory-evidence.ts';
import { launch } from './a-browser.ts';
import { aBrowserSession, type BrowserSessionUnderTest } from './a-browser-session.ts';

let chromium: Launched;
const opened: BrowserSessionUnderTest[] = [];

beforeAll(async () => {
  chromium = await launch(['127.0.0.1']);
}, 60_000);

afterAll(() => chromium.end());

afterEach(async () => {
  await Promise.all(opened.splice(0).map((session) => session.close()));
});

const SECRET = 'eyJ0b2tlbiI6ImNhbmFyeSJ9.Tq7-xw';
const TOKEN = `<p style="font:20px monospace">${SECRET}</p>`;

/** What a camera keeps of a page, and what it says of what it does not keep. */
async function photographed(html: string, { learns = true } = {}) {
  const { session, close } = await aBrowserSession(chromium.browser, html);
  opened.push({ close } as BrowserSessionUnderTest);
  const evidence = new MemoryEvidence();
  const notKept: string[] = [];
  const camera = new Camera(evidence, 'tenant-1', {
    notKept: async (name, why) => void notKept.push(`${name}: ${why}`),
  });
  if (learns) camera.mask(new Secret(SECRET));
  const before = await session.page.screenshot({ animations: 'disabled' });
  await camera.photograph(session.page, 'token');
  await camera.done();
  const [picture] = evidence.pictures;
  return { page: session.page, before, picture: picture?.image, notKept };
}

/** How many points that are dark in the one picture are dark in the other, too. */
function darkInBoth(page: Page, pictures: Uint8Array[]): Promise<{ before: number; still: number }> {
  const encoded = pictures.map((picture) => Buffer.from(picture).toString('base64'));
  return page.evaluate(async (images) => {
    const { createImageBitmap, OffscreenCanvas, Blob } = globalThis as unknown as {
      createImageBitmap(blob: unknown): Promise<{ width: number; height: number }>;
      Blob: new (parts: unknown[]) => unknown;
      OffscreenCanvas: new (
        width: number,
        height: number,
      ) => {
        getContext(kind: '2d'): {
          drawImage(image: unknown, x: number, y: number): void;
          getImageData(x: number, y: number, width: number, height: number): { data: Uint8ClampedArray };
        };
      };
    };
    const dark = async (image: string): Promise<boolean[]> => {
      const bytes = Uint8Array.from(atob(image), (letter) => letter.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes]));
      const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
      context.drawImage(bitmap, 0, 0);
      const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
      return Array.from({ length: data.length / 4 }, (_, at) => (data[at * 4] ?? 0) + (data[at * 4 + 1] ?? 0) < 200);
    };
    const [first = [], second = []] = await Promise.all(images.map(dark));
    return { before: first.filter(Boolean).length, still: first.filter((isDark, at) => isDark && second[at]).length };
  }, encoded);
}

const inFrame = (html: string, style = ''): string =>
  `<iframe style="width:900px;height:500px;border:0;${style}" srcdoc="${html.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"></iframe>`;

describe('a picture of a page that shows a secret', () => {
  it.each([
    ['as it is', TOKEN],
    ['on a page whose root is zoomed', `<style>html { zoom: 1.25 }</style>${TOKEN}`],
    ['in a part that is zoomed', `<div style="zoom: 1.6">${TOKEN}</div>`],
    ['in a frame whose root is zoomed', inFrame(`<style>html { zoom: 1.25 }</style>${TOKEN}`)],
    ['in a frame of a zoomed page', `<style>html { zoom: 1.25 }</style>${inFrame(TOKEN)}`],
    [
      'in a frame within a frame',
      inFrame(inFrame(`<style>body { zoom: 0.8 }</style>${TOKEN}`), 'transform: scale(1.1)'),
    ],
    [
      'turned and scaled',
      `<div style="transform: rotate(7deg) scale(1.3); transform-origin: 0 0; margin: 40px">${TOKEN}</div>`,
    ],
    [
      'in a container that was scrolled',
      `<div id="s" style="height:60px;overflow:auto"><div style="height:300px"></div>${TOKEN}<div style="height:300px"></div></div>
       <script>s.scrollTop = 310</script>`,
    ],
    ['in a modal dialog', `<dialog id="d" style="border:0;outline:0">${TOKEN}</dialog><script>d.showModal()</script>`],
    [
      'in a popover over a dialog',
      `<dialog id="d" style="border:0;outline:0"><div id="p" popover style="border:0">${TOKEN}</div></dialog><script>d.showModal(); p.showPopover()</script>`,
    ],
    ['in a shadow tree', `<div id="h"></div><script>h.attachShadow({ mode: 'open' }).innerHTML = '${TOKEN}'</script>`],
    ['in pieces', `<p style="font:20px monospace"><b>${SECRET.slice(0, 9)}</b><i>${SECRET.slice(9)}</i></p>`],
    ['wider than its box', `<p style="width:30px;white-space:nowrap;font:20px monospace">${SECRET}</p>`],
    [
      'in colours that want to stay',
      `<p style="font:20px monospace;color:#000 !important;-webkit-text-fill-color:#000 !important">${SECRET}</p>`,
    ],
    ['in a field', `<input readonly style="width:600px;font:20px monospace" value="${SECRET}">`],
    [
      'in a field with colours that want to stay',
      `<textarea style="width:600px;color:#000!important;-webkit-text-fill-color:#000!important">${SECRET}</textarea>`,
    ],
    ['in SVG', `<svg width="700" height="80"><text y="40" font-size="20">${SECRET}</text></svg>`],
    [
      'beside a clock',
      `<p id="c" style="float:right;color:#aaa">0</p>${TOKEN}<script>setInterval(() => { c.textContent = new Date().toLocaleTimeString() }, 200)</script>`,
    ],
  ])('is kept without it: %s', async (_, html) => {
    const { page, before, picture, notKept } = await photographed(html);
    expect(notKept).toEqual([]);
    const { before: dark, still } = await darkInBoth(page, [before, picture ?? before]);
    expect(dark).toBeGreaterThan(300);
    expect(still).toBe(0);
  });

  it('leaves the page as it was', async () => {
    const html = `<p style="color: red">Token: <b>${SECRET}</b></p><input id="i" value="typed 121">`;
    const { page, before } = await photographed(html);
    expect(await page.screenshot({ animations: 'disabled' })).toEqual(before);
    expect(await page.locator('#i').inputValue()).toBe('typed 121');
    expect(await page.locator('p').getAttribute('style')).toBe('color: red');
  });

  it.each([
    [
      'paints its text anew all the time',
      `<div id="r"></div><script>setInterval(() => { r.innerHTML = '${TOKEN}' }, 5)</script>`,
    ],
    [
      'takes back what is done to its style',
      `<p id="p" style="font:20px monospace">${SECRET}</p><script>new MutationObserver((_, o) => {
        p.setAttribute('style', 'color:#000!important;-webkit-text-fill-color:#000!important'); o.takeRecords();
      }).observe(p, { attributes: true })</script>`,
    ],
    ['shows the text of an entry in its list', `<select><option>${SECRET}</option></select>`],
  ])('is not kept where the page %s, and that is said', async (_, html) => {
    const { page, before, picture, notKept } = await photographed(html);
    const { still } = picture ? await darkInBoth(page, [before, picture]) : { still: 0 };
    expect(still).toBe(0);
    expect(notKept).toEqual(picture ? [] : ['token: it could not be proven that no secret shows in it']);
  });
});

it('a picture shows nothing of what was typed, also where nobody knows it for a secret', async () => {
  const html = `<style>input { font: 20px monospace; color: #000; width: 600px; zoom: 1.3 }</style><input value="${SECRET}">`;
  const { page, before, picture } = await photographed(html, { learns: false });
  expect(await darkInBoth(page, [before, picture ?? before])).toMatchObject({ still: 0 });
});

it('a picture of a page without anything to hide is kept as it is', async () => {
  const { page, before, picture, notKept } = await photographed('<h1>Product Instance</h1><input type="checkbox">');
  const { before: dark, still } = await darkInBoth(page, [before, picture ?? before]);
  expect(still).toBeGreaterThan(dark / 2);
  expect(notKept).toEqual([]);
});
