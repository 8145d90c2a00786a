import { guideStepOf, type GuideStep } from '../../lambdas/domain/guide.ts';
import type { DefinitionName } from '../../lib/definition.ts';
import { graphOf, statesOf, type State } from '../docs/asl.ts';

/** One state as it is drawn. */
export interface GraphNode {
  name: string;
  type: State['Type'];
  comment: string;
  guideStep: GuideStep | null;
  /** Name of the box around it. */
  within: string | undefined;
}

export interface GraphEdge {
  from: string;
  to: string;
  /** `caught`: an error leads there. */
  kind: 'next' | 'caught';
}

/** Nodes in the order of the definition, which is the order of the guide; what is in a box comes right behind it. */
export interface StateGraph {
  nodes: GraphNode[];
  edges: GraphEdge[];
}

/** A machine's states, and where each of them leads. */
export function stateGraph(name: DefinitionName): StateGraph {
  const states = statesOf(graphOf(name));
  return {
    nodes: states.map(({ name: state, state: { Type, Comment = '' }, box }) => ({
      name: state,
      type: Type,
      comment: Comment,
      guideStep: guideStepOf(state),
      within: box,
    })),
    edges: states.flatMap(({ name: from, state }) => edgesOf(from, state)),
  };
}

function edgesOf(from: string, { Next, Default, Choices = [], Catch = [] }: State): GraphEdge[] {
  const next = new Set([...Choices.map((choice) => choice.Next), Default, Next].filter((to) => to !== undefined));
  const caught = new Set(Catch.map((catcher) => catcher.Next));
  return [
    ...[...next].map((to): GraphEdge => ({ from, to, kind: 'next' })),
    ...[...caught].filter((to) => !next.has(to)).map((to): GraphEdge => ({ from, to, kind: 'caught' })),
  ];
}

/** The machine that every page of the live view draws. */
export const MIGRATION = stateGraph('migrate-tenant');
