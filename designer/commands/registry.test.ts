import { beforeEach, expect, test } from 'vitest';
import type { Command } from './command.ts';
import { allCommands, meaningOf, registerCommands, runCommand, useRegistry } from './registry.ts';
import type { KeyPress } from './shortcut.ts';

const ran: string[] = [];
const aCommand = (id: string, more: Partial<Command> = {}): Command => ({
  id,
  title: id,
  icon: 'box',
  group: 'Test',
  run: () => ran.push(id),
  ...more,
});
const press = (key: string, ctrlKey = false): KeyPress => ({ key, code: '', ctrlKey, metaKey: false, altKey: false, shiftKey: false });
const ids = () => allCommands(useRegistry.getState().scopes).map((command) => command.id);

beforeEach(() => {
  ran.length = 0;
  useRegistry.setState({ scopes: [] });
});

test('commands of the latest scope come first, and a screen takes its own along when it closes', () => {
  registerCommands('everywhere', [aCommand('go.flows')]);
  const close = registerCommands('editor', [aCommand('canvas.delete')]);
  expect(ids()).toEqual(['canvas.delete', 'go.flows']);
  close();
  expect(ids()).toEqual(['go.flows']);
});

test('registering a scope again replaces its commands, and the old removal then does nothing', () => {
  const closeFirst = registerCommands('editor', [aCommand('a')]);
  registerCommands('editor', [aCommand('b')]);
  closeFirst();
  expect(ids()).toEqual(['b']);
});

test('a shortcut of the latest scope wins over the same one elsewhere', () => {
  registerCommands('everywhere', [aCommand('far', { shortcut: 'd' })]);
  registerCommands('editor', [aCommand('near', { shortcut: 'd' })]);
  const meaning = meaningOf([press('d')], allCommands(useRegistry.getState().scopes), false);
  expect(meaning).toMatchObject({ id: 'near' });
});

test('a disabled command gives its shortcut to the next one and does not run', () => {
  const commands = [aCommand('off', { shortcut: 'd', isEnabled: () => 'Nothing is selected' }), aCommand('on', { shortcut: 'd' })];
  expect(meaningOf([press('d')], commands, false)).toMatchObject({ id: 'on' });
  registerCommands('x', commands);
  runCommand('off');
  runCommand('on');
  expect(ran).toEqual(['on']);
});

test('in a field only commands that say so react', () => {
  const commands = [aCommand('plain', { shortcut: 'k' }), aCommand('palette', { shortcut: 'mod+k', worksInFields: true })];
  expect(meaningOf([press('k')], commands, true)).toBeNull();
  expect(meaningOf([press('k', true)], commands, true)).toMatchObject({ id: 'palette' });
});

test('the first of two keys is remembered as a beginning', () => {
  const commands = [aCommand('go.flows', { shortcut: 'g f' })];
  expect(meaningOf([press('g')], commands, false)).toBe('begun');
  expect(meaningOf([press('g'), press('f')], commands, false)).toMatchObject({ id: 'go.flows' });
});
