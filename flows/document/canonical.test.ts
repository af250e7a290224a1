import { describe, expect, test } from 'vitest';
import { aFlow } from '../test/a-flow.ts';
import { canonicalText } from './canonical.ts';
import { contentHash } from './content-hash.ts';

describe('canonical text', () => {
  const flow = aFlow()
    .with('in', 'test.trigger', { config: { path: 'orders', method: 'POST' } })
    .to('map', 'test.map', { config: { zebra: 1, apple: { b: 2, a: 1 } }, onFailure: { timeoutSeconds: 5 } })
    .build();

  test('writes known fields in the order of the schema, configuration keys sorted, and leaves defaults out', () => {
    expect(canonicalText(flow)).toBe(`{
  "format": 1,
  "id": "test",
  "name": "Test",
  "nodes": [
    {
      "id": "in",
      "type": "test.trigger",
      "name": "In",
      "config": {
        "method": "POST",
        "path": "orders"
      }
    },
    {
      "id": "map",
      "type": "test.map",
      "name": "Map",
      "config": {
        "apple": {
          "a": 1,
          "b": 2
        },
        "zebra": 1
      },
      "onFailure": {
        "timeoutSeconds": 5
      }
    }
  ],
  "edges": [
    {
      "from": {
        "node": "in",
        "port": "out"
      },
      "to": {
        "node": "map",
        "port": "in"
      }
    }
  ]
}
`);
  });

  test('keeps a configuration key that is named like a part of an object', () => {
    const config = JSON.parse('{ "constructor": 1, "toString": 2, "nested": { "__proto__": 3 } }');
    const text = canonicalText(aFlow().with('map', 'test.map', { config }).build());
    expect(text).toContain('"constructor": 1');
    expect(text).toContain('"__proto__": 3');
  });

  test('the hash is pinned: another value means that every published version would look changed', () => {
    expect(
      contentHash(
        aFlow()
          .with('in', 'test.trigger', { config: { path: 'orders' } })
          .build(),
      ),
    ).toBe('38533581d1c11a0b1c8541327711af95b6d890df533b3ff3d59c504c025f8cb2');
  });

  test('moving a node changes the hash, because the document is another one', () => {
    const moved = { ...flow, nodes: flow.nodes.map((node) => ({ ...node, position: { x: 9, y: 9 } })) };
    expect(contentHash(moved)).not.toBe(contentHash(flow));
  });
});
