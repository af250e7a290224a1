export type JsonToken = { text: string; kind: 'key' | 'string' | 'number' | 'punctuation' };

const pattern = /("(?:\\.|[^"\\])*"?)(\s*:)?|(-?\d[\d.eE+-]*|true|false|null)|([^"\d\w-]+|.)/g;

/** Cuts one line of printed JSON into coloured pieces; joined they are the line again. */
export function jsonTokens(line: string): JsonToken[] {
  const tokens: JsonToken[] = [];
  for (const [, text, colon, literal, other] of line.matchAll(pattern)) {
    if (text !== undefined) {
      tokens.push({ text, kind: colon === undefined ? 'string' : 'key' });
      if (colon !== undefined) tokens.push({ text: colon, kind: 'punctuation' });
    } else if (literal !== undefined) tokens.push({ text: literal, kind: 'number' });
    else if (other !== undefined) tokens.push({ text: other, kind: 'punctuation' });
  }
  return tokens;
}

/** Printed with two blanks; a text that is not JSON stays as it is. */
export function printJson(value: unknown): string {
  return JSON.stringify(value, null, 2) ?? 'undefined';
}

/** A body as it went over the wire, made readable if it is JSON. */
export function readableBody(body: string): { text: string; isJson: boolean } {
  try {
    JSON.parse(body);
  } catch {
    return { text: body, isJson: false };
  }
  return { text: layOut(body), isJson: true };
}

/** Lays valid JSON out in lines without reading its values: parsing and printing would cut the digits of large integers. */
function layOut(json: string): string {
  let depth = 0;
  const line = () => `\n${'  '.repeat(depth)}`;
  return json.replace(/"(?:\\.|[^"\\])*"|\s+|[[{]\s*[\]}]|[[{\]},:]/g, (piece) => {
    if (piece.startsWith('"')) return piece;
    if (piece.trim() === '') return '';
    if (piece === ':') return ': ';
    if (piece === ',') return `,${line()}`;
    if (piece === '{' || piece === '[') {
      depth++;
      return piece + line();
    }
    if (piece === '}' || piece === ']') {
      depth--;
      return line() + piece;
    }
    return piece.charAt(0) + piece.charAt(piece.length - 1);
  });
}
