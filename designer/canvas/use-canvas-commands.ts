import type { Flow } from '@crossdock/flows/document/flow';
import { useReactFlow } from '@xyflow/react';
import { type RefObject, useEffect, useMemo, useRef } from 'react';
import { useLocation } from 'wouter';
import type { Command } from '../commands/command.ts';
import { useCommands } from '../commands/use-commands.ts';
import { enterCalledFlow } from '../editor/flow-trail.ts';
import { useEditor } from '../state/editor-context.tsx';
import { preference, setPreference } from '../state/preferences.ts';
import { openNode } from '../state/view-store.ts';
import { canvasTexts } from '../texts/canvas.ts';
import { addBeside } from './add-beside.ts';
import { type Moved, nudge } from './arrange/arrange-actions.ts';
import { itemsOf } from './arrange/items.ts';
import { arrangeCommands } from './commands/arrange-commands.ts';
import { clipboardCommands } from './commands/clipboard-commands.ts';
import { type CanvasContext, conditions } from './commands/context.ts';
import { groupCommands } from './commands/group-commands.ts';
import { subflowCommands } from './commands/subflow-commands.ts';
import { addNote, deleteSelection, duplicateSelection, toggleOff } from './edit-actions.ts';
import { openFind } from './find/find-store.ts';
import { focusNode } from './focus-node.ts';
import { groupNodeId, selectedGroups } from './groups/group-ids.ts';
import type { Point } from './layout.ts';
import { openPalette } from './open-palette.ts';
import { type Direction, nextInOrder, type Walkable, walk } from './walk.ts';
import { walkable } from './walkable.ts';

type Given = {
  readonly isEditable: boolean;
  readonly flow: Flow;
  readonly tidyUp: () => void;
  readonly glide: (moved: Moved) => void;
  readonly centre: () => Point;
  readonly fit: (duration: number) => void;
  readonly region: RefObject<HTMLElement | null>;
};

