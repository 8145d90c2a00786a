import { says } from '../../in-words.ts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Launched } from '../../../lambdas/adapters/browser/chromium/launch.ts';
import { ManualActionRequiredError, PageChangedError } from '../../../lambdas/domain/errors.ts';
import { stateOf } from '../../../lambdas/domain/product-instance.ts';
import { Secret } from '../../../lambdas/domain/secret.ts';
import { answerOf } from '../../../lambdas/adapters/browser/answer-to-press.ts';
import { AccountWizard } from '../../../lambdas/adapters/browser/pages/account-wizard.ts';
import { IntegrationSettingsPage } from '../../../lambdas/adapters/browser/pages/integration-settings-page.ts';
import { LicenseInformationPage } from '../../../lambdas/adapters/browser/pages/license-information-page.ts';
import { PolicyManagementPage } from '../../../lambdas/adapters/browser/pages/policy-management-page.ts';
import { ProductConnectionPage } from '../../../lambdas/adapters/browser/pages/product-connection-page.ts';
import { ProductInstancePage } from '../../../lambdas/adapters/browser/pages/product-instance-page.ts';
import { ProductServersPage } from '../../../lambdas/adapters/browser/pages/product-servers-page.ts';
import { ProductsServicesPage } from '../../../lambdas/adapters/browser/pages/products-services-page.ts';
import { SecurityStatusPage } from '../../../lambdas/adapters/browser/pages/security-status-page.ts';
import { SystemUpdateNotice } from '../../../lambdas/adapters/browser/pages/system-update-notice.ts';
import { UpdatePanel } from '../../../lambdas/adapters/browser/pages/update-panel.ts';
import { UserAccountsPage } from '../../../lambdas/adapters/browser/pages/user-accounts-page.ts';
import { goByMenu } from '../../../lambdas/adapters/browser/menu.ts';
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

const TEMPORARY =
  '一時的な問題が発生しました。サポートエンジニアがこの問題の解決に取り組んでいます。しばらくしてからもう一度お試しください。';

function instances(rows: string): string {
  return `<h1>Trend Vision One™ | Product Instance</h1><a href="#">既存製品の追加</a>
    <div role="grid"><div role="row">${['表示名', 'ステータス', 'インスタンスID', 'インスタンスタイプ', '地域']
      .map((name) => `<span role="columnheader">${name}</span>`)
      .join('')}</div>${rows}</div>`;
}

function instance(...cells: string[]): string {
  return `<div role="row">${cells.map((cell) => `<span role="gridcell">${cell}</span>`).join('')}</div>`;
}

const APEX_ONE = 'Trend Micro Apex One as a Service';
const TYPE = 'Trend Micro Apex One SaaS';
const PRODUCT = { displayName: APEX_ONE, others: [] };

describe('the page 製品/サービス', () => {
  const products = (row: string) => `<table><thead><tr><th>製品/サービス</th><th>シート/ユーザ数</th>
    <th>ライセンス種別</th><th>有効期限</th><th>アクション</th></tr></thead><tbody>${row}</tbody></table>
    <p>✓ 有効期限内 ⚠ 間もなく期限切れ ✗ 有効期限切れ</p>`;

  it.each([
    ['<svg role="img" aria-label="有効期限内"></svg> Apex One SaaS', 'valid'],
    ['<img alt="間もなく期限切れ"> Apex One SaaS', 'expiringSoon'],
    ['✗ Apex One SaaS', 'expired'],
  ])('tells the status by the icon of the line itself, not by the legend: %s', async (cell, status) => {
    const { session, page } = await show(
      products(`<tr><td>${cell}</td><td>1,200</td><td>製品版</td><td>2024/06/31</td><td>🔗 コンソールを開く</td></tr>`),
    );
    expect(await new ProductsServicesPage(session, page).readLicence()).toEqual({
      product: 'Apex One SaaS',
      seats: 1200,
      kind: '製品版',
      expiresOn: '2024-06-31',
      status,
    });
  });
});

