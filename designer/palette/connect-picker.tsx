import { IconSearch } from '@tabler/icons-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { connectionsFrom, type PossibleWire } from '../canvas/connections-from.ts';
import { focusNode } from '../canvas/focus-node.ts';
import { useEditor, useView } from '../state/editor-context.tsx';
import { paletteTexts } from '../texts/palette.ts';
import classes from './palette.module.css';
import { usePalettePlace } from './use-palette-place.ts';

/** Draws a wire without a drag: choose an output and where it leads. */
export function ConnectPicker() {
  const node = useView((view) => view.connecting);
  return node && <OpenPicker key={node} node={node} />;
}

function OpenPicker({ node }: { node: string }) {
  const { document: flowDocument, catalog, view } = useEditor();
  const box = useRef<HTMLDivElement>(null);
  const [at] = useState(() => besideCard(node));
  const place = usePalettePlace(at, box);
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState(0);
  const { flow } = flowDocument.store.getState();
  const wires = useMemo(() => connectionsFrom(flow, catalog, node), [flow, catalog, node]);
  const shown = wires.filter((wire) => nameOf(wire).toLowerCase().includes(text.toLowerCase()));
  const current = Math.min(chosen, shown.length - 1);

  const close = () => {
    view.setState({ connecting: null });
    focusNode(node);
  };
  const connect = (wire: PossibleWire | undefined) => {
    if (wire) flowDocument.change([{ op: 'add-edge', edge: wire.edge }]);
    close();
  };
  useEffect(() => {
    box.current?.querySelector('[data-chosen]')?.scrollIntoView({ block: 'nearest' });
  });

  return (
    <div ref={box} className={classes.palette} style={place} role="dialog" aria-label={paletteTexts.connect}>
      <div className={classes.search}>
        <IconSearch size={14} stroke={1.75} aria-hidden />
        <input
          className={classes.field}
          placeholder={paletteTexts.connectTo}
          aria-label={paletteTexts.connectTo}
          role="combobox"
          aria-expanded="true"
          aria-controls="connect-rows"
          aria-activedescendant={shown[current] ? `connect-${current}` : undefined}
          // biome-ignore lint/a11y/noAutofocus: it was opened to be typed into
          autoFocus
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setChosen(0);
          }}
          onBlur={() => view.setState({ connecting: null })}
          onKeyDown={(event) => {
            event.stopPropagation();
            if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
              event.preventDefault();
              if (shown.length > 0) setChosen((current + (event.key === 'ArrowDown' ? 1 : -1) + shown.length) % shown.length);
            }
            if (event.key === 'Enter') connect(shown[current]);
            if (event.key === 'Escape') close();
          }}
        />
      </div>
      <div className={classes.rows} id="connect-rows" role="listbox" aria-label={paletteTexts.possibleWires}>
        {shown.map((wire, i) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above takes the keys
          <div
            key={`${wire.output} ${wire.edge.to.node} ${wire.input}`}
            id={`connect-${i}`}
            role="option"
            aria-selected={i === current}
            tabIndex={-1}
            className={classes.row}
            data-chosen={i === current || undefined}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => connect(wire)}
          >
            <span className={classes.texts}>
              <span className={classes.title}>{wire.target}</span>
              <span className={classes.summary}>
                from {wire.output}
                {wire.input && ` to ${wire.input}`}
              </span>
            </span>
          </div>
        ))}
        {shown.length === 0 && <p className={classes.none}>{paletteTexts.nothingHereCanTakeA}</p>}
      </div>
    </div>
  );
}

function nameOf(wire: PossibleWire): string {
  return `${wire.output} ${wire.target} ${wire.input}`;
}

function besideCard(node: string): { x: number; y: number } {
  const card = document.querySelector(`.react-flow__node[data-id="${CSS.escape(node)}"]`)?.getBoundingClientRect();
  const region = document.querySelector('[data-canvas-region]')?.getBoundingClientRect();
  return { x: (card?.right ?? 0) + 8 - (region?.left ?? 0), y: (card?.top ?? 0) - (region?.top ?? 0) };
}
