import { ActionIcon, Button, Menu, Popover, Tooltip } from '@mantine/core';
import { IconArrowLeft, IconDots, IconDownload, IconFilter, IconPlus, IconSearch, IconUpload } from '@tabler/icons-react';
import { memo } from 'react';
import { LookOnlyNote } from '../kit/look-only-note.tsx';
import { NodeTile } from '../kit/node-tile.tsx';
import { useEditor } from '../state/editor-context.tsx';
import { decisionTableTexts as texts } from '../texts/decision-table.ts';
import { mostColumns } from './edit-table.ts';
import { FieldPicker } from './field-picker.tsx';
import { HitPolicySelect } from './hit-policy-select.tsx';
import { type RowMark, type RowView, wholeView } from './row-view.ts';
import { expressionOf, nameOf } from './sample-fields.ts';
import classes from './screen.module.css';
import type { CellType } from './table.ts';
import type { TableModel } from './use-table.ts';

export type BarActs = {
  readonly done: () => void;
  readonly pick: (isPicking: boolean) => void;
  readonly addCondition: (input: { label: string; value: string; type: CellType }, isOpen?: boolean) => void;
  readonly addResult: () => void;
  readonly find: () => void;
  readonly setView: (view: RowView) => void;
  readonly importFile: () => void;
  readonly exportFile: () => void;
};

type Props = {
  model: TableModel;
  view: RowView;
  isBlank: boolean;
  isPicking: boolean;
  /** A record whose fields are offered as conditions. */
  record: unknown;
  acts: BarActs;
};

const marks: readonly RowMark[] = ['faulty', 'overlapping', 'unreachable', 'never-hit', 'fired'];

/** The bar over the table: the way back, the hit policy, columns, search, view, files. */
export const TableBar = memo(function TableBar({ model, view, isBlank, isPicking, record, acts }: Props) {
  const { catalog, may } = useEditor();
  const { node, table } = model;
  return (
    <header className={classes.bar}>
      <Tooltip label={texts.doneHint}>
        <Button size="xs" leftSection={<IconArrowLeft size={14} stroke={1.75} />} onClick={acts.done}>
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
      {!may.edit && <LookOnlyNote />}
      {!isBlank && may.edit && (
        <Popover opened={isPicking} onChange={acts.pick} width={360} position="bottom-end" trapFocus>
          <Popover.Target>
            <Button
              size="xs"
              leftSection={<IconPlus size={14} stroke={1.75} />}
              disabled={table.inputs.length >= mostColumns}
              onClick={() => acts.pick(!isPicking)}
            >
              {texts.addCondition}
            </Button>
          </Popover.Target>
          <Popover.Dropdown className={classes.pop ?? ''}>
            <p className={classes.formLabel}>{texts.newConditionHelp}</p>
            <FieldPicker
              record={record}
              onPick={(field) => acts.addCondition({ label: nameOf(field.path), value: expressionOf(field.path), type: field.type })}
            />
            <Button size="xs" onClick={() => acts.addCondition({ label: texts.newCondition, value: '{{  }}', type: 'text' }, true)}>
              {texts.ownExpression}
            </Button>
          </Popover.Dropdown>
        </Popover>
      )}
      {!isBlank && may.edit && (
        <Button
          size="xs"
          leftSection={<IconPlus size={14} stroke={1.75} />}
          disabled={table.outputs.length >= mostColumns}
          onClick={acts.addResult}
        >
          {texts.addResult}
        </Button>
      )}
      <Tooltip label={`${texts.find}  Ctrl F`}>
        <ActionIcon size="xs" aria-label={texts.find} onClick={acts.find}>
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
          <Menu.Item onClick={() => acts.setView(wholeView)}>{texts.showAll}</Menu.Item>
          {marks.map((mark) => (
            <Menu.Item key={mark} onClick={() => acts.setView({ ...view, only: mark })}>
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
          <Menu.Item leftSection={<IconUpload size={14} stroke={1.75} />} disabled={!may.edit} onClick={acts.importFile}>
            {texts.importFile}
          </Menu.Item>
          <Menu.Item leftSection={<IconDownload size={14} stroke={1.75} />} onClick={acts.exportFile}>
            {texts.exportFile}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </header>
  );
});
