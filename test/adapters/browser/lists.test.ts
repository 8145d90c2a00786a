import { says } from '../../in-words.ts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Launched } from '../../../lambdas/adapters/browser/chromium/launch.ts';
import { PolicyManagementPage } from '../../../lambdas/adapters/browser/pages/policy-management-page.ts';
import { ProductInstancePage } from '../../../lambdas/adapters/browser/pages/product-instance-page.ts';
import { UserAccountsPage } from '../../../lambdas/adapters/browser/pages/user-accounts-page.ts';
import { stateOf } from '../../../lambdas/domain/product-instance.ts';
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

async function show(html: string) {
  const under = await aBrowserSession(chromium.browser, html);
  opened.push(under);
  return { ...under, page: under.session.page };
}

const OURS = ['Trend Micro Apex One as a Service', '接続済み', 'Trend Micro Apex One SaaS', 'Japan'];
const other = (number: number) => [`Cloud App Security ${String(number)}`, '接続済み', 'Cloud App Security', 'Japan'];
const HEADINGS = ['表示名', 'ステータス', 'インスタンスタイプ', '地域'];
const TITLE = '<h1>Trend Vision One™ | Product Instance</h1><button>既存製品を追加</button>';

const td = (cells: readonly string[]) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
const table = (rows: readonly string[][], headings = HEADINGS) =>
  `<table><thead><tr>${headings.map((name) => `<th>${name}</th>`).join('')}</tr></thead><tbody>${rows.map(td).join('')}</tbody></table>`;
const divs = (cells: readonly string[], css: string) =>
  `<div class="${css}" style="display:flex">${cells.map((cell) => `<div style="width:240px">${cell}</div>`).join('')}</div>`;

/** A list that its script draws, a few rows at a time; `draw` has `rows`, `page` and `size`. */
const drawn = (rows: readonly string[][], size: number, pager: string, turn: string) => `${TITLE}${table([])}${pager}
  <script>const rows=${JSON.stringify(rows)}, size=${String(size)}; let page=0;
  function draw(){const shown=rows.slice(page*size,page*size+size);
    document.querySelector('tbody').innerHTML=shown.map(r=>'<tr>'+r.map(c=>'<td>'+c+'</td>').join('')+'</tr>').join('');
    const at=document.getElementById('at'); if(at) at.textContent=(page*size+1)+'-'+(page*size+shown.length)+' / '+rows.length}
  ${turn} draw()</script>`;

const NEXT = `next.onclick=()=>{if((page+1)*size<rows.length)page++; next.disabled=(page+1)*size>=rows.length; draw()};`;
const many = (count: number, last: string[]) => [
  ...Array.from({ length: count - 1 }, (_, index) => other(index)),
  last,
];

async function readProduct(html: string) {
  const { session, page } = await show(html);
  return new ProductInstancePage(session, page).read();
}

