import { edgeKey } from '@crossdock/flows/document/edge-key';
import type { NodeDescriptor } from '@crossdock/nodes/contract/descriptor';
import { IconSearch } from '@tabler/icons-react';
import { useReactFlow } from '@xyflow/react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { focusNode } from '../canvas/focus-node.ts';
import { addStep, type Link, makeStep, placeFor } from '../canvas/new-step.ts';
import { Phrase } from '../kit/phrase.tsx';
import { ShortcutCaps } from '../kit/shortcut-caps.tsx';
import { useEditor, useView } from '../state/editor-context.tsx';
import type { PaletteRequest } from '../state/view-store.ts';
import { paletteTexts as texts } from '../texts/palette.ts';
import { readHabits, rememberHabit } from './habits.ts';
import classes from './palette.module.css';
import { PaletteRow } from './palette-row.tsx';
import { paletteSections } from './search-types.ts';
import { suggestTypes } from './suggest-types.ts';
import { usePalettePlace } from './use-palette-place.ts';

/** The palette of node types, open beside the place that asked for it. */
export function Palette() {
  const request = useView((view) => view.palette);
  return request && <OpenPalette key={JSON.stringify(request)} request={request} />;
}

function OpenPalette({ request }: { request: PaletteRequest }) {
  const { document: flowDocument, catalog, view } = useEditor();
  const { screenToFlowPosition } = useReactFlow();
  const { flow } = flowDocument.store.getState();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const box = useRef<HTMLDivElement>(null);
  const place = usePalettePlace(request.at, box);

  const from = request.link.kind === 'after' ? request.link.node : null;
  const source = flow.nodes.find((node) => node.id === from) ?? null;
  const sourceType = source ? (catalog.get(source.type, source.version) ?? null) : null;
  const sections = useMemo(() => {
    const types = newestTypes(catalog.all()).filter((type) => fits(type, request.link.kind));
    const port = request.link.kind === 'after' ? request.link.port : 'out';
    return paletteSections(types, text, suggestTypes(types, flow, sourceType, port, readHabits()), source?.name ?? '');
  }, [catalog, flow, request, text, source, sourceType]);
  const rows = sections.flatMap((section) => section.types);
  const chosen = rows[Math.min(at, rows.length - 1)];

  const close = () => {
    view.setState({ palette: null });
    const [selected] = view.getState().selected;
    if (selected) focusNode(selected);
  };
  const add = (type: NodeDescriptor, isOpened: boolean) => {
    const edge =
      request.link.kind === 'edge'
        ? flow.edges.find((candidate) => edgeKey(candidate) === (request.link as { edge: string }).edge)
        : undefined;
    const link: Link = request.link.kind === 'edge' ? (edge ? { kind: 'edge', edge } : { kind: 'free' }) : request.link;
    const site = { flow, catalog };
    const region = box.current?.parentElement?.getBoundingClientRect();
    const middle = screenToFlowPosition({
      x: (region?.left ?? 0) + (region?.width ?? 0) / 2 - 64,
      y: (region?.top ?? 0) + (region?.height ?? 0) / 3,
    });
    const node = makeStep(site, type, request.place ?? placeFor(site, link, middle));
    flowDocument.change(addStep(site, node, link), { title: texts.add(node.name) });
    if (sourceType) rememberHabit(sourceType.type, type.type);
    view.setState({ palette: null, selected: [node.id], selectedEdge: null, tab: 'settings', isDockOpen: true });
    if (isOpened) requestAnimationFrame(() => globalThis.document.querySelector<HTMLElement>('[data-dock] [data-first-focus]')?.focus());
    else focusNode(node.id);
  };

  useEffect(() => {
    const onDown = (event: PointerEvent) => {
      if (!box.current?.contains(event.target as Node)) view.setState({ palette: null });
    };
    globalThis.document.addEventListener('pointerdown', onDown, true);
    return () => globalThis.document.removeEventListener('pointerdown', onDown, true);
  }, [view]);

  useEffect(() => {
    box.current?.querySelector('[data-chosen]')?.scrollIntoView({ block: 'nearest' });
  });

  return (
    <div ref={box} className={classes.palette} style={place} role="dialog" aria-label={texts.addAStep}>
      <div className={classes.search}>
        <IconSearch size={14} stroke={1.75} aria-hidden />
        <input
          className={classes.field}
          placeholder={texts.searchSteps}
          aria-label={texts.searchSteps}
          role="combobox"
          aria-expanded="true"
          aria-controls="palette-rows"
          aria-activedescendant={chosen ? `palette-${chosen.type}` : undefined}
          // biome-ignore lint/a11y/noAutofocus: the palette was opened to be typed into
          autoFocus
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setAt(0);
          }}
          onKeyDown={(event) => {
            event.stopPropagation();
            if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
              event.preventDefault();
              const step = event.key === 'ArrowDown' ? 1 : -1;
              if (rows.length > 0) setAt((Math.min(at, rows.length - 1) + step + rows.length) % rows.length);
            }
            if (event.key === 'Enter' && chosen) {
              event.preventDefault();
              add(chosen, event.shiftKey);
            }
            if (event.key === 'Escape') close();
          }}
        />
        {request.link.kind !== 'free' && (
          <span className={classes.where}>
            {request.link.kind === 'edge' ? texts.inBetween : request.link.kind}{' '}
            {request.link.kind !== 'edge' && (
              <b>{request.link.port === 'out' || request.link.port === 'in' ? nameOf(flow, request.link.node) : request.link.port}</b>
            )}
          </span>
        )}
      </div>
      <div className={classes.rows} id="palette-rows" role="listbox" aria-label={texts.steps}>
        {sections.map((section) => (
          // biome-ignore lint/a11y/useSemanticElements: a group of options has no element of its own
          <div key={section.title} role="group" aria-label={section.title}>
            <div className={classes.section}>{section.title}</div>
            {section.types.map((type) => (
              <PaletteRow
                key={type.type}
                type={type}
                isChosen={type === chosen}
                onPoint={() => setAt(rows.indexOf(type))}
                onAdd={(isOpened) => add(type, isOpened)}
              />
            ))}
          </div>
        ))}
        {rows.length === 0 && (
          <p className={classes.none}>
            <Phrase text={texts.none} typed={text} order={<i>order</i>} split={<i>split</i>} http={<i>http</i>} />
          </p>
        )}
      </div>
      <div className={classes.foot}>
        <ShortcutCaps shortcut="enter" /> {texts.addIt}
        <span className={classes.gap} />
        <ShortcutCaps shortcut="shift+enter" /> {texts.addAndOpen}
        <span className={classes.end}>
          <ShortcutCaps shortcut="escape" />
        </span>
      </div>
    </div>
  );
}

/** Of each type only its newest major is offered. */
function newestTypes(types: readonly NodeDescriptor[]): NodeDescriptor[] {
  const newest = new Map<string, NodeDescriptor>();
  for (const type of types) if ((newest.get(type.type)?.version ?? 0) < type.version) newest.set(type.type, type);
  return [...newest.values()];
}

function fits(type: NodeDescriptor, kind: PaletteRequest['link']['kind']): boolean {
  if (kind === 'free') return true;
  if (kind === 'after') return type.ports.inputs.length > 0;
  const hasOutput = !Array.isArray(type.ports.outputs) || type.ports.outputs.length > 0;
  return kind === 'before' ? hasOutput : hasOutput && type.ports.inputs.length > 0;
}

function nameOf(flow: { readonly nodes: readonly { readonly id: string; readonly name: string }[] }, id: string): string {
  return flow.nodes.find((node) => node.id === id)?.name ?? '';
}
