import { html, type Html } from '../../lambdas/domain/html.ts';
import { sayingIn, type Language } from '../../lambdas/domain/language.ts';
import { STATES_IN_JAPANESE } from '../docs/states-in-japanese.ts';
import type { GraphEdge, GraphNode, StateGraph } from './state-graph.ts';

/** What is shown of a state besides its name. */
export interface Mark {
  look: 'passed' | 'here' | 'failed';
  /** How many tenants are there, or how often one was. */
  label: string;
}

const ROW = 30;
const HEIGHT = 22;
const INDENT = 14;
/** Room for the arcs of what leads back, on the left. */
const LEFT = 74;
const WIDTH = 300;
/** Room for the arcs of what leaves out states, on the right. */
const RIGHT = 130;

/** For whom it is drawn, and where a state with a mark leads to, if anywhere. */
interface Drawn {
  language: Language;
  linkOf?: ((state: string) => string) | undefined;
}

/** One state to a line, in the order of the guide; what does not lead to the next line is an arc beside them. */
export function drawGraph(
  { nodes, edges }: StateGraph,
  title: string,
  marks: ReadonlyMap<string, Mark>,
  { language, linkOf }: Drawn,
): Html {
  const rows = new Map(nodes.map(({ name }, index) => [name, index]));
  const [width, height] = [LEFT + WIDTH + RIGHT, nodes.length * ROW + 8];
  return html`<svg
    class="graph"
    viewBox="0 0 ${width} ${height}"
    role="${linkOf ? 'group' : 'img'}"
    aria-label="${title}"
  >
    ${nodes.filter(({ type }) => isBox(type)).map((box) => boxOf(box, nodes))}
    ${edges.map((edge) => arcOf(edge, rows, nodes))}
    ${nodes.map((node, row) => lineOf(node, row, marks.get(node.name), { language, linkOf }))}
  </svg>`;
}

const isBox = (type: string): boolean => type === 'Parallel' || type === 'Map';
const top = (row: number): number => row * ROW + 4;
const middle = (row: number): number => top(row) + HEIGHT / 2;

function boxOf({ name }: GraphNode, nodes: readonly GraphNode[]): Html {
  const first = nodes.findIndex((node) => node.name === name);
  const inside = nodes.filter(({ within }) => within === name).length;
  return html`<rect
    class="box"
    x="${LEFT - 4}"
    y="${top(first) - 3}"
    width="${WIDTH + 8}"
    height="${(inside + 1) * ROW - 2}"
    rx="8"
  />`;
}

function lineOf(
  { name, type, comment, guideStep, within }: GraphNode,
  row: number,
  mark: Mark | undefined,
  { language, linkOf }: Drawn,
): Html {
  const say = sayingIn(language);
  const x = LEFT + (within === undefined ? 0 : INDENT);
  const classes = ['state', type.toLowerCase(), mark?.look ?? 'ahead'].join(' ');
  const line = html`<g class="${classes}">
    <title>
      ${name}${guideStep ? say(`（手順 ${guideStep}）`, ` (guide ${guideStep})`) : ''}${say('：', ': ')}${say(STATES_IN_JAPANESE[name] ?? comment, comment)}
    </title>
    <rect x="${x}" y="${top(row)}" width="${LEFT + WIDTH - x}" height="${HEIGHT}" rx="${type === 'Choice' ? 11 : 4}" />
    <text x="${x + 8}" y="${middle(row) + 4}">${name}</text>
    ${guideStep !== null && html`<text class="guide" x="${LEFT + WIDTH - 44}" y="${middle(row) + 4}">${guideStep}</text>`}
    ${mark && html`<text class="count" x="${LEFT + WIDTH - 8}" y="${middle(row) + 4}">${mark.label}</text>`}
  </g>`;
  // Only what somebody is at leads anywhere.
  return mark && linkOf ? html`<a href="${linkOf(name)}" aria-label="${name} ${mark.label}">${line}</a>` : line;
}

/** Down by one line: a short stroke. Further down: on the right. Back: on the left, which is a loop of the guide. */
function arcOf({ from, to, kind }: GraphEdge, rows: ReadonlyMap<string, number>, nodes: readonly GraphNode[]): Html {
  const [start, end] = [rows.get(from) ?? 0, rows.get(to) ?? 0];
  if (end === start + 1 && kind === 'next') {
    const x = LEFT + 24;
    return html`<path class="edge" d="M${x} ${top(start) + HEIGHT}V${top(end)}" />`;
  }
  const isBack = end < start;
  const indent = (row: number): number => (isBack && nodes[row]?.within !== undefined ? INDENT : 0);
  const edgeOf = (row: number): number => (isBack ? LEFT + indent(row) : LEFT + WIDTH);
  const far = Math.min(16 + Math.abs(end - start) * 5, (isBack ? LEFT : RIGHT) - 10) * (isBack ? -1 : 1);
  const bend = edgeOf(start) + far * 1.25;
  const [y1, y2] = [middle(start) + 3, middle(end) - 3];
  const tip = isBack ? 5 : -5;
  return html`<path
    class="edge ${kind}"
    d="M${edgeOf(start)} ${y1}C${bend} ${y1} ${bend} ${y2} ${edgeOf(end)} ${y2}m${-tip} -3l${tip} 3l${-tip} 3"
  />`;
}
