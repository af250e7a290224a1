import { ActionIcon, Button, Menu, Tabs, TextInput, Tooltip } from '@mantine/core';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import type { Command } from '../commands/command.ts';
import { useCommands } from '../commands/use-commands.ts';
import { FailureNote } from '../kit/error-note.tsx';
import { formatCount } from '../kit/format.ts';
import { Glyph } from '../kit/glyph.tsx';
import { LookOnlyNote } from '../kit/look-only-note.tsx';
import { Note } from '../kit/note.tsx';
import { PageHeader } from '../kit/page-header.tsx';
import { saveFile } from '../kit/save-file.ts';
import { client, reply } from '../server/client.ts';
import { useSignedIn } from '../server/session.ts';
import type { Environment, LookupDetail } from '../server/shapes.ts';
import { useMay } from '../server/use-may.ts';
import { lookupTexts } from '../texts/lookups.ts';
import { columnsProblem } from './columns-form.tsx';
import { CopyLookup } from './copy-lookup.tsx';
import { DecideDraft } from './decide-draft.tsx';
import { DeleteLookup } from './delete-lookup.tsx';
import { DraftNote } from './draft-note.tsx';
import { HistoryPanel } from './history-panel.tsx';
import { ImportCsv } from './import-csv.tsx';
import { LookupGrid } from './lookup-grid.tsx';
import classes from './lookup-page.module.css';
import { problemText } from './problem-text.ts';
import { ReviewChanges } from './review-changes.tsx';
import { draftOf, type RowFilter, rebased, rowsInView, withCells, withNewRows, withoutRows } from './table-draft.ts';
import { rulesProblem } from './table-rules.ts';
import { TableSettings } from './table-settings.tsx';
import { TryKey } from './try-key.tsx';
import { useTableDraft } from './use-table-draft.ts';
import { UsedBy } from './used-by.tsx';

const texts = lookupTexts.table;

type Props = {
  environment: Environment;
  /** As it counts, with its history. */
  live: LookupDetail;
  /** What is edited: the draft that waits for approval, else what counts. */
  lookup: LookupDetail;
  rows: readonly (readonly (string | number | boolean | null)[])[];
};
type View = 'rows' | 'review' | 'import' | 'settings' | 'decide';