describe('the page ユーザアカウント', () => {
  const accounts = (rows: string, after = '') =>
    `<table><tr><td></td><td>ユーザ名/グループ名</td><td>名前</td><td>種類</td><td>ユーザの役割</td></tr>${rows}</table>${after}`;

  it('reads accounts whose names are markup, and those of a directory', async () => {
    const { session, page } = await show(
      accounts(
        '<tr><td><input type="checkbox"></td><td>&lt;script&gt;x&lt;/script&gt;</td><td></td><td>カスタム</td><td>Operator</td></tr>' +
          '<tr><td><input type="checkbox"></td><td>EXAMPLE\\taro</td><td>太郎</td><td>Active Directory</td><td>Administrator</td></tr>',
      ),
    );
    expect(await new UserAccountsPage(session, page).read()).toEqual([
      { name: '<script>x</script>', kind: 'custom', role: 'Operator' },
      { name: 'EXAMPLE\\taro', kind: 'directory', role: 'Administrator' },
    ]);
  });

  it('does not take a first page for the whole list', async () => {
    const row = '<tr><td></td><td>bbb</td><td>b</td><td>カスタム</td><td>Operator</td></tr>';
    const { session, page } = await show(accounts(row, '<button>次へ</button>'));
    await expect(new UserAccountsPage(session, page).read()).rejects.toThrow(ManualActionRequiredError);
  });

  it('refuses a kind that it does not know, and a line without a name', async () => {
    for (const row of [
      '<td>bbb</td><td></td><td>外部</td><td>x</td>',
      '<td></td><td>b</td><td>カスタム</td><td>x</td>',
    ]) {
      const { session, page } = await show(accounts(`<tr><td></td>${row}</tr>`));
      await expect(new UserAccountsPage(session, page).read()).rejects.toThrow(PageChangedError);
    }
  });
});

describe('セキュリティ状態', () => {
  it.each([
    [
      'a definition list',
      '<dl><dt>管理下のセキュリティエージェント:</dt><dd>1,250</dd><dt>管理対象外のエンドポイント:</dt><dd>7</dd></dl>',
    ],
    [
      'a table',
      '<table><tr><th>管理下のセキュリティエージェント</th><td>1250</td></tr><tr><th>管理対象外のエンドポイント</th><td>7</td></tr></table>',
    ],
    ['one line', '<p>変更の平均: +0% 管理下のセキュリティエージェント: 1250 管理対象外のエンドポイント: 7</p>'],
  ])('is read from %s', async (_, html) => {
    const { session, page } = await show(html);
    expect(await new SecurityStatusPage(session, page).read()).toEqual({ managedAgents: 1250, unmanagedEndpoints: 7 });
  });

  const FIGURES = (managed: string, unmanaged: string) =>
    `<dl><dt>管理下のセキュリティエージェント:</dt><dd id="m">${managed}</dd><dt>7日間オフライン:</dt><dd>0</dd>
     <dt>管理対象外のエンドポイント:</dt><dd id="u">${unmanaged}</dd></dl>`;
  const later = (ms: number, managed: string, unmanaged: string) =>
    `<script>setTimeout(()=>{m.textContent='${managed}';u.textContent='${unmanaged}'},${String(ms)})</script>`;

  it.each([
    ['a dash until it comes', FIGURES('-', '-') + later(900, '1,250', '7')],
    ['nothing until it comes', FIGURES('', '') + later(900, '１，２５０ 台', '7')],
    [
      'an animation',
      `${FIGURES('1', '7')}<script>let n=1;const t=setInterval(()=>{n=Math.min(1250,n+200);m.textContent=n;if(n===1250)clearInterval(t)},120)</script>`,
    ],
  ])('is read once it has settled: %s', async (_, html) => {
    const { session, page } = await show(html);
    expect(await new SecurityStatusPage(session, page).read()).toEqual({ managedAgents: 1250, unmanagedEndpoints: 7 });
  });

  it.each([
    ['無制限', /"無制限"/u],
    ['-', /"-"/u],
  ])('is for a person, and not 0, where it says %s', async (said, reason) => {
    const { session, page } = await show(FIGURES(said, '7'));
    await expect(new SecurityStatusPage(session, page).read()).rejects.toSatisfy(says(reason));
  });

  it('is for a person where it never stops changing', async () => {
    const { session, page } = await show(
      `${FIGURES('1', '7')}<script>let n=1;setInterval(()=>{m.textContent=n++},100)</script>`,
    );
    await expect(new SecurityStatusPage(session, page).read()).rejects.toSatisfy(says(/does not change/u));
  });

  it.each([
    ['0', '0', 0],
    ['0', '1,250', 1250],
  ])('shows %s agents first and %s after a reload, which counts', async (first, second, agents) => {
    const { session, page } = await show('');
    let loads = 0;
    await page.route('http://127.0.0.1:9/', (route) =>
      route.fulfill({ contentType: 'text/html; charset=utf-8', body: FIGURES(loads++ === 0 ? first : second, '7') }),
    );
    await page.goto('http://127.0.0.1:9/');
    expect(await new SecurityStatusPage(session, page).read()).toEqual({
      managedAgents: agents,
      unmanagedEndpoints: 7,
    });
    expect(loads).toBe(2);
  });

  it('is not guessed where the page contradicts itself', async () => {
    const twice = [1, 2].map((n) => `<p>管理下のセキュリティエージェント: ${String(n)}</p>`).join('');
    const { session, page } = await show(`${twice}<p>管理対象外のエンドポイント: 7</p>`);
    await expect(new SecurityStatusPage(session, page).read()).rejects.toThrow(PageChangedError);
  });
});

