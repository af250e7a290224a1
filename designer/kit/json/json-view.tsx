import { SegmentedControl } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { type ReactNode, useMemo } from 'react';
import { CopyButton } from '../copy-button.tsx';
import { EmptyState } from '../empty-state.tsx';
import classes from './json.module.css';
import { JsonTable } from './json-table.tsx';
import { JsonText } from './json-text.tsx';
import { printJson } from './json-tokens.ts';
import { JsonTree } from './json-tree.tsx';
import { tableIn } from './table-shape.ts';

export type JsonViewKind = 'tree' | 'table' | 'json';

type Props = {
  value: unknown;
  /** For screen readers: "Input of Map to order". */
  label: string;
  /** Panes with the same name remember their view together: `input`, `output`. */
  name?: string;
  /** Left in the bar. */
  children?: ReactNode;
  onPick?: ((path: string) => void) | undefined;
};

/** A value to look at: as a tree, a table or JSON, with a copy button. Fills the height it is given; a megabyte stays quick. */
export function JsonView({ value, label, name = 'data', children, onPick }: Props) {
  const [view, setView] = useLocalStorage<JsonViewKind>({
    key: `crossdock.json-view.${name}`,
    defaultValue: 'tree',
    getInitialValueInEffect: false,
  });
  const text = useMemo(() => (view === 'json' ? printJson(value) : ''), [view, value]);
  const table = useMemo(() => (view === 'table' ? tableIn(value) : null), [view, value]);
  return (
    <div className={classes.view}>
      <div className={classes.bar}>
        <div className={classes.barLeft}>{children}</div>
        <SegmentedControl
          value={view}
          onChange={(next) => setView(next as JsonViewKind)}
          aria-label="Show as"
          data={[
            { value: 'tree', label: 'Tree' },
            { value: 'table', label: 'Table' },
            { value: 'json', label: 'JSON' },
          ]}
        />
        <CopyButton text={() => printJson(value)} label="Copy JSON" />
      </div>
      <div className={classes.pane}>
        {view === 'tree' && <JsonTree value={value} label={label} onPick={onPick} />}
        {view === 'json' && <JsonText text={text} label={label} />}
        {view === 'table' &&
          (table ? (
            <JsonTable table={table} label={table.path === '' ? label : `${label}: ${table.path}`} />
          ) : (
            <EmptyState title="There is no list in here.">A table shows lists of objects, such as the lines of an order.</EmptyState>
          ))}
      </div>
    </div>
  );
}
