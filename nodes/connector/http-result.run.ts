import type { EffectAnswer } from '../contract/define-node.ts';
import { NodeError } from '../contract/errors.ts';
import type { Item, Json } from '../contract/item.ts';
import { parseExact } from '../library/exact-json.ts';

/** Query or headers as texts; what is missing is left out. CR and LF cannot be part of a header. */
export function texts(values: Readonly<Record<string, unknown>>): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name in values) {
    const value = values[name];
    if (value === undefined || value === null || value === '') continue;
    const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
    if (/[\r\n\0]/.test(text))
      throw new NodeError('LINE_BREAK', `The value of ${name} has a line break, which cannot be sent there. Nothing was sent.`);
    kept[name] = text;
  }
  return kept;
}

export function requestPath(path: string): string {
  const absolute = path.startsWith('/') ? path : `/${path}`;
  if (/^\/\/|[\s\\?#]|\/\.\.?(\/|$)/.test(absolute))
    throw new NodeError('BAD_PATH', `"${path}" is no path below the connection's address. Put parameters into Query. Nothing was sent.`);
  return absolute;
}

export type ResultConfig = {
  readonly response: 'json' | 'text' | 'ignore';
  readonly result: string;
  readonly successWhen?: ((answer: Json, status: number) => unknown) | undefined;
};

/** What the answer makes of the record. */
export function result(config: ResultConfig, item: Item, answer: EffectAnswer): Json {
  const body = read(config.response, answer);
  requireMeaning(config, body, answer.status);
  if (config.response === 'ignore') return item.json;
  if (config.result === '') return body;
  const record = item.json !== null && typeof item.json === 'object' && !Array.isArray(item.json) ? item.json : { value: item.json };
  return { ...record, [config.result]: body };
}

/** The status was a success; here the content is asked. */
export function requireMeaning({ successWhen }: Pick<ResultConfig, 'successWhen'>, body: Json, status: number): void {
  if (successWhen && successWhen(body, status) !== true)
    throw new NodeError(
      'ANSWER_REFUSED',
      `The system answered ${status}, but the answer does not meet the success rule of the step. The call was made: look at the answer before you replay.`,
    );
}

function read(response: 'json' | 'text' | 'ignore', answer: EffectAnswer): Json {
  if (response !== 'json') return response === 'text' ? answer.body : null;
  if (answer.body.trim() === '') return null;
  try {
    return parseExact(answer.body) as Json;
  } catch {
    throw new NodeError('ANSWER_NOT_JSON', `The answer (${answer.status}) is not JSON. It begins: ${answer.body.slice(0, 120)}`);
  }
}