describe('the lists that the promises of the guide are held against', () => {
  const servers = (...cells: [string, string][]) =>
    `<table><tr><th>サーバ</th><th>製品</th></tr>${cells.map(([a, b]) => `<tr><td>${a}</td><td>${b}</td></tr>`).join('')}</table>`;

  it('name the server of Apex One, whatever other products have theirs', async () => {
    const html = servers(
      ['https://Example.manage.trendmicro.com/', 'Apex One as a Service'],
      ['x.example.com', 'IMSVA'],
    );
    const { session, page } = await show(html);
    expect(await new ProductServersPage(session, page).readAgentsFqdn()).toBe('example.manage.trendmicro.com');
  });

  it.each([
    ['two servers', servers(['a.example.com', 'Apex One SaaS'], ['b.example.com', 'Apex One SaaS'])],
    ['a short name', servers(['apexone01', 'Apex One SaaS'])],
    ['none', servers(['a.example.com', 'IMSVA'])],
  ])('leave a server to a person where they show %s', async (_, html) => {
    const { session, page } = await show(html);
    await expect(new ProductServersPage(session, page).readAgentsFqdn()).rejects.toThrow(PageChangedError);
  });

  const policies = (rows: string, after = '') =>
    `<table><tr><th>優先度</th><th>ポリシー</th><th>対象</th></tr>${rows}</table>${after}`;

  it.each([
    [0, '<tr><td colspan="3">表示するデータがありません。</td></tr>'],
    [2, '<tr><td>1</td><td>a</td><td>-</td></tr><tr><td>2</td><td>b</td><td>-</td></tr>'],
  ])('count %i policies', async (count, rows) => {
    const { session, page } = await show(policies(rows));
    expect(await new PolicyManagementPage(session, page).count()).toBe(count);
  });

  it('leave the policies to a person where there are more pages of them, or no such list', async () => {
    const more = await show(policies('<tr><td>1</td><td>a</td><td>-</td></tr>', '<button>次へ</button>'));
    await expect(new PolicyManagementPage(more.session, more.page).count()).rejects.toThrow(ManualActionRequiredError);
    const none = await show('<p>ポリシー管理</p>');
    await expect(new PolicyManagementPage(none.session, none.page).count()).rejects.toThrow(PageChangedError);
  });
});

