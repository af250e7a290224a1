import { checkExpression } from '@crossdock/nodes/contract/check-expression';
import { parseTemplate } from '@crossdock/nodes/contract/expression';
import { variablesIn } from '@crossdock/nodes/contract/variables-in';

/** A piece of a template: literal text, or the code between `{{` and `}}` and where that begins in the template. */
type TemplatePiece = { readonly text: string } | { readonly code: string; readonly from: number };

export type CompiledTemplate = {
  readonly ok: true;
  readonly parts: readonly TemplatePiece[];
  /** The tables it looks things up in. */
  readonly lookups: readonly string[];
  /** The variables it reads; see `variablesIn`. */
  readonly variables: readonly string[];
};
type WrongTemplate = { readonly ok: false; readonly error: string; readonly at: { readonly from: number; readonly to: number } };

/** A template ready for the sandbox, or the first thing that is wrong with it and where. */
export function compileTemplate(template: string): CompiledTemplate | WrongTemplate {
  let pieces: ReturnType<typeof parseTemplate>;
  try {
    pieces = parseTemplate(template);
  } catch (error) {
    const open = template.lastIndexOf('{{');
    return { ok: false, error: (error as Error).message, at: { from: Math.max(0, open), to: template.length } };
  }
  const parts: TemplatePiece[] = [];
  const lookups = new Set<string>();
  const variables = new Set<string>();
  for (const piece of pieces) {
    if ('text' in piece) {
      parts.push(piece);
      continue;
    }
    const from = piece.at + template.slice(piece.at).search(/\S|$/);
    const check = checkExpression(piece.expression);
    if (!check.ok) return { ok: false, error: check.message, at: wordAt(template, from, piece.expression, check.at) };
    parts.push({ code: piece.expression, from });
    for (const { table } of check.lookups) lookups.add(table);
    for (const name of variablesIn(check.references)) variables.add(name);
  }
  return { ok: true, parts, lookups: [...lookups], variables: [...variables] };
}

/** The word or sign at a position of the code; at its end, the last one. An empty expression is marked with its braces. */
function wordAt(template: string, from: number, code: string, at: number): { from: number; to: number } {
  if (code === '') {
    const open = template.lastIndexOf('{{', from);
    return { from: open, to: template.indexOf('}}', from) + 2 };
  }
  const place = Math.min(at, code.length - 1);
  const word = /^[\w$]+/.exec(code.slice(place))?.[0] ?? code.charAt(place);
  return { from: from + place, to: from + place + Math.max(1, word.length) };
}
