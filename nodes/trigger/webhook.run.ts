import { NodeError } from '../contract/errors.ts';
import type { Message } from '../contract/intake.ts';
import type { Json } from '../contract/item.ts';
import { parseExact } from '../library/exact-json.ts';
import type { WebhookConfig } from './webhook.ts';

export function open({ config, message }: { readonly config: WebhookConfig; readonly message: Message }): readonly Json[] {
  const type = message.contentType.split(';')[0]?.trim().toLowerCase() ?? '';
  if (message.text === '') return [message.query as Json];
  if (type === 'application/json' || type.endsWith('+json') || type === '') return jsonRecords(message.text, config.split);
  if (type === 'application/x-www-form-urlencoded') return [formRecord(message.text)];
  return [{ text: message.text, contentType: message.contentType }];
}

function jsonRecords(text: string, split: boolean): readonly Json[] {
  let body: Json;
  try {
    body = parseExact(text) as Json;
  } catch (error) {
    throw new NodeError('NOT_JSON', `The body is not JSON: ${error instanceof Error ? error.message : String(error)}.`);
  }
  return split && Array.isArray(body) ? body : [body];
}

/** A field that occurs several times becomes a list. */
function formRecord(text: string): Json {
  const record: { [name: string]: Json } = {};
  for (const pair of text.split('&')) {
    if (pair === '') continue;
    const at = pair.indexOf('=');
    const name = decoded(at < 0 ? pair : pair.slice(0, at));
    const value = at < 0 ? '' : decoded(pair.slice(at + 1));
    const before = Object.hasOwn(record, name) ? record[name] : undefined;
    const next: Json = before === undefined ? value : Array.isArray(before) ? [...before, value] : [before, value];
    Object.defineProperty(record, name, { value: next, enumerable: true, configurable: true, writable: true });
  }
  return record;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw new NodeError('NOT_A_FORM', `The form field "${text.slice(0, 40)}" is not percent-encoded correctly.`);
  }
}