describe('Trend Vision Oneの統合設定', () => {
  it('is for a person when it shows a status that nobody knows', async () => {
    const { session, page } = await show('<h1>Trend Vision Oneの統合設定</h1><p>サービスのステータス: 一時停止中</p>');
    await expect(new IntegrationSettingsPage(session, page).read()).rejects.toSatisfy(says(/一時停止中/u));
  });

  it('presses the [登録] beside the box, not the one of the menu', async () => {
    const { session, page } = await show(`<nav><button onclick="document.title='menu'">登録</button></nav>
      <h1>Trend Vision Oneの統合設定</h1><section><h2>登録</h2><p>サービスのステータス: <span id="s">登録されていません</span></p>
      <p><label>登録トークン: <input></label><input type="button" value="登録" onclick="s.textContent='登録済み'"></p></section>`);
    expect(await new IntegrationSettingsPage(session, page).register(new Secret('token-1234'))).toBe('registered');
    expect(await page.title()).toBe('');
  });
});

describe('Product Instance', () => {
  it.each([
    ['connected', instance(`${APEX_ONE} <button>アップデート</button>`, '• 接続済み', 'x', TYPE, 'Japan')],
    ['connected', instance(`${APEX_ONE} <a href="#">アップデート</a>`, '接続済み', 'x', APEX_ONE, 'Japan')],
    ['updating', instance(APEX_ONE, 'アップデート', '', TYPE, 'Japan')],
    [
      'updated',
      instance('+ Standard Endpoint Protection Manager', '接続済み', '', 'Standard Endpoint Protection', 'Japan'),
    ],
    ['unknown', instance(`${APEX_ONE} <button disabled>アップデート</button>`, '接続済み', 'x', TYPE, 'Japan')],
    ['unknown', instance(`${APEX_ONE} <button>アップデート</button>`, 'アップデート', 'x', TYPE, 'Japan')],
    ['absent', `<div role="row"><span role="gridcell">データがありません</span></div>`],
    ['absent', instance('Deep Security', '接続済み', 'x', 'Deep Security', 'Japan')],
  ])('is %s by its whole row', async (state, row) => {
    const { session, page } = await show(instances(row));
    const read = await new ProductInstancePage(session, page).read();
    expect(stateOf(read)).toBe(state);
    if (state === 'connected') expect(read).toMatchObject({ displayName: APEX_ONE, status: '接続済み' });
  });

  it('with a row that lacks a cell was cut off', async () => {
    const { session, page } = await show(instances(instance(APEX_ONE, '接続済み')));
    await expect(new ProductInstancePage(session, page).read()).rejects.toSatisfy(says(/cut off/u));
  });

  it('agrees to the legal texts, and never follows the link to a trial', async () => {
    const { session, page } = await show(`<h1>${APEX_ONE}</h1><h2>ソリューションをアップデート</h2>
      <a href="#" onclick="document.title='decoy'">アップデートする前に、新しいEndpoint Securityを試しますか?</a>
      <label><input type="checkbox" id="legal"> 使用許諾契約書を読み、内容に同意します。</label>
      <label><input type="checkbox" id="other"> すべて選択</label>
      <button onclick="document.querySelector('h2').textContent='システムアップデートの通知'">アップデートに同意する</button>`);
    await new UpdatePanel(session, page, PRODUCT).agree();
    expect(await page.locator('#legal').isChecked()).toBe(true);
    expect(await page.locator('#other').isChecked()).toBe(false);
    expect(await page.title()).toBe('');
  });
});

