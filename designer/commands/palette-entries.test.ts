import { expect, test } from 'vitest';
import type { FlowSummary } from '../server/shapes.ts';
import type { Command } from './command.ts';
import { paletteEntries } from './palette-entries.ts';

const aCommand = (id: string, title: string, more: Partial<Command> = {}): Command => ({
  id,
  title,
  icon: 'box',
  group: 'Canvas',
  run: () => {},
  ...more,
});
const commands = [
  aCommand('run', 'Run test', { shortcut: 'mod+enter' }),
  aCommand('tidy', 'Tidy up', { isEnabled: () => 'The canvas is empty' }),
  aCommand('left', 'Move left', { isKeyOnly: true }),
];
const nothing = { commands, flows: [], runs: [], types: [], recent: [] };

test('a text is first of all taken for a business key', () => {
  const [first] = paletteEntries({ ...nothing, text: 'PO 4711' });
  expect(first).toMatchObject({ title: 'Runs of PO 4711', choose: { path: '/runs?key=PO%204711' } });
});

test('a text without digits that names a flow is taken for the flow', () => {
  const flows = [{ id: 'orders', name: 'Shopify order to ERP', channel: 'Orders', purpose: '' }] as unknown as readonly FlowSummary[];
  const sections = (text: string) => paletteEntries({ ...nothing, flows, text }).map((entry) => entry.section);
  expect(sections('shopify order')).toEqual(['Flows', 'Business key']);
  expect(sections('order 4711')).toEqual(['Business key']);
});

test('after > only commands are found, by words in any order', () => {
  expect(paletteEntries({ ...nothing, text: '> test run' }).map((entry) => entry.id)).toEqual(['run']);
});

test('a disabled command is shown with the reason, a key-only one not at all', () => {
  const entries = paletteEntries({ ...nothing, text: '' });
  expect(entries.map((entry) => [entry.id, entry.reason])).toEqual([
    ['run', undefined],
    ['tidy', 'The canvas is empty'],
  ]);
});

test('without a text, what was used lately comes first', () => {
  expect(paletteEntries({ ...nothing, text: '', recent: ['tidy'] }).map((entry) => [entry.id, entry.section])).toEqual([
    ['tidy', 'Recent'],
    ['run', 'Commands'],
  ]);
});

test('places are found by name under a heading of their own, before commands, and never listed unasked', () => {
  const step = aCommand('step.map', 'Map to order', { section: 'Steps', group: 'Map' });
  const withStep = { ...nothing, commands: [...commands, step] };
  expect(paletteEntries({ ...withStep, text: 'map' }).map((entry) => [entry.section, entry.id])).toEqual([
    ['Steps', 'step.map'],
    ['Business key', 'find-key'],
  ]);
  expect(paletteEntries({ ...withStep, text: '' }).map((entry) => entry.id)).not.toContain('step.map');
  expect(paletteEntries({ ...withStep, text: '>map' })).toEqual([]);
});

test('of many steps that match only the first are shown', () => {
  const steps = Array.from({ length: 20 }, (_, i) => aCommand(`step.${i}`, `Send ${i}`, { section: 'Steps' }));
  const shown = paletteEntries({ ...nothing, commands: steps, text: 'send' }).filter((entry) => entry.section === 'Steps');
  expect(shown).toHaveLength(6);
});

test('a node type is found by what people call it and leads to its reference page', () => {
  const types = [{ type: 'rule.decision-table', title: 'Decision table', summary: 'Decides', icon: 'table', keywords: ['dmn'] }];
  const entry = paletteEntries({ ...nothing, types, text: 'dmn' }).find(({ section }) => section === 'Reference');
  expect(entry).toMatchObject({ title: 'Decision table', choose: { path: '/reference/rule.decision-table' } });
});

test('what is called as one types comes before what only has to do with it', () => {
  const places = [
    aCommand('dup', 'Reject duplicates', { section: 'Steps', keywords: 'order.id' }),
    aCommand('map', 'Map to order', { section: 'Steps' }),
    aCommand('in', 'Order received', { section: 'Steps' }),
  ];
  expect(
    paletteEntries({ ...nothing, commands: places, text: 'order' })
      .slice(0, 3)
      .map(({ id }) => id),
  ).toEqual(['in', 'map', 'dup']);
});
