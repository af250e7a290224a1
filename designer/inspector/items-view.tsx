import { SegmentedControl } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { JsonView } from '../kit/json/json-view.tsx';
import type { ShownItem } from '../server/shapes.ts';
import classes from './inspector.module.css';

type Props = {
  ports: Readonly<Record<string, readonly ShownItem[]>>;
  /** Remembers the view: `input` or `output`. */
  name: 'input' | 'output';
  label: string;
  onPick?: (path: string) => void;
  /** Right of the ports. */
  side?: ReactNode;
};

/** Items by port, one at a time, as tree, table or JSON. */
export function ItemsView({ ports, name, label, onPick, side }: Props) {
  const names = Object.keys(ports).toSorted((a, b) => Number(ports[b]?.length ?? 0) - Number(ports[a]?.length ?? 0) || (a < b ? -1 : 1));
  const [chosen, setChosen] = useState<string | null>(null);
  const [at, setAt] = useState(0);
  const port = chosen !== null && chosen in ports ? chosen : (names[0] ?? '');
  const items = ports[port] ?? [];
  const item = items[Math.min(at, items.length - 1)];
  return (
    <div className={classes.items}>
      {(names.length > 1 || side) && (
        <div className={classes.ports}>
          {names.length > 1 && (
            <SegmentedControl
              aria-label="Port"
              value={port}
              onChange={(next) => {
                setChosen(next);
                setAt(0);
              }}
              data={names.map((each) => ({ value: each, label: `${each} ${ports[each]?.length ?? 0}` }))}
            />
          )}
          {side}
        </div>
      )}
      {item ? (
        <JsonView value={item.json} label={label} name={name} onPick={onPick}>
          {items.length > 1 ? (
            <span className={classes.pager}>
              <button type="button" disabled={at === 0} onClick={() => setAt(at - 1)} aria-label="Previous item">
                ‹
              </button>
              {Math.min(at, items.length - 1) + 1} of {items.length}
              <button type="button" disabled={at >= items.length - 1} onClick={() => setAt(at + 1)} aria-label="Next item">
                ›
              </button>
            </span>
          ) : (
            <span className={classes.source}>1 item{item.key ? `, ${item.key}` : ''}</span>
          )}
        </JsonView>
      ) : (
        <p className={classes.nothing}>No item on this port.</p>
      )}
    </div>
  );
}
