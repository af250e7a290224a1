import { removal } from '@crossdock/flows/mapping/connect';
import { useEffect, useMemo, useRef } from 'react';
import type { Command } from '../commands/command.ts';
import { useCommands } from '../commands/use-commands.ts';
import { useEditor } from '../state/editor-context.tsx';
import { mapperTexts } from '../texts/mapper.ts';
import { connectFields, goToTarget, nextNeeded } from './connect-fields.ts';
import { groupsOf } from './field-rows.ts';
import type { Mapper } from './mapper-context.tsx';
import { type MapperState, type Side, setOpen } from './mapper-state.ts';
import { acceptAll } from './suggest-panel.tsx';

const texts = mapperTexts.commands;

/** What the keyboard can do in the mapper; the same commands stand in the command palette. */
export function useMapperCommands(mapper: Mapper, onDone: () => void): void {
  const { document: flowDocument } = useEditor();
  const latest = useRef({ mapper, onDone });
  useEffect(() => {
    latest.current = { mapper, onDone };
  });
  const commands = useMemo<Command[]>(() => {
    const now = () => latest.current.mapper;
    const view = () => now().state.getState();
    const set = (part: Partial<MapperState>) => now().state.setState(part);
    const command = (
      id: string,
      title: string,
      icon: string,
      shortcut: Command['shortcut'],
      run: () => void,
      isEnabled?: () => true | string,
    ): Command => ({
      id: `mapper.${id}`,
      title,
      icon,
      group: texts.group,
      ...(shortcut !== undefined && { shortcut }),
      ...(isEnabled && { isEnabled }),
      run,
    });
    const lineOfTarget = () => now().lineOf.get(view().target ?? '')?.[0];
    return [
      command(
        'map',
        texts.map,
        'route',
        'm',
        () => {
          const { source, target } = view();
          if (source !== null && target !== null) connectFields(now(), source, target);
        },
        () => (view().source !== null && view().target !== null ? true : mapperTexts.connect.pickBoth),
      ),
      command(
        'next',
        texts.next,
        'arrow-right',
        'n',
        () => {
          const path = nextNeeded(now());
          if (path !== null) goToTarget(now(), path);
        },
        () => (now().coverage.needed.length > 0 ? true : texts.noneOpen),
      ),
      command(
        'remove',
        texts.remove,
        'trash',
        ['delete', 'backspace'],
        () => {
          const line = lineOfTarget();
          if (line) now().change(removal(line), mapperTexts.detail.removeTitle(line.line.target));
        },
        () => (view().target === null ? texts.nothingChosen : lineOfTarget() ? true : texts.notMapped),
      ),
      command(
        'edit',
        texts.edit,
        'pencil',
        ['enter', 'f2'],
        () => {
          set({ panel: 'detail', isPanelOpen: true });
          requestAnimationFrame(() => {
            const field = document.querySelector<HTMLElement>(
              '[data-map-value] [role="textbox"], input[data-map-value], [data-map-value] input',
            );
            field?.focus();
          });
        },
        () => (isInTree() ? (view().target === null ? texts.nothingChosen : true) : texts.nothingChosen),
      ),
      command('find', texts.find, 'search', ['/', 'mod+f'], () => {
        const side: Side = document.activeElement?.closest('[data-map-tree="source"]') ? 'source' : 'target';
        document.querySelector<HTMLInputElement>(`[data-map-search="${side}"]`)?.focus();
      }),
      command('suggest', texts.suggest, 'wand', 's', () =>
        set({ panel: view().panel === 'suggest' ? 'detail' : 'suggest', isPanelOpen: true }),
      ),
      command('accept-all', texts.acceptAll, 'checks', undefined, () => acceptAll(now())),
      command('test', texts.test, 'player-play', 't', () => set({ panel: 'test', isPanelOpen: true })),
      command('code', texts.code, 'code', undefined, () => set({ isCodeOpen: true })),
      command('filter', texts.filter, 'filter', 'o', () => set({ filter: view().filter === 'all' ? 'open' : 'all' })),
      command('reveal', texts.reveal, 'eye-off', undefined, () => set({ isRevealed: !view().isRevealed })),
      command('expand', texts.expandAll, 'fold-down', undefined, () => {
        setOpen(now().state, 'source', groupsOf(now().source));
        setOpen(now().state, 'target', groupsOf(now().target));
      }),
      command('collapse', texts.collapseAll, 'fold', undefined, () => {
        setOpen(now().state, 'source', new Set());
        setOpen(now().state, 'target', new Set());
      }),
      command('undo', texts.undo, 'arrow-back-up', 'mod+z', () => flowDocument.undo()),
      command('redo', texts.redo, 'arrow-forward-up', ['mod+shift+z', 'mod+y'], () => flowDocument.redo()),
      // Esc takes the last thing away first: a panel, then a message, then the mapper.
      command('done', texts.done, 'x', 'escape', () => {
        const { panel, message } = view();
        if (panel !== 'detail') set({ panel: 'detail' });
        else if (message) set({ message: null });
        else latest.current.onDone();
      }),
    ];
  }, [flowDocument]);
  useCommands('mapper', commands);
}

function isInTree(): boolean {
  const active = document.activeElement;
  return active === document.body || active?.closest('[data-map-tree]') !== null;
}
