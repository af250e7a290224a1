import { inspectorTexts as texts } from '../texts/inspector.ts';
import type { Read } from './use-typed-text.ts';

/** A value as JSON on lines of its own; nothing for no value. */
export function jsonText(value: unknown): string {
  return value === undefined ? '' : JSON.stringify(value, null, 2);
}

/** A typed text as its value; an empty one takes the value away. */
export function jsonRead(text: string): Read {
  if (text.trim() === '') return { ok: true, value: undefined };
  try {
    return { ok: true, value: JSON.parse(text) as unknown };
  } catch (error) {
    return { ok: false, fault: texts.json.invalid(reasonOf(error)) };
  }
}

function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : '';
  return message
    .replace(/ in JSON| \(line \d+ column \d+\)|, "?.*"? is not valid JSON|"[^"]*"\.\.\. is not valid JSON/g, '')
    .replace(/\.$/, '');
}
