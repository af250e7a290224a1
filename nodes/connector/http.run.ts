import type { EffectAnswer } from '../contract/define-node.ts';
import type { Resolved } from '../contract/expression.ts';
import type { HttpRequest } from '../contract/http.ts';
import type { Item, Json } from '../contract/item.ts';
import type { HttpConfig } from './http.ts';
import { requestPath, result, texts } from './http-result.run.ts';

export function prepare({ config }: { readonly config: Resolved<HttpConfig> }): HttpRequest {
  const { body } = config;
  const headers = texts(config.headers);
  const hasType = Object.keys(headers).some((name) => name.toLowerCase() === 'content-type');
  const request = { method: config.method, path: requestPath(config.path), query: texts(config.query) };
  if (body.kind === 'none') return { ...request, headers };
  if (body.kind === 'json')
    return {
      ...request,
      headers: hasType ? headers : { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify(body.value ?? null),
    };
  if (body.kind === 'form')
    return { ...request, headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' }, body: form(body.fields) };
  return { ...request, headers: hasType ? headers : { ...headers, 'content-type': body.contentType }, body: String(body.value ?? '') };
}

export function complete({
  config,
  item,
  answer,
}: {
  readonly config: Resolved<HttpConfig>;
  readonly item: Item;
  readonly answer: EffectAnswer;
}): { out: readonly Json[] } {
  return { out: [result(config, item, answer)] };
}

function form(fields: Readonly<Record<string, unknown>>): string {
  return Object.entries(texts(fields))
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&');
}
