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
  expect(recorded.filter((one) => !(one.act in auditTexts.acts))).toEqual([]);
});

test('no words are kept for what nobody records', () => {
  const recorded = new Set(
    sources(runtime)
      .flatMap(actsIn)
      .map((one) => one.act),
  );
  // `approval.approved` and `approval.rejected` are put together from the decision.
  expect(Object.keys(auditTexts.acts).filter((name) => !recorded.has(name) && !name.startsWith('approval.'))).toEqual([]);
});

type Recorded = { readonly act: string; readonly file: string };

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sources(path);
    return entry.name.endsWith('.ts') && !/\.(test|fixture)\.ts$/.test(entry.name) ? [path] : [];
  });
}

/** What acts are about; further ones are added here with their words. */
const subjects =
  'approval audit connection contract deployment environment files flow lookup payload person promotion promotion-policy run runs session sso token trigger variable';
const act = new RegExp(`^(${subjects.replaceAll(' ', '|')})\\.[a-z-]+$`);
/** Past tense, so that permissions (`audit.read`) and files (`token.ts`) are none. */
const past = /(ed|ade|fell|back|-in|-out|-set|-run|withdrawn)$/;

/** Texts like `flow.published` in a file that records something, wherever they stand: acts are chosen before they are written. */
function actsIn(path: string): Recorded[] {
  const text = readFileSync(path, 'utf8');
  if (!/audit|record/.test(text)) return [];
  const file = relative(runtime, path);
  const found: Recorded[] = [];
  const look = (node: ts.Node): void => {
    if (ts.isStringLiteral(node) && act.test(node.text) && past.test(node.text)) found.push({ act: node.text, file });
    // An act of a kind that the table does not know is found where it is written down as one.
    if (
      ts.isPropertyAssignment(node) &&
      node.name.getText() === 'act' &&
      ts.isStringLiteral(node.initializer) &&
      node.initializer.text.includes('.')
    )
      found.push({ act: node.initializer.text, file });
    ts.forEachChild(node, look);
  };
  look(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true));
  return found;
}
