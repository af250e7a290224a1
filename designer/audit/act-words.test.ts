import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { auditTexts } from '../texts/audit.ts';
import { actOptions, actWords } from './act-words.ts';

const runtime = join(import.meta.dirname, '../../runtime');
const line = { act: 'flow.published', details: {}, before: null, after: null };

test('a line says what was done, with its facts as far as they are there', () => {
  expect(actWords({ ...line, details: { version: 14 } })).toBe('Published v14');
  expect(actWords(line)).toBe('Published a version');
  expect(actWords({ ...line, act: 'teapot.boiled' })).toBe('teapot.boiled');
});

test('no two acts are called the same', () => {
  const labels = actOptions.map((option) => option.label);
  expect(labels.filter((label, at) => labels.indexOf(label) !== at)).toEqual([]);
});

test('every act that the server records has words', () => {
  const recorded = sources(runtime).flatMap(actsIn);
  expect(recorded.length).toBeGreaterThan(30);
  expect(recorded.filter(({ act }) => !(act in auditTexts.acts))).toEqual([]);
});

type Recorded = { readonly act: string; readonly file: string };

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sources(path);
    return entry.name.endsWith('.ts') && !/\.(test|fixture)\.ts$/.test(entry.name) ? [path] : [];
  });
}

/** Texts like `flow.published` that are given as `act`, directly or by a choice of two. */
function actsIn(path: string): Recorded[] {
  const text = readFileSync(path, 'utf8');
  if (!text.includes('act')) return [];
  const file = relative(runtime, path);
  const found: Recorded[] = [];
  const look = (node: ts.Node): void => {
    if (ts.isPropertyAssignment(node) && node.name.getText() === 'act')
      found.push(...textsIn(node.initializer).map((act) => ({ act, file })));
    ts.forEachChild(node, look);
  };
  look(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true));
  return found;
}

function textsIn(node: ts.Expression): string[] {
  const found: string[] = [];
  const look = (part: ts.Node): void => {
    if (ts.isStringLiteral(part) && /^[a-z]+\.[a-z-]+$/.test(part.text)) found.push(part.text);
    ts.forEachChild(part, look);
  };
  look(node);
  return found;
}
