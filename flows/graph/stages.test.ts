import { describe, expect, test } from 'vitest';
import { aFlow } from '../test/a-flow.ts';
import { testCatalog } from '../test/test-catalog.ts';
import { replayEffectOf } from './replay-effect.ts';
import { regionsOf, stageBehind } from './stages.ts';

// in -> map -> send -> after, and beside it map -> aside
const flow = aFlow()
  .with('in', 'test.trigger')
  .to('map')
  .to('send', 'test.send')
  .to('after')
  .with('aside')
  .edge('map.out', 'aside.in')
  .with('lonely')
  .build();

describe('regions', () => {
  test('are connected steps that need nothing from outside; a call ends them', () => {
    const { regions, checkpoints } = regionsOf(flow, testCatalog);
    expect(regions.map(({ stage, nodes }) => [stage, nodes])).toEqual([
      [0, ['in', 'map', 'aside']],
      [0, ['lonely']],
      [1, ['after']],
    ]);
    expect(regions[0]?.edges).toHaveLength(2);
    expect(checkpoints).toEqual(['send']);
  });

  test('go on through a step that is switched off', () => {
    const off = { ...flow, nodes: flow.nodes.map((node) => (node.id === 'send' ? { ...node, disabled: true } : node)) };
    expect(regionsOf(off, testCatalog).regions[0]?.nodes).toEqual(['in', 'map', 'aside', 'send', 'after']);
  });

  test('begin at the latest stage of what they wait for', () => {
    expect(stageBehind([])).toBe(0);
    expect(
      stageBehind([
        { stage: 2, endsStage: false },
        { stage: 1, endsStage: true },
        { stage: 2, endsStage: true },
      ]),
    ).toBe(3);
  });
});

describe('a replay', () => {
  const effects = (from: string) =>
    Object.fromEntries(replayEffectOf(flow, testCatalog, from).map(({ nodeId, effect }) => [nodeId, effect]));

  test('computes again, and sends with the same key, what lies behind; the rest is untouched', () => {
    expect(effects('map')).toMatchObject({ in: 'computed', map: 'computed', aside: 'computed', after: 'computed', lonely: 'untouched' });
    expect(['keyed', 'asked']).toContain(effects('map').send);
  });

  test('keeps the answers of effects before it', () => {
    expect(effects('after')).toMatchObject({ send: 'kept', after: 'computed', aside: 'untouched' });
  });
});
