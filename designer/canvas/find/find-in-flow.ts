import type { Flow } from '@crossdock/flows/document/flow';
import { formatPath, type Path } from '@crossdock/flows/document/path';
import type { Catalog } from '@crossdock/flows/graph/catalog';
import { canvasTexts } from '../../texts/canvas.ts';
import { groupNodeId } from '../groups/group-ids.ts';
import { readingOrder } from '../walk.ts';

/** A thing on the canvas that holds the text that is looked for. */
export type Match = {
  /** A step, a note, or a group as `groupNodeId`. */
  readonly id: string;
  /** Its name. */
  readonly name: string;
  /** Where in it: "name", "config.path", "note". */
  readonly where: string;
  /** The text around the first place found. */
  readonly excerpt: string;
};

type Piece = { readonly where: string; readonly text: string };

/** Everything that holds a text, in reading order: names, types, settings with their keys, notes, ids. Case does not count. */
export function findInFlow(flow: Flow, catalog: Catalog, text: string): Match[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return [];
  const nodes = new Map(flow.nodes.map((node) => [node.id, node]));
  const match = (id: string, name: string, pieces: Iterable<Piece>): Match[] => {
    for (const { where, text: within } of pieces) {
      const at = within.toLowerCase().indexOf(wanted);
      if (at >= 0) return [{ id, name, where, excerpt: excerpt(within, at, wanted.length) }];
    }
    return [];
  };
  return [
    ...readingOrder(flow).flatMap((id) => {
      const node = nodes.get(id);
      return node ? match(id, node.name, piecesOf(node, catalog)) : [];
    }),
    ...flow.groups.flatMap((group) => match(groupNodeId(group.id), group.title, [{ where: canvasTexts.find.title, text: group.title }])),
    ...flow.notes.flatMap((note) => match(note.id, canvasTexts.find.aNote, [{ where: canvasTexts.find.text, text: note.text }])),
  ];
}

function* piecesOf(node: Flow['nodes'][number], catalog: Catalog): Generator<Piece> {
  yield { where: canvasTexts.find.name, text: node.name };
  yield { where: canvasTexts.find.type, text: catalog.get(node.type, node.version)?.title ?? node.type };
  yield { where: canvasTexts.find.type, text: node.type };
  yield* settings(node.config, []);
  yield { where: canvasTexts.find.note, text: node.note };
  yield { where: canvasTexts.find.id, text: node.id };
}

/** Values first, for they are what people look for; then the names of fields that people gave. */
function* settings(value: unknown, path: Path): Generator<Piece> {
  if (value === null || value === undefined) return;
  if (typeof value !== 'object') yield { where: formatPath(path), text: String(value) };
  else
    for (const [key, entry] of Object.entries(value)) {
      yield* settings(entry, [...path, key]);
      if (!Array.isArray(value)) yield { where: formatPath([...path, key]), text: key };
    }
}

/** So much is shown before and after what was found. */
const around = 28;

function excerpt(text: string, at: number, length: number): string {
  const from = Math.max(0, at - around);
  const to = Math.min(text.length, at + length + around);
  const line = text.slice(from, to).replaceAll(/\s+/g, ' ').trim();
  return `${from > 0 ? '…' : ''}${line}${to < text.length ? '…' : ''}`;
}