describe('a row on a further page', () => {
  it.each([
    ['the word', '<button id="next">次へ</button>'],
    ['an arrow beside another one', '<button id="prev" disabled>‹</button><button id="next">›</button>'],
    ['a wide arrow', '<a id="prev" aria-disabled="true">＜</a> <a id="next" href="#">＞</a>'],
    ['the name of an icon', '<button id="next" aria-label="Next page"><svg width="9" height="9"></svg></button>'],
    ['the title of an icon', '<button id="next" title="次のページ"><i>&#xe001;</i></button>'],
    ['what is no button but takes the pointer', '<span id="next" style="cursor:pointer">次へ</span>'],
  ])('is found, where the next page is reached by %s', async (_, control) => {
    const html = drawn(
      many(12, OURS),
      5,
      `<p id="at"></p>${control}`,
      `const next=document.getElementById('next');${NEXT}`,
    );
    expect(stateOf(await readProduct(html))).toBe('unknown');
  });

  it('is found by the numbers of the pages alone', async () => {
    const pager = '<nav><a class="n active" href="#">1</a><a class="n" href="#">2</a><a class="n" href="#">3</a></nav>';
    const turn = `document.querySelectorAll('.n').forEach((n,i)=>n.onclick=()=>{page=i;
      document.querySelectorAll('.n').forEach((o,j)=>o.className=i===j?'n active':'n');draw()});`;
    expect(await readProduct(drawn(many(12, OURS), 5, pager, turn))).toMatchObject({ displayName: OURS[0] });
  });

  it('makes the product absent only once all pages are read', async () => {
    const turn = `const next=document.getElementById('next');${NEXT}`;
    const html = drawn(many(12, other(99)), 5, '<p id="at"></p><button id="next">次へ</button>', turn);
    expect(await readProduct(html)).toBeUndefined();
  });

  it.each([
    [
      'its pager leads back to page one',
      '<button id="next">次へ</button>',
      `document.getElementById('next').onclick=()=>{page=(page+1)%3;draw()};`,
      /leads back to a page/u,
    ],
    ['its pager does nothing', '<p id="at"></p><button>次へ</button>', '', /does not turn the page/u],
    ['it counts more than it shows', '<p>全 12 件</p>', '', /says 12 rows, and shows 5/u],
    [
      'it says that it has more pages',
      '<p>ページ 1 / 3</p><input aria-label="ページ" value="1">',
      '',
      /no way to them/u,
    ],
  ])('is for a person where %s', async (_, pager, turn, reason) => {
    await expect(readProduct(drawn(many(12, other(99)), 5, pager, turn))).rejects.toSatisfy(says(reason));
  });

  it('is pressed where it is, and not what stands at its place on another page', async () => {
    const own = [...OURS];
    own[0] += ' <button onclick="document.title=`ours`">アップデート</button>';
    const rows = [own, ...many(9, other(99))].map((row) =>
      row === own
        ? row
        : [`${row[0] ?? ''} <button onclick="document.title=\`other\`">アップデート</button>`, ...row.slice(1)],
    );
    const back = `const prev=document.getElementById('prev');prev.onclick=()=>{page--;next.disabled=false;prev.disabled=page===0;draw()};`;
    const turn = `const next=document.getElementById('next');${back}${NEXT.replace('draw()', 'prev.disabled=false;draw()')}`;
    const pager = '<button id="prev" disabled>前へ</button><button id="next">次へ</button>';
    const { session, page } = await show(drawn(rows, 5, pager, turn));
    await expect(new ProductInstancePage(session, page).openUpdatePanel()).rejects.toSatisfy(
      says(/ソリューションをアップデート/u),
    );
    expect(await page.title()).toBe('ours');
  });
});

describe('a list that is scrolled', () => {
  const virtual = (rows: readonly string[][], count: string) => `${TITLE}
    <div role="grid" ${count}><div role="row">${HEADINGS.map((name) => `<span role="columnheader" style="display:inline-block;width:250px">${name}</span>`).join('')}</div>
    <div id="box" style="height:200px;overflow:auto;position:relative"><div id="sizer" style="position:relative;height:${String(rows.length * 40)}px"></div></div></div>
    <script>const rows=${JSON.stringify(rows)}; const box=document.getElementById('box'), sizer=document.getElementById('sizer');
    function draw(){const from=Math.floor(box.scrollTop/40); sizer.innerHTML='';
      rows.slice(from,from+6).forEach((r,i)=>{const d=document.createElement('div'); d.setAttribute('role','row');
        d.style.cssText='position:absolute;height:40px;top:'+(from+i)*40+'px';
        d.innerHTML=r.map(c=>'<span role="gridcell" style="display:inline-block;width:250px">'+c+'</span>').join(''); sizer.append(d)})}
    box.onscroll=()=>requestAnimationFrame(draw); draw()</script>`;

  it.each(['', 'aria-rowcount="16"', 'aria-rowcount="-1"'])(
    'has its last row, also when only a few are drawn: %s',
    async (count) => {
      expect(await readProduct(virtual(many(15, OURS), count))).toMatchObject({ instanceType: OURS[2] });
      expect(await readProduct(virtual(many(15, other(99)), count))).toBeUndefined();
    },
  );

  it('is scrolled to the row again, where an attempt to press left it elsewhere', async () => {
    const own = OURS.with(0, `${OURS[0] ?? ''} <button onclick="document.title='ours'">アップデート</button>`);
    const rows = Array.from({ length: 12 }, (_, index) => (index === 9 ? own : other(index)));
    const jumps = `<script>box.addEventListener('mousemove',()=>{box.scrollTop=0; draw()},{once:true})</script>`;
    const { session, page } = await show(`${virtual(rows, '')}${jumps}`);
    await expect(new ProductInstancePage(session, page).openUpdatePanel()).rejects.toSatisfy(
      says(/ソリューションをアップデート/u),
    );
    expect(await page.title()).toBe('ours');
  });

  it('is not whole while it counts more than it draws', async () => {
    await expect(readProduct(virtual(many(15, other(99)), 'aria-rowcount="80"'))).rejects.toSatisfy(says(/80 rows/u));
  });

  it('is read on while it grows', async () => {
    const html = `${TITLE}${table(many(30, other(99)))}<script>let more=2;
      window.onscroll=()=>{if(more>0&&window.innerHeight+window.scrollY>=document.body.scrollHeight-5){more--;
        setTimeout(()=>document.querySelector('tbody').insertAdjacentHTML('beforeend',
          more ? ${JSON.stringify(many(30, other(98)).map(td).join(''))} : ${JSON.stringify(td(OURS))}),150)}}</script>`;
    expect(await readProduct(html)).toMatchObject({ displayName: OURS[0] });
  });
});

