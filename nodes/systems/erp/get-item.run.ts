import type { EffectAnswer } from '../../contract/define-node.ts';
import { type HttpRequest, path } from '../../contract/http.ts';
import type { Item } from '../../contract/item.ts';
import { requireId, withRecord } from './read-record.run.ts';

type Config = { readonly sku: string; readonly into: string };

export function prepare({ config }: { readonly config: Config }): HttpRequest {
  return { method: 'GET', path: path`/items/${requireId(config.sku, 'SKU')}` };
}

export function complete({ config, item, answer }: { readonly config: Config; readonly item: Item; readonly answer: EffectAnswer }) {
  return withRecord({ item, answer, field: config.into });
}