/** What the keyboard can do on the canvas; the same commands stand in the command palette. */
export function useCanvasCommands({ isEditable, flow, tidyUp, glide, centre, fit, region }: Given): void {
  const editor = useEditor();
  const { zoomTo, zoomIn, zoomOut, fitView } = useReactFlow();
  const [, go] = useLocation();
  const latest = useRef({ flow, tidyUp, glide, centre });
  useEffect(() => {
    latest.current = { flow, tidyUp, glide, centre };
  });

  const commands = useMemo<Command[]>(() => {
    const { view } = editor;
    const context: CanvasContext = { editor, region, latest };
    const subflows = subflowCommands(context, (called) => {
      enterCalledFlow(editor.flowId, called);
      go(`/flows/${called}`);
    });
    const { here, chosen, something, whenHere } = conditions(context);
    const only = () => view.getState().selected.at(-1) ?? null;
    const select = (id: string | null) => {
      if (id === null) return;
      view.setState({ selected: [id], selectedEdge: null });
      focusNode(id);
    };
    const goTo = (direction: Direction): Command => ({
      id: `canvas.${direction}`,
      title: canvasTexts.go(direction),
      icon: 'arrow-right',
      group: canvasTexts.canvas,
      shortcut: `arrow${direction}`,
      isKeyOnly: true,
      isEnabled: here,
      run: () => {
        const from = only();
        const shown = walkable(latest.current.flow, view.getState().selected);
        select(from === null ? (shown.nodes[0]?.id ?? null) : walk(shown, from, direction));
      },
    });
    const tab = (step: 1 | -1): Command => ({
      id: step === 1 ? 'canvas.next' : 'canvas.previous',
      title: step === 1 ? canvasTexts.nextStepInOrder : canvasTexts.previousStepInOrder,
      icon: 'arrow-right',
      group: canvasTexts.canvas,
      shortcut: step === 1 ? 'tab' : 'shift+tab',
      isKeyOnly: true,
      // Past the last step Tab leaves the canvas, as it does everywhere.
      isEnabled: () =>
        region.current?.contains(document.activeElement) &&
        here() === true &&
        !isLast(walkable(latest.current.flow, view.getState().selected), only(), step)
          ? true
          : 'At the end',
      run: () => select(nextInOrder(walkable(latest.current.flow, view.getState().selected), only(), step)),
    });
    const move = (direction: Direction, x: number, y: number): Command => ({
      id: `canvas.move.${direction}`,
      title: canvasTexts.move(direction),
      icon: 'arrow-right',
      group: canvasTexts.canvas,
      shortcut: `mod+arrow${direction}`,
      isKeyOnly: true,
      isEnabled: chosen,
      run: () => nudge(editor, { x: x * 8, y: y * 8 }),
    });
    const looking: Command[] = [
      ...subflows.looking,
      goTo('left'),
      goTo('right'),
      goTo('up'),
      goTo('down'),
      tab(1),
      tab(-1),
      {
        id: 'canvas.open',
        title: canvasTexts.openSettings,
        icon: 'adjustments',
        group: canvasTexts.canvas,
        shortcut: 'enter',
        isEnabled: chosen,
        run: () => {
          const id = only();
          if (id === null) return;
          openNode(view, id);
          requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-dock] [data-first-focus]')?.focus());
        },
      },
      {
        id: 'canvas.fit',
        title: canvasTexts.showAllSteps,
        icon: 'arrows-maximize',
        group: canvasTexts.canvas,
        shortcut: 'shift+1',
        run: () => fit(200),
      },
      {
        id: 'canvas.zoom',
        title: canvasTexts.zoomTo100,
        icon: 'zoom-in',
        group: canvasTexts.canvas,
        shortcut: 'shift+0',
        run: () => void zoomTo(1, { duration: 160 }),
      },
      {
        id: 'canvas.fit-selection',
        title: canvasTexts.commands.fitSelection,
        icon: 'arrows-maximize',
        group: canvasTexts.canvas,
        shortcut: 'shift+2',
        isEnabled: chosen,
        run: () => void fitView({ nodes: view.getState().selected.map((id) => ({ id })), maxZoom: 1, padding: 0.3, duration: 200 }),
      },
      {
        id: 'canvas.zoom-in',
        title: canvasTexts.commands.zoomIn,
        icon: 'zoom-in',
        group: canvasTexts.canvas,
        shortcut: ['+', '='],
        run: () => void zoomIn({ duration: 120 }),
      },
      {
        id: 'canvas.zoom-out',
        title: canvasTexts.commands.zoomOut,
        icon: 'zoom-out',
        group: canvasTexts.canvas,
        shortcut: '-',
        run: () => void zoomOut({ duration: 120 }),
      },
      {
        id: 'canvas.minimap',
        title: canvasTexts.commands.minimap,
        icon: 'map-2',
        group: canvasTexts.canvas,
        shortcut: 'm',
        run: () => setPreference('hasMinimap', !preference('hasMinimap')),
      },
      {
        id: 'canvas.outline',
        title: canvasTexts.listOfAllSteps,
        icon: 'list-details',
        group: canvasTexts.canvas,
        shortcut: 'mod+shift+o',
        worksInFields: true,
        run: () => view.setState({ isOutlineOpen: !view.getState().isOutlineOpen }),
      },
      {
        id: 'canvas.find',
        title: canvasTexts.commands.find,
        keywords: 'search',
        icon: 'search',
        group: canvasTexts.canvas,
        shortcut: 'mod+f',
        run: openFind,
      },
      {
        id: 'canvas.leave',
        title: canvasTexts.closeThePanelThenClear,
        icon: 'x',
        group: canvasTexts.canvas,
        shortcut: 'escape',
        isKeyOnly: true,
        isEnabled: () => (view.getState().palette ? 'The palette is open' : true),
        run: () => view.setState({ selected: [], selectedEdge: null, isDockMaximised: false }),
      },
    ];
    if (!isEditable) return looking;
    return [
      ...looking,
      move('left', -1, 0),
      move('right', 1, 0),
      move('up', 0, -1),
      move('down', 0, 1),
      {
        id: 'canvas.add',
        title: canvasTexts.addAStepAfter,
        icon: 'plus',
        group: canvasTexts.canvas,
        shortcut: 'n',
        run: () => addBeside(editor, only(), 'after'),
      },
      {
        id: 'canvas.add-before',
        title: canvasTexts.addAStepBefore,
        icon: 'plus',
        group: canvasTexts.canvas,
        shortcut: 'shift+n',
        isEnabled: chosen,
        run: () => addBeside(editor, only(), 'before'),
      },
      {
        id: 'canvas.note',
        title: canvasTexts.commands.note,
        icon: 'note',
        group: canvasTexts.canvas,
        run: () => addNote(editor, latest.current.centre()),
      },
      {
        id: 'canvas.insert',
        title: canvasTexts.commands.insert,
        icon: 'plus',
        group: canvasTexts.canvas,
        shortcut: 'i',
        isEnabled: whenHere(() => view.getState().selectedEdge !== null, canvasTexts.commands.noWire),
        run: () => {
          const edge = view.getState().selectedEdge;
          const wire = edge === null ? null : document.querySelector(`.react-flow__edge[data-id="${CSS.escape(edge)}"] [role="button"]`);
          if (edge !== null && wire) openPalette(view, wire, { kind: 'edge', edge });
        },
      },
      {
        id: 'canvas.connect',
        title: canvasTexts.connectTo,
        icon: 'route',
        group: canvasTexts.canvas,
        shortcut: 'c',
        isEnabled: chosen,
        run: () => view.setState({ connecting: only() }),
      },
      {
        id: 'canvas.rename',
        title: canvasTexts.rename,
        icon: 'pencil',
        group: canvasTexts.canvas,
        shortcut: 'f2',
        isEnabled: chosen,
        run: () => {
          const [group] = selectedGroups(latest.current.flow, view.getState().selected);
          view.setState({ renaming: group ? groupNodeId(group.id) : only() });
        },
      },
      {
        id: 'canvas.off',
        title: canvasTexts.turnOnOrOff,
        icon: 'power',
        group: canvasTexts.canvas,
        shortcut: 'd',
        isEnabled: chosen,
        run: () => toggleOff(editor),
      },
      {
        id: 'canvas.duplicate',
        title: canvasTexts.duplicate,
        icon: 'copy',
        group: canvasTexts.canvas,
        shortcut: 'mod+d',
        isEnabled: chosen,
        run: () => duplicateSelection(editor),
      },
      {
        id: 'canvas.delete',
        title: canvasTexts.delete,
        icon: 'trash',
        group: canvasTexts.canvas,
        shortcut: ['delete', 'backspace'],
        isEnabled: something,
        run: () => deleteSelection(editor),
      },
      ...arrangeCommands(context),
      ...groupCommands(context),
      ...clipboardCommands(context),
      ...subflows.editing,
      {
        id: 'canvas.all',
        title: canvasTexts.selectEverything,
        icon: 'box-multiple',
        group: canvasTexts.canvas,
        shortcut: 'mod+a',
        isEnabled: here,
        run: () => {
          const { flow: all } = latest.current;
          const selected = itemsOf(all, editor.catalog, view.getState().selected).map(({ id }) => id);
          view.setState({ selected, selectedEdge: null });
        },
      },
      {
        id: 'edit.undo',
        title: canvasTexts.undo,
        icon: 'arrow-back-up',
        group: canvasTexts.edit,
        shortcut: 'mod+z',
        worksInFields: false,
        run: () => editor.document.undo(),
      },
      {
        id: 'edit.redo',
        title: canvasTexts.redo,
        icon: 'arrow-forward-up',
        group: canvasTexts.edit,
        shortcut: ['mod+shift+z', 'mod+y'],
        run: () => editor.document.redo(),
      },
    ];
  }, [editor, isEditable, region, fit, zoomTo, zoomIn, zoomOut, fitView, go]);

  useCommands('canvas', commands);
}

function isLast(flow: Walkable, id: string | null, step: 1 | -1): boolean {
  if (id === null) return false;
  const next = nextInOrder(flow, id, step);
  const first = nextInOrder(flow, null, 1);
  return step === 1 ? next === first : id === first;
}
