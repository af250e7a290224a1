import type { Flow } from '@crossdock/flows/document/flow';
import { ActionIcon, CloseButton, Tooltip } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconSearch } from '@tabler/icons-react';
import { useReactFlow } from '@xyflow/react';
import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { useEditor } from '../../state/editor-context.tsx';
import { canvasTexts } from '../../texts/canvas.ts';
import { focusNode } from '../focus-node.ts';
import classes from './find-bar.module.css';
import { findInFlow } from './find-in-flow.ts';
import { closeFind, find } from './find-store.ts';

/** Finds text in the flow: in names, types, settings and notes. */
export function FindBar({ flow }: { flow: Flow }) {
  const isOpen = useStore(find, (state) => state.isOpen);
  useEffect(() => closeFind, []);
  return isOpen && <OpenBar flow={flow} />;
}

function OpenBar({ flow }: { flow: Flow }) {
  const { catalog, view } = useEditor();
  const { getNode, setCenter, getZoom } = useReactFlow();
  const text = useStore(find, (state) => state.text);
  const wanted = useDeferredValue(text);
  const matches = useMemo(() => findInFlow(flow, catalog, wanted), [flow, catalog, wanted]);
  const [at, setAt] = useState(0);
  const current = matches[Math.min(at, matches.length - 1)];
  const id = current?.id ?? null;

  useEffect(() => {
    find.setState({ found: new Set(matches.map((match) => match.id)), current: id });
    if (id === null) return;
    // Once more when drawn: a step of a collapsed group appears only now.
    const frame = requestAnimationFrame(() => {
      const node = getNode(id);
      if (!node) return;
      const zoom = Math.max(0.6, Math.min(1, getZoom()));
      void setCenter(node.position.x + (node.width ?? 0) / 2, node.position.y + (node.height ?? 0) / 2, { zoom, duration: 160 });
    });
    return () => cancelAnimationFrame(frame);
  }, [matches, id, getNode, setCenter, getZoom]);

  const go = (step: 1 | -1) => matches.length > 0 && setAt((Math.min(at, matches.length - 1) + step + matches.length) % matches.length);
  const leave = () => {
    closeFind();
    if (id === null) return document.querySelector<HTMLElement>('[data-canvas-region]')?.focus({ preventScroll: true });
    view.setState({ selected: [id], selectedEdge: null });
    focusNode(id);
  };
  return (
    <search className={classes.bar}>
      <div className={classes.row}>
        <IconSearch size={14} stroke={1.75} aria-hidden />
        <input
          data-find-in-flow
          className={classes.field}
          placeholder={canvasTexts.find.placeholder}
          aria-label={canvasTexts.find.placeholder}
          spellCheck={false}
          value={text}
          onChange={(event) => {
            find.setState({ text: event.currentTarget.value });
            setAt(0);
          }}
          onKeyDown={(event) => {
            if (event.key === 'Escape') {
              event.preventDefault();
              event.stopPropagation();
              leave();
            }
            if (event.key === 'Enter' || event.key === 'F3') {
              event.preventDefault();
              event.stopPropagation();
              go(event.shiftKey ? -1 : 1);
            }
          }}
        />
        <span className={classes.count} role="status" aria-live="polite">
          {wanted.trim() === ''
            ? ''
            : canvasTexts.find.count(matches.length === 0 ? 0 : Math.min(at, matches.length - 1) + 1, matches.length)}
        </span>
        <Tooltip label={canvasTexts.find.previousKeys}>
          <ActionIcon size="xs" aria-label={canvasTexts.find.previous} onClick={() => go(-1)}>
            <IconChevronUp size={14} stroke={2} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label={canvasTexts.find.nextKeys}>
          <ActionIcon size="xs" aria-label={canvasTexts.find.next} onClick={() => go(1)}>
            <IconChevronDown size={14} stroke={2} />
          </ActionIcon>
        </Tooltip>
        <CloseButton size="xs" aria-label={canvasTexts.find.close} onClick={leave} />
      </div>
      {current && (
        <div className={classes.found}>
          <b className="ellipsis">{current.name}</b>
          <span className={classes.where}>{current.where}</span>
          <code className={classes.excerpt} title={current.excerpt}>
            {current.excerpt}
          </code>
        </div>
      )}
    </search>
  );
}
