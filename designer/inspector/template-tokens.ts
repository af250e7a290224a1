/** A piece of a text with expressions, for colouring. `place` is a value that is read, such as `item.orderNumber`. */
export type TemplateToken = {
  readonly text: string;
  readonly kind: 'plain' | 'brace' | 'place' | 'function' | 'string' | 'number' | 'sign';
};

const pieces =
  /("(?:\\.|[^"\\])*"?|'(?:\\.|[^'\\])*'?|`(?:\\.|[^`\\])*`?)|(\b\d+(?:\.\d+)?\b)|(\b(?:item|each|parent|index|key|headers|run|env|vars)\b(?:\??\.[A-Za-z_$][\w$]*|\[\d+\]|\["[^"]*"\])*)|(\b[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*(?=\s*\())|([^\w$"'`]+|[A-Za-z_$][\w$]*|.)/g;

/** Cuts a text into coloured pieces; joined they are the text again. */
export function templateTokens(text: string): TemplateToken[] {
  const tokens: TemplateToken[] = [];
  let at = 0;
  while (at < text.length) {
    const open = text.indexOf('{{', at);
    if (open < 0) break;
    const close = text.indexOf('}}', open + 2);
    const end = close < 0 ? text.length : close;
    if (open > at) tokens.push({ text: text.slice(at, open), kind: 'plain' });
    tokens.push({ text: '{{', kind: 'brace' }, ...codeTokens(text.slice(open + 2, end)));
    if (close >= 0) tokens.push({ text: '}}', kind: 'brace' });
    at = close < 0 ? text.length : close + 2;
  }
  if (at < text.length) tokens.push({ text: text.slice(at), kind: 'plain' });
  return tokens;
}

/** The same for an expression without braces. */
export function codeTokens(code: string): TemplateToken[] {
  return [...code.matchAll(pieces)].map(([text, string, number, place, call]) => ({
    text,
    kind:
      string !== undefined
        ? 'string'
        : number !== undefined
          ? 'number'
          : place !== undefined
            ? 'place'
            : call !== undefined
              ? 'function'
              : 'sign',
  }));
}

/** The same pieces, cut at the ends of the part that fails and marked inside it. */
export function markedTokens(
  tokens: readonly TemplateToken[],
  { from, to }: { readonly from: number; readonly to: number },
): (TemplateToken & { readonly isWrong: boolean })[] {
  let at = 0;
  return tokens.flatMap(({ text, kind }) => {
    const start = at;
    at += text.length;
    const cuts = [0, from - start, to - start, text.length].map((cut) => Math.max(0, Math.min(text.length, cut)));
    return cuts.slice(1).flatMap((end, i) => {
      const begin = cuts[i] ?? 0;
      return end > begin ? [{ text: text.slice(begin, end), kind, isWrong: i === 1 }] : [];
    });
  });
}

/** Whether the caret stands inside `{{ }}`. */
export function isInExpression(text: string, at: number): boolean {
  return text.lastIndexOf('{{', at - 1) > text.lastIndexOf('}}', at - 1);
}
