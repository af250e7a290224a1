import { parseExactJson } from '@crossdock/flows/document/exact-json';
import type { SampleMessage } from '@crossdock/flows/document/flow';
import { indentJson } from '../inspector/indent-json.ts';

type Message = { readonly body?: unknown; readonly text?: string | undefined };

/** The body of a message as a person reads it: JSON on lines, with every digit as it was written. */
export function bodyText({ body, text }: Message): string {
  return text === undefined ? JSON.stringify(body ?? null, null, 2) : indentJson(text);
}

/** The message with another body. What was given as text stays text, because a parsed body could lose digits. */
export function withBody(message: SampleMessage, text: string): SampleMessage {
  const { body, text: before, ...rest } = message;
  const exact = parsedBody({ text });
  const isSafe = before === undefined && exact !== undefined && JSON.stringify(exact) === JSON.stringify(JSON.parse(text));
  return isSafe ? { ...rest, body: exact } : { ...rest, text };
}

/** The body as data; undefined when it is no JSON. */
export function parsedBody({ body, text }: Message): unknown {
  if (text === undefined) return body;
  try {
    return parseExactJson(text);
  } catch {
    return undefined;
  }
}
