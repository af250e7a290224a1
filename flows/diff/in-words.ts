import type { Change } from './change.ts';

/** Longer values are cut. */
const longest = 60;

/** A change as one sentence, without a full stop: "Map to order: quantity now {{ each.quantity }}". */
export function inWords(change: Change): string {
  const { part, kind, title, path, before, after, at } = change;
  if (part === 'edge') return kind === 'added' ? `${title} connected` : `${title} disconnected`;
  if (part === 'node' && at.length === 0) return kind === 'added' ? `${title} added` : `${title} removed`;
  if (part === 'node' && path === 'name') return `${String(before)} renamed to ${String(after)}`;
  if (part === 'node' && path === 'disabled') return `${stepOf(title)} switched ${after === true ? 'off' : 'on'}`;
  if (at.length === 0 || part === 'group') return kind === 'changed' ? `${title} changed` : `${title} ${kind}`;
  if (change.isOrder) return `${title} changed`;
  if (isObject(before ?? after) && kind !== 'changed')
    return kind === 'added' ? `${title} added${shortly(after)}` : `${title} removed${shortly(before)}`;
  if (kind === 'removed') return `${title} no longer set, was ${printed(before)}`;
  return kind === 'added' ? `${title} set to ${printed(after)}` : `${title} now ${printed(after)}`;
}

/** The step's name in front of its field. */
function stepOf(title: string): string {
  return title.slice(0, Math.max(0, title.lastIndexOf(': '))) || title;
}

/** What an entry of a list says: the value of a mapping's line, the cells of a table's row. */
function shortly(value: unknown): string {
  if (!isObject(value)) return '';
  const { value: own, each, when, give } = value;
  if (Array.isArray(when) && Array.isArray(give)) return `: ${printed([...when, ...give].join(' | '))}`;
  const said = own ?? each;
  return said === undefined ? '' : `: ${printed(said)}`;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function printed(value: unknown): string {
  if (value === '') return 'empty';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing');
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
}
