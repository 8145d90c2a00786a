import { format } from 'prettier';
import { definitionNames, type DefinitionName } from '../../lib/definition.ts';
import { graphOf, guideAndReason, statesOf, type State } from './asl.ts';
import { block, code, table } from './markdown.ts';
import { drawnAsMermaid } from './mermaid.ts';
import { STATES_IN_JAPANESE } from './states-in-japanese.ts';

const INTRODUCTION = `# ステートマシン

AWSコンソールのグラフを読むための一覧です。[statemachine/](../statemachine) から \`npm run docs\` で生成しています。ステートの名前は、
コンソールに表示されるとおり英語のままです。[English](state-machines.md)

- **青**: Lambda関数、または別の実行の開始。**黄**: 担当者の対応が必要になることのある手順。期限まで[デスク](desk.md) (英語) での回答を待ちます。コンソールの確認そのものは待たず、判断できないときだけ、担当者が確認するステート (…ByAPerson) へ進みます。
- **紫**: 分岐。**灰色**: 待機。**緑**と**赤**: 終わり。
- **枠**: ガイドの3つのSTEP、または件数分だけ繰り返す処理。**点線**: 再試行後も解消しないエラーの行き先。`;

const MACHINES: Readonly<Record<DefinitionName, string>> = {
  'migrate-batch':
    '1つのCSVを受け付け、承認を得て、テナントごとの実行を開始し、全テナントの結果がそろったら報告します。',
  'migrate-tenant': '1つのテナントを、ガイドの3つのSTEPに沿って移行します。',
  'hand-over-tenant': '移行後のテナントを、利用者とお客様に引き渡し、お預かりした秘密情報を破棄します。',
};

/** `docs/state-machines.ja.md`: the same pictures, with what each state is for in Japanese. */
export async function japaneseStateMachinePages(): Promise<Map<string, string>> {
  const text = [INTRODUCTION, ...definitionNames.map(section), ''].join('\n\n');
  return new Map([['state-machines.ja.md', await format(text, { parser: 'markdown' })]]);
}

function section(machine: DefinitionName): string {
  const graph = graphOf(machine);
  const rows = statesOf(graph).map(({ name, state, box }) => {
    const { guide, reason } = guideAndReason(state);
    const steps = guide.replaceAll(' to ', '～').replaceAll(' and ', '、');
    return [code(name), box ? code(box) : '', steps, atMost(state), STATES_IN_JAPANESE[name] ?? reason];
  });
  return [
    `## ${machine}`,
    MACHINES[machine],
    block('mermaid', drawnAsMermaid(graph)),
    table([['ステート', '枠', '手順番号', '期限', '内容'], ...rows]),
  ].join('\n\n');
}

function atMost({ TimeoutSeconds: seconds }: State): string {
  if (seconds === undefined) return '';
  if (seconds % 86_400 === 0) return `${String(seconds / 86_400)}日`;
  return seconds % 60 === 0 ? `${String(seconds / 60)}分` : `${String(seconds)}秒`;
}
