import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
/** Attributes and properties that people read. */
const spoken = new Set([
  'title',
  'label',
  'placeholder',
  'description',
  'aria-label',
  'alt',
  'what',
  'kept',
  'hint',
  'help',
  'purpose',
  'empty',
  'group',
  'name',
]);

test('every English text stands in designer/texts', () => {
  const found = sources(root).flatMap(textsIn);
  expect(found).toEqual([]);
});

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return ['node_modules', 'dist', 'texts'].includes(entry.name) ? [] : sources(path);
    return /\.tsx?$/.test(entry.name) && !/\.(test|fixture|d)\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

/** Texts between tags, and literals of the attributes and properties that people read. */
function textsIn(path: string): string[] {
  const source = ts.createSourceFile(
    path,
    readFileSync(path, 'utf8'),
    ts.ScriptTarget.Latest,
    true,
    path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
  );
  const found: string[] = [];
  const note = (node: ts.Node, text: string) => {
    const { line } = source.getLineAndCharacterOfPosition(node.getStart());
    found.push(`${relative(root, path)}:${line + 1}: ${text.trim()}`);
  };
  const look = (node: ts.Node): void => {
    if (ts.isJsxText(node) && isEnglish(node.text)) note(node, node.text);
    const name = (ts.isJsxAttribute(node) || ts.isPropertyAssignment(node)) && node.name.getText();
    if (name && spoken.has(name.replaceAll(/['"]/g, '')))
      for (const literal of literalsIn(node)) if (isEnglish(literal.text)) note(literal, literal.text);
    ts.forEachChild(node, look);
  };
  look(source);
  return found;
}

function literalsIn(node: ts.Node): (ts.StringLiteral | ts.NoSubstitutionTemplateLiteral | ts.TemplateHead)[] {
  const given = ts.isJsxAttribute(node) || ts.isPropertyAssignment(node) ? node.initializer : node;
  const value = given && ts.isJsxExpression(given) ? given.expression : given;
  if (!value) return [];
  if (ts.isStringLiteral(value) || ts.isNoSubstitutionTemplateLiteral(value)) return [value];
  if (ts.isTemplateExpression(value)) return [value.head];
  if (ts.isConditionalExpression(value)) return [value.whenTrue, value.whenFalse].flatMap(literalsIn);
  return [];
}

/** Words, rather than a name, a key or a sign. */
function isEnglish(text: string): boolean {
  return /[A-Za-z]{2}/.test(text) && (/^\s*[A-Z]/.test(text) || /[a-z] [a-z]/.test(text));
}
