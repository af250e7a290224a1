import { SegmentedControl } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { type ReactNode, useMemo } from 'react';
import { dataTexts as texts } from '../../texts/data.ts';
import { CopyButton } from '../copy-button.tsx';
import { EmptyState } from '../empty-state.tsx';
import type { JsonSchema } from './contract-marks.ts';
import type { FieldActs } from './field-drag.ts';
import classes from './json.module.css';
import { JsonTable } from './json-table.tsx';
import { JsonText } from './json-text.tsx';
import { printJson } from './json-tokens.ts';
import { JsonTree } from './json-tree.tsx';
import { SchemaTree } from './schema-tree.tsx';
import { tableIn } from './table-shape.ts';

type JsonViewKind = 'tree' | 'table' | 'json' | 'schema';

/** All records of which the value is one: what the schema is derived from, and the rows of the table. */
export type AllRecords = {
  readonly values: readonly unknown[];
  readonly current: number;
  readonly choose: (index: number) => void;
  readonly contract?: { readonly name: string; readonly schema: JsonSchema } | undefined;
};

type Props = {
  value: unknown;
  /** For screen readers: "Input of Map to order". */
  label: string;
  /** Panes with the same name remember their view together: `input`, `output`. */
  name?: string;
  /** Left in the bar. */
  children?: ReactNode;
  /** Between the bar and the data; what it says of the one record is left out beside the schema. */
  above?: ReactNode;
  fields?: FieldActs | undefined;
  all?: AllRecords | undefined;
};

/** A value to look at: as a tree, a table or JSON, with a copy button; of several records also the schema. Fills the height it is given; a megabyte stays quick. */
export function JsonView({ value, label, name = 'data', children, above, fields, all }: Props) {
  const [kept, setView] = useLocalStorage<JsonViewKind>({
    key: `crossdock.json-view.${name}`,
    defaultValue: 'tree',
    getInitialValueInEffect: false,
  });
  const view = kept === 'schema' && !all ? 'tree' : kept;
  const text = useMemo(() => (view === 'json' ? printJson(value) : ''), [view, value]);
  return (
    <div className={classes.view}>
      <div className={classes.bar}>
        <div className={classes.barLeft}>{children}</div>
        <SegmentedControl
          size="xs"
          value={view}
          onChange={(next) => setView(next as JsonViewKind)}
          aria-label={texts.views.label}
          data={[
            { value: 'tree', label: texts.views.tree },
            { value: 'table', label: texts.views.table },
            { value: 'json', label: texts.views.json },
            ...(all ? [{ value: 'schema', label: texts.views.schema }] : []),
          ]}
        />
        <CopyButton text={() => printJson(value)} label={texts.views.copy} />
      </div>
      {view !== 'schema' && above}
      <div className={classes.pane}>
        {view === 'tree' && <JsonTree value={value} label={label} fields={fields} />}
        {view === 'json' && <JsonText text={text} label={label} />}
        {view === 'table' && <Table value={value} label={label} fields={fields} all={all} />}
        {view === 'schema' && all && <SchemaTree values={all.values} label={label} contract={all.contract} fields={fields} />}
      </div>
    </div>
  );
}

/** Several records are the rows; of one, the first list in it. */
function Table({ value, label, fields, all }: Pick<Props, 'value' | 'label' | 'fields' | 'all'>) {
  const several = all && all.values.length > 1 ? all : null;
  const table = useMemo(() => tableIn(several ? several.values : value), [several, value]);
  if (!table) return <EmptyState title={texts.noTable}>{texts.noTableHelp}</EmptyState>;
  return (
    <JsonTable
      table={table}
      label={table.path === '' ? label : `${label}: ${table.path}`}
      prefix={several ? '' : table.path === '' ? '' : `${table.path}[]`}
      fields={fields}
      row={several ? { current: several.current, choose: several.choose } : undefined}
    />
  );
}