/** The table as a spreadsheet with everything that is unsaved marked, and one button that saves the next version. */
export function LookupEditor({ environment, live, lookup, rows }: Props) {
  const { env, name } = lookup;
  const [, go] = useLocation();
  const may = useMay();
  const mayEdit = may('lookups.edit', env);
  const table = useTableDraft(lookup, rows);
  const editing = useMemo(() => (mayEdit ? table : { ...table, change: () => {} }), [mayEdit, table]);
  const { draft, summary, problems } = editing;
  const [view, setView] = useState<View>('rows');
  const [text, setText] = useState('');
  const [filter, setFilter] = useState<RowFilter>('all');
  const [selected, setSelected] = useState<ReadonlySet<number>>(new Set());
  const [isDeleting, setIsDeleting] = useState(false);
  const [copyTo, setCopyTo] = useState<Environment | null>(null);
  const others = useSignedIn().environments.filter((other) => other.name !== env && may('lookups.edit', other.name));
  const [exportFailure, setExportFailure] = useState<unknown>(null);
  const search = useRef<HTMLInputElement>(null);
  const inView = useMemo(() => rowsInView(draft, text, filter, problems), [draft, text, filter, problems]);
  const select = useCallback((ids: ReadonlySet<number>) => setSelected(ids), []);

  const wrongRules = rulesProblem(draft, draft.columns);
  const wrongColumns = columnsProblem(draft.columns) ?? (wrongRules && lookupTexts.rules.problem[wrongRules]);
  const blocked = summary.isChanged ? (wrongColumns ?? (problems.size > 0 ? texts.fixFirst(problems.size) : null)) : texts.nothingToSave;
  const unsaved = summary.added + summary.changed + summary.removed;
  const place = draft.rows.findIndex((row) => selected.has(row.id));
  const current = place < 0 ? undefined : problems.get(draft.rows[place]?.id ?? -1);

  const one = selected.size === 1 ? draft.rows[place]?.before : null;
  const rowKey = one ? draft.columns.flatMap(({ isKey }, i) => (isKey ? [one[i] ?? ''] : [])) : null;

  const addRow = () => editing.change((before) => withNewRows(before, place < 0 ? before.rows.length : place + Math.max(1, selected.size)));
  const removeRows = () => editing.change((before) => withoutRows(before, selected));
  const discard = () => {
    editing.discard();
    setFilter('all');
  };
  const download = async () => {
    try {
      const file = await reply(client.GET('/api/lookups/{name}/export', { params: { path: { name }, query: { env } } }));
      saveFile(file.fileName, file.csv, 'text/csv');
    } catch (failure) {
      setExportFailure(failure);
    }
  };

  // The commands read what stands there when they run.
  const latest = useRef({ addRow, removeRows, blocked, editing, download, selected, discard });
  latest.current = { addRow, removeRows, blocked, editing, download, selected, discard };
  useCommands(
    'lookup',
    useMemo<Command[]>(() => {
      const group = lookupTexts.lookups;
      const now = () => latest.current;
      const isIdle = () => !now().editing.summary.isChanged || texts.importBlocked;
      const looking: Command[] = [
        { id: 'lookup.search', title: texts.search, icon: 'search', group, shortcut: 'mod+f', run: () => search.current?.focus() },
        { id: 'lookup.export', title: texts.export, icon: 'download', group, run: () => void now().download() },
      ];
      if (!mayEdit) return looking;
      return [
        ...looking,
        {
          id: 'lookup.save',
          title: texts.saveShort(lookup.nextVersion),
          icon: 'check',
          group,
          shortcut: 'mod+s',
          worksInFields: true,
          isEnabled: () => now().blocked ?? true,
          run: () => setView('review'),
        },
        { id: 'lookup.add-row', title: texts.addRow, icon: 'plus', group, shortcut: 'mod+enter', run: () => now().addRow() },
        {
          id: 'lookup.remove-rows',
          title: texts.removeRows(2),
          icon: 'trash',
          group,
          shortcut: 'mod+backspace',
          isEnabled: () => now().selected.size > 0 || texts.newRow,
          run: () => now().removeRows(),
        },
        { id: 'lookup.import', title: texts.import, icon: 'file-import', group, isEnabled: isIdle, run: () => setView('import') },
        { id: 'lookup.settings', title: texts.settings, icon: 'table-options', group, run: () => setView('settings') },
        {
          id: 'lookup.undo',
          title: texts.undo,
          icon: 'arrow-back-up',
          group,
          shortcut: 'mod+z',
          isEnabled: () => now().editing.canUndo || texts.nothingToSave,
          run: () => now().editing.undo(),
        },
        {
          id: 'lookup.redo',
          title: texts.redo,
          icon: 'arrow-forward-up',
          group,
          shortcut: 'mod+shift+z',
          isEnabled: () => now().editing.canRedo || texts.nothingToSave,
          run: () => now().editing.redo(),
        },
        {
          id: 'lookup.discard',
          title: texts.discard,
          icon: 'x',
          group,
          isEnabled: () => now().editing.summary.isChanged || texts.nothingToSave,
          run: () => now().discard(),
        },
      ];
    }, [mayEdit, lookup.nextVersion]),
  );

  // An operator comes from an item that failed: the row it lacks stands there already, with its key.
  const [asked] = useState(() => new URLSearchParams(location.search).getAll('add'));
  useEffect(() => {
    if (asked.length === 0) return;
    history.replaceState(null, '', location.pathname);
    const { draft: before, change } = latest.current.editing;
    const keys = before.columns.flatMap(({ isKey }, i) => (isKey ? [i] : []));
    const isThere = before.rows.some(({ cells }) => keys.every((at, i) => cells[at] === asked[i]));
    if (isThere) return;
    const row = before.rows.length;
    change((now) =>
      withCells(
        now,
        keys.map((column, i) => ({ row, column, text: asked[i] ?? '' })),
      ),
    );
    setFilter('unsaved');
  }, [asked]);

  const isOvertaken = summary.isChanged && lookup.version > editing.version;
  return (
    <>
      <PageHeader
        title={
          <span className={classes.title}>
            {name} {live.version > 0 && <span className={classes.version}>{lookupTexts.v(live.version)}</span>}
            {live.draft && <span className={classes.draftChip}>{lookupTexts.draft.chip(live.draft.version)}</span>}
          </span>
        }
        hint={<span className={classes.hint}>{draft.purpose}</span>}
        actions={
          <>
            {summary.isChanged && (
              <Button variant="subtle" onClick={discard}>
                {texts.discard}
              </Button>
            )}
            <Menu position="bottom-end">
              <Menu.Target>
                <ActionIcon size={30} variant="default" aria-label={texts.more}>
                  <Glyph name="dots" size={14} />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown>
                {mayEdit && (
                  <>
                    <Menu.Item leftSection={<Glyph name="table-options" size={14} />} onClick={() => setView('settings')}>
                      {texts.settings}
                    </Menu.Item>
                    <Menu.Item
                      leftSection={<Glyph name="file-import" size={14} />}
                      disabled={summary.isChanged}
                      onClick={() => setView('import')}
                    >
                      {texts.import}
                    </Menu.Item>
                  </>
                )}
                <Menu.Item leftSection={<Glyph name="download" size={14} />} onClick={() => void download()}>
                  {texts.export}
                </Menu.Item>
                {others.map((other) => (
                  <Menu.Item
                    key={other.name}
                    leftSection={<Glyph name="copy" size={14} />}
                    disabled={summary.isChanged}
                    onClick={() => setCopyTo(other)}
                  >
                    {lookupTexts.copy.menu(other.name)}
                  </Menu.Item>
                ))}
                {mayEdit && (
                  <>
                    <Menu.Divider />
                    <Menu.Item leftSection={<Glyph name="trash" size={14} />} onClick={() => setIsDeleting(true)}>
                      {texts.remove}
                    </Menu.Item>
                  </>
                )}
              </Menu.Dropdown>
            </Menu>
            {!mayEdit && <LookOnlyNote />}
            {mayEdit && view !== 'review' && view !== 'decide' && (
              <Tooltip label={blocked} disabled={blocked === null}>
                <Button variant="filled" disabled={blocked !== null} onClick={() => setView('review')}>
                  {live.waitsForApproval ? lookupTexts.draft.saveShort(live.nextVersion) : texts.saveShort(live.nextVersion)}
                </Button>
              </Tooltip>
            )}
          </>
        }
      />
      {isOvertaken && (
        <div className={classes.note}>
          <Note
            family="warn"
            icon="alert-triangle"
            action={
              <>
                <Button size="xs" variant="subtle" onClick={editing.discard}>
                  {texts.showTheirs}
                </Button>
                <Button
                  size="xs"
                  onClick={() => {
                    const mine = draft;
                    editing.discard();
                    editing.startFrom(lookup.version, rebased(mine, draftOf(lookup, rows)));
                  }}
                >
                  {texts.takeOver(lookup.version)}
                </Button>
              </>
            }
          >
            {texts.otherSaved(lookup.updatedBy, lookup.version)}
          </Note>
        </div>
      )}
      {live.draft && (
        <DraftNote
          lookup={live}
          draft={live.draft}
          isOpen={view === 'decide'}
          onShow={() => setView(view === 'decide' ? 'rows' : 'decide')}
        />
      )}
      {exportFailure !== null && (
        <div className={classes.note}>
          <FailureNote what={texts.rowsFailed} failure={exportFailure} onRetry={() => void download()} />
        </div>
      )}
      {view === 'rows' && (
        <div className={classes.tools}>
          <TextInput
            ref={search}
            className={classes.search ?? ''}
            aria-label={texts.search}
            placeholder={texts.search}
            leftSection={<Glyph name="search" size={14} />}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <span className={`number ${classes.count}`}>
            {inView
              ? texts.found(formatCount(inView.length), formatCount(draft.rows.length))
              : texts.allRows(formatCount(draft.rows.length))}
          </span>
          {(unsaved > 0 || filter === 'unsaved') && (
            <button
              type="button"
              className={classes.filter}
              aria-pressed={filter === 'unsaved'}
              onClick={() => setFilter(filter === 'unsaved' ? 'all' : 'unsaved')}
            >
              {texts.unsaved(unsaved)}
            </button>
          )}
          {(problems.size > 0 || filter === 'problems') && (
            <button
              type="button"
              className={classes.filter}
              data-bad
              aria-pressed={filter === 'problems'}
              onClick={() => setFilter(filter === 'problems' ? 'all' : 'problems')}
            >
              <Glyph name="alert-circle" size={12} />
              {texts.problems(problems.size)}
            </button>
          )}
          <span className={classes.spring} />
          {mayEdit && (
            <>
              <Button size="xs" variant="default" leftSection={<Glyph name="plus" size={14} />} onClick={addRow}>
                {texts.addRow}
              </Button>
              <Button
                size="xs"
                variant="default"
                leftSection={<Glyph name="trash" size={14} />}
                disabled={selected.size === 0}
                onClick={removeRows}
              >
                {texts.removeRows(Math.max(1, selected.size))}
              </Button>
            </>
          )}
        </div>
      )}
      <div className={classes.columns}>
        <div className={classes.main}>
          {view === 'review' && (
            <ReviewChanges
              environment={environment}
              lookup={lookup}
              editing={editing}
              onBack={() => setView('rows')}
              onSaved={() => {
                setView('rows');
                setFilter('all');
              }}
            />
          )}
          {view === 'import' && <ImportCsv lookup={lookup} onDone={() => setView('rows')} />}
          {view === 'decide' && live.draft && (
            <DecideDraft environment={environment} lookup={live} draft={live.draft} onDone={() => setView('rows')} />
          )}
          {view === 'settings' && <TableSettings editing={editing} isProd={environment.class === 'prod'} onDone={() => setView('rows')} />}
          {view === 'rows' && (
            <>
              <div className={classes.grid}>
                <LookupGrid
                  name={name}
                  draft={draft}
                  view={inView}
                  narrowedTo={filter}
                  isReadOnly={!mayEdit}
                  problems={problems}
                  onPut={(edits) => editing.change((before) => withCells(before, edits))}
                  onUndo={editing.undo}
                  onRedo={editing.redo}
                  onSelect={select}
                />
              </div>
              <div className={classes.foot}>
                {current ? (
                  <span className={classes.problem}>{problemText(current, draft.columns)}</span>
                ) : (
                  <span>
                    {draft.rows.length === 0
                      ? texts.empty
                      : inView?.length === 0
                        ? filter === 'unsaved'
                          ? texts.noneUnsaved
                          : texts.noMatch
                        : mayEdit
                          ? texts.hint
                          : texts.hintLook}
                  </span>
                )}
              </div>
            </>
          )}
        </div>
        <aside className={classes.side}>
          <Tabs defaultValue="try" keepMounted={false} style={{ display: 'contents' }}>
            <Tabs.List className={classes.tabs ?? ''}>
              <Tabs.Tab value="try">{lookupTexts.side.try}</Tabs.Tab>
              <Tabs.Tab value="history">{lookupTexts.side.history}</Tabs.Tab>
              <Tabs.Tab value="uses">{lookupTexts.side.uses}</Tabs.Tab>
            </Tabs.List>
            <Tabs.Panel value="try" className={classes.sideBody ?? ''}>
              <TryKey name={name} env={env} draft={draft} />
            </Tabs.Panel>
            <Tabs.Panel value="history" className={classes.sideBody ?? ''}>
              <HistoryPanel lookup={live} isChanged={summary.isChanged} rowKey={rowKey} />
            </Tabs.Panel>
            <Tabs.Panel value="uses" className={classes.sideBody ?? ''}>
              <UsedBy lookup={lookup} />
            </Tabs.Panel>
          </Tabs>
        </aside>
      </div>
      <CopyLookup lookup={lookup} rows={rows} to={copyTo} onClose={() => setCopyTo(null)} />
      <DeleteLookup
        environment={environment}
        lookup={lookup}
        isOpen={isDeleting}
        onClose={() => setIsDeleting(false)}
        onDeleted={() => go('/lookups')}
      />
    </>
  );
}
