import { derive, type Item, type Json } from '@crossdock/nodes/contract/item';
import { isLost, type Pass } from './pass.ts';
import type { ProgramNode } from './program.ts';
import type { Failure, Share } from './protocol.ts';
import { recordStep } from './record-step.ts';

/** What a node did, before it is counted and recorded. */
export type Settled = {
  readonly in: number;
  readonly emitted: Record<string, readonly Item[]>;
  readonly failed: readonly { item: Item; error: Failure }[];
  readonly notes: ReadonlyMap<string, Json>;
  readonly inputs: readonly Item[];
  readonly started: number;
  readonly isPending?: boolean;
};

/** Counts, records and hands on what a node did. */
export function settle(pass: Pass, index: number, settled: Settled): void {
  const node = pass.program.nodes[index] as ProgramNode;
  const emitted = settled.failed.length === 0 ? settled.emitted : lose(pass, index, node, settled);
  pass.outputs[index] = emitted;
  const out: Record<string, number> = {};
  for (const port in emitted) out[port] = (emitted[port] as readonly Item[]).length;
  const error = settled.failed[0]?.error;
  const caption = captionOf(settled.notes);
  if (!pass.request.undo || node.isUndo)
    pass.reports.push({
      node: index,
      status: settled.isPending ? 'pending' : settled.failed.length > 0 ? 'failed' : 'done',
      in: settled.in,
      out,
      failed: settled.failed.length,
      ms: pass.program.elapsed() - settled.started,
      ...(error && { error }),
      ...(caption && { caption }),
    });
  if (pass.request.capture)
    pass.records.push(
      recordStep({
        node: index,
        inputs: settled.inputs,
        emitted,
        notes: settled.notes,
        failed: settled.failed.map(({ item, error: why }) => ({ item: item.id, error: why })),
        message: node.kind === 'trigger' ? pass.parts[0] : undefined,
        ...(pass.request.share?.role === 'chunk' && { limit: sampleOf(node, pass.request.share) }),
      }),
    );
}

/** Items of an output that a chunk's run keeps to be looked at. Its text is not one of them: only the first chunk shows what it looks like. */
function sampleOf({ chunkPart }: ProgramNode, { place, sample }: Extract<Share, { role: 'chunk' }>): number {
  return chunkPart === 'before' && place.firstRow > 0 ? 0 : sample;
}

/** Failed items leave by the error port when it is wired; else they are exceptions, and may take their group or the run with them. */
function lose(pass: Pass, index: number, node: ProgramNode, settled: Settled): Record<string, readonly Item[]> {
  if (node.hasErrorEdge) {
    const errors = settled.failed.map(({ item, error }) => derive(item, withError(item.json, node.id, error)));
    return { ...settled.emitted, error: [...(settled.emitted.error ?? []), ...errors] };
  }
  // A compensation has the failures of the run it takes back before its eyes; they are not its own.
  if (pass.request.undo && !node.isUndo) return settled.emitted;
  for (const { item, error } of settled.failed) {
    // What fails again before the focus of a replay is the business of the run that it came from.
    if (!pass.behindFocus || pass.behindFocus.has(index))
      pass.dead.push({ node: index, item: item.id, ...(item.key !== undefined && { key: item.key }), error });
    if (node.lossScope === 'run') pass.runFailed = error;
    if (node.lossScope === 'group' && item.group !== undefined) pass.lostGroups.add(item.group);
  }
  if (pass.lostGroups.size === 0) return settled.emitted;
  return Object.fromEntries(Object.entries(settled.emitted).map(([port, items]) => [port, items.filter((item) => !isLost(pass, item))]));
}

function withError(json: Json, node: string, error: Failure): Json {
  const note = { node, code: error.code, message: error.message, ...(error.details !== undefined && { details: error.details }) } as Json;
  return json !== null && typeof json === 'object' && !Array.isArray(json) ? { ...json, error: note } : { value: json, error: note };
}

/** "row 2", "rows 2, 5", "case priority": what mattered of the first items, for the card. */
function captionOf(notes: ReadonlyMap<string, Json>): string | undefined {
  if (notes.size === 0) return undefined;
  const seen = new Set<string>();
  for (const fact of notes.values()) {
    const caption = captionOfFact(fact);
    if (caption !== '') seen.add(caption);
    if (seen.size > 3) break;
  }
  return [...seen].slice(0, 3).join(', ').slice(0, 120);
}

/** The first thing a fact says that fits on a line. */
function captionOfFact(fact: Json): string {
  if (fact === null || typeof fact !== 'object' || Array.isArray(fact)) return shortly(fact);
  for (const name in fact) {
    const value = fact[name] as Json;
    if (Array.isArray(value) && value.length === 1) return `${name.endsWith('s') ? name.slice(0, -1) : name} ${shortly(value)}`;
    if (value !== null && (typeof value !== 'object' || Array.isArray(value))) return `${name} ${shortly(value)}`;
  }
  return '';
}

function shortly(value: Json): string {
  return Array.isArray(value)
    ? value.map(shortly).join(', ')
    : typeof value === 'object' && value !== null
      ? ''
      : String(value).slice(0, 60);
}
