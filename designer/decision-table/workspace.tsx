import type { FlowNode, Problem } from '@crossdock/flows/document/flow';
import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTestRun } from '../editor/use-test-run.ts';
import { FormProvider } from '../inspector/form-context.tsx';
import { decisionTableTexts as texts } from '../texts/decision-table.ts';
import { CellLine } from './cell-line.tsx';
import { writeCsv } from './clipboard-text.ts';
import { ColumnForm } from './column-form.tsx';
import { ColumnPopover } from './column-popover.tsx';
import { withCondition, withResult, withRowsInserted } from './edit-table.ts';
import { EmptyTable } from './empty-table.tsx';
import { FindBar } from './find-bar.tsx';
import { findingsOf } from './findings.ts';
import type { HeadActs } from './grid/grid-head.tsx';
import { TableGrid } from './grid/table-grid.tsx';
import { useGrid } from './grid/use-grid.ts';
import { ImportDialog } from './import-dialog.tsx';
import { PasteNote } from './paste-note.tsx';
import { RowMenu } from './row-menu.tsx';
import { isWhole, rowsInView, wholeView } from './row-view.ts';
import { shownValue } from './samples-panel.tsx';
import { saveCsv } from './save-file.ts';
import classes from './screen.module.css';
import { seenValues } from './seen-values.ts';
import { at } from './selection.ts';
import { type PanelTab, SidePanel } from './side-panel.tsx';
import { type CellType, type Column, cellText, newRow } from './table.ts';
import { TableBar } from './table-bar.tsx';
import { useMarks } from './use-marks.ts';
import { pastDays, usePast } from './use-past.ts';
import { useReport } from './use-report.ts';
import { useSamples } from './use-samples.ts';
import { useStable } from './use-stable.ts';
import { useTable } from './use-table.ts';
import { useTableCommands } from './use-table-commands.ts';
import { useTableForm } from './use-table-form.ts';

/** Gaps drawn as ghost rows; the checks list the rest. */
const ghosts = 3;

