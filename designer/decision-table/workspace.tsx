import type { FlowNode } from '@crossdock/flows/document/flow';
import { ActionIcon, Button, Menu, Popover, SegmentedControl, Tooltip } from '@mantine/core';
import { IconArrowLeft, IconDots, IconDownload, IconFilter, IconPlus, IconSearch, IconUpload } from '@tabler/icons-react';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useTestRun } from '../editor/use-test-run.ts';
import { FormProvider } from '../inspector/form-context.tsx';
import { NodeTile } from '../kit/node-tile.tsx';
import { useEditor } from '../state/editor-context.tsx';
import { decisionTableTexts as texts } from '../texts/decision-table.ts';
import { CellLine } from './cell-line.tsx';
import { ChecksPanel } from './checks-panel.tsx';
import { writeCsv } from './clipboard-text.ts';
import { ColumnForm } from './column-form.tsx';
import { mostColumns, withCondition, withResult, withRowsInserted } from './edit-table.ts';
import { EmptyTable } from './empty-table.tsx';
import { FieldPicker } from './field-picker.tsx';
import { FindBar } from './find-bar.tsx';
import { findingsOf } from './findings.ts';
import { TableGrid } from './grid/table-grid.tsx';
import { useGrid } from './grid/use-grid.ts';
import { HitPolicySelect } from './hit-policy-select.tsx';
import { ImpactPanel } from './impact-panel.tsx';
import { ImportDialog } from './import-dialog.tsx';
import { PasteNote } from './paste-note.tsx';
import { RowMenu } from './row-menu.tsx';
import { isWhole, type RowMark, rowsInView, wholeView } from './row-view.ts';
import { expressionOf, nameOf } from './sample-fields.ts';
import { SamplesPanel, shownValue } from './samples-panel.tsx';
import classes from './screen.module.css';
import { at } from './selection.ts';
import { cellText, newRow } from './table.ts';
import { useMarks } from './use-marks.ts';
import { usePast } from './use-past.ts';
import { useReport } from './use-report.ts';
import { useSamples } from './use-samples.ts';
import { useTable } from './use-table.ts';
import { useTableCommands } from './use-table-commands.ts';
import { useTableForm } from './use-table-form.ts';

type PanelTab = 'samples' | 'checks' | 'past';
const marks: readonly RowMark[] = ['faulty', 'overlapping', 'unreachable', 'never-hit', 'fired'];
/** Gaps drawn as ghost rows; the checks list the rest. */
const ghosts = 3;

