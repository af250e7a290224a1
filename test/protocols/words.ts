import type { Change } from './operations.ts';
import type { Outcome } from './state.ts';

/** Fields of an update that say nothing to who reads a trace. */
const silent = new Set(['writeId', 'progress']);

export function changeInWords({ where, set, increase }: Change): string {
  const parts = [
    set && `set ${fields(set)}`,
    increase && `increase ${fields(increase)}`,
    where && Object.keys(where).length > 0 && `where ${fields(where)}`,
  ];
  return parts.filter(Boolean).join(' ');
}

export function filterInWords(where: Readonly<Record<string, unknown>> | undefined): string {
  return where && Object.keys(where).length > 0 ? `where ${fields(where)}` : 'all';
}

/** What a step gave back. */
export function outcomeInWords(outcome: Outcome<unknown>): string {
  if ('error' in outcome) return String(outcome.error instanceof Error ? `${outcome.error.name}` : outcome.error);
  const { value } = outcome;
  if (value === undefined) return '';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'object' && value !== null && 'items' in value && Array.isArray(value.items))
    return value.items.length === 0 ? 'nothing' : value.items.map((item) => shortened(brief(item))).join(', ');
  return typeof value === 'object' && value !== null && 'id' in value ? shortened(brief(value)) : shortened(text(value));
}

function fields(given: Readonly<Record<string, unknown>>): string {
  const shown = Object.entries(given).filter(([name, value]) => value !== undefined && !silent.has(name));
  return shown.map(([name, value]) => `${name}=${shortened(text(value), 40)}`).join(' ');
}

/** A long document is named, a short one shown. */
function brief(document: object): string {
  return Object.keys(document).length > 8 && 'id' in document ? String(document.id) : text(document);
}

function text(value: unknown): string {
  if (value instanceof Uint8Array) return `${value.byteLength} bytes`;
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing');
}

const shortened = (words: string, length = 120) => (words.length > length ? `${words.slice(0, length)}...` : words);