describe('a list in other markup', () => {
  it.each([
    [
      'divs without roles',
      `<div style="width:960px">${divs(HEADINGS, 'head')}${[other(1), OURS].map((row) => divs(row, 'line')).join('')}</div><div>1-2 / 2</div>`,
    ],
    [
      'divs whose rows lie in a box of their own, with the pager below',
      `<div style="width:960px">${divs(HEADINGS, 'head')}<div class="body">${[other(1), OURS].map((row) => divs(row, 'line')).join('')}<div class="foot">1-2 / 2</div></div></div>`,
    ],
    [
      'a heading outside of its grid',
      `<div style="display:flex;width:960px">${HEADINGS.map((name) => `<div role="columnheader" style="width:240px">${name}</div>`).join('')}</div>
       <div role="grid" style="width:960px">${[other(1), OURS].map((row) => `<div role="row" style="display:flex">${row.map((cell) => `<div role="gridcell" style="width:240px">${cell}</div>`).join('')}</div>`).join('')}</div>`,
    ],
    [
      'a heading in a table of its own',
      `<div style="width:960px"><table style="width:960px;table-layout:fixed"><tr>${HEADINGS.map((name) => `<th>${name}</th>`).join('')}</tr></table></div>
       <div style="width:960px"><table style="width:960px;table-layout:fixed"><tbody>${[other(1), OURS].map(td).join('')}</tbody></table></div>`,
    ],
    ['a table that says it is for the layout', table([other(1), OURS]).replace('<table', '<table role="presentation"')],
    [
      'headings in another order',
      table(
        [['Japan', 'x', OURS[2] ?? '', OURS[1] ?? '', OURS[0] ?? '']],
        ['地域', 'ID', 'インスタンスタイプ', 'ステータス', '表示名'],
      ),
    ],
    ['headings translated halfway', table([OURS], ['Display name', 'ステータス', 'Instance type', '地域'])],
    ['headings with marks of their order', table([OURS], ['表示名 ↑ ①', 'ステータス ▲', 'インスタンスタイプ', '地域'])],
    ['a heading that is there twice because it stays', table([HEADINGS, OURS])],
  ])('is read: %s', async (_, html) => {
    expect(await readProduct(`${TITLE}${html}`)).toEqual({
      displayName: OURS[0],
      status: OURS[1],
      instanceType: OURS[2],
      region: OURS[3],
      updateOffered: false,
    });
  });

  it('is read in an open shadow root', async () => {
    const html = `${TITLE}<x-list></x-list><script>document.querySelector('x-list').attachShadow({mode:'open'}).innerHTML=${JSON.stringify(table([OURS]))}</script>`;
    expect(await readProduct(html)).toMatchObject({ displayName: OURS[0] });
  });

  it('is read in a frame below the title of the page', async () => {
    const { session, page } = await show(`${TITLE}<iframe srcdoc='${table([OURS])}'></iframe>`);
    const seen = await session.see({ list: (root) => root.getByRole('columnheader').first() }, 'the frame');
    expect(seen.root).not.toBe(page);
    expect(await new ProductInstancePage(session, seen.root).read()).toMatchObject({ displayName: OURS[0] });
  });

  it.each([
    ['has a column twice', table([[...OURS, 'x']], [...HEADINGS, 'ステータス']), /more than one column "ステータス"/u],
    ['is no list at all', '<p>表示名 ステータス インスタンスタイプ 地域</p>', /no table with the columns/u],
    [
      'lays its cells out without rows',
      `<div style="display:grid;grid-template-columns:repeat(4,240px);width:960px">${[...HEADINGS, ...OURS].map((cell) => `<div>${cell}</div>`).join('')}</div>`,
      /cannot be read whole/u,
    ],
    ['is searched', `<input type="search" value="Apex">${table([other(1)])}`, /searched for \("Apex"\)/u],
  ])('is for a person where it %s', async (_, html, reason) => {
    await expect(readProduct(`${TITLE}${html}`)).rejects.toSatisfy(says(reason));
  });
});

