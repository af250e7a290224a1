import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
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
  'approval audit connection contract deployment environment files flow lookup payload person promotion promotion-policy rollout run runs secret session sso token trigger variable';
const act = new RegExp(`^(${subjects.replaceAll(' ', '|')})\\.[a-z-]+$`);
/** Past tense, so that permissions (`audit.read`) and files (`token.ts`) are none. */
const past = /(ed|ade|fell|back|-in|-out|-set|-run|withdrawn)$/;

/** Texts like `flow.published`, wherever they stand: acts are chosen before they are written. One of an unknown kind is found where it is given as `act`. */
function actsIn(path: string): Recorded[] {
  const text = readFileSync(path, 'utf8');
  const file = relative(runtime, path);
  const given = [...text.matchAll(/\bact: '([a-z-]+\.[a-z-]+)'/g)].map(([, name = '']) => name);
  const chosen = [...text.matchAll(/'([a-z-]+\.[a-z-]+)'/g)]
    .map(([, name = '']) => name)
    .filter((name) => act.test(name) && past.test(name));
  return [...new Set([...given, ...chosen])].map((name) => ({ act: name, file }));
}
