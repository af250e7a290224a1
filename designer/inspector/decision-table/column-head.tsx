// biome-ignore-all lint/a11y/useSemanticElements: a grid of fields with columns of its own is no table element
// biome-ignore-all lint/a11y/useFocusableInteractive: the fields in the cells take the focus
import { ActionIcon, Popover, Select, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { withoutBraces } from '../../canvas/caption.ts';
import { ExpressionInput } from '../expression-control.tsx';
import { ExpressionResult } from '../expression-result.tsx';
import { type FormPath, useFieldProblem, useForm } from '../form-context.tsx';
import classes from './table.module.css';
import type { CellType } from './table-value.ts';

const types = [
  { value: 'text', label: 'Text' },
  { value: 'number', label: 'Number' },
  { value: 'date', label: 'Date' },
  { value: 'boolean', label: 'Yes or no' },
];

type Props = { kind: 'condition' | 'result'; title: string; value?: unknown; type: CellType; path: FormPath; onRemove: () => void };

/** The head of a column: its name and what it asks; a click edits both. */
export function ColumnHead({ kind, title, value, type, path, onRemove }: Props) {
  const form = useForm();
  const [isOpen, setIsOpen] = useState(false);
  const problem = useFieldProblem([...path, kind === 'condition' ? 'value' : 'name']);
  const isCondition = kind === 'condition';
  return (
    <Popover opened={isOpen} onChange={setIsOpen} width={340} position="bottom-start" trapFocus onClose={form.endTyping}>
      <Popover.Target>
        <button
          type="button"
          role="columnheader"
          className={classes.head}
          data-kind={kind}
          data-bad={problem !== undefined || undefined}
          onClick={() => setIsOpen(!isOpen)}
          aria-expanded={isOpen}
        >
          <span className={classes.headTitle}>{title || 'unnamed'}</span>
          <span className={classes.headValue}>
            {isCondition
              ? withoutBraces(String(value ?? '')) || 'no value yet'
              : types.find((each) => each.value === type)?.label.toLowerCase()}
          </span>
        </button>
      </Popover.Target>
      <Popover.Dropdown className={classes.headForm ?? ''}>
        <TextInput
          label={isCondition ? 'Name' : 'Result field'}
          value={title}
          data-autofocus
          onChange={(event) => form.change([...path, isCondition ? 'label' : 'name'], event.currentTarget.value)}
          onBlur={form.endTyping}
        />
        {isCondition && (
          <div data-field={[...path, 'value'].join('.')}>
            <div className={classes.headLabel}>Asks for</div>
            <ExpressionInput title="Asks for" path={[...path, 'value']} value={value} placeholder="{{ item.total }}" isRequired />
            <ExpressionResult expression={String(value ?? '')} />
          </div>
        )}
        {problem && <p className={classes.problem}>{problem.message}</p>}
        <div className={classes.headTools}>
          <Select
            label="Type"
            data={types}
            value={type}
            onChange={(next) => form.change([...path, 'type'], next)}
            comboboxProps={{ withinPortal: false }}
          />
          <ActionIcon
            aria-label={`Remove the column ${title}`}
            title="Remove the column"
            onClick={() => {
              setIsOpen(false);
              onRemove();
            }}
          >
            <IconTrash size={16} stroke={1.75} />
          </ActionIcon>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
