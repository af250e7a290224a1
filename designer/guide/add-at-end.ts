import { focusNode } from '../canvas/focus-node.ts';
import { namedOutputs } from '../canvas/named-outputs.ts';
import { addStep, type Link, makeStep, placeFor } from '../canvas/new-step.ts';
import type { Editor } from '../state/editor-context.tsx';
import { openNode } from '../state/view-store.ts';
import { guideTexts as texts } from '../texts/guide.ts';

/** Adds a step of a type behind the last one that leads on, and opens it at this field. Returns its id. Throws when there is no such type. */
export function addAtEnd(editor: Editor, type: string, field: string | null = null): string {
  const { document, catalog, view } = editor;
  const { flow } = document.store.getState();
  const descriptor = catalog.all().find((each) => each.type === type);
  if (!descriptor) throw new Error(`There is no step of the type ${type}.`);
  const site = { flow, catalog };
  const link: Link = descriptor.kind === 'trigger' ? { kind: 'free' } : endOf(editor);
  const node = makeStep(site, descriptor, placeFor(site, link, { x: 0, y: 0 }));
  document.change(addStep(site, node, link), { title: texts.added(node.name) });
  openNode(view, node.id, { tab: 'settings', field });
  if (field === null) focusNode(node.id);
  return node.id;
}

/** The first output, furthest to the right, that leads nowhere yet. */
function endOf({ document, catalog }: Editor): Link {
  const { flow } = document.store.getState();
  const ends = flow.nodes.flatMap((node) => {
    const descriptor = catalog.get(node.type, node.version);
    const [first] = descriptor ? namedOutputs(descriptor, node.config) : [];
    const isWired = flow.edges.some((edge) => edge.from.node === node.id && edge.from.port === first?.name);
    return first && !isWired ? [{ node, port: first.name }] : [];
  });
  const last = ends.toSorted((a, b) => b.node.position.x - a.node.position.x)[0];
  return last ? { kind: 'after', node: last.node.id, port: last.port } : { kind: 'free' };
}
