import { call } from './kit.js';
import { grid } from './grid.js';
import { texts } from './kit.js';

/** ディレクトリ > 製品サーバ and ポリシー > ポリシー管理, before and after the update. @param {'product-servers' | 'policies'} list */
export async function list(list) {
  const { agentsFqdn, policies } = await call('GET', '/lists');
  if (list === 'product-servers') {
    return grid({
      columns: [
        { key: 'server', title: texts.server },
        { key: 'name', title: texts.displayName },
        { key: 'product', title: texts.product },
      ],
      rows: [
        {
          cells: {
            server: { text: agentsFqdn },
            name: { text: 'Apex One as a Service' },
            product: { text: 'Apex One as a Service' },
          },
        },
      ],
    });
  }
  return grid({
    pager: 'arrows',
    columns: [
      { key: 'priority', title: texts.priority },
      { key: 'policy', title: texts.policy },
      { key: 'targets', title: texts.targets },
    ],
    empty: texts.noData,
    rows: Array.from({ length: policies }, (_, index) => ({
      cells: {
        priority: { text: String(index + 1) },
        policy: { text: `${texts.policy} ${String(index + 1)}` },
        targets: { text: '-' },
      },
    })),
  });
}
