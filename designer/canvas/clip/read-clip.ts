import type { Flow } from '@crossdock/flows/document/flow';
import { readFlow } from '@crossdock/flows/document/read-flow';
import { z } from 'zod';
import { canvasTexts } from '../../texts/canvas.ts';
import { type Clip, clipSchema } from './clipboard.ts';

/** What a text from the clipboard holds. */
export type Read =
  | { readonly kind: 'steps'; readonly clip: Clip; readonly isWholeFlow: boolean }
  /** It cannot be pasted, and why. */
  | { readonly kind: 'refused'; readonly reason: string };

/** Reads copied steps, a whole flow file, or the steps of one, from a text. */
export function readClip(text: string): Read {
  const trimmed = text.trim();
  if (trimmed === '') return refused(canvasTexts.paste.empty);
  let value: unknown;
  try {
    value = JSON.parse(trimmed);
  } catch {
    return refused(/^[[{]/.test(trimmed) ? canvasTexts.paste.brokenJson : canvasTexts.paste.notSteps);
  }
  const foreign = foreignOf(value);
  if (foreign) return refused(canvasTexts.paste.foreign(foreign));
  if (!isRecord(value)) return refused(canvasTexts.paste.notSteps);
  if ('format' in value || ('id' in value && 'nodes' in value)) return readWhole(value);
  if (!('nodes' in value)) return isOneStep(value) ? readSteps({ nodes: [value] }) : refused(canvasTexts.paste.notSteps);
  return readSteps(value);
}

function readWhole(value: Record<string, unknown>): Read {
  const read = readFlow(value);
  if (!read.ok) {
    const [first] = read.problems;
    return refused(canvasTexts.paste.badFlow(first ? `${first.message} ${first.remedy}` : ''));
  }
  const { nodes, edges, notes, groups } = read.flow;
  return { kind: 'steps', isWholeFlow: true, clip: { crossdock: 'steps', nodes, edges, notes, groups } };
}

function readSteps(value: Record<string, unknown>): Read {
  const parsed = clipSchema.safeParse({ edges: [], ...value, crossdock: 'steps' });
  if (!parsed.success) return refused(canvasTexts.paste.badSteps(z.prettifyError(parsed.error).split('\n').slice(0, 2).join(' ')));
  const ids = new Set(parsed.data.nodes.map((node) => node.id));
  const edges = parsed.data.edges.filter((edge) => ids.has(edge.from.node) && ids.has(edge.to.node));
  return { kind: 'steps', isWholeFlow: false, clip: { ...parsed.data, edges } };
}

/** The steps without triggers, where the flow has its trigger already; and the names of those left out. */
export function withoutTriggers(
  clip: Clip,
  flow: Flow,
  isTrigger: (node: Flow['nodes'][number]) => boolean,
): { clip: Clip; left: string[] } {
  const left = flow.nodes.some(isTrigger) ? clip.nodes.filter(isTrigger) : [];
  if (left.length === 0) return { clip, left: [] };
  const gone = new Set(left.map((node) => node.id));
  return {
    left: left.map((node) => node.name),
    clip: {
      ...clip,
      nodes: clip.nodes.filter((node) => !gone.has(node.id)),
      edges: clip.edges.filter((edge) => !gone.has(edge.from.node) && !gone.has(edge.to.node)),
    },
  };
}

/** Exports of other tools are told by their shape, so that nobody wonders why nothing happens. */
function foreignOf(value: unknown): 'n8n' | 'Node-RED' | null {
  if (Array.isArray(value)) return value.some((entry) => isRecord(entry) && ('wires' in entry || entry.type === 'tab')) ? 'Node-RED' : null;
  if (!isRecord(value)) return null;
  const nodes = Array.isArray(value.nodes) ? value.nodes : [];
  return 'connections' in value || nodes.some((node) => isRecord(node) && 'typeVersion' in node) ? 'n8n' : null;
}

function isOneStep(value: Record<string, unknown>): boolean {
  return typeof value.id === 'string' && typeof value.type === 'string' && typeof value.name === 'string';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function refused(reason: string): Read {
  return { kind: 'refused', reason };
}
