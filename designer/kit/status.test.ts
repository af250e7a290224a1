import { expect, test } from 'vitest';
import { icons } from './icons.ts';
import { effectLooks, exceptionLooks, runLooks, type StatusLook, severityLooks, stepLooks } from './status.ts';

const tables: Record<string, Record<string, StatusLook>> = { runLooks, stepLooks, effectLooks, exceptionLooks, severityLooks };

test('every state has an icon that exists', () => {
  const looks = Object.values(tables).flatMap((table) => Object.values(table));
  expect(looks.filter((look) => icons[look.icon] === undefined)).toEqual([]);
});

test('no two states of a table share word or icon', () => {
  for (const table of Object.values(tables)) {
    const looks = Object.values(table);
    expect(new Set(looks.map((look) => look.word)).size).toBe(looks.length);
    expect(new Set(looks.map((look) => look.icon)).size).toBe(looks.length);
  }
});

test('an unknown outcome is never drawn as failed', () => {
  expect(effectLooks.unknown).toEqual({ word: 'Unknown', icon: 'help-circle', family: 'warn' });
});
