import { describe, expect, test } from 'vitest';
import { definitionNames } from '../../../lib/definition.ts';
import { drawGraph } from '../../../local/live/draw-graph.ts';
import { stateGraph } from '../../../local/live/state-graph.ts';
import { marksOf } from '../../../local/live/marks-of.ts';
import type { Stop } from '../../../local/state-timeline.ts';

describe.each(definitionNames)('the graph of %s', (name) => {
  const graph = stateGraph(name);
  const names = graph.nodes.map((node) => node.name);

  test('leads from states that it shows to states that it shows, because an arrow into nothing is a lie', () => {
    const ends = graph.edges.flatMap(({ from, to }) => [from, to]);
    expect(ends.filter((end) => !names.includes(end))).toEqual([]);
    expect(graph.edges.length).toBeGreaterThan(10);
  });

  test('is drawn with every state once, for readers without a picture as well', () => {
    const { text } = drawGraph(graph, name, new Map(), { language: 'en' });
    for (const state of names) expect(text.split(`>${state}</text>`)).toHaveLength(2);
    expect(text).toContain(`aria-label="${name}"`);
  });
});

describe('the way of a tenant on the graph', () => {
  const way = (...states: string[]): Stop[] => states.map((state) => ({ state, at: new Date(0) }));

  test('shows where it is now, and how often it came through a loop', () => {
    const marks = marksOf(way('CheckUpdate', 'WaitForUpdate', 'CheckUpdate'), 'RUNNING');
    expect(marks.get('CheckUpdate')).toEqual({ look: 'here', label: '×2' });
    expect(marks.get('WaitForUpdate')).toEqual({ look: 'passed', label: '' });
  });

  test('shows the state that stopped it, which is not the one that it ended in', () => {
    const marks = marksOf(
      way('ConfirmLicence', 'RecordOutcome', 'EmailStakeholders', 'TenantNeedsAttention'),
      'FAILED',
    );
    expect([...marks].filter(([, { look }]) => look === 'failed').map(([state]) => state)).toEqual([
      'ConfirmLicence',
      'TenantNeedsAttention',
    ]);
  });

  test('has nothing red where all went well', () => {
    const marks = marksOf(way('VerifyConsole', 'RecordOutcome', 'TenantMigrated'), 'SUCCEEDED');
    expect([...marks.values()].map(({ look }) => look)).toEqual(['passed', 'passed', 'passed']);
  });
});
