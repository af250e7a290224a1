import type { Sample } from '../server/shapes.ts';
import { parsedBody } from './message-body.ts';

/** What distinguishes a sample at a glance: its lines, else its size. */
export function sampleFacts({ message }: Sample): string {
  const lines = linesOf(parsedBody(message));
  if (lines !== null) return lines === 1 ? '1 line' : `${lines} lines`;
  const bytes = new TextEncoder().encode(message.text ?? JSON.stringify(message.body ?? '')).length;
  return bytes < 1000 ? `${bytes} B` : `${(bytes / 1000).toFixed(1)} kB`;
}

function linesOf(body: unknown): number | null {
  if (body === null || typeof body !== 'object') return null;
  const given = body as Record<string, unknown>;
  const lines = given.line_items ?? given.lines ?? given.items;
  return Array.isArray(lines) ? lines.length : null;
}