describe('ソリューションをアップデート', () => {
  const panel = (inside: string) => `<section role="dialog">${inside}<h3>ソリューションをアップデート</h3>
    <label><input type="checkbox" id="legal"> 使用許諾契約書を読み、内容に同意します。</label>
    <button onclick="document.title='pressed'">アップデートに同意する</button></section>`;
  const others = ['Trend Micro Cloud App Security', `${APEX_ONE} (Osaka)`];

  it.each([
    ['another product', '<h2>Trend Micro Cloud App Security</h2>', /it names "Trend Micro Cloud App Security"/u],
    ['a longer name', `<h2>${APEX_ONE} (Osaka)</h2>`, /it names/u],
    ['no product', '<h2>設定</h2>', /does not name/u],
    ['ours only in a sentence', `<p>${APEX_ONE} ではない製品です</p>`, /does not name/u],
    ['ours, and another one', `<h2>${APEX_ONE}</h2><h4>Trend Micro Cloud App Security</h4>`, /it names/u],
  ])('is left as it is, before anything is ticked, where it names %s', async (_, inside, reason) => {
    const { session, page } = await show(panel(inside));
    const agree = new UpdatePanel(session, page, { displayName: APEX_ONE, others }).agree();
    await expect(agree).rejects.toSatisfy(says(reason));
    expect([await page.locator('#legal').isChecked(), await page.title()]).toEqual([false, '']);
  });

  it.each([
    ['in a line of its own', `<div>${APEX_ONE}</div>`],
    ['with its marks', '<h2>Trend Micro Apex One™ as a Service</h2>'],
    ['by the new name of the vendor', '<h2>TrendAI™ Apex One™ as a Service</h2>'],
    ['in a heading that says more', `<h2>${APEX_ONE} - 製品の設定</h2>`],
  ])('is ours where it names the product %s', async (_, inside) => {
    const { session, page } = await show(panel(inside));
    const agree = new UpdatePanel(session, page, { displayName: APEX_ONE, others }).agree();
    await expect(agree).rejects.toSatisfy(says(/システムアップデートの通知/u));
    expect([await page.locator('#legal').isChecked(), await page.title()]).toEqual([true, 'pressed']);
  });
});

