import { flowSchema } from '@crossdock/flows/document/flow';
import type { NodeDescriptor } from '@crossdock/nodes/contract/descriptor';
import { describe, expect, test } from 'vitest';
import { paletteSections } from './search-types.ts';
import { suggestTypes } from './suggest-types.ts';

const type = (given: Partial<NodeDescriptor> & { type: string; title: string; section: NodeDescriptor['section'] }): NodeDescriptor =>
  ({
    kind: 'pure',
    keywords: [],
    summary: '',
    ports: { inputs: [{ name: 'in' }], outputs: [{ name: 'out' }] },
    ...given,
  }) as NodeDescriptor;

const webhook = type({
  type: 'trigger.webhook',
  title: 'Webhook',
  section: 'Triggers',
  kind: 'trigger',
  ports: { inputs: [], outputs: [{ name: 'out' }] },
});
const duplicates = type({ type: 'routing.reject-duplicates', title: 'Reject duplicates', section: 'Routing', rejectsDuplicates: true });
const map = type({ type: 'transform.map', title: 'Map fields', section: 'Transform', keywords: ['order', 'convert'] });
const create = type({ type: 'erp.create-order', title: 'ERP create order', section: 'Systems', kind: 'effect' });
const units = type({ type: 'distribution.units', title: 'Convert order units', section: 'Distribution' });
const types = [webhook, duplicates, map, create, units];
const flow = flowSchema.parse({ format: 1, id: 'f', name: 'F' });

describe('the palette', () => {
  test('lists all types by section when nothing is searched for', () => {
    expect(paletteSections(types, '', [], '').map((section) => section.title)).toEqual([
      'Systems',
      'Transform',
      'Routing',
      'Distribution',
      'Triggers',
    ]);
  });

  test('puts a title before a keyword and drops what does not match', () => {
    const sections = paletteSections(types, 'order', [], '');
    expect(sections.flatMap((section) => section.types.map((entry) => entry.title))).toEqual([
      'ERP create order',
      'Map fields',
      'Convert order units',
    ]);
  });

  test('lists a suggested type once', () => {
    const sections = paletteSections(types, 'order', [create], 'Review');
    expect(sections[0]).toMatchObject({ title: 'Suggested after Review', types: [create] });
    expect(sections.flatMap((section) => section.types).filter((entry) => entry === create)).toHaveLength(1);
  });
});

describe('suggestions', () => {
  test('an empty flow starts with a trigger', () => {
    expect(suggestTypes(types, flow, null, 'out', {})).toEqual([webhook]);
  });

  test('behind a trigger duplicates are rejected first', () => {
    expect(suggestTypes(types, flow, webhook, 'out', {})[0]).toBe(duplicates);
  });

  test('habit wins over custom', () => {
    expect(suggestTypes(types, flow, webhook, 'out', { 'trigger.webhook > erp.create-order': 5 })[0]).toBe(create);
  });

  test('never a trigger behind something', () => {
    expect(suggestTypes(types, flow, map, 'out', { 'transform.map > trigger.webhook': 9 })).not.toContain(webhook);
  });
});