describe('an empty list', () => {
  it.each([
    ['in its only row', `${table([])}`.replace('<tbody>', '<tbody><tr><td colspan="4">データがありません。</td></tr>')],
    ['over its rows', `<div>${table([])}<div class="overlay">No product instances found</div></div>`],
    ['by its count', `${table([])}<p>0-0 / 0</p>`],
  ])('is one that says so %s', async (_, html) => {
    expect(await readProduct(`${TITLE}${html}`)).toBeUndefined();
  });

  it.each([
    ['says nothing', table([]), /does not say that it has none/u],
    [
      'says that it may not be read',
      table([]).replace('<tbody>', '<tbody><tr><td colspan="4">データを表示する権限がありません。</td></tr>'),
      /権限がありません/u,
    ],
    ['has lines that are not filled in', table([['', '', '', '']]), /not filled in/u],
  ])('is not believed where it %s', async (_, html, reason) => {
    await expect(readProduct(`${TITLE}${html}`)).rejects.toSatisfy(says(reason));
  });

  it('is not believed at once where scripts may fill it', async () => {
    const html = `${TITLE}${table([]).replace('<tbody>', '<tbody><tr><td colspan="4">データがありません</td></tr>')}
      <script>setTimeout(()=>document.querySelector('tbody').innerHTML=${JSON.stringify(td(OURS))},900)</script>`;
    expect(await readProduct(html)).toMatchObject({ displayName: OURS[0] });
  });
});

describe('accounts and policies', () => {
  const accounts = Array.from({ length: 25 }, (_, index) => [`user${String(index)}`, '', 'カスタム', 'Operator']);
  const drawnAccounts = (pager: string, turn: string) =>
    drawn(accounts, 10, pager, turn).replace(
      table([]),
      table([], ['ユーザ名/グループ名', '名前', '種類', 'ユーザの役割']),
    );

  it('are all there: 25 of 25, not 10', async () => {
    const { session, page } = await show(
      drawnAccounts(
        '<p id="at"></p><a id="next" href="#" title="次のページ">›</a>',
        `const next=document.getElementById('next');${NEXT.replace('next.disabled=', 'if(').replace(
          '>=rows.length;',
          '>=rows.length) next.setAttribute("aria-disabled","true");',
        )}`,
      ),
    );
    expect(await new UserAccountsPage(session, page).read()).toHaveLength(25);
  });

  it('are counted on all pages', async () => {
    const policies = Array.from({ length: 12 }, (_, index) => [
      String(index + 1),
      `ポリシー ${String(index + 1)}`,
      '-',
      '-',
    ]);
    const html = drawn(
      policies,
      5,
      '<p id="at"></p><button id="next">次へ</button>',
      `const next=document.getElementById('next');${NEXT}`,
    ).replace(table([]), table([], ['優先度', 'ポリシー', '対象', '備考']));
    const { session, page } = await show(html);
    expect(await new PolicyManagementPage(session, page).count()).toBe(12);
  });
});