describe('システムアップデートの通知', () => {
  const TICK = 'アップデートによるシステムへの影響を理解し、プロセスを開始することに同意します';
  const notice = (button: string) => `<button onclick="document.title='wrong'">接続して転送</button>
    <dialog open><h2>システムアップデートの通知</h2><label><input type="checkbox"> ${TICK}</label><footer>${button}</footer></dialog>`;
  const PRESS = `<button onclick="document.title+='pressed'">接続して転送</button>`;

  it('presses the button of its own dialog, once', async () => {
    const { session, page } = await show(notice(PRESS));
    const dialog = new SystemUpdateNotice(session, page, PRODUCT);
    await dialog.tick();
    await dialog.press(() => Promise.resolve());
    expect(await page.title()).toBe('pressed');
  });

  it.each([
    ['two buttons of the name stand in the dialog', PRESS + PRESS, true],
    ['the button stays disabled', PRESS.replace('<button', '<button disabled'), true],
    ['the tick is not set', PRESS, false],
  ])('presses nothing when %s', async (_, button, ticks) => {
    const { session, page } = await show(notice(button));
    const dialog = new SystemUpdateNotice(session, page, PRODUCT);
    let isWritten = false;
    const press = (ticks ? dialog.tick() : Promise.resolve()).then(() =>
      dialog.press(async () => {
        isWritten = true;
      }),
    );
    await expect(press).rejects.toThrow(PageChangedError);
    expect([isWritten, await page.title()]).toEqual([false, '']);
  });

  const ENABLES = 'b.disabled=!b.disabled';
  it.each([
    [
      'hidden behind a styled box',
      `<label><input type="checkbox" style="opacity:0;position:absolute;width:1px;height:1px" onchange="${ENABLES}"><span style="display:inline-block;width:16px;height:16px;background:#ccc"></span> ${TICK}</label>`,
    ],
    [
      'not laid out at all',
      `<label><input type="checkbox" style="display:none" onchange="${ENABLES}"><i style="display:inline-block;width:16px;height:16px;background:#ccc"></i> ${TICK}</label>`,
    ],
    [
      'labelled by the sentence beside it',
      `<div><input type="checkbox" onchange="${ENABLES}"><span>${TICK}</span></div>`,
    ],
    [
      'a role without a name',
      `<div><div role="checkbox" aria-checked="false" style="width:16px;height:16px;background:#ccc" onclick="this.setAttribute('aria-checked',this.getAttribute('aria-checked')!=='true');${ENABLES}"></div><p>${TICK}</p></div>`,
    ],
    [
      'neither a role nor a name',
      `<div><div style="width:16px;height:16px;background:#ccc;cursor:pointer" onclick="${ENABLES}"></div><p>${TICK}</p></div>`,
    ],
    ['ticked already', `<label><input type="checkbox" checked> ${TICK}</label><script>b.disabled=false</script>`],
  ])('is ticked and pressed where its tick is %s', async (_, tick) => {
    const { session, page } = await show(
      `<dialog open><h2>システムアップデートの通知</h2>
       <button id="b" disabled onclick="document.title+='pressed'">接続して転送</button>${tick}</dialog>`,
    );
    const dialog = new SystemUpdateNotice(session, page, PRODUCT);
    await dialog.tick();
    await dialog.press(() => Promise.resolve());
    expect(await page.title()).toBe('pressed');
  });

  it('has its own tick set, and no other one of the dialog', async () => {
    const { session, page } = await show(
      notice(PRESS).replace('<label>', '<label><input type="checkbox" id="mail"> メールで通知する</label><label>'),
    );
    await new SystemUpdateNotice(session, page, PRODUCT).tick();
    expect(
      await page.locator('input').evaluateAll((all: { checked: boolean }[]) => all.map(({ checked }) => checked)),
    ).toEqual([false, true]);
  });

  it('is not taken for ticked where nothing says so', async () => {
    const { session, page } = await show(
      notice(PRESS).replace(
        /<label>.*<\/label>/u,
        `<div><div style="width:16px;height:16px;cursor:pointer"></div><p>${TICK}</p></div>`,
      ),
    );
    await expect(new SystemUpdateNotice(session, page, PRODUCT).tick()).rejects.toSatisfy(says(/seen ticked/u));
  });

  it('writes no mark while something lies over the button', async () => {
    const { session, page } = await show(notice(PRESS));
    const dialog = new SystemUpdateNotice(session, page, PRODUCT);
    await dialog.tick();
    await page.evaluate(
      `document.querySelector('dialog').insertAdjacentHTML('beforeend','<div style="position:fixed;inset:0;background:#fff">ご案内</div>')`,
    );
    let isWritten = false;
    const press = dialog.press(async () => {
      isWritten = true;
    });
    await expect(press).rejects.toThrow();
    expect([isWritten, await page.title()]).toEqual([false, '']);
  });

  it.each([
    ['an alert', `<div role="alert">⚠ ${TEMPORARY} <button>閉じる</button></div>`],
    ['a dialog', `<dialog open><h2>エラー</h2><p>${TEMPORARY}</p><button>OK</button></dialog>`],
    ['nothing but a paragraph', `<p>${TEMPORARY}</p>`],
  ])('gives the message of guide 3-15 word for word from %s', async (_, html) => {
    const { page } = await show(html);
    expect(await answerOf(page, [])).toEqual({ kind: 'message', text: TEMPORARY });
  });

  it('does not shorten a message that says more than that', async () => {
    const { page } = await show(`<div role="alert"><p>${TEMPORARY}</p><p>アップデートは開始されました。</p></div>`);
    expect(await answerOf(page, [])).not.toEqual({ kind: 'message', text: TEMPORARY });
  });

  it.each([
    ['a dialog', '<dialog open><h2>開始の確認</h2><p>本当に開始しますか？</p><button>開始</button></dialog>'],
    [
      'a box without a role over the page',
      '<div style="position:fixed;inset:30% 20%;background:#fff"><h2>開始の確認</h2><p>本当に開始しますか？</p><button>開始</button></div>',
    ],
    [
      'the notice itself, without its tick',
      '<dialog open><h2>システムアップデートの通知</h2><p>本当に開始しますか？</p><button>開始</button></dialog>',
    ],
  ])('gives the words of %s that asks once more as they stand, buttons and all', async (_, html) => {
    const { page } = await show(html);
    const answer = await answerOf(page, []);
    expect(answer).toMatchObject({ kind: 'message' });
    expect(answer?.kind === 'message' && answer.text.replace(/\s/gu, '')).toMatch(
      /^(?:開始の確認|システムアップデートの通知)本当に開始しますか？開始$/u,
    );
  });

  it.each([
    [
      'its tick still shows',
      `<dialog open><h2>システムアップデートの通知</h2><label><input type="checkbox"> ${TICK}</label><button>接続して転送</button></dialog>`,
    ],
    ['it has nothing to press', '<dialog open><h2>システムアップデートの通知</h2><p>処理しています</p></dialog>'],
    ['it says that it is busy', '<div role="dialog" aria-busy="true">しばらくお待ちください</div>'],
  ])('takes its own dialog for no answer while %s', async (_, html) => {
    const { page } = await show(html);
    expect(await answerOf(page, [])).toBeUndefined();
  });

  it('does not take a message of before the press for its answer', async () => {
    const { page } = await show(`<div role="alert">${TEMPORARY}</div>`);
    expect(await answerOf(page, [TEMPORARY])).toBeUndefined();
  });
});