/** One decision table over the whole screen: the spreadsheet, and beside it samples, checks and past runs. */
export function Workspace({ node, onDone }: { node: FlowNode; onDone: () => void }) {
  const model = useTable(node);
  const { table, columns, rules } = model;
  const [view, setView] = useState(wholeView);
  const [tab, setTab] = useState<PanelTab>('samples');
  const [isFinding, setIsFinding] = useState(false);
  const [isImporting, setIsImporting] = useState(false);
  const [isPicking, setIsPicking] = useState(false);
  const [openColumn, setOpenColumn] = useState<number | null>(null);
  const [menu, setMenu] = useState<{ x: number; y: number } | null>(null);
  const [why, setWhy] = useState<{ readonly sample: unknown; readonly row: number } | null>(null);

  const past = usePast(model);
  const samples = useSamples(model, past);
  const { run, sample } = useTestRun();
  const { report, isChecking } = useReport(table);
  const findings = useMemo(() => findingsOf(report, rules), [report, rules]);
  const chosen = samples.items[samples.chosen];
  // Another record explains itself anew.
  const whyRow = why !== null && why.sample === chosen ? why.row : null;
  const asked = samples.asked?.[samples.chosen];
  const { marksOf, isMarked } = useMarks({ model, findings, hits: past.hits, asked, outcome: samples.outcomes?.[samples.chosen], whyRow });
  const rows = useMemo(() => rowsInView(table, view, isMarked), [table, view, isMarked]);
  const grid = useGrid({ model, view: rows, isWhole: isWhole(view), onFind: () => setIsFinding(true), onLeave: onDone });
  const form = useTableForm(model, chosen?.json);
  const seen = useMemo(() => seenValues(columns, [samples.asked, past.asked]), [columns, samples.asked, past.asked]);
  const gaps = useMemo(
    () => (isWhole(view) && table.rows.length > 0 ? findings.flatMap(({ closes }) => (closes ? [closes] : [])).slice(0, ghosts) : []),
    [view, findings, table.rows.length],
  );

  const selectRow = (row: number, column = 0) => grid.select(at(Math.max(0, rows.indexOf(row)), column));
  const openAt = (column: number) => {
    grid.setHeadColumn(column);
    setOpenColumn(column);
  };
  const acts = useStable({
    done: onDone,
    pick: setIsPicking,
    find: () => setIsFinding(true),
    setView,
    setTab,
    importFile: () => setIsImporting(true),
    exportFile() {
      const lines = table.rows.map((row) => columns.map((column) => cellText(row, column)));
      saveCsv(`${node.name}.csv`, writeCsv([columns.map(({ title }) => title), ...lines]));
    },
    addCondition(input: { label: string; value: string; type: CellType }, isOpen = false) {
      model.change(withCondition(table, table.inputs.length, { ...input, unit: '', allowed: '' }), texts.act.addColumn(input.label));
      setIsPicking(false);
      if (isOpen) openAt(table.inputs.length);
    },
    addResult() {
      const name = freeName(table.outputs.map((output) => output.name));
      model.change(withResult(table, table.outputs.length, { name, type: 'text', unit: '', allowed: '' }), texts.act.addColumn(name));
      openAt(table.inputs.length + table.outputs.length);
    },
    closeGap(when: readonly string[]) {
      model.change(withRowsInserted(table, table.rows.length, [newRow(table, when)]), texts.act.closeGap);
      grid.select(at(table.rows.length, table.inputs.length));
    },
    why(row: number) {
      setWhy({ sample: chosen, row });
      selectRow(row);
    },
    showRow(row: number) {
      setView(wholeView);
      grid.select(at(row - 1, 0));
    },
    showRecord(record: number) {
      samples.setSource('past');
      samples.choose(record);
      setTab('samples');
    },
    runTest: () => run.mutate({ until: node.id, stay: true }),
    openColumn: openAt,
    selectColumn: grid.selectColumn,
  });
  useTableCommands({
    grid,
    model,
    onFind: acts.find,
    onImport: acts.importFile,
    onExport: acts.exportFile,
    onDone,
    onAddResult: acts.addResult,
    onAddCondition: () => setIsPicking(true),
  });
  const hitsSentence = past.hits ? texts.hitsOver(past.hits.compared, past.runs, pastDays) : '';
  const head = useMemo<HeadActs>(
    () => ({
      table,
      view,
      problems: problemsByColumn(columns, form.problems),
      onOpen: acts.openColumn,
      onSelect: acts.selectColumn,
      hits: hitsSentence,
    }),
    [table, view, columns, form.problems, acts, hitsSentence],
  );

  const isBlank = table.inputs.length === 0 && table.outputs.length === 0;
  const record = chosen?.json ?? past.items[0]?.json;
  const opened = openColumn === null ? undefined : columns[openColumn];
  return (
    <FormProvider value={form}>
      <div className={classes.screen}>
        <TableBar model={model} view={view} isBlank={isBlank} isPicking={isPicking} record={record} acts={acts} />
        {isFinding && (
          <FindBar model={model} view={rows} onShow={({ row, column }) => selectRow(row, column)} onClose={() => setIsFinding(false)} />
        )}
        {!isWhole(view) && (
          <div className={classes.viewNote} role="status">
            {texts.viewNote(rows.length, table.rows.length)}
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
              <EmptyTable model={model} record={record} onImport={acts.importFile} />
            ) : (
              <>
                <CellLine model={model} grid={grid} />
                <TableGrid
                  model={model}
                  grid={grid}
                  view={rows}
                  marksOf={marksOf}
                  seen={seen}
                  hasHits={past.hits !== null}
                  hasFocus
                  head={head}
                  gaps={gaps}
                  onCloseGap={acts.closeGap}
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
                <footer className={classes.foot}>
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
                </footer>
              </>
            )}
          </div>
          {!isBlank && (
            <SidePanel
              model={model}
              tab={tab}
              samples={samples}
              past={past}
              findings={findings}
              isChecking={isChecking}
              isComplete={report.isComplete}
              whyRow={whyRow}
              canTest={sample !== undefined}
              acts={acts}
            />
          )}
        </div>
        {menu && <RowMenu grid={grid} at={menu} onClose={() => setMenu(null)} />}
        {isImporting && <ImportDialog model={model} onClose={() => setIsImporting(false)} />}
      </div>
    </FormProvider>
  );
}

/** What is wrong with the expression or the name of a column, by its place. */
function problemsByColumn(columns: readonly Column[], problems: readonly Problem[]): ReadonlyMap<number, string> {
  return new Map(
    columns.flatMap(({ kind, at: place }, i) => {
      const field = kind === 'condition' ? `config.table.inputs.${place}.value` : `config.table.outputs.${place}.name`;
      const problem = kind === 'note' ? undefined : problems.find((each) => each.field === field);
      return problem ? [[i, problem.message] as const] : [];
    }),
  );
}

function freeName(names: readonly string[]): string {
  if (!names.includes('result')) return 'result';
  let n = 2;
  while (names.includes(`result${n}`)) n += 1;
  return `result${n}`;
}
