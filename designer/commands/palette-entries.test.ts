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
const nothing = { commands, flows: [], runs: [], recent: [] };

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