describe('Product Connection', () => {
  const TOKEN = 'eyJhbGciOiJub25lIn0.eyJ0IjoxfQ.x-1';

  it('takes the token from its own dialog, keeps it before [Save], and shows it to nobody', async () => {
    const { session, page, evidence } =
      await show(`<select aria-label="インスタンスタイプ"><option>すべて</option></select>
      <button onclick="document.title='behind'">Save</button><input readonly value="AAAAAAAAAAAAAAAAAAAAAA">
      <a href="#">既存製品を追加</a>
      <div role="dialog" aria-label="Product Connection"><label>Instance type
        <select><option>-</option><option>Trend Micro Apex One SaaS</option></select></label>
        <a href="#" onclick="t.value='${TOKEN}'">Click to generate the enrollment token</a>
        <label>Enrollment token <input readonly id="t"></label>
        <button onclick="document.title+='saved';this.closest('[role=dialog]').remove()">Save</button></div>`);
    const order: string[] = [];
    await new ProductConnectionPage(session, page).issueToken({
      keep: async (token) => {
        order.push(`${token.reveal()} ${await page.title()}`);
        await session.photograph('token');
      },
      beforeTransfer: async () => void order.push(`transfer${await page.title()}`),
    });
    expect(order).toEqual([`${TOKEN} `, 'transfer']);
    expect(await page.title()).toBe('saved');
    expect(evidence.pictures).toHaveLength(1);
    expect(session.options.scrubber.scrub(`x ${TOKEN} y`)).toBe('x *** y');
  });
});

describe('Product Connection, once more', () => {
  it.each([
    ['goes back to another type', `document.querySelector('select').value='Trend Cloud One'`],
    ['does not say its type any more', `document.querySelector('select').parentElement.remove()`],
  ])('has no token taken from it where it %s', async (_, change) => {
    const { session, page } = await show(`<a href="#">既存製品を追加</a>
      <div role="dialog" aria-label="Product Connection"><label>Instance type
        <select><option>Trend Cloud One</option><option>Trend Micro Apex One SaaS</option></select></label>
        <a href="#" onclick="t.value='abcdefghijklmnopqrstuv';${change}">Click to generate the enrollment token</a>
        <label>Enrollment token <input readonly id="t"></label><button onclick="document.title='saved'">Save</button></div>`);
    const kept: string[] = [];
    const issue = new ProductConnectionPage(session, page).issueToken({
      keep: async (token) => void kept.push(token.reveal()),
      beforeTransfer: () => Promise.resolve(),
    });
    await expect(issue).rejects.toSatisfy(says(/instance type Trend Micro Apex One SaaS/u));
    expect([kept, await page.title()]).toEqual([[], '']);
  });
});

describe('License Information', () => {
  it('has the console of Apex One opened, and not that of another product', async () => {
    const line = (product: string, id: string) =>
      `<tr><td>&gt; ${product}</td><td>製品版</td><td>✔ 2027-05-30</td><td><button onclick="document.title='${id}'">コンソールを開く</button></td></tr>`;
    const { session, page } =
      await show(`<h1>License Information</h1><table><tr><th>製品</th><th>種類</th><th>有効期限 ↑ ①</th><th>処理</th></tr>
      <tr><td colspan="4">Apex One as a Service (Japan)</td></tr>${line('Trend Micro Mobile Security', 'other')}${line('Trend Micro Apex One™ as a Service', 'ours')}</table>`);
    expect(await new LicenseInformationPage(session, page).openConsole()).toBe(true);
    expect(await page.title()).toBe('ours');
  });

  it('opens nothing where Apex One has no such button: one of another product leads elsewhere', async () => {
    const { session, page } =
      await show(`<table><tr><th>製品</th><th>有効期限</th></tr><tr><td>Apex One SaaS</td><td>2027-05-30</td></tr>
      <tr><td>Mobile Security <button onclick="document.title='other'">コンソールを開く</button></td><td>2027-05-30</td></tr></table>`);
    expect(await new LicenseInformationPage(session, page).openConsole()).toBe(false);
    expect(await page.title()).toBe('');
  });
});