/** One decision table over the whole screen: the spreadsheet, and beside it samples, checks and past runs. */
export function Workspace({ node, onDone }: { node: FlowNode; onDone: () => void }) {
  const { catalog } = useEditor();
  const model = useTable(node);
  const { table, columns, rules } = model;
  const [view, setView] = useState(wholeView);
  const [tab, setTab] = useState<PanelTab>('samples');
  const [isFinding, setIsFinding] = useState(false);
  const [isImporting, setIsImporting] = useState(false);
  const [openColumn, setOpenColumn] = useState<number | null>(null);
  const [menu, setMenu] = useState<{ x: number; y: number } | null>(null);
  const [whyRow, setWhyRow] = useState<number | null>(null);
  const [isPicking, setIsPicking] = useState(false);

  const past = usePast(model);
  const samples = useSamples(model, past);
  const { report, isChecking } = useReport(table);
  const findings = useMemo(() => findingsOf(report, rules), [report, rules]);
  const asked = samples.asked?.[samples.chosen];
  const { marksOf, isMarked } = useMarks({ model, findings, hits: past.hits, asked, outcome: samples.outcomes?.[samples.chosen], whyRow });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another record explains itself anew
  useEffect(() => setWhyRow(null), [samples.chosen, samples.source]);

  const seenView = useMemo(() => rowsInView(table, view, isMarked), [table, view, isMarked]);
  const grid = useGrid({ model, view: seenView, isWhole: isWhole(view), onFind: () => setIsFinding(true), onLeave: onDone });
  const form = useTableForm(model, samples.items[samples.chosen]?.json);
  const { run, sample } = useTestRun();

  const seen = useMemo(
    () => columns.map((column) => (column.kind === 'condition' ? distinct([samples.asked, past.asked], column.at) : [])),
    [columns, samples.asked, past.asked],
  );
  const problems = useMemo(
    () =>
      new Map(
        columns.flatMap((column, i) => {
          const problem = form.problems.find(
            ({ field }) =>
              field ===
              `config.table.${column.kind === 'condition' ? 'inputs' : 'outputs'}.${column.at}.${column.kind === 'condition' ? 'value' : 'name'}`,
          );
          return problem && column.kind !== 'note' ? [[i, problem.message] as const] : [];
        }),
      ),
    [columns, form.problems],
  );
  const gaps = useMemo(
    () => (isWhole(view) && table.rows.length > 0 ? findings.flatMap(({ closes }) => (closes ? [closes] : [])).slice(0, ghosts) : []),
    [view, findings, table.rows.length],
  );

  const addCondition = useCallback(
    (input: { label: string; value: string; type: 'text' | 'number' | 'boolean' | 'date' }) => {
      model.change(withCondition(table, table.inputs.length, { ...input, unit: '', allowed: '' }), texts.act.addColumn(input.label));
      setIsPicking(false);
    },
    [model, table],
  );
  const addResult = useCallback(() => {
    const name = freeName(table.outputs.map((output) => output.name));
    model.change(withResult(table, table.outputs.length, { name, type: 'text', unit: '', allowed: '' }), texts.act.addColumn(name));
    setOpenColumn(table.inputs.length + table.outputs.length);
  }, [model, table]);
  const closeGap = (when: readonly string[]) => {
    model.change(withRowsInserted(table, table.rows.length, [newRow(table, when)]), texts.act.closeGap);
    grid.select(at(table.rows.length, table.inputs.length));
  };
  const showRow = (row: number) => {
    setView(wholeView);
    grid.select(at(row, 0));
  };
  const exportFile = () => {
    const head = columns.map(({ title }) => title);
    const lines = table.rows.map((row) => columns.map((column) => cellText(row, column)));
    save(`${node.name}.csv`, writeCsv([head, ...lines]));
  };
  useTableCommands({
    grid,
    model,
    onFind: () => setIsFinding(true),
    onImport: () => setIsImporting(true),
    onExport: exportFile,
    onDone,
    onAddResult: addResult,
    onAddCondition: () => setIsPicking(true),
  });

  const isBlank = table.inputs.length === 0 && table.outputs.length === 0;
  const record = samples.items[samples.chosen]?.json ?? past.items[0]?.json;
  const checks = findings.filter(({ severity }) => severity !== 'hint').length;
  const opened = openColumn === null ? undefined : columns[openColumn];
  return (
    <FormProvider value={form}>
      <div className={classes.screen}>
        <header className={classes.bar}>
          <Tooltip label={texts.doneHint}>
            <Button size="xs" leftSection={<IconArrowLeft size={14} stroke={1.75} />} onClick={onDone}>
              {texts.done}
            </Button>
          </Tooltip>
          <NodeTile
            tile={catalog.get(node.type, node.version)?.tile ?? 'rule'}
            icon={catalog.get(node.type, node.version)?.icon ?? 'table-options'}
          />
          <h1 className={classes.title}>{node.name}</h1>
          <HitPolicySelect model={model} hasSentence />
          <span className={classes.grow} />
          {!isBlank && (
            <Popover opened={isPicking} onChange={setIsPicking} width={360} position="bottom-end" trapFocus>
              <Popover.Target>
                <Button
                  size="xs"
                  leftSection={<IconPlus size={14} stroke={1.75} />}
                  disabled={table.inputs.length >= mostColumns}
                  onClick={() => setIsPicking(!isPicking)}
                >
                  {texts.addCondition}
                </Button>
              </Popover.Target>
              <Popover.Dropdown className={classes.pop ?? ''}>
                <p className={classes.formLabel}>{texts.newConditionHelp}</p>
                <FieldPicker
                  record={record}
                  onPick={(field) => addCondition({ label: nameOf(field.path), value: expressionOf(field.path), type: field.type })}
                />
                <Button
                  size="xs"
                  onClick={() => {
                    addCondition({ label: texts.newCondition, value: '{{  }}', type: 'text' });
                    setOpenColumn(table.inputs.length);
                  }}
                >
                  {texts.ownExpression}
                </Button>
              </Popover.Dropdown>
            </Popover>
          )}
          {!isBlank && (
            <Button
              size="xs"
              leftSection={<IconPlus size={14} stroke={1.75} />}
              disabled={table.outputs.length >= mostColumns}
              onClick={addResult}
            >
              {texts.addResult}
            </Button>
          )}
          <Tooltip label={`${texts.find}  Ctrl F`}>
            <ActionIcon size="xs" aria-label={texts.find} onClick={() => setIsFinding(!isFinding)}>
              <IconSearch size={16} stroke={1.75} />
            </ActionIcon>
          </Tooltip>
          <Menu position="bottom-end">
            <Menu.Target>
              <Tooltip label={texts.filter}>
                <ActionIcon size="xs" aria-label={texts.filter} {...(view.only && { 'data-active': true })}>
                  <IconFilter size={16} stroke={1.75} />
                </ActionIcon>
              </Tooltip>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={() => setView(wholeView)}>{texts.showAll}</Menu.Item>
              {marks.map((mark) => (
                <Menu.Item key={mark} onClick={() => setView({ ...view, only: mark })}>
                  {texts.only[mark]}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon size="xs" aria-label={texts.more}>
                <IconDots size={16} stroke={1.75} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item leftSection={<IconUpload size={14} stroke={1.75} />} onClick={() => setIsImporting(true)}>
                {texts.importFile}
              </Menu.Item>
              <Menu.Item leftSection={<IconDownload size={14} stroke={1.75} />} onClick={exportFile}>
                {texts.exportFile}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </header>
        {isFinding && (
          <FindBar
            model={model}
            view={seenView}
            onShow={({ row, column }) => grid.select(at(Math.max(0, seenView.indexOf(row)), column))}
            onClose={() => setIsFinding(false)}
          />
        )}
        {!isWhole(view) && (
          <div className={classes.viewNote} role="status">
            {texts.viewNote(seenView.length, table.rows.length)}
            <Button size="xs" variant="subtle" onClick={() => setView(wholeView)}>
              {texts.showAll}
            </Button>
          </div>
        )}
        {grid.note && (
          <div className={classes.notes}>
            <PasteNote note={grid.note} grid={grid} />
          </div>
        )}
        <div className={classes.main}>
          <div className={classes.sheet}>
            {isBlank ? (
              <EmptyTable model={model} record={record} onImport={() => setIsImporting(true)} />
            ) : (
              <>
                <CellLine model={model} grid={grid} />
                <TableGrid
                  model={model}
                  grid={grid}
                  view={seenView}
                  marksOf={marksOf}
                  seen={seen}
                  hasHits={past.hits !== null}
                  hasFocus
                  head={{
                    table,
                    view,
                    problems,
                    onOpen: setOpenColumn,
                    onSelect: (column, isMore) => grid.selectColumn(column, isMore),
                    hits: past.hits ? texts.hitsOver(past.hits.compared, past.runs, 7) : '',
                  }}
                  gaps={gaps}
                  onCloseGap={closeGap}
                  onRowMenu={(_, place) => setMenu(place)}
                >
                  {opened && openColumn !== null && (
                    <ColumnPopover column={openColumn} onClose={() => setOpenColumn(null)}>
                      <ColumnForm
                        model={model}
                        column={opened}
                        place={openColumn}
                        values={
                          opened.kind === 'condition' ? (samples.asked ?? []).slice(0, 5).map((one) => shownValue(one[opened.at])) : []
                        }
                        view={view}
                        setView={setView}
                        onClose={() => setOpenColumn(null)}
                      />
                    </ColumnPopover>
                  )}
                </TableGrid>
                <div className={classes.foot}>
                  <span>{texts.rows(table.rows.length)}</span>
                  {past.hits && past.version !== null && past.changed && (
                    <button
                      type="button"
                      className={classes.impact}
                      data-changed={past.changed.length > 0 || undefined}
                      onClick={() => setTab('past')}
                    >
                      {past.changed.length === 0
                        ? texts.noImpact(past.hits.compared, past.version)
                        : texts.impact(past.changed.length, past.hits.compared, past.version)}
                    </button>
                  )}
                </div>
              </>
            )}
          </div>
          {!isBlank && (
            <aside className={classes.panel} aria-label={texts.panel}>
              <SegmentedControl
                fullWidth
                value={tab}
                onChange={(next) => setTab(next as PanelTab)}
                data={[
                  { value: 'samples', label: texts.samples },
                  { value: 'checks', label: checks === 0 ? texts.findings : `${texts.findings} ${checks}` },
                  {
                    value: 'past',
                    label: past.changed && past.changed.length > 0 ? texts.impactTab(past.changed.length) : texts.impactTabQuiet,
                  },
                ]}
              />
              {tab === 'samples' && (
                <SamplesPanel
                  model={model}
                  samples={samples}
                  whyRow={whyRow}
                  onWhy={(row) => {
                    setWhyRow(row);
                    grid.select(at(Math.max(0, seenView.indexOf(row)), 0));
                  }}
                  onRunTest={sample ? () => run.mutate({ until: node.id, stay: true }) : null}
                />
              )}
              {tab === 'checks' && (
                <ChecksPanel
                  findings={findings}
                  isChecking={isChecking}
                  isComplete={report.isComplete}
                  onShow={(row) => showRow(row - 1)}
                  onClose={closeGap}
                />
              )}
              {tab === 'past' && (
                <ImpactPanel
                  past={past}
                  onShow={(record) => {
                    samples.setSource('past');
                    samples.choose(record);
                    setTab('samples');
                  }}
                />
              )}
            </aside>
          )}
        </div>
        {menu && <RowMenu grid={grid} at={menu} onClose={() => setMenu(null)} />}
        {isImporting && <ImportDialog model={model} onClose={() => setIsImporting(false)} />}
      </div>
    </FormProvider>
  );
}

/** The form of a column, below its head. */
function ColumnPopover({ column, onClose, children }: { column: number; onClose: () => void; children: React.ReactNode }) {
  const [box, setBox] = useState<DOMRect | null>(null);
  useEffect(() => setBox(document.querySelector(`[data-column-head="${column}"]`)?.getBoundingClientRect() ?? null), [column]);
  if (!box) return null;
  return (
    <Popover opened onChange={(isOpen) => !isOpen && onClose()} width={380} position="bottom-start" trapFocus returnFocus>
      <Popover.Target>
        <span style={{ position: 'fixed', left: box.left, top: box.bottom, width: 1, height: 1 }} />
      </Popover.Target>
      <Popover.Dropdown className={classes.pop ?? ''}>{children}</Popover.Dropdown>
    </Popover>
  );
}

/** The values that a condition has in records, those that come often first. */
function distinct(
  lists: readonly (readonly (readonly { readonly ok: boolean; readonly raw: unknown }[])[] | null)[],
  column: number,
): string[] {
  const counts = new Map<string, number>();
  for (const list of lists)
    for (const one of list ?? []) {
      const raw = one[column]?.ok ? one[column].raw : undefined;
      if (raw === undefined || raw === null || raw === '' || typeof raw === 'object') continue;
      counts.set(String(raw), (counts.get(String(raw)) ?? 0) + 1);
    }
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .slice(0, 200)
    .map(([value]) => value);
}

function freeName(names: readonly string[]): string {
  if (!names.includes('result')) return 'result';
  let n = 2;
  while (names.includes(`result${n}`)) n += 1;
  return `result${n}`;
}

function save(name: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([`\uFEFF${text}`], { type: 'text/csv;charset=utf-8' }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
