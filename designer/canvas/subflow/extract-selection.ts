import { client, reply } from '../../server/client.ts';
import { queryClient } from '../../server/query-client.ts';
import { queryKeys } from '../../server/query-keys.ts';
import type { Editor } from '../../state/editor-context.tsx';
import { canvasTexts } from '../../texts/canvas.ts';

import { selectedGroups, withMembers } from '../groups/group-ids.ts';
import { sayOnCanvas } from '../notice.tsx';
import { extract } from './extract.ts';

/** Makes a flow of the selected steps and calls it in their place. Undo brings the steps back; the new flow stays. */
export async function extractSelection(editor: Editor): Promise<void> {
  const { document, catalog, view } = editor;
  const { flow } = document.store.getState();
  const { selected } = view.getState();
  const members = withMembers(flow, selected);
  const found = extract(flow, catalog, members);
  if (!found.ok) return sayOnCanvas(found.reason);
  const [group] = selectedGroups(flow, selected);
  const first = flow.nodes.find((node) => members.includes(node.id));
  const name = (group?.title ?? canvasTexts.subflow.name(flow.name, first?.name ?? '')).slice(0, 80);
  try {
    const body = { name, channel: flow.channel, from: { flow: { ...found.document, id: 'extracted', name } } };
    const made = (await reply(client.POST('/api/flows', { body: body as never }))) as unknown as { flow: { id: string; name: string } };
    const { operations, call } = found.replace({ id: made.flow.id, name: made.flow.name });
    document.change(operations, { title: canvasTexts.subflow.title(made.flow.name) });
    view.setState({ selected: [call], selectedEdge: null });
    void queryClient.invalidateQueries({ queryKey: queryKeys.flows });
    sayOnCanvas(canvasTexts.subflow.done(made.flow.name, found.narrowed), 'info');
  } catch (error) {
    sayOnCanvas(canvasTexts.subflow.failed(error instanceof Error ? error.message : String(error)));
  }
}