describe('the wizard', () => {
  it('is left as it is where it would upgrade the account of somebody else', async () => {
    const { session, page } = await show(`<h1>Step 1</h1><p>Original account: <b>zzz</b></p>
      <label>New account email: <input></label><label>Confirm email: <input></label>
      <button onclick="document.title='pressed'">Verify Email</button>`);
    const walk = new AccountWizard(session, page).walk({
      account: 'bbb',
      email: 'bbb@test.com',
      currentPassword: new Secret('old-password'),
      newPassword: new Secret('new-password'),
      waitForCode: () => Promise.reject(new Error('asked')),
      beforeReset: () => Promise.resolve(),
    });
    await expect(walk).rejects.toSatisfy(says(/"zzz", and "bbb" signed in/u));
    expect(await page.title()).toBe('');
  });

  it.each([
    ['a text beside it', '<span>UPB</span><input aria-label="検証コード">'],
    [
      'a field that cannot be changed',
      '<input value="UPB" readonly aria-label="prefix"><input placeholder="Verification code">',
    ],
    ['a text before its label', '<b>UPB</b> - <label>Verification code <input></label>'],
  ])('reads the prefix of the code from %s', async (_, box) => {
    const { session, page } = await show(`<h1>Step 1</h1><label>New account email: <input></label>
      <label>Confirm email: <input></label><button id="v">Verify Email</button>`);
    await page.evaluate(
      `document.getElementById('v').onclick=()=>{document.body.innerHTML=${JSON.stringify(`<h1>Verify Email Address</h1><p>We have sent a CODE to you</p><div>${box}<button>Submit</button></div>`)}}`,
    );
    let asked = '';
    const walk = new AccountWizard(session, page).walk({
      account: 'aaa',
      email: 'aaa@test.com',
      currentPassword: new Secret('old-password'),
      newPassword: new Secret('new-password'),
      waitForCode: (prefix) => {
        asked = prefix;
        return Promise.reject(new Error('enough'));
      },
      beforeReset: () => Promise.resolve(),
    });
    await expect(walk).rejects.toThrow('enough');
    expect(asked).toBe('UPB');
  });
});

describe('a menu', () => {
  it('whose middle level is a heading in what unfolds, and no entry, is gone along over it', async () => {
    const { session, page } = await show(`<button aria-expanded="false" onclick="
      setTimeout(() => { this.nextElementSibling.hidden = false; }, 60)">運用管理</button>
      <div hidden><b>アカウント管理</b><a href="#" onclick="document.title='there'">ユーザアカウント</a></div>`);
    expect(await goByMenu(session, page, ['administration', 'accountManagement', 'userAccounts'])).toBe(true);
    expect(await page.title()).toBe('there');
  });

  it.each([
    [
      'unfolds under the pointer',
      '<style>ul{display:none}li:hover ul{display:block}</style><li><a href="#">運用管理</a><ul><a href="#" onclick="document.title=1">アカウント管理</a></ul></li>',
    ],
    [
      'wants to be pressed',
      '<details><summary>運用管理</summary><a href="#" onclick="document.title=1">アカウント管理</a></details>',
    ],
    ['stands open', '<a href="#">運用管理</a><a href="#" onclick="document.title=1">アカウント管理</a>'],
  ])('that %s is gone along', async (_, html) => {
    const { session, page } = await show(html);
    expect(await goByMenu(session, page, ['administration', 'accountManagement'])).toBe(true);
    expect(await page.title()).toBe('1');
  });
});
