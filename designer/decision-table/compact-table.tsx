import { Button } from '@mantine/core';
import { IconArrowsMaximize } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useLocation } from 'wouter';
import type { Command } from '../commands/command.ts';
import { useCommands } from '../commands/use-commands.ts';
import { FieldFrame } from '../inspector/field-frame.tsx';
import { type ControlProps, useForm } from '../inspector/form-context.tsx';
import { isStepFocused } from '../inspector/is-step-focused.ts';
import { ShortcutCaps } from '../kit/shortcut-caps.tsx';
import { useDocument, useEditor, useView } from '../state/editor-context.tsx';
import { decisionTableTexts as texts } from '../texts/decision-table.ts';
import classes from './compact.module.css';
import { EmptyTable } from './empty-table.tsx';
import { findingsOf } from './findings.ts';
import { headHeight, rowHeight } from './grid/column-widths.ts';
import { TableGrid } from './grid/table-grid.tsx';
import { useGrid } from './grid/use-grid.ts';
import { outcomeOf } from './match.ts';
import { PasteNote } from './paste-note.tsx';
import { wholeView } from './row-view.ts';
import { useAsked } from './use-asked.ts';
import { useMarks } from './use-marks.ts';
import { useReport } from './use-report.ts';
import { useTable } from './use-table.ts';

/** Rows seen without scrolling. */
const mostSeen = 9;

/** The table within the form of its step: the same spreadsheet, small, with the way to the large one. */
export function CompactTable({ field, path }: ControlProps) {
  const { flowId, env } = useEditor();
  const selected = useView((view) => (view.selected.length === 1 ? view.selected[0] : undefined));
  const node = useDocument((state) => state.flow.nodes.find(({ id }) => id === selected));
  const [, go] = useLocation();
  const open = useMemo(() => (node ? () => go(`/flows/${flowId}/table/${node.id}`) : null), [node, flowId, go]);
  const commands = useMemo<Command[]>(
    () =>
      open
        ? [
            { id: 'table.open', title: texts.openTitle(node?.name ?? ''), icon: 'arrows-maximize', group: texts.group, run: open },
            {
              id: 'table.enter',
              title: texts.open,
              icon: 'arrows-maximize',
              group: texts.group,
              shortcut: 'enter',
              isKeyOnly: true,
              isEnabled: () => (isStepFocused() ? true : texts.canvasFirst),
              run: open,
            },
          ]
        : [],
    [open, node?.name],
  );
  useCommands('compact-table', commands);
  if (!node || !open) return null;
  return (
    <FieldFrame
      field={field}
      path={path}
      side={
        <Button
          size="xs"
          leftSection={<IconArrowsMaximize size={14} stroke={1.75} />}
          rightSection={<ShortcutCaps shortcut="enter" />}
          onClick={open}
        >
          {texts.open}
        </Button>
      }
    >
      <Sheet node={node} env={env} onOpen={open} />
    </FieldFrame>
  );
}

function Sheet({ node, env, onOpen }: { node: Parameters<typeof useTable>[0]; env: string; onOpen: () => void }) {
  const { sample } = useForm();
  const model = useTable(node);
  const { table, rules } = model;
  const view = useMemo(() => table.rows.map((_, i) => i), [table.rows]);
  const grid = useGrid({ model, view, isWhole: true });
  const { report } = useReport(table);
  const findings = useMemo(() => findingsOf(report, rules), [report, rules]);
  const records = useMemo(() => (sample === undefined ? [] : [sample]), [sample]);
  const { asked } = useAsked(env, table.inputs, records);
  const outcome = useMemo(() => (asked?.[0] ? outcomeOf(table, asked[0]) : undefined), [asked, table]);
  const { marksOf } = useMarks({ model, findings, hits: null, asked: asked?.[0], outcome, whyRow: null });
  if (table.inputs.length === 0 && table.outputs.length === 0) return <EmptyTable model={model} record={sample} />;
  const counted = findings.filter(({ severity }) => severity !== 'hint').length;
  return (
    <>
      <div className={classes.sheet} style={{ height: headHeight + rowHeight * (Math.min(mostSeen, table.rows.length) + 1) + 14 }}>
        <TableGrid
          model={model}
          grid={grid}
          view={view}
          marksOf={marksOf}
          seen={none}
          hasHits={false}
          head={{ table, view: wholeView, problems: noProblems, onOpen, onSelect: grid.selectColumn, hits: '' }}
          gaps={none}
          onCloseGap={() => {}}
          onRowMenu={() => {}}
        />
      </div>
      {grid.note && <PasteNote note={grid.note} grid={grid} />}
      <p className={classes.foot}>
        {texts.rows(table.rows.length)}
        {counted > 0 && (
          <button type="button" className={classes.found} onClick={onOpen}>
            {texts.showFindings(counted)}
          </button>
        )}
      </p>
    </>
  );
}

const none: readonly never[] = [];
const noProblems: ReadonlyMap<number, string> = new Map();
