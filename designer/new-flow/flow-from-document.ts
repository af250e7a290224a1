import { parseExactJson } from '@crossdock/flows/document/exact-json';
import type { FlowInput } from '@crossdock/flows/document/flow';
import { newFlowTexts as texts } from '../texts/new-flow.ts';

/** What a document that will arrive tells about the flow that takes it. */
export type DocumentStart =
  | { readonly kind: 'empty' }
  | { readonly kind: 'broken'; readonly reason: string }
  | { readonly kind: 'ready'; readonly found: string; readonly flow: Pick<FlowInput, 'nodes' | 'edges' | 'tests'> };

type Kind = { readonly contentType: string; readonly found: string; readonly split?: boolean; readonly delimiter?: string };

/** The beginning of a flow that receives such documents: its webhook, a reader where one is needed, the document as the first test case. */
export function flowFromDocument(text: string, path: string): DocumentStart {
  const trimmed = text.trim();
  if (trimmed === '') return { kind: 'empty' };
  const kind = kindOf(trimmed);
  if (typeof kind === 'string') return { kind: 'broken', reason: kind };
  const { contentType, found, split, delimiter } = kind;
  const webhook = {
    id: 'received',
    type: 'trigger.webhook',
    name: texts.triggerName,
    config: { path, ...(split && { split }) },
    position: { x: 0, y: 0 },
  };
  const reader = {
    id: 'rows',
    type: 'format.parse-csv',
    name: texts.parseName,
    config: delimiter === ',' ? {} : { delimiter },
    position: { x: 176, y: 0 },
  };
  return {
    kind: 'ready',
    found,
    flow: {
      nodes: delimiter === undefined ? [webhook] : [webhook, reader],
      edges: delimiter === undefined ? [] : [{ from: { node: 'received', port: 'out' }, to: { node: 'rows', port: 'in' } }],
      tests: [{ id: 'first-sample', name: texts.testName, message: { text: trimmed, contentType } }],
    },
  };
}

/** What kind of document it is; a sentence where it is broken. */
function kindOf(text: string): Kind | string {
  if (/^[[{]/.test(text)) return jsonKind(text);
  if (text.startsWith('<')) return { contentType: 'application/xml', found: texts.found.xml };
  if (text.startsWith('ISA')) return { contentType: 'application/edi-x12', found: texts.found.x12 };
  if (/^UN[AB]/.test(text)) return { contentType: 'application/edifact', found: texts.found.edifact };
  return csvKind(text) ?? { contentType: 'text/plain', found: texts.found.text };
}

function jsonKind(text: string): Kind | string {
  const contentType = 'application/json';
  try {
    const value: unknown = parseExactJson(text);
    if (Array.isArray(value)) return { contentType, found: texts.found.list(value.length), split: true };
    return { contentType, found: texts.found.object(Object.keys(value as object).length) };
  } catch {
    return texts.brokenJson(reasonOf(text));
  }
}

/** In the words of the browser's parser, which names the place. */
function reasonOf(text: string): string {
  try {
    JSON.parse(text);
    return '';
  } catch (cause) {
    return cause instanceof Error ? cause.message : String(cause);
  }
}

const delimiters = [',', ';', '\t', '|'];
/** So many lines are looked at. */
const looked = 20;

/** A table when its first lines have the same number of fields, at least two. Quoted fields are passed over. */
function csvKind(text: string): Kind | null {
  const lines = text.split(/\r?\n/).filter((line) => line !== '');
  if (lines.length < 2) return null;
  for (const delimiter of delimiters) {
    const counts = lines.slice(0, looked).map((line) => line.replaceAll(/"(?:[^"]|"")*"/g, '').split(delimiter).length);
    const [columns = 1] = counts;
    if (columns > 1 && counts.every((count) => count === columns))
      return { contentType: 'text/csv', found: texts.found.csv(columns, lines.length - 1), delimiter };
  }
  return null;
}
