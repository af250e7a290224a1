import { checkCode, checkExpression } from '@crossdock/nodes/contract/check-expression';
import { parseTemplate } from '@crossdock/nodes/contract/expression';

/** A part of a text that is wrong, and why. */
export type TextMark = { readonly from: number; readonly to: number; readonly message: string };

/** The mistakes in the expressions of a text with `{{ }}`, each at its very place. */
export function templateMarks(text: string): TextMark[] {
  try {
    return parseTemplate(text).flatMap((part) => {
      if (!('expression' in part)) return [];
      const start = part.at + (/^\s*/.exec(text.slice(part.at))?.[0].length ?? 0);
      return marksOf(checkExpression(part.expression), text, start);
    });
  } catch (error) {
    const open = Number(/position (\d+)/.exec((error as Error).message)?.[1] ?? text.lastIndexOf('{{'));
    return [{ from: open, to: Math.min(text.length, open + 2), message: (error as Error).message }];
  }
}

/** The mistake in a field that is one expression over its parameters. */
export function expressionMarks(text: string, parameters: readonly string[]): TextMark[] {
  return text.trim() === '' ? [] : marksOf(checkExpression(text, parameters), text, 0);
}

/** The mistake in the body of a function. */
export function codeMarks(text: string): TextMark[] {
  return marksOf(checkCode(text), text, 0);
}

function marksOf(check: ReturnType<typeof checkExpression>, text: string, start: number): TextMark[] {
  if (check.ok) return [];
  const from = Math.min(start + check.at, text.length);
  const word = /^[\w$]+|^\S/.exec(text.slice(from))?.[0].length ?? 0;
  // What ends too early is shown at its last character.
  return word > 0
    ? [{ from, to: from + word, message: check.message }]
    : [{ from: Math.max(0, from - 1), to: Math.max(1, from), message: check.message }];
}
