import type { EffectAnswer } from '../contract/define-node.ts';
import { NodeError } from '../contract/errors.ts';
import type { Resolved } from '../contract/expression.ts';
import type { HttpRequest } from '../contract/http.ts';
import type { Item, Json } from '../contract/item.ts';
import { parseExact } from '../library/exact-json.ts';
import type { HttpReadConfig } from './http-read.ts';
import { requestPath, requireMeaning, result, texts } from './http-result.run.ts';

export function prepare({ config }: { readonly config: Resolved<HttpReadConfig> }): HttpRequest {
  const query = texts(config.query);
  if (config.paging.kind === 'page') query[config.paging.parameter] ??= String(config.paging.first);
  return { method: config.method, path: requestPath(config.path), query, headers: texts(config.headers) };
}

export function complete({
  config,
  item,
  answer,
}: {
  readonly config: Resolved<HttpReadConfig>;
  readonly item: Item;
  readonly answer: EffectAnswer;
}): { out: readonly Json[] } {
  if (config.paging.kind === 'off') return { out: [result(config, item, answer)] };
  // Paged answers come as one JSON array of pages.
  const pages = parseExact(answer.body) as Json[];
  const records = pages.flatMap((page) => listAt(page, config.paging.kind === 'off' ? '' : config.paging.records));
  requireMeaning(config, records, answer.status);
  return {
    out: config.paging.each ? records : [result({ ...config, response: 'json' }, item, { ...answer, body: JSON.stringify(records) })],
  };
}

function listAt(page: Json, path: string): Json[] {
  const found =
    path === ''
      ? page
      : path
          .split('.')
          .reduce<Json | undefined>(
            (at, name) => (at !== null && typeof at === 'object' && !Array.isArray(at) ? at[name] : undefined),
            page,
          );
  if (Array.isArray(found)) return found;
  throw new NodeError('NO_RECORDS', `A page of the answer has no list at "${path}". Correct "Records are at" in the step's paging.`);
}
