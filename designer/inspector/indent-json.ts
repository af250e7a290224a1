/** Puts JSON text on lines of its own with two blanks a level. Nothing is parsed, so every digit stays; a text that is not JSON comes back as it was. */
export function indentJson(text: string): string {
  if (!isJson(text)) return text;
  let out = '';
  let depth = 0;
  for (const [token] of text.matchAll(/"(?:\\.|[^"\\])*"|[^\s"{}[\],:]+|[{}[\],:]/g)) {
    const last = out.at(-1);
    if (token === '}' || token === ']') {
      depth -= 1;
      out += last === '{' || last === '[' ? token : `\n${'  '.repeat(depth)}${token}`;
      continue;
    }
    if (last === '{' || last === '[' || last === ',') out += `\n${'  '.repeat(depth)}`;
    out += token === ':' ? ': ' : token;
    if (token === '{' || token === '[') depth += 1;
  }
  return out;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
