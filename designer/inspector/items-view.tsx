import { SegmentedControl } from '@mantine/core';
import { type ReactNode, useMemo, useState } from 'react';
import { formatBytes, formatDuration } from '../kit/format.ts';
import { Glyph } from '../kit/glyph.tsx';
import type { JsonSchema } from '../kit/json/contract-marks.ts';
import type { FieldActs } from '../kit/json/field-drag.ts';
import { JsonText } from '../kit/json/json-text.tsx';
import { JsonView } from '../kit/json/json-view.tsx';
import type { ShownItem } from '../server/shapes.ts';
import { dataTexts as texts } from '../texts/data.ts';
import { FieldBar } from './field-bar.tsx';
import { ItemPicker } from './item-picker.tsx';
import classes from './items-view.module.css';
import type { Ports } from './use-node-data.ts';

type Props = {
  ports: Ports;
  /** Remembers the view: `input` or `output`. */
  name: 'input' | 'output';
  label: string;
  /** How many there were on each port, where not all are shown. */
  totals?: Readonly<Record<string, number>>;
  /** The item in view and what chooses another; without it the view keeps its own. */
  current?: { readonly id: string | null; readonly choose: (id: string) => void };
  fields?: FieldActs | undefined;
  contract?: { readonly name: string; readonly schema: JsonSchema } | undefined;
  /** Milliseconds that calls for an item took. */
  timeOf?: (item: ShownItem) => number | null;
  /** Right in the line of facts. */
  side?: (item: ShownItem) => ReactNode;
};

/** Items by port: one in view as tree, table or JSON, the schema of all of them, and a way to every other one. */
export function ItemsView({ ports, name, label, totals = {}, current, fields, contract, timeOf, side }: Props) {
  const names = Object.keys(ports).toSorted((a, b) => Number(ports[b]?.length ?? 0) - Number(ports[a]?.length ?? 0) || (a < b ? -1 : 1));
  const [chosenPort, setPort] = useState<string | null>(null);
  const [own, setOwn] = useState<string | null>(null);
  const port = chosenPort !== null && chosenPort in ports ? chosenPort : (names[0] ?? '');
  const items = ports[port] ?? [];
  const id = current ? current.id : own;
  const at = Math.max(
    0,
    items.findIndex((item) => item.id === id),
  );
  const item = items[at];
  const choose = (index: number) => {
    const next = items[index];
    if (next) (current?.choose ?? setOwn)(next.id);
  };
  const values = useMemo(() => items.filter((each) => !each.isCut).map((each) => each.json), [items]);
  const total = Math.max(totals[port] ?? 0, items.length);
  const time = item ? (timeOf?.(item) ?? null) : null;
  return (
    <div className={classes.root}>
      {names.length > 1 && (
        <div className={classes.ports}>
          <SegmentedControl
            aria-label={texts.items.port}
            value={port}
            onChange={setPort}
            data={names.map((each) => ({ value: each, label: `${each} ${Math.max(totals[each] ?? 0, ports[each]?.length ?? 0)}` }))}
          />
        </div>
      )}
      {!item ? (
        <p className={classes.nothing}>{texts.items.none}</p>
      ) : (
        <>
          {item.isCut ? (
            <>
              <div className={classes.bar}>
                <ItemPicker items={items} at={at} total={total} onChoose={choose} />
              </div>
              <p className={classes.facts}>{texts.items.cutBody(formatBytes(item.bytes))}</p>
              <div className={classes.body}>
                <JsonText text={typeof item.json === 'string' ? item.json : JSON.stringify(item.json)} label={label} />
              </div>
            </>
          ) : (
            <div className={classes.body}>
              <JsonView
                value={item.json}
                label={label}
                name={name}
                fields={fields}
                all={{ values, current: at, choose, contract }}
                above={
                  <>
                    {item.error && (
                      <p className={classes.error} title={`${item.error.message} ${item.error.code}`}>
                        <Glyph name="circle-x" size={14} />
                        <span>{item.error.message}</span>
                      </p>
                    )}
                    <p className={classes.facts}>
                      {item.key !== null && <span className={classes.key}>{item.key}</span>}
                      {items.length > 1 && <span>{formatBytes(item.bytes)}</span>}
                      {time !== null && <span>{texts.items.took(formatDuration(time))}</span>}
                      {total > items.length && (
                        <span className={classes.cut} title={texts.items.cutHelp}>
                          <Glyph name="scissors" size={12} />
                          {texts.items.cut(items.length, total)}
                        </span>
                      )}
                      {side && <span className={classes.side}>{side(item)}</span>}
                    </p>
                  </>
                }
              >
                <ItemPicker items={items} at={at} total={total} onChoose={choose} />
              </JsonView>
            </div>
          )}
          {fields && <FieldBar fields={fields} />}
        </>
      )}
    </div>
  );
}
