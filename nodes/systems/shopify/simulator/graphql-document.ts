/** The part of GraphQL (October 2021) that admin clients of the shop use: operations with variables, fields with aliases, arguments and directives. */
export type Operation = { readonly kind: 'query' | 'mutation'; readonly name: string | null; readonly fields: readonly Field[] };
export type Field = {
  readonly name: string;
  readonly alias: string;
  readonly args: { readonly [name: string]: unknown };
  readonly directives: readonly { readonly name: string; readonly args: { readonly [name: string]: unknown } }[];
  readonly fields: readonly Field[];
};

export class GraphqlSyntaxError extends Error {
  override readonly name = 'GraphqlSyntaxError';
}

const tokenPattern =
  /[\s,﻿]+|#[^\n\r]*|(\.\.\.|[!$()[\]{}:=@|&])|([_A-Za-z]\w*)|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|("""(?:[^"]|"(?!""))*"""|"(?:[^"\\\n]|\\.)*")/y;

/** Reads the one operation of a document and puts the variables in. Throws GraphqlSyntaxError. */
export function parseOperation(source: string, variables: { readonly [name: string]: unknown }): Operation {
  const tokens = tokenise(source);
  let at = 0;
  const peek = () => tokens[at] ?? '';
  const next = () => tokens[at++] ?? '';
  const fail = (): never => {
    throw new GraphqlSyntaxError(
      at >= tokens.length ? 'Parse error: unexpected end of the document' : `Parse error: unexpected "${peek()}"`,
    );
  };
  const expect = (token: string) => {
    if (!isNext(token)) fail();
  };
  const isNext = (token: string) => peek() === token && ++at > 0;
  const name = () => (/^[_A-Za-z]/.test(peek()) ? next() : fail());

  function value(): unknown {
    const token = next();
    if (token === '$') return variables[name()];
    if (token === '[') return list(']', value);
    if (token === '{') return Object.fromEntries(list('}', () => pair()));
    if (token.startsWith('"""')) return token.slice(3, -3);
    if (token.startsWith('"')) return JSON.parse(token) as unknown;
    if (/^-?\d/.test(token)) return Number(token);
    if (token === 'true' || token === 'false') return token === 'true';
    if (token === 'null') return null;
    if (/^[_A-Za-z]/.test(token)) return token;
    at--;
    return fail();
  }
  function pair(): [string, unknown] {
    const key = name();
    expect(':');
    return [key, value()];
  }
  function list<T>(end: string, read: () => T): T[] {
    const found: T[] = [];
    while (!isNext(end)) found.push(peek() === '' ? fail() : read());
    return found;
  }
  const args = () => (isNext('(') ? Object.fromEntries(list(')', pair)) : {});
  function directives(): Field['directives'] {
    const found: { name: string; args: Field['args'] }[] = [];
    while (isNext('@')) found.push({ name: name(), args: args() });
    return found;
  }
  function selection(): Field[] {
    return list('}', () => {
      if (peek() === '...') throw new GraphqlSyntaxError('Parse error: this simulator knows no fragments');
      const first = name();
      const field = isNext(':') ? name() : first;
      return { alias: first, name: field, args: args(), directives: directives(), fields: isNext('{') ? selection() : [] };
    });
  }

  if (isNext('{')) return { kind: 'query', name: null, fields: selection() };
  const kind = peek();
  if (kind !== 'query' && kind !== 'mutation') {
    return fail();
  }
  next();
  const operation = peek() === '{' || peek() === '(' ? null : name();
  // Their declared types are not checked: a wrong value is refused by the field that takes it.
  if (isNext('(')) while (!isNext(')')) if (next() === '') fail();
  expect('{');
  return { kind, name: operation, fields: selection() };
}

function tokenise(source: string): string[] {
  const tokens: string[] = [];
  tokenPattern.lastIndex = 0;
  while (tokenPattern.lastIndex < source.length) {
    const from = tokenPattern.lastIndex;
    const match = tokenPattern.exec(source);
    if (match === null) throw new GraphqlSyntaxError(`Parse error: unexpected character at ${from}`);
    const token = match[1] ?? match[2] ?? match[3] ?? match[4];
    if (token !== undefined) tokens.push(token);
  }
  return tokens;
}
