import type { SampleMessage } from '@crossdock/flows/document/flow';
import { parsedBody } from './message-body.ts';

/** The records that a trigger with these settings makes of a message; none where only a run can tell. */
export function receivedRecords(message: SampleMessage, config: Readonly<Record<string, unknown>>): readonly unknown[] {
  const type = message.contentType.split(';')[0]?.trim().toLowerCase() ?? '';
  if (type === 'application/x-www-form-urlencoded') return [];
  if (message.text !== undefined && message.text !== '' && !/^$|json$/.test(type)) {
    return [{ text: message.text, contentType: message.contentType }];
  }
  const body = parsedBody(message);
  if (body === undefined) return [];
  const isSplit = config.split === true || config.emit === 'page';
  return isSplit && Array.isArray(body) ? body : [body];
}
