import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../../../shared/samples/ecom/shopify', import.meta.url));

export type RealOrder = { readonly name: string /** As the vendor would send it, with all digits. */; readonly text: string };

/** Orders and draft orders of real shops that lie beside the repository; null where they do not. None of them is ours to commit. */
export function realShopifyOrders(): readonly RealOrder[] | null {
  if (!existsSync(folder)) return null;
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .sort()
    .flatMap((name) => ordersIn(join(folder, name)));
}

/** A file is an order, or holds one or several under `order`, `draft_order`, ... or, as the vendor's description of a webhook, under `response`. */
function ordersIn(file: string): RealOrder[] {
  const document = JSON.parse(readFileSync(file, 'utf8'), keepDigits) as Record<string, unknown>;
  const inside = document.response ?? document.order ?? document.orders ?? document.draft_order ?? document.draft_orders ?? document;
  const found = (Array.isArray(inside) ? inside : [inside]).filter(isOrder);
  return found.map((order, i) => ({
    name: `${relative(folder, file).replaceAll('\\', '/')}${found.length > 1 ? ` ${i + 1}` : ''}`,
    text: JSON.stringify(order).replaceAll(/"~(-?[\d.eE+-]+)~"/g, '$1'),
  }));
}

function isOrder(value: unknown): boolean {
  return value !== null && typeof value === 'object' && 'line_items' in value && 'currency' in value && 'total_price' in value;
}

/** A number too long for a double goes through marked, and is printed as it was written. */
function keepDigits(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  return typeof value === 'number' && !Number.isSafeInteger(value) && Number.isInteger(value) ? `~${context?.source}~` : value;
}
