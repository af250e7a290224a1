import { Modal } from '@mantine/core';
import { useDebouncedValue, useLocalStorage } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { Glyph } from '../kit/glyph.tsx';
import { ShortcutCaps } from '../kit/shortcut-caps.tsx';
import { client, reply } from '../server/client.ts';
import { useFlows, useNodeTypes } from '../server/queries.ts';
import { useEnvironment } from '../shell/environment.ts';
import { closeOverlay, useOverlays } from '../shell/overlays.ts';
import { commandsTexts as texts } from '../texts/commands.ts';
import classes from './command-palette.module.css';
import { type PaletteEntry, paletteEntries } from './palette-entries.ts';
import { allCommands, runCommand, useRegistry } from './registry.ts';

/** One box for everything: a business key, a flow, a run, or after `>` a command. */
export function CommandPalette() {
  const isOpen = useOverlays((overlays) => overlays.open === 'palette');
  return (
    <Modal.Root opened={isOpen} onClose={closeOverlay} centered={false} yOffset="12vh" size={600}>
      <Modal.Overlay />
      <Modal.Content aria-label={texts.searchOrRunACommand}>{isOpen && <PaletteBox />}</Modal.Content>
    </Modal.Root>
  );
}

function PaletteBox() {
  const listId = useId();
  const [, go] = useLocation();
  const environment = useEnvironment();
  const [text, setText] = useState(useOverlays.getState().text);
  const [at, setAt] = useState(0);
  const [recent, setRecent] = useLocalStorage<string[]>({
    key: 'crossdock.recent-commands',
    defaultValue: [],
    getInitialValueInEffect: false,
  });
  const scopes = useRegistry((registry) => registry.scopes);
  const flows = useFlows(environment.name).data;
  const types = useNodeTypes().data;
  const runs = useFoundRuns(text, environment.name);
  const entries = useMemo(
    () => paletteEntries({ text, commands: allCommands(scopes), flows: flows ?? [], runs, types: types ?? [], recent }),
    [text, scopes, flows, runs, types, recent],
  );
  const current = Math.min(at, entries.length - 1);
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector(`[data-index="${current}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [current]);

  const choose = (entry: PaletteEntry | undefined) => {
    if (!entry || entry.reason !== undefined) return;
    closeOverlay();
    if ('path' in entry.choose) return go(entry.choose.path);
    const { command } = entry.choose;
    setRecent((ids) => [command, ...ids.filter((id) => id !== command)].slice(0, 5));
    // After the dialog has given the focus back, so that a command may take it.
    requestAnimationFrame(() => runCommand(command));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setAt((current + step + entries.length) % Math.max(1, entries.length));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      choose(entries[current]);
    }
  };

  return (
    <div className={classes.root}>
      <div className={classes.box}>
        <Glyph name="search" />
        <input
          data-autofocus
          className={classes.input}
          value={text}
          placeholder={texts.orderNumberFlowStepCommand}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
          role="combobox"
          aria-expanded
          aria-controls={listId}
          aria-activedescendant={entries.length > 0 ? `${listId}-${current}` : undefined}
          aria-label={texts.searchOrRunACommand}
          spellCheck={false}
          autoComplete="off"
        />
      </div>
      <div ref={list} id={listId} role="listbox" aria-label={texts.found} className={classes.list} tabIndex={-1}>
        {entries.map((entry, index) => (
          <div key={`${entry.section}/${entry.id}`}>
            {entry.section !== entries[index - 1]?.section && <div className={classes.section}>{entry.section}</div>}
            <PaletteRow
              entry={entry}
              id={`${listId}-${index}`}
              index={index}
              isCurrent={index === current}
              onPoint={() => setAt(index)}
              onChoose={() => choose(entry)}
            />
          </div>
        ))}
        {entries.length === 0 && <p className={classes.none}>{texts.noCommandIsCalledThat}</p>}
      </div>
    </div>
  );
}

type RowProps = { entry: PaletteEntry; id: string; index: number; isCurrent: boolean; onPoint: () => void; onChoose: () => void };

function PaletteRow({ entry, id, index, isCurrent, onPoint, onChoose }: RowProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the box above holds the focus and handles the keys
    <div
      id={id}
      role="option"
      tabIndex={-1}
      data-index={index}
      aria-selected={isCurrent}
      aria-disabled={entry.reason !== undefined}
      className={classes.row}
      onMouseMove={onPoint}
      onClick={onChoose}
    >
      <Glyph name={entry.icon} />
      <span className="ellipsis">{entry.title}</span>
      <span className={classes.where}>{entry.reason ?? entry.where}</span>
      {entry.shortcut !== undefined && <ShortcutCaps shortcut={entry.shortcut} />}
    </div>
  );
}

function useFoundRuns(text: string, env: string) {
  const [key] = useDebouncedValue(text.startsWith('>') ? '' : text.trim(), 120);
  const found = useQuery({
    queryKey: ['palette', env, key],
    queryFn: async () => (await reply(client.GET('/api/runs', { params: { query: { env, key, limit: 5 } } }))).items,
    enabled: key.length >= 2,
  });
  return useMemo(() => (key.length >= 2 ? (found.data ?? []) : []), [key, found.data]);
}
